"""The spans of time named in a text that `written` has already made plain: small letters, single spaces.

Each form is a pattern and a reader; forms stand in order of how sure they are, and what one has taken no
other takes. A year that is missing is that of the span after it, else the year that the caller gives.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from donghanh.core.dates.periods import Every, Period, clamped

SURE, LESS, VAGUE, WRONG = 0.95, 0.85, 0.6, 0.4
NUMBERS = {
    "một": 1, "giêng": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7,
    "tám": 8, "chín": 9, "mười": 10, "mười một": 11, "mười hai": 12, "chạp": 12,
    "i": 1, "ii": 2, "iii": 3, "iv": 4,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """From the first day to the last; `guessed_year` when no year stood there."""

    first: date
    last: date
    guessed_year: bool = False
    confidence: float = SURE


Read = Callable[[re.Match[str], int], Span | None]


@dataclass(frozen=True, slots=True)
class _Found:
    """A form found in the text, with the year that it names, if any."""

    match: re.Match[str]
    read: Read
    year: int | None


def find(text: str, *, year: int | None = None) -> list[Span]:
    """The spans in their order; those whose year nobody knows are left out."""
    result: list[Span] = []
    later: int | None = None
    for found in reversed(_found(text)):
        known = found.year or later or year
        span = found.read(found.match, known) if known else None
        if span is None:
            continue
        if result and found.year is None and span.first > result[0].last:  # "tháng 9 đến tháng 5"
            if later is None:
                result = [_a_year_later(one) for one in result]
            else:
                span = found.read(found.match, later - 1) or span
        guessed = found.year is None and later is None
        confidence = span.confidence if found.year else min(span.confidence, LESS)
        result.insert(0, Span(first=span.first, last=span.last, guessed_year=guessed, confidence=confidence))
        later = found.year or later
    return result


def _found(text: str) -> list[_Found]:
    taken: list[_Found] = []
    for pattern, read in FORMS:
        for match in pattern.finditer(text):
            if not any(_overlap(match, other.match) for other in taken):
                taken.append(_Found(match, read, _year_of(match)))
    return sorted(taken, key=lambda found: found.match.start())


def next_year(day: date) -> date:
    """The same day a year on; the last of February stays the last."""
    return clamped((day.year + 1) * 12 + day.month - 1, 31 if _ends_february(day) else day.day)


def _ends_february(day: date) -> bool:
    return day.month == 2 and day == clamped(day.year * 12 + 1, 31)


def _a_year_later(span: Span) -> Span:
    return replace(span, first=next_year(span.first), last=next_year(span.last))


def _overlap(one: re.Match[str], other: re.Match[str]) -> bool:
    return one.start() < other.end() and other.start() < one.end()


def _year_of(match: re.Match[str]) -> int | None:
    written = match.groupdict().get("y")
    if not written:
        return None
    return int(written) if len(written) == 4 else 2000 + int(written)


# --- readers: one a form ---


def _day(match: re.Match[str], year: int) -> Span | None:
    """A day with its year; one of two figures is less sure."""
    return _day_of(match, year, sure=SURE if len(match["y"] or "") == 4 else LESS)


def _day_of(match: re.Match[str], year: int, *, sure: float) -> Span | None:
    """A day of a month; one that the month lacks is its last, and doubtful."""
    number, month = int(match["d"]), int(match["m"])
    if not 1 <= month <= 12 or not 1 <= number <= 31:
        return None
    day = clamped(year * 12 + month - 1, number)
    return Span(first=day, last=day, confidence=sure if day.day == number else WRONG)


def _day_without_year(match: re.Match[str], year: int) -> Span | None:
    """A day and a month; the year comes from elsewhere."""
    return _day_of(match, year, sure=LESS)


def _months(match: re.Match[str], year: int) -> Span | None:
    return _parts(match, year, Every.MONTH, most=12)


def _quarters(match: re.Match[str], year: int) -> Span | None:
    return _parts(match, year, Every.QUARTER, most=4)


def _parts(match: re.Match[str], year: int, every: Every, *, most: int) -> Span | None:
    """One month or quarter, or several: from the first to the last of them."""
    numbers = [_number(word) for word in _NUMBER.findall(match["n"])]
    if not numbers or not all(1 <= number <= most for number in numbers):
        return None
    periods = [Period.of(date(year, number * every.months, 1), every) for number in numbers]
    listed = len(numbers) > 2 or re.search(r",|và|;", match["n"])
    first, last = periods[0], periods[-1]
    if numbers[0] > numbers[-1]:  # over the turn of the year; a year written down is that of the end
        first, last = (first.shifted(-most), last) if match["y"] else (first, last.shifted(most))
    return _within(match, first.first, last.last, LESS if listed else SURE)


def _within(match: re.Match[str], first: date, last: date, confidence: float = SURE) -> Span:
    """A part of it when "đầu", "giữa", "cuối" or "trước" stands before it."""
    part = (match.groupdict().get("p") or "").strip()
    days = (last - first).days + 1
    if part == "trước":
        return Span(first=first - timedelta(days=1), last=first - timedelta(days=1), confidence=confidence)
    if week := re.match(r"tuần (?:thứ )?(\w+)", part):
        return _week(week[1], first, last)
    share = {"đầu": 1 / 3, "giữa": 2 / 3, "nửa đầu": 1 / 2}.get(part)
    if share is None:
        return Span(first=first, last=last, confidence=confidence)
    return Span(first=first, last=first + timedelta(days=max(1, int(days * share)) - 1), confidence=VAGUE)


def _week(which: str, first: date, last: date) -> Span:
    """A week of a month, counted from its first day."""
    if which == "cuối":
        return Span(first=last - timedelta(days=6), last=last, confidence=VAGUE)
    number = min(1 if which == "đầu" else _number(which) or 1, 4)
    begin = first + timedelta(days=7 * (number - 1))
    return Span(first=begin, last=begin + timedelta(days=6), confidence=VAGUE)


def _some_months(match: re.Match[str], year: int) -> Span:
    """The first or the last months of a year: three, six, nine; half of it when no number is said."""
    months = _number(match.groupdict().get("n") or "6")
    if match["p"] == "đầu":
        return Span(first=date(year, 1, 1), last=clamped(year * 12 + months - 1, 31))
    return Span(first=date(year, 13 - months, 1), last=date(year, 12, 31))


def _whole_year(match: re.Match[str], year: int) -> Span:
    return _within(match, date(year, 1, 1), date(year, 12, 31))


def _years(match: re.Match[str], year: int) -> Span | None:
    begin = int(match["a"])
    return _within(match, date(begin, 1, 1), date(year, 12, 31)) if begin <= year else None


def _school_year(match: re.Match[str], year: int) -> Span:
    """`năm học 2026-2027`; the year written last is the one in which it ends."""
    period = Period.of(date(year, 5, 1), Every.SCHOOL_YEAR)
    return _within(match, period.first, period.last)


def _months_of_school_year(match: re.Match[str], year: int) -> Span | None:
    """A month of a school year: from August on it lies in the first of its two years."""
    span = _months(match, year)
    return span if span is None or span.last.month < 8 else _months(match, year - 1)


def _term_of_school_year(match: re.Match[str], year: int) -> Span:
    """A term of the school year that ends in this year."""
    if _number(match["n"]) == 2:
        return Span(first=date(year, 1, 16), last=date(year, 5, 31), confidence=LESS)
    return Span(first=date(year - 1, 9, 1), last=date(year, 1, 15), confidence=LESS)


def _term(match: re.Match[str], year: int) -> Span:
    """A term with a single year: the first begins in it, the second ends in it."""
    return _term_of_school_year(match, year if _number(match["n"]) == 2 else year + 1)


def _fixed(first: tuple[int, int], last: tuple[int, int]) -> Read:
    """What has its days by custom: the month of the youth, the summer."""

    def read(_match: re.Match[str], year: int) -> Span:
        return Span(first=date(year, *first), last=date(year, *last), confidence=LESS)

    return read


def _number(word: str) -> int:
    return int(word) if word.isdigit() else NUMBERS.get(word, 0)


# --- forms, the surest first ---

_Y = r"(?P<y>(?:19|20)\d\d)(?!\d)"
_YEAR = rf"(?:[\s/.,-]*(?:của )?(?:năm )?{_Y})?"
_SCHOOL = r"(?:của )?năm học (?P<a>(?:19|20)\d\d)\s*[-/]\s*(?P<y>(?:19|20)\d\d)(?!\d)"
_MONTH = (
    r"(?:\d{1,2}|mười hai|mười một|mười|giêng|một|hai|ba|tư|năm(?! (?:học|\d))|sáu|bảy|bẩy|tám|chín|chạp)"
    r"(?!\w)"
)
_QUARTER = r"(?:iv|i{1,3}|[1-4]|một|hai|ba|tư|bốn)(?!\w)"
_NUMBER = re.compile(rf"(?<!\w)(?:{_MONTH}|{_QUARTER})")
_JOIN = r"\s*(?:,|;|và|-|đến hết|đến|tới)\s*"
_PART = (
    r"(?:(?P<p>trước|tuần (?:thứ )?(?:\d|đầu|cuối|một|hai|ba|tư)|nửa đầu|nửa cuối|đầu|giữa|cuối|hết)"
    r" (?:của )?)?"
)
_MONTHS = rf"{_PART}tháng (?P<n>{_MONTH}(?!/\d\d?(?!\d))(?:{_JOIN}(?:tháng )?{_MONTH}(?!/\d\d?(?!\d)))*)"
_QUARTERS = rf"{_PART}quý (?P<n>{_QUARTER}(?:{_JOIN}(?:quý )?{_QUARTER})*)"
_TERM = r"(?:h[ọo]c k[ỳì]|hk)\s?(?P<n>ii|i|[12])(?!\w)"
_FORMS: tuple[tuple[str, Read], ...] = (
    (rf"(?<!\d){_Y}-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)", _day),
    (
        r"(?<![\d/])(?P<d>\d{1,2})\s?(?P<s>[/.-])\s?(?P<m>\d{1,2})\s?(?P=s)\s?(?P<y>(?:19|20)\d\d|\d\d)(?!\d)",
        _day,
    ),
    (rf"(?<!\d)(?<!tuần )(?<!tuần thứ )(?P<d>\d{{1,2}}) tháng (?P<m>\d{{1,2}})(?!\d){_YEAR}", _day),
    (rf"{_TERM}[ ,/-]*{_SCHOOL}", _term_of_school_year),
    (rf"{_TERM}{_YEAR}", _term),
    (rf"{_MONTHS} {_SCHOOL}", _months_of_school_year),
    (rf"{_PART}{_SCHOOL}", _school_year),
    (rf"{_PART}năm học(?! \d)", _school_year),
    (rf"(?P<n>3|ba|6|sáu|9|chín) tháng (?P<p>đầu|cuối)(?: của)?(?: năm)?{_YEAR}", _some_months),
    (rf"nửa (?P<p>đầu|cuối)(?: của)? năm{_YEAR}", _some_months),
    (rf"{_QUARTERS}{_YEAR}", _quarters),
    (rf"{_MONTHS}{_YEAR}", _months),
    (rf"(?<![\d/.])(?P<n>\d{{1,2}})\s?/\s?{_Y}", _months),
    (r"(?<![\d/.,])(?P<d>\d{1,2})\s?/\s?(?P<m>\d{1,2})(?![\d/%])", _day_without_year),
    (rf"tháng thanh niên{_YEAR}", _fixed((3, 1), (3, 31))),
    (rf"(?<!\w)hè(?!\w){_YEAR}", _fixed((6, 1), (8, 31))),
    (
        rf"{_PART}(?:từ năm|giai đoạn|nhiệm kỳ|các năm|năm) (?P<a>(?:19|20)\d\d)\s*(?:-|đến(?: năm)?)\s*{_Y}",
        _years,
    ),
    (rf"{_PART}năm {_Y}", _whole_year),
    (rf"^{_Y}$", _whole_year),
    (r"(?:(?P<p>đầu|giữa|cuối|hết)|trong) năm(?: nay)?(?! (?:học|\d))(?!\w)", _whole_year),
)
FORMS = tuple((re.compile(pattern), read) for pattern, read in _FORMS)
