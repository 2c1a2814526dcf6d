"""What a deed on the tree would do, before it is done; the actions ask the same questions for their rows."""

from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet

from donghanh.organisations.models import Lineage, Placement, Unit
from donghanh.organisations.values import Brief, Move, NewUnit, Preview

LISTED = 50


def children(units: Sequence[int], *, on: date) -> QuerySet[Placement]:
    """The placements directly below any of these units on that day, in order of the children's names."""
    return (
        Placement.objects.filter(parent__in=units, period__contains=on)
        .select_related("unit", "parent")
        .order_by("unit__level", "unit__sort_key", "pk")
    )


def of_level(top: Unit, *, level: int, on: date) -> QuerySet[Unit]:
    """The units of one level below `top` on that day."""
    return Unit.objects.within(top.pk, on=on).filter(level=level).exclude(pk=top.pk)


def preview_open(parent: Unit | None, *, new: NewUnit, on: date) -> Preview:
    """One unit more."""
    return Preview(on=on, opens=(f"{new.name} (thuộc {parent})" if parent else new.name,))


def preview_rename(unit: Unit, *, name: str, on: date) -> Preview:
    """One unit under another name."""
    return Preview(on=on, renames=((Brief.of(unit), name),), keeps_below=below(unit, on=on))


def preview_move(unit: Unit, *, parent: Unit, on: date) -> Preview:
    """One unit under another parent, and all that goes with it."""
    moves = (Move(unit=Brief.of(unit), parent=parent.name),)
    return Preview(on=on, moves=moves, moves_count=1, keeps_below=below(unit, on=on))


def preview_close(unit: Unit, *, on: date) -> Preview:
    """One unit that ends."""
    return Preview(on=on, closes=(Brief.of(unit),), closes_count=1)


def preview_merge(units: Sequence[Unit], *, into: Unit | NewUnit, on: date) -> Preview:
    """The units that end, and the children that go to the one that carries on."""
    ending = [unit for unit in units if not isinstance(into, Unit) or unit.pk != into.pk]
    moved = children([unit.pk for unit in ending], on=on).exclude(unit__in=ending)
    return Preview(
        on=on,
        opens=() if isinstance(into, Unit) else (into.name,),
        closes=tuple(map(Brief.of, ending)),
        closes_count=len(ending),
        moves=tuple(Move(unit=Brief.of(place.unit), parent=into.name) for place in moved[:LISTED]),
        moves_count=moved.count(),
        keeps_below=sum(below(unit, on=on) for unit in ending),
        successions=tuple((unit.name, into.name) for unit in ending),
    )


def preview_split(unit: Unit, *, into: Sequence[NewUnit], children_to: dict[int, str], on: date) -> Preview:
    """The unit that ends, those that come out of it, and who gets which child."""
    names = {new.code: new.name for new in into}
    moved = children([unit.pk], on=on)
    return Preview(
        on=on,
        opens=tuple(names.values()),
        closes=(Brief.of(unit),),
        closes_count=1,
        moves=tuple(
            Move(unit=Brief.of(place.unit), parent=names.get(children_to.get(place.unit_id, ""), "?"))
            for place in moved[:LISTED]
        ),
        moves_count=moved.count(),
        keeps_below=below(unit, on=on),
        successions=tuple((unit.name, name) for name in names.values()),
    )


def preview_abolish(top: Unit, *, level: int, on: date) -> Preview:
    """The units of a level that end, and their children, who go one step up."""
    ending = of_level(top, level=level, on=on).order_by("sort_key", "pk")
    over = {
        place.unit_id: place.parent.name
        for place in Placement.objects.filter(unit__in=ending, period__contains=on).select_related("parent")
    }
    moved = Placement.objects.filter(parent__in=ending, period__contains=on)
    listed = moved.select_related("unit").order_by("parent__sort_key", "unit__sort_key", "pk")[:LISTED]
    return Preview(
        on=on,
        closes=tuple(map(Brief.of, ending[:LISTED])),
        closes_count=len(over),
        moves=tuple(Move(unit=Brief.of(place.unit), parent=over[place.parent_id]) for place in listed),
        moves_count=moved.count(),
        successions=tuple((unit.name, over[unit.pk]) for unit in ending[:LISTED]),
    )


def below(unit: Unit, *, on: date) -> int:
    """How many units stood anywhere below on that day."""
    return Lineage.objects.filter(ancestor=unit, period__contains=on, depth__gt=0).count()
