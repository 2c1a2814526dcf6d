"""Dates as Vietnamese offices write them, as far as they are known: `2023-09-22`, `2020-03`, `2021`."""

import re
from dataclasses import dataclass

_DIGIT = r"[\dOol]"
_YEAR = rf"(?P<y>[12O]{_DIGIT}{{3}})(?!\d)"
LONG = re.compile(
    rf"ng[àa]y[\s,]*(?P<d>{_DIGIT}{{1,2}})?[\s.…_,]{{0,40}}th[áa]ng[\s.…_]*(?P<m>{_DIGIT}{{1,2}})?[\s.…_,]{{0,40}}n[ăa]m[\s.…_]{{0,10}}{_YEAR}",
    re.IGNORECASE,
)
SHORT = re.compile(
    rf"(?<![\d/.])(?P<d>{_DIGIT}{{1,2}})\s?(?P<s>[/.-])\s?(?P<m>{_DIGIT}{{1,2}})\s?(?P=s)\s?{_YEAR}"
)
MONTH = re.compile(rf"tháng[\s.]*(?P<m>{_DIGIT}{{1,2}})\s*(?:/|-|năm)?\s*{_YEAR}", re.IGNORECASE)
_OCR = str.maketrans({"O": "0", "o": "0", "l": "1"})


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a text: ISO as far as known, and its place."""

    iso: str
    start: int
    end: int


def _number(text: str | None) -> int | None:
    return int(text.translate(_OCR)) if text else None


def iso(day: int | None, month: int | None, year: int | None) -> str | None:
    """ISO date as far as known; a day or month out of range leaves only what is sure."""
    if not year:
        return None
    if not month or not 1 <= month <= 12:
        return f"{year:04}"
    if not day or not 1 <= day <= 31:
        return f"{year:04}-{month:02}"
    return f"{year:04}-{month:02}-{day:02}"


def from_match(found: re.Match[str]) -> str | None:
    """The ISO date of a match of `LONG`, `SHORT` or `MONTH`."""
    parts = found.groupdict()
    return iso(_number(parts.get("d")), _number(parts.get("m")), _number(parts.get("y")))


def first(text: str, *, offset: int = 0) -> Found | None:
    """The first full date in `text`: in words or with separators."""
    matches = [found for found in (LONG.search(text), SHORT.search(text)) if found]
    if not matches:
        return None
    found = min(matches, key=lambda match: match.start())
    value = from_match(found)
    return Found(value, offset + found.start(), offset + found.end()) if value else None
