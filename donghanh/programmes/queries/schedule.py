"""The days of tasks: one, none, or as many as a rule names within the horizon."""

from collections.abc import Iterable
from datetime import date, timedelta

from donghanh.core.dates.rule import Rule
from donghanh.core.dates.working import Calendar
from donghanh.programmes.models import Deadline, Nature, Programme, Task

HORIZON = timedelta(days=400)  # how far ahead the days of recurring tasks are made
SHOWN = 3


def days(
    tasks: Iterable[Task], *, programme: Programme, on: date, calendar: Calendar
) -> list[tuple[int, date | None]]:
    """Each task with each of its days until the horizon; a task without a day of its own once, with none."""
    found: list[tuple[int, date | None]] = []
    for task in tasks:
        if task.nature != Nature.RECURRING or task.rule is None:
            found.append((task.pk, task.due_on))
            continue
        first, last = span(programme, since=task.given_on or on, until=on + HORIZON)
        found += [(task.pk, day) for day in Rule.from_dict(task.rule).occurrences(first, last, calendar)]
    return found


def span(programme: Programme, *, since: date, until: date) -> tuple[date, date]:
    """From a day, or the programme's first, to a day, or its last."""
    return max(since, programme.starts_on or since), min(until, programme.ends_on or until)


def next_days(
    row: Task | Deadline, *, programme: Programme, on: date, calendar: Calendar, number: int = SHOWN
) -> list[date]:
    """The next days on which something is due, as pages show what recurs."""
    if row.rule is None:
        return [row.due_on] if row.due_on and row.due_on >= on else []
    first, last = span(programme, since=on, until=date.max)
    found = []
    for day in Rule.from_dict(row.rule).occurrences(first, last, calendar):
        found.append(day)
        if len(found) == number:
            break
    return found
