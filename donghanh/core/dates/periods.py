"""Periods for which something is owed or counted: week, month, quarter, half-year, year, school year."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self

from donghanh.core.dates import spoken

ROMAN = ("I", "II", "III", "IV")
SCHOOL_STARTS, SCHOOL_ENDS = 9, 5  # September to May; the summer counts to the school year before it
CLOSES_ON = 14  # the last day of the data of a period, in its last month (Decree 09/2019/NĐ-CP)


class Every(StrEnum):
    """How often; `ONCE` has no period."""

    ONCE = "once"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"
    SCHOOL_YEAR = "school_year"

    @property
    def label(self) -> str:
        """What people call it."""
        return LABELS[self]

    @property
    def months(self) -> int:
        """How many months it takes from one period to the next; none for weeks and for once."""
        return MONTHS.get(self, 0)


LABELS = {
    Every.ONCE: "một lần",
    Every.WEEK: "tuần",
    Every.MONTH: "tháng",
    Every.QUARTER: "quý",
    Every.HALF_YEAR: "6 tháng",
    Every.YEAR: "năm",
    Every.SCHOOL_YEAR: "năm học",
}
MONTHS = {Every.MONTH: 1, Every.QUARTER: 3, Every.HALF_YEAR: 6, Every.YEAR: 12, Every.SCHOOL_YEAR: 12}


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Kỳ: from the first day to the last, both within it."""

    every: Every
    first: date
    last: date

    @classmethod
    def of(cls, day: date, every: Every) -> Self:
        """The period in which the day lies; a day in the summer lies in the school year that just ended."""
        if every is Every.ONCE:
            return cls(every=every, first=day, last=day)
        if every is Every.WEEK:
            monday = date.fromordinal(max(1, day.toordinal() - day.weekday()))
            return cls(every=every, first=monday, last=_later(monday, 6))
        begin = SCHOOL_STARTS - 1 if every is Every.SCHOOL_YEAR else 0
        return cls._from_month((_month(day) - begin) // every.months * every.months + begin, every)

    @classmethod
    def _from_month(cls, number: int, every: Every) -> Self:
        months = SCHOOL_ENDS + 13 - SCHOOL_STARTS if every is Every.SCHOOL_YEAR else every.months
        return cls(every=every, first=_first_of(number), last=month_end(_first_of(number + months - 1)))

    def shifted(self, by: int) -> Self:
        """The period so many further on, or back."""
        if self.every is Every.ONCE:
            return self
        if self.every is Every.WEEK:
            return type(self).of(_later(self.first, 7 * by), self.every)
        return type(self)._from_month(_month(self.first) + by * self.every.months, self.every)

    @property
    def number(self) -> int:
        """Which of its year it is: month 1–12, quarter 1–4, half 1–2; else 1."""
        return (self.first.month - 1) // self.every.months + 1 if 0 < self.every.months < 12 else 1

    def cut_off(self, *, closes_on: int = CLOSES_ON) -> tuple[date, date]:
        """From when to when the data of this period are taken: 15/12 of the year before to 14/6, and so on.

        A week and a single day take their own days.
        """
        if not self.every.months:
            return self.first, self.last
        before = clamped(_month(self.first) - 1, closes_on)
        return _later(before, 1), clamped(_month(self.last), closes_on)

    def __str__(self) -> str:
        year = self.first.year
        return {
            Every.ONCE: spoken.day(self.first),
            Every.WEEK: f"tuần từ {spoken.day(self.first)}",
            Every.MONTH: f"tháng {self.first.month}/{year}",
            Every.QUARTER: f"quý {ROMAN[(self.number - 1) % 4]}/{year}",
            Every.HALF_YEAR: f"6 tháng {'đầu' if self.number == 1 else 'cuối'} năm {year}",
            Every.YEAR: f"năm {year}",
            Every.SCHOOL_YEAR: f"năm học {year}-{year + 1}",
        }[self.every]


def month_end(day: date) -> date:
    """The last day of the day's month."""
    return clamped(_month(day), 31)


def clamped(month: int, day: int) -> date:
    """That day of a month counted from year 0; the month's last when it is shorter."""
    first = _first_of(month)
    after = _first_of(month + 1)
    length = (after - first).days or 31  # the last month of the calendar itself has no next
    return first.replace(day=min(day, length))


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _first_of(month: int) -> date:
    """The first day of a month counted from year 0; the ends of the calendar hold."""
    year, index = divmod(min(max(month, 12), 9999 * 12 + 11), 12)
    return date(year, index + 1, 1)


def _later(day: date, days: int) -> date:
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))
