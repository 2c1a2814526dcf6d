"""How wide a line of Times New Roman is, without the font: advances in thousandths of its size.

The figures are those of Tinos, whose advances equal Times New Roman's. An accent adds nothing to its letter,
so Vietnamese letters are looked up by the letter under the accent. They serve for the lines under headings,
the widths of columns and the question whether a table fits the page; what prints the page measures again.
"""

import unicodedata
from functools import lru_cache

_REGULAR = {
    180: "'", 200: "|", 250: " ,.", 278: "/:;\\ijlt", 333: "!()-I[]`fr‘’", 350: "•", 389: "Js", 400: "°",
    408: '"', 444: "?acez“”", 469: "^", 480: "{}", 500: "#$*0123456789_bdghknopquvxyđ–§", 529: "ơ", 541: "~",
    542: "ư", 556: "FPS", 564: "+<=>", 611: "ELTZ", 667: "BCR", 722: "ADGHKNOQUVXYwĐƠ", 776: "Ư", 778: "&m",
    833: "%", 889: "M", 921: "@", 944: "W", 1000: "—…",
}  # fmt: skip
_BOLD = {
    220: "|", 250: " ,.", 278: "'/\\il", 333: "!()-:;[]`fjt‘’", 350: "•", 389: "Is", 394: "{}", 400: "°",
    444: "cerz", 500: "#$*0123456789?J_agovxy–“”§", 520: "~", 554: "ơ", 555: '"', 556: "Sbdhknpquđ",
    570: "+<=>", 581: "^", 600: "ư", 611: "FP", 667: "BELTZ", 722: "ACDNRUVXYwĐ", 778: "GHKOQƠ", 796: "Ư",
    833: "&m", 930: "@", 944: "M", 1000: "%W—…",
}  # fmt: skip
_OTHER = 1000  # letters that Times lacks are mostly full squares
_TABLES = tuple(
    {letter: width for width, letters in table.items() for letter in letters} for table in (_REGULAR, _BOLD)
)
_HORNED = {"\u031b"}


def width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of one line of text in points."""
    return sum(_advance(letter, bold) for letter in text) * size / 1000


@lru_cache(maxsize=4096)
def _advance(letter: str, bold: bool) -> int:  # noqa: FBT001 - a cache wants plain arguments
    table = _TABLES[bold]
    if letter in table:
        return table[letter]
    if unicodedata.combining(letter):
        return 0
    parts = unicodedata.normalize("NFD", letter)
    base = unicodedata.normalize("NFC", parts[0] + "".join(mark for mark in parts[1:] if mark in _HORNED))
    return table.get(base, _OTHER)


def longest_word(text: str, size: float, *, bold: bool = False) -> float:
    """The width of the widest word of a text in points."""
    return max((width(word, size, bold=bold) for word in text.split()), default=0.0)


def height(text: str, size: float, room: float, *, bold: bool = False) -> int:
    """About how many lines a text takes in `room` points."""
    return max(1, -int(-width(text, size, bold=bold) // max(room, 1.0)))
