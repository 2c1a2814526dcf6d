"""Runs of text with their place, and what a glance at one tells: capitals, a row of a table, a mark.

The text of a piece is as long as its range in the document, so an offset in one is an offset in the other.
"""

import re
from dataclasses import dataclass

UPPER = "A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
LOWER = "a-zđàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"

# What a numbered point, a bullet or a heading with its number begins with.
MARKER = re.compile(
    rf"^(?:[-–—•▪·*+○●]\s?(?=\S)"
    rf"|\d{{1,2}}(?:\.\d{{1,2}}){{0,3}}[.)/:-](?!\d)"
    rf"|\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}\s"
    rf"|(?!V\s?/\s?[Vv])[IVX]{{1,5}}\s?[.)/:-]"
    rf"|[a-zđ]\s?[)./](?=\s|[{UPPER}])"
    rf"|Điều\s+\d"
    rf"|[{UPPER}]\s?[.)](?=\s)"
    rf"|(?:PHẦN|Phần|CHƯƠNG|Chương|MỤC|Mục)\s)"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text on one line: `text` equals the view from `start` to `end`."""

    text: str
    start: int
    end: int
    blank_before: bool = False

    def cut(self, start: int, end: int | None = None) -> "Piece":
        """The part from `start` to `end`, without blanks at its ends."""
        part = self.text[start:end]
        left = len(part) - len(part.lstrip())
        kept = part.strip()
        begin = self.start + start + left
        return Piece(kept, begin, begin + len(kept), self.blank_before and start == 0)

    @property
    def words(self) -> str:
        """The text with single blanks between words."""
        return " ".join(self.text.split())


def is_row(text: str) -> bool:
    """Whether a line is a row of a table: cells joined by bars."""
    return text.count(" | ") >= 2 or (text.startswith("|") and text.endswith("|") and len(text) > 1)


def is_capitals(text: str) -> bool:
    """Whether nearly all letters are capitals: headings, letterheads, signatures."""
    letters = [char for char in text if char.isalpha()]
    return len(letters) > 2 and sum(map(str.isupper, letters)) > 0.8 * len(letters)
