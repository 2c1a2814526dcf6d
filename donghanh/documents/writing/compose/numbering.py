"""How points are numbered: a scheme is the row of marks from the outermost level to the innermost."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from donghanh.documents.writing.content import Content
from donghanh.documents.writing.kinds import KINDS
from donghanh.documents.writing.trouble import Unwritable

LETTERS = "abcdđeghiklmnopqrstuvxy"
_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def roman(number: int) -> str:
    """A number in Roman figures."""
    result = ""
    for value, letters in _ROMAN:
        result += letters * (number // value)
        number %= value
    return result


def letter(number: int) -> str:
    """The letter of a point; a list has as many as the alphabet of points."""
    if number > len(LETTERS):
        raise Unwritable(
            f"Một mục có hơn {len(LETTERS)} điểm a), b), c)… nên hết chữ cái để đánh. Đề nghị tách mục ấy ra."
        )
    return LETTERS[number - 1]


Look = Literal["part", "roman", "article", "number", "letter"]


@dataclass(frozen=True, slots=True)
class Level:
    """One level: its mark, its look, and whether it counts on through the whole document."""

    look: Look
    mark: Callable[[int, str], str]  # the count and the mark of the level above
    continuous: bool = False


_PART = Level("part", lambda count, _: f"Phần {roman(count)}")
_CHAPTER = Level("part", lambda count, _: f"Chương {roman(count)}")
_ROMANS = Level("roman", lambda count, _: f"{roman(count)}.")
_ARTICLE = Level("article", lambda count, _: f"Điều {count}.", continuous=True)
_NUMBER = Level("number", lambda count, _: f"{count}.")
_DECIMAL = Level("number", lambda count, above: f"{above}{count}.")
_LETTER = Level("letter", lambda count, _: f"{letter(count)})")

SCHEMES: dict[str, tuple[Level, ...]] = {
    "plan": (_ROMANS, _NUMBER, _LETTER),
    "numbers": (_NUMBER, _DECIMAL, _LETTER),
    "articles": (_ARTICLE, _NUMBER, _LETTER),
    "chapters": (_CHAPTER, _ARTICLE, _NUMBER, _LETTER),
    "parts": (_PART, _ROMANS, _NUMBER, _LETTER),
}


def scheme_of(content: Content) -> tuple[Level, ...]:
    """The levels of a document: those it asks for, or the usual ones of its kind."""
    kind = KINDS.get(content.kind)
    return SCHEMES[content.scheme or (kind.scheme if kind else "") or "plan"]
