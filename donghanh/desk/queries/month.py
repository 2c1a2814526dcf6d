"""A month of the desk: what falls due on which day, which programmes end, which days are off."""

import re
from calendar import Calendar as Weeks
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from donghanh.calendar.queries import working_calendar
from donghanh.core.actor import Actor
from donghanh.core.dates.working import FIRST_YEAR, LAST_YEAR
from donghanh.programmes.models import Assignment, Programme, ProgrammeState
from donghanh.programmes.queries import desks

SHOWN = 3
_MONTH = re.compile(r"(\d{4})-(\d{1,2})")


@dataclass(frozen=True, kw_only=True)
class Day:
    """One day with all that falls on it; `state` says for colours what `off` says in words."""

    day: date
    today: bool
    state: str
    off: str
    ends: Sequence[Programme]
    due: Sequence[Assignment]

    @property
    def first(self) -> Sequence[Assignment]:
        """The tasks that are shown at once."""
        return self.due if len(self.due) <= SHOWN + 1 else self.due[:SHOWN]

    @property
    def rest(self) -> Sequence[Assignment]:
        """Those behind "and … more"."""
        return self.due[len(self.first) :]

    @property
    def empty(self) -> bool:
        """Whether nothing is to be said of it; today is always shown."""
        return not (self.due or self.ends or self.off or self.today)


@dataclass(frozen=True, kw_only=True)
class Month:
    """A month of days; `blanks` is how many days of the week come before its first."""

    first: date
    blanks: int
    days: Sequence[Day]
    number: int

    @property
    def title(self) -> str:
        """`Tháng 3/2026`."""
        return f"Tháng {self.first.month}/{self.first.year}"

    @property
    def before(self) -> str | None:
        """The month before in an address, as far as there is a calendar."""
        found = self.first - timedelta(days=1)
        return f"{found:%Y-%m}" if found.year >= FIRST_YEAR else None

    @property
    def after(self) -> str | None:
        """The month after."""
        found = self.first + timedelta(days=31)
        return f"{found:%Y-%m}" if found.year <= LAST_YEAR else None


def meant(typed: str, *, today: date) -> date | None:
    """The first day of the month that `2026-03` means; this month for ``, nothing for what is no month."""
    if not typed.strip():
        return today.replace(day=1)
    match = _MONTH.fullmatch(typed.strip())
    if not match or not FIRST_YEAR <= int(match[1]) <= LAST_YEAR or not 1 <= int(match[2]) <= 12:
        return None
    return date(int(match[1]), int(match[2]), 1)


def month(first: date, *, by: Actor, programme: int | None = None) -> Month:
    """Everything of the month that stands on the actor's desk; three queries."""
    days = [day for day in Weeks().itermonthdates(first.year, first.month) if day.month == first.month]
    due, ends, calendar = defaultdict(list), defaultdict(list), working_calendar()
    number = 0
    for assignment in tasks(by, days[0], days[-1], programme=programme):
        due[assignment.due].append(assignment)
        number += 1
    for ending in endings(by, days[0], days[-1], programme=programme):
        ends[ending.ends_on].append(ending)
    found = []
    for day in days:
        working, name = calendar.is_working(day), calendar.name_of(day)
        state = ("moved" if name else "work") if working else ("off" if name else "rest")
        found.append(Day(day=day, today=day == by.today, state=state, off=name, ends=ends[day], due=due[day]))
    return Month(first=days[0], blanks=days[0].weekday(), days=found, number=number)


def tasks(by: Actor, first: date, last: date, *, programme: int | None = None) -> QuerySet[Assignment]:
    """What falls due between two days, done or not; one query."""
    rows = desks.between(by, first, last, on=by.today)
    rows = rows.filter(programme=programme) if programme else rows
    return rows.defer("task__search", "programme__search", "programme__purpose")


def endings(by: Actor, first: date, last: date, *, programme: int | None = None) -> QuerySet[Programme]:
    """Running programmes that the actor sees and that end between two days; one query."""
    rows = Programme.objects.visible_to(by).filter(state=ProgrammeState.RUNNING)
    rows = rows.filter(pk=programme) if programme else rows
    return (
        rows.filter(ends_on__gte=first, ends_on__lte=last)
        .defer("search", "purpose")
        .order_by("ends_on", "pk")
    )


def programmes(by: Actor) -> QuerySet[Programme]:
    """The programmes of which something stands on the desk, to filter by; one query."""
    with_tasks = desks.mine(by).values("programme")
    return Programme.objects.filter(pk__in=with_tasks).only("pk", "name").order_by("name", "pk")
