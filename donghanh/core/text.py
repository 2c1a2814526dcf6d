"""Vietnamese text: one spelling for storage, the order of the dictionary, and a form that forgives in search.

The database has the same functions, made by core's migrations: `vn_sort_key`, `vn_search`, `vn_one_spelling`,
and two that cut a long text into words. `SortKey`, `SearchForm`, `PlainWords` and `ExactWords` name them in
queries and generated columns.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import product

from django.contrib.postgres.search import SearchVectorField
from django.db.models import Func, TextField

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"  # j, f, w and z are in names, though not in the alphabet
VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")  # none, huyền, hỏi, ngã, sắc, nặng
SPACES = str.maketrans(dict.fromkeys("\t\n\r\x0c\x0b\xa0\u2007\u202f", " "))
MARKS = "".join(TONES)
OPEN_OA = re.compile(rf"o([{MARKS}])([ae])(?![^\W\d_]|[{MARKS}])")
OPEN_UY = re.compile(rf"(?<!q)u([{MARKS}])y(?![^\W\d_]|[{MARKS}])")
DASHES = str.maketrans("–—", "--")


def _letters() -> dict[str, tuple[str, str, str]]:
    """Each letter with its three weights: place in the alphabet, tone, case."""
    weights: dict[str, tuple[str, str, str]] = {}
    for letter, (tone, mark) in product(ALPHABET, enumerate(TONES)):
        if tone and letter not in VOWELS:
            continue
        lower = unicodedata.normalize("NFC", letter + mark)
        place = chr(0x100 + ALPHABET.index(letter))
        weights[lower] = (place, str(tone), "0")
        weights[lower.upper()] = (place, str(tone), "1")
    return weights


WEIGHTS = _letters()


def clean(text: str) -> str:
    """The one spelling that is stored: composed letters (NFC), single spaces, none at the ends."""
    return " ".join(unicodedata.normalize("NFC", text).translate(SPACES).split())


def sort_key(text: str) -> str:
    """A text whose plain order is the Vietnamese order of `text`: by letters, then tones, then case."""
    text = unicodedata.normalize("NFC", text).translate(DASHES)
    weights = [WEIGHTS.get(character, (character, character, character)) for character in text]
    return "\x01".join("".join(level) for level in zip(*weights, strict=True)) if weights else "\x01\x01"


def one_spelling(text: str) -> str:
    """Lower case, composed, and with the tone of an open oa, oe, uy on its second vowel: `hòa` is `hoà`."""
    apart = unicodedata.normalize("NFD", text.lower())
    return unicodedata.normalize("NFC", OPEN_UY.sub(r"uy\1", OPEN_OA.sub(r"o\2\1", apart)))


def plain(text: str) -> str:
    """Without tones, hats and case, letter for letter: as long as the composed text, so that places agree."""
    return "".join(map(_bare_letter, unicodedata.normalize("NFC", text)))


@lru_cache(maxsize=1024)
def _bare_letter(letter: str) -> str:
    bare = unicodedata.normalize("NFD", letter.lower())[0]
    return "d" if bare == "đ" else bare


def search_words(text: str) -> list[str]:
    """What was typed into a search box, word by word, without tones, hats and case."""
    bare = unicodedata.normalize("NFD", clean(text).lower()).replace("đ", "d")
    return "".join(character for character in bare if not unicodedata.combining(character)).split()


class PlainWords(Func):
    """`vn_plain_words(title, text)`: their words without accents, the title's with weight A."""

    function = "vn_plain_words"
    arity = 2
    output_field = SearchVectorField()


class ExactWords(Func):
    """`vn_exact_words(title, text)`: the same with accents, in one placing of tones."""

    function = "vn_exact_words"
    arity = 2
    output_field = SearchVectorField()


class SortKey(Func):
    """`vn_sort_key(text)`: order by it with collation C for the Vietnamese order."""

    function = "vn_sort_key"
    arity = 1
    output_field = TextField(db_collation="C")


class SearchForm(Func):
    """`vn_search(text)`: without tones, hats and case, each word after one space, the first too."""

    function = "vn_search"
    arity = 1
    output_field = TextField()
