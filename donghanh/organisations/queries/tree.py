"""The tree on a day: top, children, search, one unit's place. Each is a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When

from donghanh.core.actor import Actor
from donghanh.core.text import clean, search_words
from donghanh.organisations.models import Area, Kind, Lineage, Placement, Succession, Unit
from donghanh.organisations.values import Brief

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


@dataclass(frozen=True, kw_only=True)
class Seat:
    """Where a unit stood, and for how long."""

    parent: Brief
    first: date | None
    last: date | None


@dataclass(frozen=True, kw_only=True)
class Kin:
    """A unit that another one came from or became."""

    unit: Brief
    on: date
    kind: str
    decision: str


@dataclass(frozen=True, kw_only=True)
class Portrait:
    """All that a unit's page says about its place in the tree."""

    line: tuple[Brief, ...]  # from the top down to the unit, on that day
    seats: tuple[Seat, ...]
    names: tuple[tuple[str, date | None, date | None], ...]
    aliases: tuple[str, ...]
    codes: tuple[tuple[str, str], ...]
    came_from: tuple[Kin, ...]
    became: tuple[Kin, ...]
    below: dict[int, int]  # how many units of each level stood anywhere below on that day


def top(actor: Actor, *, on: date) -> QuerySet[Unit]:
    """Where the actor's view of the tree begins on that day: visible units whose parent then is not visible.

    Who acts for a unit that stood on top sees all below it, so only that one is asked for.
    """
    above = Placement.objects.filter(unit=OuterRef("pk"), period__contains=on)
    units = Unit.objects.existing(on=on)
    highest = units.filter(~Exists(above), pk=actor.top_id)
    if not highest.exists():
        visible = Unit.objects.visible_to(actor)
        highest = visible.existing(on=on).filter(~Exists(above.filter(parent__in=visible.values("pk"))))
    return highest.named(on=on).with_child_count(on=on).order_by("level", "system", "order_then", "pk")


def children(parent_id: int, actor: Actor, *, on: date, offset: int = 0, size: int = PAGE) -> Page:
    """The visible units directly below a unit on that day, with the number of theirs."""
    units = Unit.objects.visible_to(actor).under(parent_id, on=on)
    return Page.of(units.named(on=on).with_child_count(on=on).in_order(), offset=offset, size=size)


def search(
    text: str, actor: Actor, *, on: date | None, system: str = "", offset: int = 0, size: int = 50
) -> Page:
    """Visible units found by any name, alias or code; those open on the day, or with `on=None` of all times.

    First a code typed in full, then names that begin with what was typed, then by level and name.
    """
    if not clean(text):
        return Page(rows=(), next_offset=None)
    units = Unit.objects.visible_to(actor).matching(text)
    if on:
        units = units.existing(on=on)
    if system:
        units = units.filter(system=system)
    ordered = units.annotate(nearness=_nearness(text)).order_by("nearness", "level", "sort_key", "pk")
    found = list(ordered.values_list("pk", flat=True)[offset : offset + size + 1])
    named = Unit.objects.named(on=on or actor.today).in_bulk(found[:size])
    more = len(found) > size
    return Page(rows=tuple(named[pk] for pk in found[:size]), next_offset=offset + size if more else None)


def parents_of(units: Sequence[Unit], *, on: date) -> dict[int, str]:
    """The name of the unit directly above each on that day, or above it last, for lists of search results."""
    seats = Placement.objects.filter(unit__in=[unit.pk for unit in units]).select_related("parent")
    latest = seats.filter(Q(period__contains=on) | Q(unit__closed_on__lte=on)).order_by("unit", "period")
    return {seat.unit_id: seat.parent.name for seat in latest}


def portrait(unit: Unit, *, on: date) -> Portrait:
    """The unit's place, past and kin, in a fixed number of queries."""
    day = min(on, _last_day(unit))
    line = Unit.objects.above(unit.pk, on=day).named(on=day)
    seats = unit.placements.select_related("parent").order_by("period")
    return Portrait(
        line=tuple(map(Brief.of, line)),
        seats=tuple(
            Seat(parent=Brief.of(seat.parent), first=seat.period.lower, last=seat.period.upper)
            for seat in seats
        ),
        names=tuple(
            (name.name, name.period.lower, name.period.upper) for name in unit.names.order_by("period")
        ),
        aliases=tuple(unit.aliases.order_by("name").values_list("name", flat=True)),
        codes=tuple(
            unit.external_codes.filter(period__contains=on).order_by("scheme").values_list("scheme", "code")
        ),
        came_from=tuple(_kin(unit.came_from.select_related("predecessor"), "predecessor")),
        became=tuple(_kin(unit.became.select_related("successor"), "successor")),
        below=_below(unit, on=day),
    )


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


def _last_day(unit: Unit) -> date:
    return date.max if unit.closed_on is None else date.fromordinal(unit.closed_on.toordinal() - 1)


def _below(unit: Unit, *, on: date) -> dict[int, int]:
    lines = Lineage.objects.filter(ancestor=unit, period__contains=on, depth__gt=0)
    levels = lines.values_list("descendant__level").annotate(number=Count("pk")).order_by("descendant__level")
    return dict(levels)


def _kin(successions: QuerySet[Succession], side: str) -> list[Kin]:
    ordered = successions.select_related(side, "change__decision").order_by("on", f"{side}__sort_key", "pk")
    return [
        Kin(
            unit=Brief.of(getattr(step, side)),
            on=step.on,
            kind=step.kind,
            decision=str(step.change.decision or ""),
        )
        for step in ordered
    ]


def _nearness(text: str) -> Case:
    begins = " " + " ".join(search_words(text))
    return Case(
        When(code__iexact=text.strip(), then=Value(0)),
        When(search__startswith=begins, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
