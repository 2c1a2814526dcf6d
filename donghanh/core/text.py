"""Vietnamese text: one spelling for storage, the order of the dictionary, and a form that forgives in search.

The database has the same three functions (`vn_text`, `vn_sort_key`, `vn_search`), made by core's migration;
`SortKey` and `SearchForm` are their names in queries and generated columns.
"""

import unicodedata
from itertools import product

from django.db.models import Func, TextField

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"  # j, f, w and z are in names, though not in the alphabet
VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")  # none, huyền, hỏi, ngã, sắc, nặng
SPACES = str.maketrans(dict.fromkeys("\t\n\r\x0c\x0b\xa0\u2007\u202f", " "))
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


def search_words(text: str) -> list[str]:
    """What was typed into a search box, word by word, without tones, hats and case."""
    bare = unicodedata.normalize("NFD", clean(text).lower()).replace("đ", "d")
    return "".join(character for character in bare if not unicodedata.combining(character)).split()


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
