"""The days of tasks: one, none, or as many as a rule names within the horizon."""

from collections.abc import Iterable
from datetime import date, timedelta

from donghanh.programmes.models import Nature, Programme, Task

HORIZON = timedelta(days=400)  # how far ahead the days of recurring tasks are made


def days(tasks: Iterable[Task], *, programme: Programme, on: date) -> list[tuple[int, date | None]]:
    """Each task with each of its days; a task without a day of its own once, with none."""
    found: list[tuple[int, date | None]] = []
    for task in tasks:
        if task.nature != Nature.RECURRING:
            found.append((task.pk, task.due_on))
    return found
