"""What the pages about units show, each in a fixed number of queries whatever it shows."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Concat, JSONObject

from donghanh.audit import queries as book
from donghanh.audit.models import Entry
from donghanh.core.actor import Actor
from donghanh.core.permissions import Permission
from donghanh.core.text import clean
from donghanh.organisations.models import (
    Change,
    ChangeKind,
    ExternalCode,
    Kind,
    Level,
    Lineage,
    Placement,
    Succession,
    SuccessionKind,
    System,
    Unit,
    UnitAlias,
    UnitName,
    UnitQuerySet,
)
from donghanh.organisations.queries.tree import Page

FOUND = 50
DEEDS = 20


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the tree is asked; empty means the tree itself."""

    text: str = ""
    system: str = ""
    level: int | None = None

    @property
    def anything(self) -> bool:
        """Whether a list is wanted instead of the tree."""
        return bool(clean(self.text) or self.system or self.level)


@dataclass(frozen=True, kw_only=True)
class Dated:
    """One line of a unit's past: a name, a place or a code, and since when until when."""

    text: str
    first: date | None
    last: date | None  # the last day on which it held
    unit_id: int | None = None  # the unit that it names, where the actor may open it


@dataclass(frozen=True, kw_only=True)
class Step:
    """A unit that this one came from or became."""

    name: str
    on: date
    kind: str
    decision: str
    comparable: bool  # false after a split: figures cannot be shared out
    unit_id: int | None


@dataclass(frozen=True, kw_only=True)
class Profile:
    """All that the page of a unit tells of it on a day."""

    day: date  # the day asked for, or the nearest one on which the unit existed
    line: tuple[Dated, ...]  # the units above, from the top down
    names: tuple[Dated, ...]
    seats: tuple[Dated, ...]
    codes: tuple[Dated, ...]
    aliases: tuple[str, ...]
    came_from: tuple[Step, ...]
    became: tuple[Step, ...]
    beside: tuple[tuple[str, Dated], ...]  # units of other systems at the same place, with their system


def found(asked: Asked, actor: Actor, *, on: date, offset: int = 0, size: int = FOUND) -> Page:
    """Visible units open on the day that fit, by level and name; a code typed in full comes first.

    Those within reach and those above are asked for apart: each is then one plain join, which PostgreSQL
    plans well for a word that nearly all bear and for one that nobody bears, for whoever asks.
    """
    coded = Unit.objects.visible_to(actor).filter(code__iexact=asked.text.strip())
    first = list(fitting(coded, asked, on).values_list("pk", flat=True))
    start, end = max(0, offset - len(first)), offset + size + 1
    reached = Unit.objects.reached_by(actor, right=Permission.UNIT_VIEW)
    above = Unit.objects.above(actor.top_id, on=actor.today)
    listed = [
        fitting(units, asked, on)
        .matching(asked.text)
        .exclude(pk__in=first)
        .order_by("level", "sort_key", "pk")
        .values_list("level", "sort_key", "pk")[:end]
        for units in (reached, above)
    ]
    others = listed[0].union(listed[1]).order_by("level", "sort_key", "pk")[start:end]
    keys = first[offset:] + [pk for _, _, pk in others]
    named = Unit.objects.named(on=on).in_bulk(keys[:size])
    rows = tuple(named[key] for key in keys[:size])
    return Page(rows=rows, next_offset=offset + size if len(keys) > size else None)


def fitting(units: UnitQuerySet, asked: Asked, on: date) -> UnitQuerySet:
    """Those of the units that are open on the day, of the organisation and the level asked for."""
    units = units.existing(on=on)
    if asked.system:
        units = units.filter(system=asked.system)
    return units.filter(level=asked.level) if asked.level else units


def profiled(actor: Actor, *, on: date) -> QuerySet[Unit]:
    """Units that the actor may see, with all that `profile` tells of them on that day."""
    units = Unit.objects.visible_to(actor).named(on=on).select_related("area")
    return units.annotate(told=JSONObject(**_told(actor, on)))


def profile(unit: Unit, actor: Actor, *, on: date) -> Profile:
    """What a `profiled` unit has to tell; on a day on which it did not exist, as of the nearest one."""
    day = nearest_day(unit, on)
    then = unit if day == on else profiled(actor, on=day).get(pk=unit.pk)
    told: dict[str, Any] = getattr(then, "told")  # noqa: B009 - an annotation, which types do not know
    return Profile(
        day=day,
        line=_dated(told["line"]),
        names=_dated(told["names"]),
        seats=_dated(told["seats"]),
        codes=_dated(told["codes"]),
        aliases=tuple(row["text"] for row in told["aliases"]),
        came_from=_steps(told["came_from"]),
        became=_steps(told["became"]),
        beside=tuple(
            (System(row["system"]).label, dated)
            for row, dated in zip(told["beside"], _dated(told["beside"]), strict=True)
        ),
    )


def counts(unit: Unit, *, on: date) -> list[tuple[str, int]]:
    """How many units of each level stood anywhere below on that day; it goes through the whole tree."""
    below = Lineage.objects.filter(ancestor=unit, period__contains=on, depth__gt=0)
    levels = below.values_list("descendant__level").annotate(number=Count("pk")).order_by("descendant__level")
    return [(Level(level).label, number) for level, number in levels]


def deeds(unit: Unit, actor: Actor) -> list[Entry]:
    """The latest deeds on this unit and on changes that touched it, within the actor's reach."""
    kinds = ContentType.objects.get_for_models(Unit, Change)
    about = Q(subject_type=kinds[Unit], subject_id=unit.pk) | Q(
        subject_type=kinds[Change], subject_id__in=unit.changes.values("pk")
    )
    return list(book.readable(actor).filter(about).newest_first()[:DEEDS])


def nearest_day(unit: Unit, on: date) -> date:
    """That day, or the nearest one on which the unit existed."""
    if unit.opened_on and on < unit.opened_on:
        return unit.opened_on
    if unit.closed_on and on >= unit.closed_on:
        return unit.closed_on - timedelta(days=1)
    return on


def _told(actor: Actor, day: date) -> dict[str, ArraySubquery]:
    """The rows around a unit, each kind as one array of objects."""
    here = OuterRef("pk")
    span = {"first": F("period__startswith"), "last": F("period__endswith")}
    above = Lineage.objects.filter(descendant=here, period__contains=day, depth__gt=0).order_by("-depth")
    beside = Unit.objects.existing(on=day).filter(area=OuterRef("area"), kind=Kind.TERRITORIAL)
    beside = beside.exclude(system=OuterRef("system")).order_by("system", "pk")
    seats = Placement.objects.filter(unit=here).order_by("period")
    names = UnitName.objects.filter(unit=here).order_by("period")
    codes = ExternalCode.objects.filter(unit=here).order_by("scheme", "period")
    aliases = UnitAlias.objects.filter(unit=here).order_by("name")
    return {
        "line": _array(above, id=_if_visible("ancestor_id", actor), text=_name_then("ancestor", day)),
        "names": _array(names, text=F("name"), **span),
        "seats": _array(seats, id=_if_visible("parent_id", actor), text=F("parent__name"), **span),
        "codes": _array(codes, text=Concat("scheme", Value(": "), "code"), **span),
        "aliases": _array(aliases, text=F("name")),
        "came_from": _kin(Succession.objects.filter(successor=here), "predecessor", actor),
        "became": _kin(Succession.objects.filter(predecessor=here), "successor", actor),
        "latest": _latest(actor),
        "beside": _array(beside, id=_if_visible("pk", actor), text=F("name"), system=F("system")),
    }


def _latest(actor: Actor) -> ArraySubquery:
    """The last change that touched the unit and still holds; standard data are none of anybody's doing."""
    held = Change.objects.visible_to(actor).filter(units=OuterRef("pk"), undone_at=None)
    last = held.exclude(kind=ChangeKind.LOAD).with_later().order_by("-pk")[:1]
    return _array(last, id=F("pk"), kind=F("kind"), summary=F("summary"), at=F("made_at"), rests=F("rests"))


def latest(unit: Unit) -> Change | None:
    """The last change of a `profiled` unit, as its page offers to take it back."""
    told: dict[str, Any] = getattr(unit, "told")  # noqa: B009 - an annotation, which types do not know
    for row in told["latest"]:
        change = Change(pk=row["id"], kind=row["kind"], summary=row["summary"])
        change.made_at, change.rests = datetime.fromisoformat(row["at"]), row["rests"]
        return change
    return None


def _kin(steps: QuerySet[Succession], side: str, actor: Actor) -> ArraySubquery:
    return _array(
        steps.order_by("on", f"{side}__sort_key", "pk"),
        id=_if_visible(f"{side}_id", actor),
        text=F(f"{side}__name"),
        on=F("on"),
        kind=F("kind"),
        decision=F("change__decision__number"),
    )


def _if_visible(field: str, actor: Actor) -> Case:
    """The id of a unit where the actor may open it, else nothing."""
    seen = Unit.objects.visible_to(actor).filter(pk=OuterRef(field))
    return Case(When(Exists(seen), then=F(field)), default=None)


def _array(rows: QuerySet[Any], **fields: Any) -> ArraySubquery:
    return ArraySubquery(rows.values(row=JSONObject(**fields)))


def _name_then(side: str, day: date) -> Coalesce:
    borne = UnitName.objects.filter(unit=OuterRef(side), period__contains=day).values("name")[:1]
    return Coalesce(Subquery(borne), F(f"{side}__name"))


def _dated(rows: list[dict[str, Any]]) -> tuple[Dated, ...]:
    return tuple(
        Dated(
            text=row["text"],
            first=_day(row.get("first")),
            last=_last(_day(row.get("last"))),
            unit_id=row.get("id"),
        )
        for row in rows
    )


def _steps(rows: list[dict[str, Any]]) -> tuple[Step, ...]:
    return tuple(
        Step(
            name=row["text"],
            on=date.fromisoformat(row["on"]),
            kind=SuccessionKind(row["kind"]).label,
            decision=row["decision"] or "",
            comparable=row["kind"] != SuccessionKind.SPLIT,
            unit_id=row["id"],
        )
        for row in rows
    )


def _day(told: str | None) -> date | None:
    return date.fromisoformat(told) if told else None


def _last(end: date | None) -> date | None:
    return end - timedelta(days=1) if end else None
