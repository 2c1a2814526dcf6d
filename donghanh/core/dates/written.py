"""Days as offices write them: "trước ngày 20/11/2026", "quý II/2026", "tháng 9 - tháng 12/2026", "cả năm".

A small grammar: a text is searched for spans (a day, a month, a quarter, a term, a year); the last day of
the last span is the day due. A year that is missing is that of the span after it, else the document's. What
is guessed lowers the confidence; what is not understood has no day. "Trước ngày 20/11" names the last day
that is in time; "trước tháng 9" is over on 31 August.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from donghanh.core.dates import spans
from donghanh.core.dates.periods import Every
from donghanh.core.dates.rule import Rule
from donghanh.core.dates.spans import Span
from donghanh.core.dates.values import Position

LEAP_YEAR = 2024  # in which every day of a year exists
LONGEST = 300  # characters; a longer text is no time
SURE, GUESSED_YEAR, VAGUE = 0.95, 0.8, 0.6


class Kind(StrEnum):
    """What sort of time it is."""

    ONCE = "once"
    RECURRING = "recurring"
    CONTINUOUS = "continuous"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What a written time means: from when, until which day, by which rule, and how sure that is."""

    kind: Kind
    due: date | None = None
    first: date | None = None
    rule: Rule | None = None
    confidence: float = 0.0


_CONTINUOUS = re.compile(
    r"thường xuyên|liên tục|quanh năm|suốt (?:cả )?năm|xuyên suốt|(?:hằng|hàng|mỗi) ngày\b|cả năm"
    r"|các tháng trong năm|trong suốt (?:quá trình|thời gian)"
)
_EVERY, _TIMES = r"(?:h[ằà]ng|mỗi|từng)", r"(?:1|một) lần(?:\s*/\s*| mỗi | một )"
_CYCLES = (
    (Every.SCHOOL_YEAR, rf"(?:{_EVERY}|các) năm học"),
    (Every.HALF_YEAR, rf"(?:{_EVERY}|định k[ỳì]) (?:6|sáu) tháng|(?:6|sáu) tháng (?:một|1) lần"),
    (Every.HALF_YEAR, rf"{_TIMES}(?:6|sáu) tháng"),
    (Every.YEAR, rf"{_EVERY} năm|(?:một|1) năm (?:một|1) lần|{_TIMES}năm|thường niên"),
    (Every.QUARTER, rf"(?:{_EVERY}|các|của|định k[ỳì]) quý(?! [1-4i])|{_TIMES}quý|tháng cuối quý"),
    (Every.MONTH, rf"(?:{_EVERY}|các|định k[ỳì]) tháng(?! (?:\d|trong|đầu|cuối))|{_TIMES}tháng"),
    (Every.WEEK, rf"(?:{_EVERY}|định k[ỳì]) tuần|{_TIMES}tuần"),
)
_CYCLE = tuple((every, re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")) for every, pattern in _CYCLES)
_WEEKDAYS = ("thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật")
_DAY_ALONE = re.compile(r"ngày (?:mùng |mồng )?(?P<d>\d{1,2})(?!\s*[/.\d-])")
_UNTIL_DAY = re.compile(r"trước(?: hết)?(?: ngày)? \d")
_AFTER = re.compile(r"^(?:ngay )?sau (?!khi)")


def parse_day(text: str, *, default_year: int | None = None, issued_on: date | None = None) -> Due:
    """What the written time means; `issued_on`, the document's day, gives a missing year and rolls it on."""
    text = _plain(text)
    if not text or len(text) > LONGEST:
        return Due(kind=Kind.NONE)
    year = default_year or (issued_on.year if issued_on else None)
    found = spans.find(text, year=year)
    if (recurring := _recurring(text)) is not None:
        return recurring
    if _CONTINUOUS.search(text):
        return _continuous(text, found, year)
    if not found or _AFTER.match(text):
        return Due(kind=Kind.NONE)
    return _once(found, since=None if default_year else issued_on)


def _plain(text: str) -> str:
    """One spelling: composed, small, single spaces, one kind of dash, figures for letters, without hours."""
    text = unicodedata.normalize("NFC", text[: LONGEST * 2]).casefold()
    text = re.sub(r"[–—−]", "-", text)
    text = re.sub(r"\bl(?=\d)|(?<=\d)l(?=[\d/])", "1", re.sub(r"\bo(?=\d)|(?<=\d)o(?=[\d/])", "0", text))
    text = re.sub(r"\b\d{1,2}\s*(?:giờ|h|g|:)\s*(?:\d{1,2})?\s*(?:phút|')?(?=[\s,;]|$)", " ", text)
    return " ".join(text.split()).strip(" .,;()")


def _recurring(text: str) -> Due | None:
    """Something that comes again, with its rule; one that names no day is for the end of the period."""
    every = next((every for every, pattern in _CYCLE if pattern.search(text)), None)
    if every is None:
        return None
    rule = _rule(every, text)
    return Due(kind=Kind.RECURRING, rule=rule, confidence=SURE if rule.day or _place(text) else VAGUE)


def _rule(every: Every, text: str) -> Rule:
    """The rule of a cycle."""
    before = bool(_UNTIL_DAY.search(text))
    if place := _place(text):
        return Rule(every=every, position=place)
    if every is Every.WEEK:
        named = [number for number, name in enumerate(_WEEKDAYS, 1) if name in text]
        return (
            Rule(every=every, day=named[-1]) if named else Rule(every=every, position=Position.LAST_WORKING)
        )
    found = spans.find(text, year=LEAP_YEAR)
    if every in {Every.YEAR, Every.SCHOOL_YEAR} and found:
        days = [span for span in found if span.first == span.last] or found
        return Rule(every=every, month=days[-1].last.month, day=days[-1].last.day, before=before)
    alone = _DAY_ALONE.search(text)
    day = int(alone["d"]) if alone else 0
    if every in {Every.MONTH, Every.QUARTER} and 1 <= day <= 31:
        return Rule(every=every, day=day, month=_month(every, text), before=before)
    return Rule(every=every, position=Position.LAST)


def _month(every: Every, text: str) -> int | None:
    if every is not Every.QUARTER:
        return None
    return 1 if "tháng đầu" in text else 2 if "tháng thứ hai" in text or "tháng giữa" in text else 3


def _place(text: str) -> Position | None:
    if "ngày làm việc cuối" in text:
        return Position.LAST_WORKING
    if "ngày làm việc đầu" in text:
        return Position.FIRST_WORKING
    if re.search(r"ngày cuối|cuối (?:mỗi|h[ằà]ng|tháng|quý|năm)", text) and not re.search(
        r"tháng cuối", text
    ):
        return Position.LAST
    return Position.FIRST if "ngày đầu" in text else None


def _continuous(text: str, found: list[Span], year: int | None) -> Due:
    """All the time, until the end of what is named; "cả năm" is the year."""
    if found:
        return Due(
            kind=Kind.CONTINUOUS, first=found[0].first, due=max(span.last for span in found), confidence=SURE
        )
    if re.search(r"năm|các tháng", text) and year:
        return Due(
            kind=Kind.CONTINUOUS, first=date(year, 1, 1), due=date(year, 12, 31), confidence=GUESSED_YEAR
        )
    return Due(kind=Kind.CONTINUOUS, confidence=SURE)


def _once(found: list[Span], *, since: date | None) -> Due:
    """A single time; a guessed year that would lie before the document is the next one."""
    last = max(found, key=lambda span: span.last)
    first = min(span.first for span in found)
    confidence = min(span.confidence for span in found)
    due, guessed = last.last, last.guessed_year
    if guessed and since and due < since:
        due, first = spans.next_year(due), spans.next_year(first)
        confidence = min(confidence, VAGUE)
    return Due(
        kind=Kind.ONCE,
        first=min(first, due),
        due=due,
        confidence=min(confidence, GUESSED_YEAR) if guessed else confidence,
    )
