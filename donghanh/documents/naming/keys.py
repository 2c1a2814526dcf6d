"""How names are compared: without accents, case and punctuation; what is shown of them; their short key."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

LONGEST: Final = 300
_MOST: Final = 1000  # letters that are looked at; more is no name
_LEADING: Final = (
    ("toan", "the"), ("tat", "ca"), ("mot", "so"), ("cac",), ("nhung",), ("moi",), ("tung",), ("100%",),
)  # fmt: skip
_BRACKETS = re.compile(r"\s*[(\[{][^()\[\]{}]*[)\]}]?\s*$")
_TONES: Final = "\u0300\u0301\u0303\u0309\u0323"
_EDGES = " \t\n-–—•*+.,;:|_/“”\"'‘’"
_EMAIL = re.compile(r"(?:^|[\s,;(]+)[\w.+-]+@[\w-]+(?:\.[\w-]+)+\)?")


def fold(text: str) -> str:
    """Small letters without tones, hats and the bar of đ."""
    bare = unicodedata.normalize("NFD", text.lower()).replace("đ", "d")
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


def words(text: str) -> list[str]:
    """The folded words; a percentage keeps its sign."""
    return re.findall(r"[^\W_]+%?", fold(text))


def plain(text: str) -> str:
    """The folded words with one blank between them."""
    return " ".join(words(text))


def spelled(text: str) -> dict[str, set[str]]:
    """Each folded word with its spellings; "Hoà" and "Hòa" are one, "Hóa" is another."""
    found: dict[str, set[str]] = {}
    for word in re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text.lower())):
        letters = unicodedata.normalize("NFD", word)
        tones = "".join(letter for letter in letters if letter in _TONES)
        bare = "".join(letter for letter in letters if letter not in _TONES)
        found.setdefault(fold(word), set()).add(bare + tones)
    return found


def tidy(text: str) -> str:
    """The name as it is shown: composed letters, single blanks, no marks, brackets or addresses around it."""
    text = " ".join(unicodedata.normalize("NFC", text[:_MOST].replace("\x00", " ")).split())
    text = _EMAIL.sub("", text)
    before = None
    while before != text:
        before, text = text, _BRACKETS.sub("", text.strip(_EDGES)) or text.strip(_EDGES)
    return text


@lru_cache(maxsize=20_000)
def key(name: str) -> str:
    """The short form under which a choice of meaning is remembered; `key` of a key is the key."""
    found = name
    while (shorter := _shorten(found)) != found:
        found = shorter
    return found


def _shorten(name: str) -> str:
    parts = words(tidy(name))
    while lead := next((lead for lead in _LEADING if tuple(parts[: len(lead)]) == lead), None):
        if len(parts) == len(lead):
            break
        parts = parts[len(lead) :]
    return " ".join(parts)[:LONGEST].strip()
