"""Deriving who has which task: one set of rows that follows from names, groups, posts and the tree on a day.

Starting a programme, adding a task and following a change of the tree are the same two statements: `give`
makes what should be there, `release` ends what should no longer be. Both take sets, so that 40 tasks for
3,321 communes cost what their rows cost. The days of recurring tasks come from rules, the members of groups
from `UnitGroup.members`; both are handed over as arrays.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from donghanh.calendar.queries import working_calendar
from donghanh.organisations.models import UnitGroup
from donghanh.programmes.models import Ending, Nature, Programme, Task, TaskActor, TaskState
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
# was closed or had left goes on when it is back. What is there already is not touched, nor locked; what was
# reported is not asked for again because its day was moved.
GIVE = f"""
    WITH day AS (
        SELECT * FROM unnest(%(day_tasks)s::bigint[], %(days)s::date[]) AS listed (task_id, due_on)
    ), {MEANT}
    INSERT INTO programmes_assignment AS there
        (task_id, programme_id, unit_id, post_id, part, since, due_on, ending, version)
    SELECT meant.task_id, %(programme)s, meant.unit_id, meant.post_id, meant.part, meant.since,
        day.due_on, '', 0
    FROM meant JOIN day ON day.task_id = meant.task_id
    LEFT JOIN programmes_assignment AS known
        ON known.programme_id = %(programme)s AND known.task_id = meant.task_id
        AND known.unit_id = meant.unit_id AND coalesce(known.post_id, 0) = coalesce(meant.post_id, 0)
        AND coalesce(known.due_on, 'infinity') = coalesce(day.due_on, 'infinity')
    WHERE (meant.since = meant.given_on OR day.due_on IS NULL OR day.due_on >= meant.since)
        AND (known.id IS NULL OR known.ending = ANY(%(reopened)s)
            OR (known.part <> meant.part AND known.confirmed_at IS NULL AND known.ending = ''))
        AND NOT EXISTS (
            SELECT FROM programmes_assignment AS done
            WHERE done.programme_id = %(programme)s AND done.task_id = meant.task_id
                AND done.unit_id = meant.unit_id AND coalesce(done.post_id, 0) = coalesce(meant.post_id, 0)
                AND done.reported_on IS NOT NULL AND done.ending = ''
                AND done.task_id <> ALL(%(recurring)s)
        )
    ORDER BY meant.unit_id, day.due_on
    ON CONFLICT ON CONSTRAINT assignment_once_per_unit DO UPDATE
    SET ending = '', ended_on = NULL, passed_to_id = NULL, part = excluded.part
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

# A day that the rule no longer names, as long as nobody has begun.
RESCHEDULE = """
    DELETE FROM programmes_assignment AS there
    WHERE there.programme_id = %(programme)s AND there.task_id = ANY(%(recurring)s)
        AND there.ending = '' AND there.started_on IS NULL AND there.reported_on IS NULL
        AND there.due_on > %(on)s
        AND NOT EXISTS (SELECT FROM programmes_step AS step WHERE step.assignment_id = there.id)
        AND NOT EXISTS (SELECT FROM programmes_assignment AS before WHERE before.passed_to_id = there.id)
        AND NOT EXISTS (
            SELECT FROM unnest(%(day_tasks)s::bigint[], %(days)s::date[]) AS day (task_id, due_on)
            WHERE day.task_id = there.task_id AND day.due_on = there.due_on
        )
"""

# The heir of a closed unit gets what that unit had not done: what it has already, it keeps.
HAND_ON = """
    WITH heir AS (
        SELECT * FROM unnest(%(closed)s::bigint[], %(heirs)s::bigint[]) AS listed (unit_id, heir_id)
    ), open AS (
        SELECT old.*, heir.heir_id FROM programmes_assignment AS old JOIN heir ON heir.unit_id = old.unit_id
        WHERE old.programme_id = %(programme)s AND old.ending = '' AND old.reported_on IS NULL
            AND (%(only)s::bigint IS NULL OR old.task_id = %(only)s)
    ), given AS (
        INSERT INTO programmes_assignment AS there
            (task_id, programme_id, unit_id, post_id, part, since, due_on, ending, version)
        SELECT DISTINCT ON (task_id, heir_id, due_on)
            task_id, programme_id, heir_id, NULL::bigint, part, %(on)s::date, due_on, '', 0
        FROM open ORDER BY task_id, heir_id, due_on, part DESC
        ON CONFLICT ON CONSTRAINT assignment_once_per_unit DO UPDATE SET version = there.version
        RETURNING id, task_id, unit_id, due_on, confirmed_at
    )
    UPDATE programmes_assignment AS there
    SET ending = %(passed)s, ended_on = %(on)s, passed_to_id = given.id
    FROM open JOIN given
        ON given.task_id = open.task_id AND given.unit_id = open.heir_id
        AND given.due_on IS NOT DISTINCT FROM open.due_on
    WHERE there.id = open.id
    RETURNING there.id
"""

REOPENED = [Ending.LEFT, Ending.UNIT_CLOSED, Ending.PASSED_ON]


@dataclass(frozen=True, kw_only=True)
class Frame:
    """All that the statements need to know: the programme, the day, which tasks, who is in which group."""

    programme: int
    on: date
    tasks: list[int]
    recurring: list[int]
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
    pairs = schedule.days(rows, programme=programme, on=on, calendar=working_calendar())
    return Frame(
        programme=programme.pk,
        on=on,
        tasks=[task.pk for task in rows],
        recurring=[task.pk for task in rows if task.nature == Nature.RECURRING],
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


def reschedule(frame: Frame) -> int:
    """Take away the coming days that rules no longer name and that nobody has begun. Says how many rows."""
    if not frame.recurring:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(RESCHEDULE, frame.values)
        changed: int = cursor.rowcount
    return changed


def hand_on(
    programme: Programme, heirs: Mapping[int, int], *, on: date, task: int | None = None
) -> list[int]:
    """Each closed unit's open assignments end as passed on to its heir's; answers with those that ended."""
    values: dict[str, Any] = {
        "programme": programme.pk,
        "closed": list(heirs),
        "heirs": list(heirs.values()),
        "on": on,
        "only": task,
        "passed": Ending.PASSED_ON,
    }
    with connection.cursor() as cursor:
        cursor.execute(HAND_ON, values)
        return [row for (row,) in cursor.fetchall()]


def _run(statement: str, frame: Frame) -> int:
    """Without nested loops: the planner cannot know how many units arrays and groups mean, takes them for a
    handful, and would compare every row with every other.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_nestloop = off")
        cursor.execute(statement, frame.values)
        changed: int = cursor.rowcount
        cursor.execute("SET LOCAL enable_nestloop = on")
    return changed
