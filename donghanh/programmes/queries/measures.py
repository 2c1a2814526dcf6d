"""What a programme owes to others, with the next days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.db.models import QuerySet

from donghanh.calendar.queries import working_calendar
from donghanh.core.actor import Actor
from donghanh.core.dates.rule import Rule
from donghanh.programmes.models import Deadline, Programme, Target
from donghanh.programmes.queries import schedule


@dataclass(frozen=True, kw_only=True)
class Owed:
    """One deadline and the next days on which it falls due."""

    deadline: Deadline
    next_days: tuple[date, ...]


def deadlines(programme: Programme, *, on: date) -> Sequence[Owed]:
    """All of them in order, in two queries."""
    rows = list(
        programme.deadlines.select_related("to_unit", "through_unit", "who_unit", "who_group").order_by(
            "place", "pk"
        )
    )
    calendar = working_calendar()
    return [
        Owed(
            deadline=row,
            next_days=tuple(schedule.next_days(row, programme=programme, on=on, calendar=calendar)),
        )
        for row in rows
    ]


def coming(rule: Rule, *, programme: Programme, on: date, number: int) -> Sequence[date]:
    """The next days of a rule within the programme, whether it is stored or only thought of."""
    first, last = schedule.span(programme, since=on, until=date.max)
    return list(islice(rule.occurrences(first, last, working_calendar()), number))


def targets_seen(by: Actor) -> QuerySet[Target]:
    """Targets of the programmes that the actor sees."""
    return Target.objects.filter(programme__in=Programme.objects.visible_to(by))


def deadlines_seen(by: Actor) -> QuerySet[Deadline]:
    """Deadlines of the programmes that the actor sees."""
    return Deadline.objects.filter(programme__in=Programme.objects.visible_to(by))
