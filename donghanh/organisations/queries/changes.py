"""Changes of the tree as their pages show them: the list, one change with all that it made and ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Subquery

from donghanh.core.actor import Actor
from donghanh.organisations.models import Change, Placement, Unit, UnitName

PAGE = 50
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


def made(change: Change) -> Made:
    """What it made and ended, in five queries."""
    opened = list(change.opened.order_by("level", "sort_key", "pk")[: LISTED + 1])
    closed = list(change.closed.order_by("level", "sort_key", "pk")[: LISTED + 1])
    moved = _moved(change)
    renamed = _renamed(change)
    steps = change.successions.select_related("predecessor", "successor")
    heirs = [
        (step.predecessor.name, step.successor.name)
        for step in steps.order_by("predecessor__sort_key", "successor__sort_key", "pk")[: LISTED + 1]
    ]
    lists: dict[str, Sequence[object]] = {
        "opened": opened,
        "closed": closed,
        "moved": moved,
        "renamed": renamed,
        "heirs": heirs,
    }
    return Made(
        opened=tuple(opened[:LISTED]),
        closed=tuple(closed[:LISTED]),
        moved=tuple(moved[:LISTED]),
        renamed=tuple(renamed[:LISTED]),
        heirs=tuple(heirs[:LISTED]),
        counts={name: len(rows) for name, rows in lists.items()},
        cut=any(len(rows) > LISTED for rows in lists.values()),
    )


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
