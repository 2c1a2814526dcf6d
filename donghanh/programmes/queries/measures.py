"""What a programme owes to others, with the next days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from donghanh.calendar.queries import working_calendar
from donghanh.programmes.models import Deadline, Programme
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
