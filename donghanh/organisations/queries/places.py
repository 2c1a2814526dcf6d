"""One place on a day: the units of both organisations that stand on it, and on every area inside."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Exists, F, OuterRef, QuerySet, When
from django.db.models.functions import JSONObject

from donghanh.core.actor import Actor
from donghanh.organisations.models import Area, AreaSuccession, Kind, System, Unit
from donghanh.organisations.models.areas import AreaQuerySet

COLUMNS = (System.YOUTH_UNION, System.LEARNING_ASSOCIATION)


@dataclass(frozen=True, kw_only=True)
class Stand:
    """A unit at a place; without `seen` only its name is told, as the map of both organisations is known."""

    unit: Unit
    seen: bool


@dataclass(frozen=True, kw_only=True)
class Spot:
    """An area, and the unit of each organisation that stands on it, in the order of `COLUMNS`."""

    area: Area
    stands: tuple[Stand | None, ...]


@dataclass(frozen=True, kw_only=True)
class Kin:
    """An area that this one came from or became; without an id where the actor may not open it."""

    area_id: int | None
    name: str
    on: date
    day: date  # one on which it was there: the last before, or the first after
    in_part: bool


@dataclass(frozen=True, kw_only=True)
class Place:
    """What the page of a place shows."""

    own: Spot
    inside: tuple[Spot, ...]
    above: tuple[tuple[int | None, str], ...]  # the area in which it lay on the day
    came_from: tuple[Kin, ...]
    became: tuple[Kin, ...]


def seen(actor: Actor) -> AreaQuerySet:
    """Areas on which a unit stands, or once stood, that the actor may see."""
    return Area.objects.filter(Exists(Unit.objects.visible_to(actor).filter(area=OuterRef("pk"))))


def told(actor: Actor, *, on: date) -> AreaQuerySet:
    """Areas that the actor may see, with all that `place` tells of them beside units."""
    above = Area.objects.filter(placements_below__area=OuterRef("pk"), placements_below__period__contains=on)
    came = AreaSuccession.objects.filter(successor=OuterRef("pk"))
    went = AreaSuccession.objects.filter(predecessor=OuterRef("pk"))
    return seen(actor).annotate(
        above=ArraySubquery(
            above.values(row=JSONObject(id=_if_seen("pk", actor), kind=F("kind"), name=F("name")))
        ),
        came_from_areas=_kin(came, "predecessor", actor),
        became_areas=_kin(went, "successor", actor),
    )


def place(area: Area, actor: Actor, *, on: date) -> Place:
    """Both organisations at a `told` area and in the areas directly inside it: two queries."""
    inside = list(seen(actor).under(area.pk, on=on).in_order())
    standing = _standing([area, *inside], actor, on)
    row: Any = area
    return Place(
        own=_spot(area, standing),
        inside=tuple(_spot(each, standing) for each in inside),
        above=tuple((each["id"], f"{each['kind']} {each['name']}") for each in row.above),
        came_from=tuple(_read(each, days=-1) for each in row.came_from_areas),
        became=tuple(_read(each, days=0) for each in row.became_areas),
    )


def _standing(areas: Sequence[Area], actor: Actor, on: date) -> dict[tuple[int, str], Stand]:
    at = Unit.objects.filter(area__in=[area.pk for area in areas], kind=Kind.TERRITORIAL, system__in=COLUMNS)
    visible = Unit.objects.visible_to(actor).filter(pk=OuterRef("pk"))
    units = at.existing(on=on).named(on=on).with_child_count(on=on).annotate(is_seen=Exists(visible))
    rows: Iterable[Any] = units.order_by("-level", "-pk")  # where two stand, the higher and older one is told
    return {(unit.area_id, unit.system): Stand(unit=unit, seen=unit.is_seen) for unit in rows}


def _spot(area: Area, standing: dict[tuple[int, str], Stand]) -> Spot:
    return Spot(area=area, stands=tuple(standing.get((area.pk, system)) for system in COLUMNS))


def _kin(steps: QuerySet[AreaSuccession], side: str, actor: Actor) -> ArraySubquery:
    fields = {
        "id": _if_seen(side, actor),
        "kind": F(f"{side}__kind"),
        "name": F(f"{side}__name"),
        "on": F("on"),
        "in_part": F("in_part"),
    }
    return ArraySubquery(steps.order_by(f"{side}__sort_key", "pk").values(row=JSONObject(**fields)))


def _if_seen(field: str, actor: Actor) -> Case:
    return Case(When(Exists(seen(actor).filter(pk=OuterRef(field))), then=F(field)), default=None)


def _read(row: dict[str, Any], *, days: int) -> Kin:
    on = date.fromisoformat(row["on"])
    return Kin(
        area_id=row["id"],
        name=f"{row['kind']} {row['name']}",
        on=on,
        day=on + timedelta(days=days),
        in_part=row["in_part"],
    )
