"""What a deadline that was read in a document means as a rule; None where nothing sure can be said.

The reader gives `every` with `month` and `day`, or `date` as far as it is known: `2026-11-15`, `--11-15`
without a year, `2026-09`, `2026-Q3`, `2026-HK1` (first term), `2026`.
"""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from donghanh.core.dates.periods import Every, Period, clamped
from donghanh.core.dates.values import Position

Fields = dict[str, Any]

_BEFORE = re.compile(r"^\s*(?:\S+\s+){0,6}?trước\b", re.IGNORECASE)
_BEFORE_SPAN = re.compile(r"\btrước\s+(?:tháng|quý|học kỳ|năm)\b", re.IGNORECASE)
_DATE = re.compile(
    r"(?P<y>\d{4}|-)(?:-(?P<m>\d\d)(?:-(?P<d>\d\d))?|-Q(?P<q>[1-4])|-HK(?P<k>[12]))?$", re.IGNORECASE
)
TERM_ENDS = {1: (1, 15), 2: (5, 31)}  # the first term of a school year ends in January, the second in May
# Half-yearly reports name one day and month: those of late spring and summer are for the first half.
FIRST_HALF, SECOND_HALF = range(4, 10), (10, 11, 12, 1, 2, 3)


def fields(
    deadline: Mapping[str, Any], *, issued_on: date | None, starts_on: date | None, ends_on: date | None
) -> Fields | None:
    """The fields of the rule."""
    if deadline.get("nested_in"):
        return None
    text = str(deadline.get("text") or "")
    before = bool(_BEFORE.search(text))
    if deadline.get("every"):
        rule = _recurring(deadline)
        bounds = {"starts_on": starts_on or issued_on, "ends_on": ends_on}
        return rule and rule | bounds | {"before": before and rule.get("day") is not None}
    written = _date(str(deadline.get("date") or ""), since=issued_on or starts_on)
    if written and _BEFORE_SPAN.search(text):
        written, before = _start_of(str(deadline["date"]), written) - timedelta(days=1), False
    return {"every": Every.ONCE, "on": written, "before": before} if written else None


def _recurring(deadline: Mapping[str, Any]) -> Fields | None:
    month, day = _number(deadline.get("month"), 12), _number(deadline.get("day"), 31)
    try:
        every = Every(str(deadline["every"]))
    except ValueError:
        return None
    if every is Every.ONCE or (month and day is None):
        return None
    if day is None:
        return {"every": every, "position": Position.LAST_WORKING if every is Every.WEEK else Position.LAST}
    return _on_day(every, month, day)


def _on_day(every: Every, month: int | None, day: int) -> Fields | None:
    """A day of a period; a month of the calendar becomes its place in the period."""
    if every is Every.WEEK:
        return {"every": every, "day": day} if day <= 7 else None
    if every is Every.MONTH:
        return {"every": every, "day": day}
    if every is Every.HALF_YEAR and month:
        return _half(month, day)
    if every is Every.QUARTER:
        return {"every": every, "month": (month - 1) % 3 + 1 if month else 3, "day": day}
    if month is None:
        return {"every": every, "month": 6, "day": day} if every is Every.HALF_YEAR else None
    return {"every": every, "month": month, "day": min(day, _longest(month))}


def _half(month: int, day: int) -> Fields:
    """ "6 tháng trước ngày 15/6" is owed once a year, for the first half."""
    within, half = (month - 1) % 6 + 1, (month - 1) // 6 + 1
    after = (half == 2 and month in FIRST_HALF) or (half == 1 and month in SECOND_HALF)
    return {"every": Every.HALF_YEAR, "month": within, "day": day, "only": half, "lag": 1 if after else 0}


def _date(text: str, *, since: date | None) -> date | None:
    """The last day of what is written; a year not written is the first in which the day still comes."""
    found = _DATE.match(text)
    if not found:
        return None
    year = int(found["y"]) if found["y"] != "-" else None
    if year is None or found["k"]:
        return _coming(found, year, since)
    return _last_day(found, year)


def _coming(found: re.Match[str], year: int | None, since: date | None) -> date | None:
    if year is None and since is None:
        return None
    start = year or (since.year if since else 0)
    days = [day for number in (start, start + 1) if (day := _last_day(found, number))]
    coming = [day for day in days if since is None or day >= since]
    if not since and found["k"] == "1":
        return days[-1]  # the first term of the year's new school year
    return coming[0] if coming else None


def _last_day(found: re.Match[str], year: int) -> date | None:
    if not 1 <= year < 9999:
        return None
    if found["k"]:
        month, day = TERM_ENDS[int(found["k"])]
        return date(year, month, day)
    if found["q"]:
        return Period.of(date(year, int(found["q"]) * 3, 1), Every.QUARTER).last
    month, day = int(found["m"] or 12), int(found["d"] or 31)
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    return clamped(year * 12 + month - 1, day)


def _start_of(text: str, last: date) -> date:
    """The first day of the span that ends so: "trước tháng 9" is over in August."""
    if "HK" in text:
        return date(last.year - (last.month == 1), 9 if last.month == 1 else 1, 1)
    every = Every.QUARTER if "Q" in text else Every.YEAR if len(text) == 4 else Every.MONTH
    return Period.of(last, every).first


def _number(value: object, most: int) -> int | None:
    return value if type(value) is int and 1 <= value <= most else None


def _longest(month: int) -> int:
    return 29 if month == 2 else clamped(2000 * 12 + month - 1, 31).day
