"""Questions across days: what differs, what became of a unit, and a past tree recast to today's."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from donghanh.organisations.models import Lineage, Placement, Succession, SuccessionKind, Unit
from donghanh.organisations.values import Brief

LISTED = 200


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A unit that stood on both days, with what was on the first and is on the second."""

    unit: Brief
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class Difference:
    """What differs below a unit between two days; counted in full, listed up to a limit."""

    opened: tuple[Brief, ...]
    closed: tuple[Brief, ...]
    joined: tuple[Brief, ...]  # stood elsewhere on the first day
    left: tuple[Brief, ...]  # stand elsewhere on the second day
    moved: tuple[Kept, ...]
    renamed: tuple[Kept, ...]
    counts: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Fate:
    """One step in what became of a unit: who carried on for it, and from when."""

    unit: Brief
    from_id: int
    on: date
    kind: str
    steps: int


@dataclass(frozen=True, kw_only=True)
class Recast:
    """Where the figures of a past unit belong in the tree of another day.

    `comparable` is false where the unit, or one that carried on for it, was split: its figures cannot be
    shared out, and pages say so instead of showing a sum.
    """

    unit_id: int
    targets: tuple[int, ...]
    comparable: bool


def difference(top: Unit, *, first: date, second: date, tops: Iterable[Unit] = ()) -> Difference:
    """What differs between two days below `top`; the trees of its predecessors, `tops`, count too."""
    keys = [top.pk, *(unit.pk for unit in tops)]
    before, after = _within(keys, first), _within(keys, second)
    gone, come = before - after, after - before
    both = before & after
    opened = Q(opened_on__gt=first, opened_on__lte=second)
    closed = Q(closed_on__gt=first, closed_on__lte=second)
    parts = {
        "opened": Unit.objects.filter(opened, pk__in=come),
        "closed": Unit.objects.filter(closed, pk__in=gone),
        "joined": Unit.objects.filter(~opened, pk__in=come) if come else Unit.objects.none(),
        "left": Unit.objects.filter(~closed | Q(closed_on=None), pk__in=gone)
        if gone
        else Unit.objects.none(),
    }
    moved, renamed = _moved(both, first, second), _renamed(both, first, second)
    counts = {name: units.count() for name, units in parts.items()}
    counts |= {"moved": len(moved), "renamed": len(renamed)}
    listed = {name: tuple(map(Brief.of, units.in_order()[:LISTED])) for name, units in parts.items()}
    return Difference(**listed, moved=tuple(moved[:LISTED]), renamed=tuple(renamed[:LISTED]), counts=counts)


def what_became(unit: Unit) -> tuple[Fate, ...]:
    """Everything that carried on for the unit, step by step, to the units that exist today."""
    return _follow(unit, back=False)


def where_from(unit: Unit) -> tuple[Fate, ...]:
    """Everything that the unit carries on for, step by step, back to the oldest known."""
    return _follow(unit, back=True)


def recast(units: Iterable[int], *, to: date) -> dict[int, Recast]:
    """Each past unit with its heirs on that day; one query, whatever the number of units."""
    heirs: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for old, new, kind in Succession.objects.filter(on__lte=to).values_list(
        "predecessor", "successor", "kind"
    ):
        heirs[old].append((new, kind))
    return {unit: _target(unit, heirs) for unit in units}


def _target(unit: int, heirs: dict[int, list[tuple[int, str]]]) -> Recast:
    targets: dict[int, None] = {}
    comparable = True
    open_ends, seen = [unit], {unit}
    while open_ends:
        current = open_ends.pop()
        steps = heirs.get(current, [])
        comparable &= len(steps) <= 1 and all(kind != SuccessionKind.SPLIT for _, kind in steps)
        if not steps:
            targets[current] = None
        for new, _ in steps:
            if new not in seen:
                seen.add(new)
                open_ends.append(new)
    return Recast(unit_id=unit, targets=tuple(sorted(targets)), comparable=comparable)


def _within(tops: list[int], day: date) -> set[int]:
    lines = Lineage.objects.filter(ancestor__in=tops, period__contains=day)
    return set(lines.values_list("descendant", flat=True))


def _moved(both: set[int], first: date, second: date) -> list[Kept]:
    """Units with another parent on the second day; parents as they were called on those days."""
    now = Placement.objects.filter(unit__in=both, period__contains=second, period__startswith__gt=first)
    then = dict(
        Placement.objects.filter(unit__in=now.values("unit"), period__contains=first).values_list(
            "unit", "parent"
        )
    )
    rows = now.select_related("unit").order_by("unit__level", "unit__sort_key", "pk")
    moved = [place for place in rows if then.get(place.unit_id) != place.parent_id]
    before = _names(then.values(), first)
    after = _names((place.parent_id for place in moved), second)
    return [
        Kept(
            unit=Brief.of(place.unit),
            before=before.get(then.get(place.unit_id, 0), ""),
            after=after[place.parent_id],
        )
        for place in moved
    ]


def _names(units: Iterable[int], day: date) -> dict[int, str]:
    return {unit.pk: unit.name_then for unit in Unit.objects.filter(pk__in=set(units)).named(on=day)}


def _renamed(both: set[int], first: date, second: date) -> list[Kept]:
    """Units with another name on the second day."""
    now = Unit.objects.filter(
        pk__in=both, names__period__contains=second, names__period__startswith__gt=first
    )
    before = _names(now.values_list("pk", flat=True), first)
    return [
        Kept(unit=Brief.of(unit), before=before[unit.pk], after=unit.name_then)
        for unit in now.named(on=second).in_order()
        if before[unit.pk] != unit.name_then
    ]


def _follow(unit: Unit, *, back: bool) -> tuple[Fate, ...]:
    found: list[Fate] = []
    here, there = ("successor", "predecessor") if back else ("predecessor", "successor")
    level, seen, steps = {unit.pk}, {unit.pk}, 0
    while level and steps < 20:
        steps += 1
        rows = Succession.objects.filter(**{f"{here}__in": level}).select_related(there)
        level = set()
        for row in rows.order_by("on", f"{there}__sort_key", "pk"):
            other = getattr(row, there)
            found.append(
                Fate(
                    unit=Brief.of(other),
                    from_id=getattr(row, f"{here}_id"),
                    on=row.on,
                    kind=row.kind,
                    steps=steps,
                )
            )
            if other.pk not in seen:
                seen.add(other.pk)
                level.add(other.pk)
    return tuple(found)
