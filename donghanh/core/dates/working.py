"""Which days are worked: Saturdays and Sundays are not, nor public holidays; decrees move single days."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType
from typing import Protocol

import holidays

FIRST_YEAR, LAST_YEAR = 1995, 2100  # between these the library knows the lunar calendar
FARTHEST = 31  # days that a search for a working day goes
SATURDAY = 5


class Calendar(Protocol):
    """What a rule must know about days."""

    def is_working(self, day: date, /) -> bool:
        """Whether offices work on this day."""


@dataclass(frozen=True, slots=True)
class PlainWeek:
    """Monday to Friday, without holidays."""

    def is_working(self, day: date, /) -> bool:
        """Whether it is a weekday."""
        return day.weekday() < SATURDAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Special:
    """What a decree says about one day."""

    working: bool
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday:
    """Ngày lễ: what it is called, and whether its day is only expected so far."""

    name: str
    expected: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Vietnam:
    """The working days of Vietnam: the law's holidays, and over them the days that decrees move."""

    special: Mapping[date, Special] = field(default_factory=lambda: MappingProxyType({}))

    def is_working(self, day: date, /) -> bool:
        """Whether offices work on this day."""
        if found := self.special.get(day):
            return found.working
        off, worked = year_of_holidays(day.year)
        return day not in off and (day.weekday() < SATURDAY or day in worked)

    def name_of(self, day: date) -> str:
        """Why the day is off, or worked although at a week's end; empty for any other day."""
        if found := self.special.get(day):
            return found.note
        off, worked = year_of_holidays(day.year)
        return off[day].name if day in off else "Làm bù" if day in worked else ""


@lru_cache(maxsize=256)
def year_of_holidays(year: int) -> tuple[Mapping[date, Holiday], frozenset[date]]:
    """The days off of a year by law, and the Saturdays worked for some of them, as far as is known."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return MappingProxyType({}), frozenset()
    near = range(max(FIRST_YEAR, year - 1), min(LAST_YEAR, year + 1) + 1)
    known = holidays.country_holidays("VN", years=near, language="vi", expand=False)
    off = {day: _named(known[day]) for day in sorted(known) if day.year == year}
    worked = frozenset(day for day in known.weekend_workdays if day.year == year)
    return MappingProxyType(off), worked


def _named(name: str) -> Holiday:
    return Holiday(name=name.replace("; ", ", "), expected="dự kiến" in name)


def nearest(day: date, calendar: Calendar, *, step: int) -> date:
    """The day itself if it is worked, else the next (`step` 1) or the last (-1) that is.

    Where nobody works for a month the day stays as it is.
    """
    for distance in range(FARTHEST + 1):
        number = day.toordinal() + step * distance
        if not 1 <= number <= date.max.toordinal():
            break
        if calendar.is_working(found := date.fromordinal(number)):
            return found
    return day


MARGIN = timedelta(days=FARTHEST)
