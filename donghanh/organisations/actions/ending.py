"""Deeds by which units end: close, merge, split, abolish a whole level."""

from collections.abc import Mapping, Sequence
from datetime import date

from donghanh.audit import actions as audit
from donghanh.core.actor import Actor
from donghanh.core.errors import Refused
from donghanh.core.permissions import Permission
from donghanh.organisations import lineage, rules, words
from donghanh.organisations.actions import rows
from donghanh.organisations.models import (
    Change,
    ChangeKind,
    Decision,
    Level,
    Placement,
    SuccessionKind,
    Unit,
)
from donghanh.organisations.queries import previews
from donghanh.organisations.values import NewUnit


@audit.deed
def close(unit: Unit, *, on: date, decision: Decision | None = None, by: Actor) -> Unit:
    """Kết thúc hoạt động: the unit exists no longer from a day on, and nobody carries on for it."""
    by.require(Permission.UNIT_REORGANISE)
    (unit,) = rows.fresh([unit], by=by, right=Permission.UNIT_REORGANISE)
    if reason := rules.two_persons(by=by) or rules.close(unit, on=on, by=by):
        raise Refused(reason)

    summary = f"{unit} kết thúc hoạt động từ {words.day(on)}"
    change = rows.start(ChangeKind.CLOSE, on=on, decision=decision, summary=summary, units=[unit.pk], by=by)
    rows.end([unit.pk], change=change)
    lineage.follow([unit.pk])
    audit.record("organisations.close", unit, by=by, on=on, change=change.pk)
    unit.refresh_from_db()
    return unit


@audit.deed
def merge(
    units: Sequence[Unit],
    *,
    into: Unit | NewUnit,
    parent: Unit | None = None,
    children_to: Mapping[int, Unit] | None = None,
    on: date,
    decision: Decision | None = None,
    by: Actor,
) -> Unit:
    """Sáp nhập: the units end and one carries on for all, a new one below `parent` or one that exists.

    What stood directly below them stands below that one from then on, or where `children_to` puts it.
    """
    by.require(Permission.UNIT_REORGANISE)
    units, into, parent, children_to = _locked(units, into, parent, children_to or {}, by=by)
    if reason := rules.two_persons(by=by) or rules.merge(
        units, into=into, parent=parent, children_to=children_to, on=on, by=by
    ):
        raise Refused(reason)

    ending = [unit for unit in units if not isinstance(into, Unit) or unit.pk != into.pk]
    said = words.some([unit.name for unit in ending])
    summary = f"{said} sáp nhập thành {into.name} từ {words.day(on)}"
    touched = {unit.pk for unit in (*units, into, parent) if isinstance(unit, Unit)}
    change = rows.start(ChangeKind.MERGE, on=on, decision=decision, summary=summary, units=touched, by=by)
    carrying = into if isinstance(into, Unit) else rows.add(into, parent=parent, change=change)
    heirs = dict.fromkeys((unit.pk for unit in ending), carrying)
    moved = _rehome(ending, heirs, told=children_to, on=on, change=change, by=by)
    rows.end(heirs, change=change)
    rows.hand_over(((unit.pk, carrying.pk) for unit in ending), kind=SuccessionKind.MERGE, change=change)
    lineage.follow([*heirs, *moved, carrying.pk])
    facts = {"on": on, "after": carrying.code, "change": change.pk}
    audit.record(
        "organisations.merge",
        carrying,
        by=by,
        before=[unit.code for unit in ending],
        moved=len(moved),
        **facts,
    )
    audit.record_each("organisations.merged", ((unit, facts) for unit in ending), by=by)
    return carrying


@audit.deed
def split(
    unit: Unit,
    *,
    into: Sequence[NewUnit],
    children_to: Mapping[int, str],
    on: date,
    decision: Decision | None = None,
    by: Actor,
) -> list[Unit]:
    """Chia tách: the unit ends, new ones in its place carry on; `children_to` says who gets which child."""
    by.require(Permission.UNIT_REORGANISE)
    (unit,) = rows.fresh([unit], by=by, right=Permission.UNIT_REORGANISE)
    if reason := rules.two_persons(by=by) or rules.split(
        unit, into=into, children_to=children_to, on=on, by=by
    ):
        raise Refused(reason)

    said = words.some([new.name for new in into])
    summary = f"{unit} chia tách thành {said} từ {words.day(on)}"
    change = rows.start(ChangeKind.SPLIT, on=on, decision=decision, summary=summary, units=[unit.pk], by=by)
    place = Placement.objects.filter(unit=unit, period__contains=on).select_related("parent").first()
    parent = place.parent if place else None
    born = {new.code: rows.add(new, parent=parent, change=change) for new in into}
    told = {child: born[code] for child, code in children_to.items()}
    moved = _rehome([unit], {}, told=told, on=on, change=change, by=by)
    rows.end([unit.pk], change=change)
    rows.hand_over(((unit.pk, new.pk) for new in born.values()), kind=SuccessionKind.SPLIT, change=change)
    lineage.follow([unit.pk, *moved, *(new.pk for new in born.values())])
    facts = {"on": on, "change": change.pk}
    audit.record("organisations.split", unit, by=by, after=list(born), moved=len(moved), **facts)
    parts = {new: {"before": unit.code, "after": new.code, **facts} for new in born.values()}
    audit.record_each("organisations.split_off", parts.items(), by=by)
    return list(born.values())


@audit.deed
def abolish_level(top: Unit, *, level: int, on: date, decision: Decision | None = None, by: Actor) -> Change:
    """Bỏ một cấp: every unit of that level below `top` ends; what stood below each goes one step up."""
    by.require(Permission.UNIT_REORGANISE)
    (top,) = rows.fresh([top], by=by, right=Permission.UNIT_REORGANISE)
    if reason := rules.two_persons(by=by) or rules.abolish_level(top, level=level, on=on, by=by):
        raise Refused(reason)

    ending = list(previews.of_level(top, level=level, on=on))
    places = Placement.objects.filter(unit__in=ending, period__contains=on).select_related("parent")
    over = {place.unit_id: place.parent for place in places}
    said = f"Bỏ {Level(level).label.lower()} dưới {top} từ {words.day(on)}: {len(ending)} đơn vị kết thúc"
    change = rows.start(
        ChangeKind.ABOLISH, on=on, decision=decision, summary=said, units={*over, top.pk}, by=by
    )
    moved = _rehome(ending, over, told={}, on=on, change=change, by=by)
    rows.end(over, change=change)
    heirs = ((unit, parent.pk) for unit, parent in over.items())
    rows.hand_over(heirs, kind=SuccessionKind.LEVEL_ABOLISHED, change=change)
    lineage.follow([*over, *moved])
    facts = {"on": on, "level": level, "change": change.pk}
    audit.record("organisations.abolish", top, by=by, closed=len(over), moved=len(moved), **facts)
    ended = {unit: {"after": over[unit.pk].code, **facts} for unit in ending}
    audit.record_each("organisations.abolished", ended.items(), by=by)
    return change


def _locked(
    units: Sequence[Unit],
    into: Unit | NewUnit,
    parent: Unit | None,
    children_to: Mapping[int, Unit],
    *,
    by: Actor,
) -> tuple[list[Unit], Unit | NewUnit, Unit | None, dict[int, Unit]]:
    """All that a merger speaks of, locked and as it is now."""
    others = [unit for unit in (into, parent) if isinstance(unit, Unit)]
    wanted = [*units, *others, *children_to.values()]
    found = {unit.pk: unit for unit in rows.fresh(wanted, by=by, right=Permission.UNIT_REORGANISE)}
    return (
        [found[unit.pk] for unit in units],
        found[into.pk] if isinstance(into, Unit) else into,
        found[parent.pk] if parent else None,
        {child: found[unit.pk] for child, unit in children_to.items()},
    )


def _rehome(
    ending: Sequence[Unit],
    heirs: Mapping[int, Unit],
    *,
    told: Mapping[int, Unit],
    on: date,
    change: Change,
    by: Actor,
) -> list[int]:
    """Put each child of an ending unit where it was told, else below that unit's heir. Says which moved."""
    keys = [unit.pk for unit in ending]
    below = list(previews.children(keys, on=on).exclude(unit__in=keys))
    to = {place.unit_id: told.get(place.unit_id) or heirs[place.parent_id] for place in below}
    parents = {child: parent.pk for child, parent in to.items()}
    rows.leave(parents, change=change)
    rows.place(parents, change=change)
    rows.concern(change, {*parents, *parents.values()})
    moves = {
        place.unit: {
            "before": place.parent.code,
            "after": to[place.unit_id].code,
            "on": on,
            "change": change.pk,
        }
        for place in below
    }
    audit.record_each("organisations.move", moves.items(), by=by)
    return list(parents)
