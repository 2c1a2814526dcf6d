"""Changes of the tree as their pages show them: the list, one change with all that it made and ended."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, Subquery
from procrastinate.contrib.django.models import ProcrastinateJob

from donghanh.core.actor import Actor
from donghanh.organisations.models import Change, ChangeKind, Placement, Undoing, Unit, UnitName

PAGE = 50
UNDO = "donghanh.organisations.jobs.undo"
LISTED = 500  # more than any merger moves; a whole load of standard data is only counted


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What is looked for; empty means any."""

    kind: str = ""
    unit: Unit | None = None
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, kw_only=True)
class Changes:
    """One page of the list, and where the next one begins."""

    rows: tuple[Change, ...]
    next_offset: int | None


@dataclass(frozen=True, kw_only=True)
class Moved:
    """A unit that got another parent."""

    unit: Unit
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class Made:
    """All that a change made and ended."""

    opened: tuple[Unit, ...]
    closed: tuple[Unit, ...]
    moved: tuple[Moved, ...]
    renamed: tuple[tuple[Unit, str, str], ...]
    heirs: tuple[tuple[str, str], ...]
    counts: dict[str, int]
    cut: bool  # whether some list is longer than is shown


def found(asked: Asked, actor: Actor, *, offset: int = 0) -> Changes:
    """Visible changes that fit, the newest first, each with whether a later one rests on it."""
    rows = Change.objects.visible_to(actor).select_related("decision")
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if asked.unit:
        rows = rows.filter(units=asked.unit)
    if asked.first:
        rows = rows.filter(on__gte=asked.first)
    if asked.last:
        rows = rows.filter(on__lte=asked.last)
    page = tuple(rows.with_later().newest_first()[offset : offset + PAGE + 1])
    return Changes(rows=page[:PAGE], next_offset=offset + PAGE if len(page) > PAGE else None)


def last_undoing(change: Change) -> Undoing | None:
    """How the last attempt behind the page to take it back went; fetched `with_undoing`."""
    return Undoing.objects.filter(pk=change.last_undoing).first() if change.last_undoing else None


def is_stuck(undoing: Undoing | None) -> bool:
    """Whether it is said to be at work while no job waits or runs for it, as when its job failed."""
    if undoing is None:
        return False
    waited = ProcrastinateJob.objects.filter(status__in=("todo", "doing"), args__undoing=undoing.pk)
    return not waited.filter(task_name=UNDO).exists()


def made(change: Change) -> Made:
    """What it made and ended, in one query for each list that such a change can fill."""
    lists: dict[str, list[Any]] = {
        name: ask(change) if name in MAKES[ChangeKind(change.kind)] else [] for name, ask in LISTS.items()
    }
    return Made(
        **{name: tuple(rows[:LISTED]) for name, rows in lists.items()},
        counts={name: len(rows) for name, rows in lists.items()},
        cut=any(len(rows) > LISTED for rows in lists.values()),
    )


def _opened(change: Change) -> list[Unit]:
    return list(change.opened.order_by("level", "sort_key", "pk")[: LISTED + 1])


def _closed(change: Change) -> list[Unit]:
    return list(change.closed.order_by("level", "sort_key", "pk")[: LISTED + 1])


def _heirs(change: Change) -> list[tuple[str, str]]:
    steps = change.successions.select_related("predecessor", "successor")
    return [
        (step.predecessor.name, step.successor.name)
        for step in steps.order_by("predecessor__sort_key", "successor__sort_key", "pk")[: LISTED + 1]
    ]


def _moved(change: Change) -> list[Moved]:
    """Places that it made for units that it did not open; before is the place that it ended."""
    made = Placement.objects.filter(made_by=change).exclude(unit__opened_by=change)
    ended = Placement.objects.filter(ended_by=change, unit=OuterRef("unit")).values("parent__name")[:1]
    rows = made.select_related("unit", "parent").annotate(before=Subquery(ended))
    return [
        Moved(unit=place.unit, before=place.before or "", after=place.parent.name)
        for place in rows.order_by("unit__level", "unit__sort_key", "pk")[: LISTED + 1]
    ]


def _renamed(change: Change) -> list[tuple[Unit, str, str]]:
    made = UnitName.objects.filter(made_by=change).exclude(unit__opened_by=change)
    ended = UnitName.objects.filter(ended_by=change, unit=OuterRef("unit")).values("name")[:1]
    rows = made.select_related("unit").annotate(before=Subquery(ended))
    return [(name.unit, name.before or "", name.name) for name in rows.order_by("pk")[: LISTED + 1]]


LISTS: Mapping[str, Callable[[Change], list[Any]]] = {
    "opened": _opened,
    "closed": _closed,
    "moved": _moved,
    "renamed": _renamed,
    "heirs": _heirs,
}
MAKES: Mapping[ChangeKind, frozenset[str]] = {
    ChangeKind.OPEN: frozenset({"opened"}),
    ChangeKind.RENAME: frozenset({"renamed"}),
    ChangeKind.MOVE: frozenset({"moved"}),
    ChangeKind.CLOSE: frozenset({"closed"}),
    ChangeKind.MERGE: frozenset({"opened", "closed", "moved", "heirs"}),
    ChangeKind.SPLIT: frozenset({"opened", "closed", "moved", "heirs"}),
    ChangeKind.ABOLISH: frozenset({"closed", "moved", "heirs"}),
    ChangeKind.IMPORT: frozenset({"opened", "moved", "renamed"}),
    ChangeKind.LOAD: frozenset(LISTS),
}
