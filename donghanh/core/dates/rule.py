"""A day by rule: once, or on a day of every week, month, quarter, half-year, year or school year.

`original` is the day that the rule itself names. From it follows the day on which something is due: moved off
a day when nobody works, or moved or dropped by an exception, which is kept under the original day, since that
does not change when a decree moves a holiday. A day that a month lacks (31, or 29/2) is its last day.

"Trước ngày 15/11" names the last day that is in time, as offices use it; `before` keeps the word.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from heapq import merge
from types import MappingProxyType
from typing import Any, Self

from dateutil.rrule import MONTHLY, WEEKLY, rrule

from donghanh.core.dates import heard, reasons, stored, told
from donghanh.core.dates.periods import SCHOOL_STARTS, Every, Period
from donghanh.core.dates.values import Change, Occurrence, Position, Shift
from donghanh.core.dates.working import MARGIN, Calendar, PlainWeek, nearest

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Quy tắc ngày.

    `month` is the month within the period: 1–12 of a year and of a school year (9 is September, 5 May),
    1–6 of a half-year, 1–3 of a quarter. `day` is 1–31, for weeks 1 (Monday) to 7. `only` takes one period
    of each year: the first half, the third quarter. `lag` says that the day stands so many periods after
    (or, below zero, before) the period that it is for: "trước 15/12 năm trước" is -1.
    """

    every: Every
    on: date | None = None
    month: int | None = None
    day: int | None = None
    position: Position = Position.DAY
    shift: Shift = Shift.NONE
    only: int | None = None
    lag: int = 0
    before: bool = False
    starts_on: date | None = None
    ends_on: date | None = None
    exceptions: Mapping[date, Change] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        if reason := reasons.against(self):
            raise ValueError(reason)
        object.__setattr__(self, "exceptions", MappingProxyType(dict(self.exceptions)))

    def __hash__(self) -> int:
        return hash((self.every, self.on, self.month, self.day, self.position, self.only, self.lag))

    # --- when ---

    def occurrences(self, first: date, last: date, calendar: Calendar | None = None) -> Iterator[date]:
        """The days due from `first` to `last`, both included: in order, each once, found as asked for."""
        for one in self.planned(first, last, calendar):
            yield one.day

    def planned(self, first: date, last: date, calendar: Calendar | None = None) -> Iterator[Occurrence]:
        """The same with the day that the rule names and the reason of an exception."""
        if last < first:
            return
        calendar = calendar or PlainWeek()
        previous = None
        for one in merge(self._regular(first, last, calendar), self._moved(first, last)):
            if one.day > last:
                return
            if one.day >= first and one.day != previous:
                previous = one.day
                yield one

    def next_after(self, day: date, calendar: Calendar | None = None) -> date | None:
        """The first day due after this one; none when the rule has ended."""
        if day == date.max:
            return None
        return next(self.occurrences(day + ONE_DAY, date.max, calendar), None)

    def dropped(self) -> list[tuple[date, str]]:
        """The original days that an exception drops, with the reasons."""
        return sorted((day, change.reason) for day, change in self.exceptions.items() if change.day is None)

    def period_of(self, day: date) -> Period:
        """The period for which something is due, by its original day.

        A day moved by an exception is traced back to it; one moved off a holiday may lie in the next period,
        so ask with `Occurrence.original`.
        """
        moved = (original for original, change in self.exceptions.items() if change.day == day)
        return Period.of(next(moved, day), self.every).shifted(-self.lag)

    def _regular(self, first: date, last: date, calendar: Calendar) -> Iterator[Occurrence]:
        """What no exception touches, from a margin before `first` on, in order."""
        for original in self._originals(_back(first), _on(last)):
            if original not in self.exceptions:
                yield Occurrence(day=self._shifted(original, calendar), original=original)

    def _moved(self, first: date, last: date) -> Iterator[Occurrence]:
        """What exceptions move into these days, in order."""
        found = [
            Occurrence(day=change.day, original=original, reason=change.reason)
            for original, change in self.exceptions.items()
            if change.day and first <= change.day <= last and any(self._originals(original, original))
        ]
        return iter(sorted(found))

    def _originals(self, first: date, last: date) -> Iterator[date]:
        """The days that the rule itself names."""
        first, last = max(first, self.starts_on or first), min(last, self.ends_on or last)
        if last < first:
            return
        if self.every is Every.ONCE:
            if self.on and first <= self.on <= last:
                yield self.on
            return
        for moment in rrule(dtstart=first, until=last, **self._recurrence()):
            yield moment.date()

    def _recurrence(self) -> dict[str, Any]:
        """The rule in the words of RFC 5545; a month that is too short gives its last day."""
        from_end = self.position in {Position.LAST, Position.LAST_WORKING}
        if self.every is Every.WEEK:
            day = (self.day or 1) if self.position is Position.DAY else 7 if from_end else 1
            return {"freq": WEEKLY, "byweekday": day - 1}
        if self.position is Position.DAY:
            day = self.day or 1
            days = tuple(range(min(day, 28), day + 1))
        else:
            days = (-1,) if from_end else (1,)
        return {"freq": MONTHLY, "bymonth": self._months(from_end), "bymonthday": days, "bysetpos": -1}

    def _months(self, from_end: bool) -> tuple[int, ...]:  # noqa: FBT001
        """The months of the calendar in which the day lies."""
        if self.every is Every.SCHOOL_YEAR:
            return (self.month or (5 if from_end else SCHOOL_STARTS),)
        length = self.every.months
        within = self.month or (length if from_end or self.position is Position.DAY else 1)
        months = range(within, 13, length)
        return (months[self.only - 1],) if self.only else tuple(months)

    def _shifted(self, original: date, calendar: Calendar) -> date:
        if self.position is Position.LAST_WORKING or self.shift is Shift.BEFORE:
            return nearest(original, calendar, step=-1)
        if self.position is Position.FIRST_WORKING or self.shift is Shift.AFTER:
            return nearest(original, calendar, step=1)
        return original

    # --- changed ---

    def with_exception(self, original: date, *, day: date | None, reason: str) -> Self:
        """The rule with this day moved or dropped; the day must be one that the rule names."""
        if not any(self._originals(original, original)):
            raise ValueError(reasons.not_named(original))
        return replace(self, exceptions={**self.exceptions, original: Change(day=day, reason=reason)})

    # --- words and storage ---

    def said(self) -> str:
        """The rule as a Vietnamese office would write it."""
        return told.rule(self)

    def as_dict(self) -> dict[str, Any]:
        """Plain data for JSON; what is not set is left out."""
        return stored.as_dict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """The rule that `as_dict` gave; for anything else a ValueError says in Vietnamese what is wrong."""
        return cls(**stored.fields(data))

    @classmethod
    def from_reading(
        cls,
        deadline: Mapping[str, Any],
        *,
        issued_on: date | None = None,
        starts_on: date | None = None,
        ends_on: date | None = None,
    ) -> Self | None:
        """What a document's deadline means: the reader's mapping with `every`, `month`, `day` or `date`.

        None for what is nested in another report or names no day that can be found. The document's day and
        its period complete a day written without a year and bound what recurs.
        """
        fields = heard.fields(deadline, issued_on=issued_on, starts_on=starts_on, ends_on=ends_on)
        return None if fields is None else cls(**fields)


def _back(first: date) -> date:
    return first - MARGIN if first - date.min > MARGIN else date.min


def _on(last: date) -> date:
    return last + MARGIN if date.max - last > MARGIN else date.max
