"""The superior's board: units × tasks, aggregated to what stands directly below one unit, to drill down."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from donghanh.core.actor import Actor
from donghanh.core.permissions import Permission
from donghanh.organisations.models import Reach, Unit
from donghanh.programmes.models import Assignment, Owner, Programme, ProgrammeState, Task
from donghanh.programmes.models.assignments import AssignmentQuerySet
from donghanh.programmes.queries import counting, keeping
from donghanh.programmes.queries.counting import Counts


@dataclass(frozen=True, kw_only=True)
class Row:
    """One unit with everything below it; `own` when it is the board's own unit, alone.

    `opens` says whether there is something below to drill down to.
    """

    unit: Unit
    own: bool
    opens: bool
    counts: Counts
    cells: Mapping[int, Counts]


@dataclass(frozen=True, kw_only=True)
class Board:
    """What the units below one have done on a day; the late ones stand first."""

    unit: Unit
    on: date
    tasks: tuple[Task, ...]
    rows: tuple[Row, ...]
    counts: Counts
    by_task: Mapping[int, Counts]
    closed: Counts  # of units that no longer exist and wait for a decision


def board(programme: Programme, unit: Unit, *, on: date, by: Actor) -> Board:
    """The board of one programme below `unit`; six queries, whatever the number of units and tasks."""
    shown = _seen(programme, by)
    tasks = tuple(Task.objects.of(programme).standing().in_order())
    return _board(shown, unit, tasks=tasks, on=on)


def board_of_all(unit: Unit, *, on: date, by: Actor) -> Board:
    """The same for all running programmes whose assignments the actor sees, without columns of tasks."""
    shown = Assignment.objects.visible_to(by).filter(programme__state=ProgrammeState.RUNNING)
    return _board(shown, unit, tasks=(), on=on)


def _seen(programme: Programme, by: Actor) -> AssignmentQuerySet:
    """What the actor sees of it: where his office owns or keeps the programme all, without a filter."""
    rows = Assignment.objects.filter(programme=programme)
    near = keeping.near(by)
    keeps = by.everywhere or programme.made_for_id in near
    if keeps or programme.owners.filter(Q(unit__in=near) | Q(board__in=near)).exists():
        return rows
    return rows.visible_to(by)


def _board(shown: AssignmentQuerySet, unit: Unit, *, tasks: tuple[Task, ...], on: date) -> Board:
    shown = counting.current(counting.leading(shown), on=on)
    children = Unit.objects.under(unit.pk, on=on).named(on=on).with_child_count(on=on).in_order()
    below = {child.pk: child for child in children}
    by = ("task",) if tasks else ()
    under = shown.filter(unit__lineage_up__ancestor__in=list(below), unit__lineage_up__period__contains=on)
    lines = defaultdict(list)
    for line in counting.counted(under, "unit__lineage_up__ancestor", *by, on=on):
        lines[line["unit__lineage_up__ancestor"]].append(line)
    own = list(counting.counted(shown.filter(unit=unit), *by, on=on))
    rows = [_row(below[pk], found, own=False) for pk, found in lines.items()]
    rows += [_row(unit, own, own=True)] if own else []
    rows.sort(key=lambda row: (-row.counts.overdue, row.counts.share, row.unit.sort_key))
    every = [line for found in [*lines.values(), own] for line in found]
    inherited = Reach.objects.filter(top=unit, period__contains=on).values("unit")
    closed = shown.open().filter(unit__in=inherited, unit__closed_on__lte=on)
    return Board(
        unit=unit,
        on=on,
        tasks=tasks,
        rows=tuple(rows),
        counts=Counts.of(every),
        by_task=_by_task(every),
        closed=counting.counts(closed, on=on),
    )


def _row(unit: Unit, lines: list[dict[str, int]], *, own: bool) -> Row:
    opens = not own and bool(unit.child_count)
    return Row(unit=unit, own=own, opens=opens, counts=Counts.of(lines), cells=_by_task(lines))


def _by_task(lines: list[dict[str, int]]) -> dict[int, Counts]:
    by: dict[int, list[dict[str, int]]] = defaultdict(list)
    for line in lines:
        if "task" in line:
            by[line["task"]].append(line)
    return {task: Counts.of(found) for task, found in by.items()}


def units_of(
    programme: Programme, unit: Unit, *, task: Task | None = None, on: date, by: Actor
) -> AssignmentQuerySet:
    """The assignments behind a cell: of `unit` and all below it, late ones first, with status."""
    rows = _seen(programme, by).filter(unit__in=Unit.objects.within(unit.pk, on=on))
    if task is not None:
        rows = rows.filter(task=task)
    return (
        counting.current(rows, on=on)
        .with_status(on=on)
        .select_related("unit", "task")
        .order_by("due", "unit__sort_key", "pk")
    )


def counts_of(programmes: list[Programme], *, on: date, by: Actor) -> dict[int, Counts]:
    """Each programme of a list with its numbers, in two queries."""
    shown = Assignment.objects.visible_to(by).filter(programme__in=programmes)
    lines = defaultdict(list)
    for line in counting.counted(counting.current(counting.leading(shown), on=on), "programme", on=on):
        lines[line["programme"]].append(line)
    return {programme.pk: Counts.of(lines[programme.pk]) for programme in programmes}


def to_confirm(by: Actor) -> AssignmentQuerySet:
    """What others reported to the actor's office, or to the board in which he works, the oldest first."""
    mine = keeping.near(by)
    owned = Owner.objects.filter(unit__in=mine) | Owner.objects.filter(board__in=mine)
    kept = Assignment.objects.to_confirm().filter(programme__in=owned.values("programme"))
    kept = kept.exclude(reported_by=by.user_id)  # nobody confirms his own report
    if Permission.TASK_CONFIRM not in by.permissions:
        return kept.none()
    return kept.select_related("task", "unit", "programme").order_by("reported_on", "pk")
