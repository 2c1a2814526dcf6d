"""Deriving who has which task: one set of rows that follows from names, groups, posts and the tree on a day.

Starting a programme, adding a task and following a change of the tree are the same two statements: `give`
makes what should be there, `release` ends what should no longer be. Both take sets, so that 40 tasks for
3,321 communes cost what their rows cost. The days of recurring tasks come from rules, the members of groups
from `UnitGroup.members`; both are handed over as arrays.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from donghanh.organisations.models import UnitGroup
from donghanh.programmes.models import Ending, Programme, Task, TaskActor, TaskState
from donghanh.programmes.queries import keeping, schedule

# What each name means on the day: a unit, the members of a group, the unit of a post with its holder.
MEANT = """
    task AS (
        SELECT id, given_on FROM programmes_task
        WHERE programme_id = %(programme)s AND id = ANY(%(tasks)s)
    ), member AS (
        SELECT * FROM unnest(%(groups)s::bigint[], %(members)s::bigint[]) AS listed (group_id, unit_id)
    ), named AS (
        SELECT actor.task_id, actor.acting_unit_id AS unit_id, NULL::bigint AS post_id, actor.part
        FROM programmes_taskactor AS actor JOIN task ON task.id = actor.task_id
        WHERE actor.acting_unit_id IS NOT NULL
        UNION ALL
        SELECT actor.task_id, member.unit_id, NULL, actor.part
        FROM programmes_taskactor AS actor JOIN task ON task.id = actor.task_id
        JOIN member ON member.group_id = actor.group_id
        UNION ALL
        SELECT actor.task_id, post.unit_id, post.id, actor.part
        FROM programmes_taskactor AS actor JOIN task ON task.id = actor.task_id
        JOIN accounts_post AS post ON post.id = actor.post_id AND post.period @> %(on)s::date
    ), standing AS (
        SELECT unit.id, min(coalesce(greatest(unit.opened_on, lower(line.period)), '-infinity')) AS since
        FROM (SELECT DISTINCT unit_id FROM named) AS meant
        JOIN organisations_unit AS unit ON unit.id = meant.unit_id AND unit.period @> %(on)s::date
        JOIN organisations_lineage AS line
            ON line.descendant_id = unit.id AND line.ancestor_id = ANY(%(tops)s)
            AND line.period @> %(on)s::date
        GROUP BY unit.id
    ), meant AS (
        SELECT DISTINCT ON (named.task_id, named.unit_id, named.post_id)
            named.task_id, named.unit_id, named.post_id, named.part,
            greatest(task.given_on, standing.since) AS since, task.given_on
        FROM named JOIN standing ON standing.id = named.unit_id JOIN task ON task.id = named.task_id
        ORDER BY named.task_id, named.unit_id, named.post_id, named.part DESC
    )
"""

# A unit that joined later owes nothing whose day had passed before it came. What had ended because the unit
# was closed or had left goes on when it is back.
GIVE = f"""
    WITH day AS (
        SELECT * FROM unnest(%(day_tasks)s::bigint[], %(days)s::date[]) AS listed (task_id, due_on)
    ), {MEANT}
    INSERT INTO programmes_assignment AS there
        (task_id, programme_id, unit_id, post_id, part, since, due_on, ending, version)
    SELECT meant.task_id, %(programme)s, meant.unit_id, meant.post_id, meant.part, meant.since,
        day.due_on, '', 0
    FROM meant JOIN day ON day.task_id = meant.task_id
    WHERE meant.since = meant.given_on OR day.due_on IS NULL OR day.due_on >= meant.since
    ORDER BY meant.unit_id, day.due_on
    ON CONFLICT ON CONSTRAINT assignment_once_per_unit DO UPDATE
    SET ending = '', ended_on = NULL, passed_to_id = NULL, part = excluded.part
    WHERE there.ending = ANY(%(reopened)s)
        OR (there.part <> excluded.part AND there.confirmed_at IS NULL AND there.ending = '')
"""  # noqa: S608 - our own text

# Whoever is no longer meant, in a unit that still exists; what came from a closed unit stays with its heir.
RELEASE = f"""
    WITH {MEANT}
    UPDATE programmes_assignment AS there SET ending = %(ending)s, ended_on = %(on)s
    FROM organisations_unit AS unit
    WHERE there.programme_id = %(programme)s AND there.task_id = ANY(%(tasks)s)
        AND there.ending = '' AND there.reported_on IS NULL
        AND unit.id = there.unit_id AND unit.period @> %(on)s::date
        AND NOT EXISTS (
            SELECT FROM meant WHERE meant.task_id = there.task_id AND meant.unit_id = there.unit_id
            AND meant.post_id IS NOT DISTINCT FROM there.post_id
        )
        AND NOT EXISTS (SELECT FROM programmes_assignment AS before WHERE before.passed_to_id = there.id)
"""  # noqa: S608

REOPENED = [Ending.LEFT, Ending.UNIT_CLOSED, Ending.PASSED_ON]


@dataclass(frozen=True, kw_only=True)
class Frame:
    """All that the statements need to know: the programme, the day, which tasks, who is in which group."""

    programme: int
    on: date
    tasks: list[int]
    tops: list[int]
    groups: list[int]
    members: list[int]
    day_tasks: list[int]
    days: list[date | None]

    @property
    def values(self) -> dict[str, Any]:
        """The parameters of the statements."""
        return vars(self) | {"reopened": REOPENED, "ending": Ending.LEFT}


def frame(programme: Programme, *, on: date, tasks: Collection[int] | None = None) -> Frame:
    """What holds on that day for the given tasks, or for all that stand and were given."""
    found = Task.objects.filter(programme=programme, state=TaskState.OPEN, given_on__isnull=False)
    if tasks is not None:
        found = found.filter(pk__in=tasks)
    rows = list(found)
    groups, members = members_of(
        TaskActor.objects.filter(task__in=rows, group__isnull=False)
        .values_list("group", flat=True)
        .distinct(),
        on=on,
    )
    pairs = schedule.days(rows, programme=programme, on=on)
    return Frame(
        programme=programme.pk,
        on=on,
        tasks=[task.pk for task in rows],
        tops=keeping.tops(programme, on=on),
        groups=groups,
        members=members,
        day_tasks=[task for task, _ in pairs],
        days=[day for _, day in pairs],
    )


def members_of(groups: Iterable[int], *, on: date) -> tuple[list[int], list[int]]:
    """Each group once, with each of its members on that day: two columns of the same length."""
    pairs = [
        (group.pk, unit)
        for group in UnitGroup.objects.filter(pk__in=list(groups))
        for unit in group.members(on=on).order_by().values_list("pk", flat=True)
    ]
    return [group for group, _ in pairs], [unit for _, unit in pairs]


def give(frame: Frame) -> int:
    """Make what should be there on the frame's day; what is there stays. Says how many rows are new."""
    return _run(GIVE, frame)


def release(frame: Frame) -> int:
    """End what should no longer be there, except what was reported as done. Says how many rows."""
    return _run(RELEASE, frame)


def _run(statement: str, frame: Frame) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, frame.values)
        changed: int = cursor.rowcount
    return changed
