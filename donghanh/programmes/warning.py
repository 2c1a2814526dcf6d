"""What people are told by the calendar: before a day comes (30, 7 and 1 days), and once it has passed.

Notices are their own record. Each step is told once, also when the server was off on its day; all of them
stop when the task is reported. After the day the unit's own people are told, and those above: the unit
directly above the late ones, and the unit that assigned the task, with one notice for each task and day.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.fields import CharField
from django.db.models.functions import Cast, Concat

from donghanh.accounts.models import Post
from donghanh.core.actor import Actor
from donghanh.core.dates.spoken import day as said
from donghanh.core.permissions import Permission
from donghanh.notifications import actions as notifications
from donghanh.notifications.actions import Told
from donghanh.notifications.models import Notice
from donghanh.organisations.models import Placement, Unit
from donghanh.programmes import notices
from donghanh.programmes.models import Assignment, Part, Programme, ProgrammeState
from donghanh.programmes.models.assignments import AssignmentQuerySet

BEFORE = (("1d", 0, 1), ("7d", 2, 7), ("30d", 8, 30))  # step, first and last day before the day
LOOKED_BACK = timedelta(days=14)  # what passed longer ago was told, or is too old to be news
LATE = "late:"


@transaction.atomic
def warn(*, by: Actor) -> int:
    """Tell everybody what today's calendar says; answers how many notices are new."""
    return _before(by) + _own_late(by) + _above_late(by)


def _owed() -> AssignmentQuerySet:
    """What leads still owe in running programmes."""
    return (
        Assignment.objects.open()
        .filter(part=Part.LEAD, task__owed=True, programme__state=ProgrammeState.RUNNING)
        .select_related("task", "unit", "programme")
        .order_by("pk")
    )


def _due(rows: AssignmentQuerySet, first: date, last: date, *, on: date) -> AssignmentQuerySet:
    """Those whose own day, or else whose programme's last day, lies between these."""
    own = Q(due_on__range=(first, last))
    ends = Q(due_on=None, programme__ends_on__range=(first, last))
    return rows.filter(own | ends).with_status(on=on)


def _untold(rows: AssignmentQuerySet, step: str) -> AssignmentQuerySet:
    key = Concat(Value("assignment:"), Cast(OuterRef("pk"), CharField()), Value(f":{step}"))
    return rows.exclude(Exists(Notice.objects.filter(key=key, settled_at=None)))


def _before(by: Actor) -> int:
    told = 0
    for step, nearest, farthest in BEFORE:
        first, last = by.today + timedelta(days=nearest), by.today + timedelta(days=farthest)
        rows = list(_untold(_due(_owed(), first, last, on=by.today), step))
        told += notifications.notify_each(_lines(rows, step, on=by.today), kind=notices.DUE, by=by)
    return told


def _own_late(by: Actor) -> int:
    first, last = by.today - LOOKED_BACK, by.today - timedelta(days=1)
    rows = list(_untold(_due(_owed(), first, last, on=by.today), "late"))
    return notifications.notify_each(_lines(rows, "late", on=by.today), kind=notices.LATE, by=by)


def _lines(rows: Iterable[Assignment], step: str, *, on: date) -> Iterator[Told]:
    rows = list(rows)
    people = _people({row.unit_id for row in rows if row.post_id is None}, Permission.TASK_DO, on=on)
    holders = dict(
        Post.objects.standing(on=on)
        .filter(pk__in={row.post_id for row in rows if row.post_id})
        .values_list("pk", "user_id")
    )
    for row in rows:
        holder = [holders[row.post_id]] if row.post_id in holders else []
        users = people[row.unit_id] if row.post_id is None else holder
        for user in users:
            yield Told(
                user_id=user,
                title=f"{_when(row, on)}: {row.task}",
                reason=f"Việc của {row.unit} trong chương trình: {row.programme}",
                url=row.get_absolute_url(),
                key=f"assignment:{row.pk}:{step}",
                unit_id=row.unit_id,
            )


def _when(row: Assignment, on: date) -> str:
    if row.due is None or row.due < on:
        return f"Quá hạn từ {said(row.due)}" if row.due else "Quá hạn"
    left = (row.due - on).days
    return f"Hạn {said(row.due)}, {f'còn {left} ngày' if left else 'hết hôm nay'}"


def _people(units: Iterable[int], right: Permission, *, on: date) -> dict[int, set[int]]:
    """The people of each unit who hold this right, in one query."""
    found: dict[int, set[int]] = defaultdict(set)
    for unit, user in notices.people(set(units), right, on=on).values_list("unit_id", "user_id"):
        found[unit].add(user)
    return found


def _above_late(by: Actor) -> int:
    """Those above the late units: one notice for each task, day and unit above; the settled ones stop."""
    late = _due(_owed(), by.today - LOOKED_BACK, by.today - timedelta(days=1), on=by.today)
    rows = list(late)
    groups = _groups(rows, by.today)
    open_keys = set(
        Notice.objects.filter(key__startswith=LATE, settled_at=None).values_list("key", flat=True)
    )
    notifications.settle(_no_more(open_keys, by.today), by=by)
    people = _people({unit for unit, *_ in groups}, Permission.TASK_CONFIRM, on=by.today)
    names = Unit.objects.in_bulk({unit for unit, *_ in groups})
    return notifications.notify_each(
        (
            Told(
                user_id=user,
                title=f"{len(found)} đơn vị quá hạn {said(day)}: {found[0].task}",
                reason=f"{names[unit]} là cấp trên trực tiếp hoặc là đơn vị giao việc.",
                url=found[0].programme.get_absolute_url(),
                key=f"{LATE}{task}:{day:%Y%m%d}:{unit}",
                unit_id=unit,
            )
            for (unit, task, day), found in groups.items()
            for user in people[unit]
        ),
        kind=notices.LATE,
        by=by,
    )


def _groups(rows: list[Assignment], on: date) -> dict[tuple[int, int, date], list[Assignment]]:
    """The late ones of each task and day under each unit that is to know: directly above, owner or board."""
    places = Placement.objects.filter(unit__in={row.unit_id for row in rows}, period__contains=on)
    above = dict(places.values_list("unit_id", "parent_id"))
    keepers = _keepers({row.programme_id for row in rows})
    groups: dict[tuple[int, int, date], list[Assignment]] = defaultdict(list)
    for row in rows:
        if row.due is None:
            continue
        over = keepers[row.programme_id] | ({above[row.unit_id]} if row.unit_id in above else set())
        for unit in over - {row.unit_id}:
            groups[unit, row.task_id, row.due].append(row)
    return groups


def _keepers(programmes: set[int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    rows = Programme.objects.filter(pk__in=programmes)
    for programme, owner, board in rows.values_list("pk", "owners__unit_id", "owners__board_id"):
        found[programme] |= {unit for unit in (owner, board) if unit}
    return found


def _no_more(keys: set[str], on: date) -> list[str]:
    """Of these keys those of which nobody below is late any more."""
    wanted = {key: (int(key.split(":")[1]), key.split(":")[2], int(key.split(":")[3])) for key in keys}
    late = _owed().filter(task__in={task for task, _, _ in wanted.values()}).with_status(on=on)
    rows = [row for row in late if row.due is not None and row.due < on]
    still = {(task, f"{day:%Y%m%d}", unit) for unit, task, day in _groups(rows, on)}
    return [key for key, group in wanted.items() if group not in still]
