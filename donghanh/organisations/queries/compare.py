"""What differs below a unit between two days, a page at a time; counted by one query."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from donghanh.core.actor import Actor
from donghanh.organisations.models import Lineage, Placement, Succession, SuccessionKind, Unit, UnitName

PAGE = 50
KINDS = {
    "moi": "Thành lập",
    "ket-thuc": "Kết thúc",
    "sap-nhap": "Sáp nhập",
    "doi-ten": "Đổi tên",
    "chuyen": "Chuyển cấp trên",
    "den": "Từ nơi khác đến",
    "di": "Đi nơi khác",
}


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Below which unit, between which days, and which kind of difference is listed."""

    top: Unit
    first: date
    second: date
    kind: str


@dataclass(frozen=True, kw_only=True)
class Row:
    """A unit that differs, with what was on the first day and what is on the second."""

    unit: Unit
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class Found:
    """How many units differ in each way, and one page of those that differ in the way asked for."""

    counts: tuple[tuple[str, str, int], ...]
    rows: tuple[Row, ...]
    next_offset: int | None


def compare(asked: Asked, actor: Actor, *, offset: int = 0) -> Found:
    """The differences in three queries; what `top` carries on for counts as below it on the first day."""
    units, ways = _units(asked, actor), _ways(asked)
    numbers = units.aggregate(
        **{f"n{place}": Count("pk", filter=way) for place, way in enumerate(ways.values())}
    )
    counts = tuple((kind, KINDS[kind], numbers[f"n{place}"]) for place, kind in enumerate(ways))
    listed = _told(units.filter(ways[asked.kind]), asked).order_by("level", "sort_key", "pk")
    rows = list(listed[offset : offset + PAGE + 1])
    return Found(
        counts=counts,
        rows=tuple(_row(unit, asked.kind) for unit in rows[:PAGE]),
        next_offset=offset + PAGE if len(rows) > PAGE else None,
    )


def _units(asked: Asked, actor: Actor) -> QuerySet[Unit]:
    """Visible units that stood below on either day, each with whether it did on the first and the second."""
    inherited = Succession.objects.filter(successor=asked.top, on__gt=asked.first, on__lte=asked.second)
    tops = [asked.top.pk, *inherited.values_list("predecessor", flat=True)]
    lines = Lineage.objects.filter(ancestor__in=tops)
    before, after = lines.filter(period__contains=asked.first), lines.filter(period__contains=asked.second)
    either = lines.filter(Q(period__contains=asked.first) | Q(period__contains=asked.second))
    here = OuterRef("pk")
    merged = Succession.objects.filter(predecessor=here, kind=SuccessionKind.MERGE)
    return (
        Unit.objects.visible_to(actor)
        .filter(pk__in=either.values("descendant"))
        .annotate(
            stood=Exists(before.filter(descendant=here)),
            stands=Exists(after.filter(descendant=here)),
            merged=Exists(merged.filter(on__gt=asked.first, on__lte=asked.second)),
            name_first=_name("pk", asked.first),
            name_second=_name("pk", asked.second),
            parent_first=_seat(asked.first, "parent"),
            parent_second=_seat(asked.second, "parent"),
        )
    )


def _ways(asked: Asked) -> dict[str, Q]:
    opened = Q(opened_on__gt=asked.first, opened_on__lte=asked.second)
    closed = Q(closed_on__gt=asked.first, closed_on__lte=asked.second)
    come, gone, both = Q(stood=False, stands=True), Q(stood=True, stands=False), Q(stood=True, stands=True)
    return {
        "moi": come & opened,
        "ket-thuc": gone & closed & Q(merged=False),
        "sap-nhap": gone & closed & Q(merged=True),
        "doi-ten": both & ~Q(name_first=F("name_second")),
        "chuyen": both & ~Q(parent_first=F("parent_second")),
        "den": come & (Q(opened_on=None) | Q(opened_on__lte=asked.first)),
        "di": gone & (Q(closed_on=None) | Q(closed_on__gt=asked.second)),
    }


def _told(units: QuerySet[Unit], asked: Asked) -> QuerySet[Unit]:
    heirs = Succession.objects.filter(predecessor=OuterRef("pk")).order_by("on", "pk")
    return units.annotate(
        above_first=_seat(asked.first, "called"),
        above_second=_seat(asked.second, "called"),
        heirs=ArraySubquery(heirs.values("successor__name")),
    )


def _name(unit: str, day: date) -> Subquery:
    return Subquery(UnitName.objects.filter(unit=OuterRef(unit), period__contains=day).values("name")[:1])


def _seat(day: date, what: str) -> Subquery:
    """The unit directly above on that day: its id, or what it was called then."""
    seats = Placement.objects.filter(unit=OuterRef("pk"), period__contains=day)
    called = Coalesce(_name("parent", day), F("parent__name"))
    return Subquery(seats.annotate(called=called).values(what)[:1])


def _row(unit: Any, kind: str) -> Row:
    if kind in {"ket-thuc", "sap-nhap"}:
        before, after = unit.above_first, ", ".join(unit.heirs)
    elif kind == "doi-ten":
        before, after = unit.name_first, unit.name_second
    else:
        before, after = unit.above_first, unit.above_second
    return Row(unit=unit, before=before or "", after=after or "")
