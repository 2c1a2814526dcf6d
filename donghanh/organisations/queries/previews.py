"""What a deed on the tree would do, before it is done; the actions ask the same questions for their rows."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import QuerySet

from donghanh.organisations import words
from donghanh.organisations.models import Change, Lineage, Placement, Unit, UnitName
from donghanh.organisations.values import Brief, Move, NewUnit, Preview


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
    return Preview(on=on, opens=(_below(new, parent),))


def preview_rename(unit: Unit, *, name: str, on: date) -> Preview:
    """One unit under another name."""
    return Preview(on=on, renames=((Brief.of(unit), name),), keeps_below=below([unit.pk], on=on))


def preview_move(unit: Unit, *, parent: Unit, on: date) -> Preview:
    """One unit under another parent, and all that goes with it."""
    moves = (Move(unit=Brief.of(unit), parent=parent.name),)
    return Preview(on=on, moves=moves, keeps_below=below([unit.pk], on=on))


def preview_close(unit: Unit, *, on: date) -> Preview:
    """One unit that ends."""
    return Preview(on=on, closes=(Brief.of(unit),))


def preview_merge(
    units: Sequence[Unit],
    *,
    into: Unit | NewUnit,
    parent: Unit | None = None,
    children_to: Mapping[int, Unit] | None = None,
    on: date,
) -> Preview:
    """The units that end, and the children that go to the one that carries on, or where told."""
    ending = [unit for unit in units if not isinstance(into, Unit) or unit.pk != into.pk]
    keys = [unit.pk for unit in ending]
    moved = list(children(keys, on=on).exclude(unit__in=ending))
    told = {child: unit.name for child, unit in (children_to or {}).items()}
    return Preview(
        on=on,
        opens=() if isinstance(into, Unit) else (_below(into, parent),),
        closes=tuple(map(Brief.of, ending)),
        moves=tuple(
            Move(unit=Brief.of(place.unit), parent=told.get(place.unit_id, into.name)) for place in moved
        ),
        keeps_below=below(keys, on=on) - len(moved),
        successions=tuple((unit.name, into.name) for unit in ending),
    )


def preview_split(
    unit: Unit, *, into: Sequence[NewUnit], children_to: Mapping[int, str], on: date
) -> Preview:
    """The unit that ends, those that come out of it, and who gets which child."""
    names = {new.code: new.name for new in into}
    moved = list(children([unit.pk], on=on))
    return Preview(
        on=on,
        opens=tuple(names.values()),
        closes=(Brief.of(unit),),
        moves=tuple(
            Move(unit=Brief.of(place.unit), parent=names.get(children_to.get(place.unit_id, ""), "?"))
            for place in moved
        ),
        keeps_below=below([unit.pk], on=on) - len(moved),
        successions=tuple((unit.name, name) for name in names.values()),
    )


def preview_abolish(top: Unit, *, level: int, on: date) -> Preview:
    """The units of a level that end, and their children, who go one step up."""
    ending = list(of_level(top, level=level, on=on).order_by("sort_key", "pk"))
    places = Placement.objects.filter(unit__in=ending, period__contains=on).select_related("parent")
    over = {place.unit_id: place.parent.name for place in places}
    moved = Placement.objects.filter(parent__in=ending, period__contains=on).select_related("unit")
    ordered = list(moved.order_by("parent__sort_key", "unit__sort_key", "pk"))
    return Preview(
        on=on,
        closes=tuple(map(Brief.of, ending)),
        moves=tuple(Move(unit=Brief.of(place.unit), parent=over[place.parent_id]) for place in ordered),
        keeps_below=below([unit.pk for unit in ending], on=on) - len(ordered),
        successions=tuple((unit.name, over[unit.pk]) for unit in ending),
    )


def preview_aliases(unit: Unit, *, names: Sequence[str]) -> Preview:
    """Other names that come and that go."""
    before, after = set(unit.aliases.values_list("name", flat=True)), set(names)
    come = tuple(f"Thêm tên khác: {name}." for name in sorted(after - before))
    go = tuple(f"Bỏ tên khác: {name}." for name in sorted(before - after))
    return Preview(notes=come + go)


def preview_code(unit: Unit, *, scheme: str, code: str, on: date) -> Preview:
    """The code that comes, and the one that it replaces."""
    before = unit.external_codes.filter(scheme=scheme, period__contains=on).first()
    replaced = f" thay mã {before.code}" if before else ""
    return Preview(on=on, notes=(f"Mã {code} ({scheme}){replaced} từ ngày {words.day(on)}.",))


def preview_undo(change: Change) -> Preview:
    """What the change opened goes, what it ended goes on, and who moved goes back."""
    opened = list(change.opened.order_by("level", "sort_key", "pk"))
    gone = {unit.pk for unit in opened}
    back = Placement.objects.filter(ended_by=change).exclude(unit__closed_by=change)
    names = UnitName.objects.filter(ended_by=change).exclude(unit__closed_by=change).select_related("unit")
    return Preview(
        on=change.on,
        removes=tuple(map(Brief.of, opened)),
        reopens=tuple(map(Brief.of, change.closed.order_by("level", "sort_key", "pk"))),
        moves=tuple(
            Move(unit=Brief.of(place.unit), parent=place.parent.name)
            for place in back.select_related("unit", "parent").order_by("unit__level", "unit__sort_key", "pk")
            if place.unit_id not in gone
        ),
        renames=tuple((Brief.of(name.unit), name.name) for name in names.order_by("pk")),
    )


def below(units: Sequence[int], *, on: date) -> int:
    """How many units stood anywhere below these on that day."""
    lines = Lineage.objects.filter(ancestor__in=units, period__contains=on, depth__gt=0)
    return lines.exclude(descendant__in=units).values("descendant").distinct().count()


def _below(new: NewUnit, parent: Unit | None) -> str:
    return f"{new.name} (thuộc {parent})" if parent else new.name
