"""The tree on a day: its top, what stands below, who stands beside. Each is a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from donghanh.core.actor import Actor
from donghanh.core.permissions import Permission
from donghanh.organisations.models import Area, Kind, Lineage, Placement, Unit
from donghanh.organisations.models.units import UnitQuerySet

PAGE = 100


@dataclass(frozen=True, kw_only=True)
class Page:
    """One page of a list, and where the next one begins."""

    rows: tuple[Unit, ...]
    next_offset: int | None

    @classmethod
    def of(cls, units: QuerySet[Unit], *, offset: int, size: int) -> "Page":
        """Cut one page; a row more than asked for tells whether there is another."""
        rows = tuple(units[offset : offset + size + 1])
        more = len(rows) > size
        return cls(rows=rows[:size], next_offset=offset + size if more else None)


def top(actor: Actor, *, on: date) -> QuerySet[Unit]:
    """Where the actor's view of the tree begins on that day: visible units whose parent then is not visible.

    Today all that is seen hangs together, below the first of the line over the actor's unit. On another day
    some of it may have stood elsewhere; but who acts for a unit that stood on top then sees all below it.
    """
    line = Unit.objects.above(actor.top_id, on=actor.today)
    first = line.values_list("pk", flat=True).first() if on == actor.today else None
    highest = Unit.objects.filter(pk=first) if first else _highest(actor, on)
    return highest.named(on=on).with_child_count(on=on).order_by("level", "system", "order_then", "pk")


def _highest(actor: Actor, on: date) -> UnitQuerySet:
    above = Placement.objects.filter(unit=OuterRef("pk"), period__contains=on)
    highest = Unit.objects.existing(on=on).filter(~Exists(above), pk=actor.top_id)
    if highest.exists():
        return highest
    visible = Unit.objects.visible_to(actor)
    reached = Unit.objects.reached_by(actor, right=Permission.UNIT_VIEW)
    line = Unit.objects.above(actor.top_id, on=actor.today).order_by()
    alone = ~Exists(above.filter(parent__in=visible.values("pk")))
    found = (part.existing(on=on).filter(alone).values("pk") for part in (reached, line))
    return Unit.objects.filter(pk__in=next(found).union(*found, all=True))


def children(parent_id: int, actor: Actor, *, on: date, offset: int = 0, size: int = PAGE) -> Page:
    """The visible units directly below a unit on that day, with the number of theirs."""
    units = Unit.objects.visible_to(actor).under(parent_id, on=on)
    return Page.of(units.named(on=on).with_child_count(on=on).in_order(), offset=offset, size=size)


def parents_of(units: Sequence[Unit], *, on: date) -> dict[int, str]:
    """The name of the unit directly above each on that day, or above it last, for lists of search results."""
    seats = Placement.objects.filter(unit__in=[unit.pk for unit in units]).select_related("parent")
    latest = seats.filter(Q(period__contains=on) | Q(unit__closed_on__lte=on)).order_by("unit", "period")
    return {seat.unit_id: seat.parent.name for seat in latest}


def side_by_side(area: Area, *, on: date) -> tuple[Unit, ...]:
    """The territorial units of every organisation at one place on that day."""
    return tuple(Unit.objects.at(area).existing(on=on).named(on=on).order_by("system", "pk"))


def office_of(unit_id: int, *, on: date) -> int:
    """The office that a staff board serves: the nearest unit above that is none; others serve themselves."""
    line = Lineage.objects.filter(descendant=unit_id, period__contains=on).exclude(
        ancestor__kind=Kind.STAFF_BOARD
    )
    nearest = line.order_by("depth").values_list("ancestor", flat=True).first()
    return nearest or unit_id
