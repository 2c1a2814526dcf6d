"""A decree typed as lines: `02/01/2026 nghỉ bù; 10/01/2026 làm bù`, one day or a span of days a line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from donghanh.calendar.models import DayKind
from donghanh.core.dates import spoken
from donghanh.core.dates.working import FIRST_YEAR, LAST_YEAR
from donghanh.core.text import clean

LONGEST_SPAN = 31
MOST_DAYS = 100
LONGEST_NOTE = 120

_DAY = r"(?:ngày )?(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})"
_LINE = re.compile(rf"(?:từ )?{_DAY}(?:\s*(?:-|đến hết|đến)\s*{_DAY})?\s*[:,-]?\s*(.*)", re.IGNORECASE)
_NEXT = re.compile(r"[;\n]|,\s*(?=(?:ngày )?\d{1,2}/\d)", re.IGNORECASE)
_OFF = re.compile(r"(?:được )?nghỉ(?!\w)", re.IGNORECASE)
_WORKING = re.compile(r"(?:đi )?làm(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One day of a decree."""

    day: date
    kind: DayKind
    note: str


class Unclear(ValueError):
    """Lines that are not understood, each said with its number."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


def read(text: str) -> list[Line]:
    """The days in their order; raises `Unclear` with a reason for every line that is none."""
    found: list[Line] = []
    reasons: list[str] = []
    parts = [part for part in map(clean, _NEXT.split(text.replace("\r", ""))) if part.strip(" .")]
    for number, part in enumerate(parts, 1):
        try:
            found += _line(part.strip(" .,"))
        except ValueError as wrong:
            reasons.append(f"Dòng {number} (“{part[:40]}”): {wrong}")
    reasons += _twice(found)
    if not found and not reasons:
        reasons.append("Chưa có dòng nào; mỗi dòng một ngày, ví dụ: 02/01/2026 nghỉ bù.")
    if len(found) > MOST_DAYS:
        reasons.append(f"Mỗi lần nhập nhiều nhất {MOST_DAYS} ngày.")
    if reasons:
        raise Unclear(reasons)
    return sorted(found, key=lambda line: line.day)


def _line(text: str) -> Iterator[Line]:
    match = _LINE.fullmatch(text)
    if not match:
        raise ValueError("không có ngày; hãy viết như 02/01/2026 nghỉ bù.")
    first = _day(match[1], match[2], match[3])
    last = _day(match[4], match[5], match[6]) if match[4] else first
    if not 0 <= (last - first).days < LONGEST_SPAN:
        raise ValueError(f"khoảng ngày phải theo thứ tự và không dài quá {LONGEST_SPAN} ngày.")
    kind, note = _kind(match[7]), match[7][:1].upper() + match[7][1:]
    if len(note) > LONGEST_NOTE:
        raise ValueError(f"nội dung dài quá {LONGEST_NOTE} ký tự.")
    for distance in range((last - first).days + 1):
        yield Line(day=first + timedelta(days=distance), kind=kind, note=note)


def _day(day: str, month: str, year: str) -> date:
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        raise ValueError(f"năm phải từ {FIRST_YEAR} đến {LAST_YEAR}.")
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise ValueError(f"không có ngày {day}/{month}/{year}.") from None


def _kind(text: str) -> DayKind:
    if _OFF.match(text):
        return DayKind.OFF
    if _WORKING.match(text):
        return DayKind.WORKING
    raise ValueError("sau ngày hãy ghi “nghỉ …” hoặc “làm …”, ví dụ: 10/01/2026 làm bù.")


def _twice(lines: list[Line]) -> list[str]:
    days = [line.day for line in lines]
    return [f"Ngày {spoken.day(day)} ghi hai lần." for day in sorted(set(days)) if days.count(day) > 1]
