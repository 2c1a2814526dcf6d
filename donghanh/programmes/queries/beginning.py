"""What starting a programme today would do: which units get how many tasks, and what nobody would get."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from donghanh.calendar.queries import working_calendar
from donghanh.organisations.models import UnitGroup
from donghanh.programmes import assigning
from donghanh.programmes.models import Programme, Task, TaskActor
from donghanh.programmes.queries import keeping, schedule

SHARES = 12  # lines that say how many units get how many tasks; further ones are summed up

BY_TASK = f"""
    WITH {assigning.MEANT}
    SELECT task_id, count(DISTINCT unit_id) FROM meant GROUP BY task_id
"""  # noqa: S608 - our own text
BY_UNIT = f"""
    WITH {assigning.MEANT}, each AS (
        SELECT unit_id, count(DISTINCT task_id) AS tasks FROM meant GROUP BY unit_id
    )
    SELECT tasks, count(*) FROM each GROUP BY tasks ORDER BY count(*) DESC, tasks DESC
"""  # noqa: S608


@dataclass(frozen=True, kw_only=True)
class Share:
    """So many units get so many tasks each."""

    units: int
    tasks: int


@dataclass(frozen=True, kw_only=True)
class Preview:
    """What would be given out on a day."""

    on: date
    tasks: int
    shares: tuple[Share, ...]
    other_units: int
    without_actor: Sequence[Task]
    without_unit: Sequence[Task]
    empty_groups: Sequence[str]
    days: int

    @property
    def units(self) -> int:
        """How many units get anything."""
        return sum(share.units for share in self.shares) + self.other_units


def preview(programme: Programme, *, on: date) -> Preview:
    """The same names, groups and tree that starting itself uses, and nothing is written."""
    tasks = list(Task.objects.of(programme).standing().in_order().defer("search"))
    values, empty = _values(programme, tasks, on=on)
    by_task = dict(_rows(BY_TASK, values))
    lines = [Share(units=units, tasks=number) for number, units in _rows(BY_UNIT, values)]
    orphans = set(Task.objects.of(programme).standing().without_actor().values_list("pk", flat=True))
    days = schedule.days(tasks, programme=programme, on=on, calendar=working_calendar())
    return Preview(
        on=on,
        tasks=len(tasks),
        shares=tuple(lines[:SHARES]),
        other_units=sum(line.units for line in lines[SHARES:]),
        without_actor=[task for task in tasks if task.pk in orphans],
        without_unit=[task for task in tasks if task.pk not in by_task and task.pk not in orphans],
        empty_groups=empty,
        days=sum(by_task.get(task, 0) for task, _ in days),
    )


def _values(programme: Programme, tasks: Sequence[Task], *, on: date) -> tuple[dict[str, Any], list[str]]:
    """The parameters of the statements, and the groups that have no member on that day."""
    keys = [task.pk for task in tasks]
    named = TaskActor.objects.filter(task__in=keys, group__isnull=False).values("group").distinct()
    names = dict(UnitGroup.objects.filter(pk__in=named).values_list("pk", "name"))
    groups, members = assigning.members_of(names, on=on)
    values = {
        "programme": programme.pk,
        "tasks": keys,
        "groups": groups,
        "members": members,
        "tops": keeping.tops(programme, on=on),
        "on": on,
    }
    return values, [name for pk, name in names.items() if pk not in set(groups)]


def _rows(statement: str, values: dict[str, Any]) -> list[tuple[int, int]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [(key, number) for key, number in cursor.fetchall()]
