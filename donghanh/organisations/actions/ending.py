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
    if reason := rules.close(unit, on=on, by=by):
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
    on: date,
    decision: Decision | None = None,
    by: Actor,
) -> Unit:
    """Sáp nhập: the units end and one carries on for all, a new one below `parent` or one that exists.

    What stood directly below them stands below that one from then on.
    """
    by.require(Permission.UNIT_REORGANISE)
    receiver = [into] if isinstance(into, Unit) else [parent] if parent else []
    locked = rows.fresh([*units, *receiver], by=by, right=Permission.UNIT_REORGANISE)
    units = locked[: len(units)]
    if isinstance(into, Unit):
        into = locked[-1]
    elif parent:
        parent = locked[-1]
    if reason := rules.merge(units, into=into, parent=parent, on=on, by=by):
        raise Refused(reason)

    ending = [unit for unit in units if not isinstance(into, Unit) or unit.pk != into.pk]
    said = words.some([unit.name for unit in ending])
    summary = f"{said} sáp nhập thành {into.name} từ {words.day(on)}"
    change = rows.start(
        ChangeKind.MERGE, on=on, decision=decision, summary=summary, units=[unit.pk for unit in locked], by=by
    )
    carrying = into if isinstance(into, Unit) else rows.add(into, parent=parent, change=change)
    moved = _rehome(ending, dict.fromkeys((unit.pk for unit in ending), carrying.pk), on=on, change=change)
    rows.end((unit.pk for unit in ending), change=change)
    rows.hand_over(((unit.pk, carrying.pk) for unit in ending), kind=SuccessionKind.MERGE, change=change)
    lineage.follow([*(unit.pk for unit in ending), *moved, carrying.pk])
    audit.record(
        "organisations.merge",
        carrying,
        by=by,
        on=on,
        before=[unit.code for unit in ending],
        after=carrying.code,
        moved=len(moved),
        change=change.pk,
    )
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
    place = Placement.objects.filter(unit=unit, period__contains=on).select_related("parent").first()
    parent = place.parent if place else None
    if reason := rules.split(unit, into=into, children_to=children_to, parent=parent, on=on, by=by):
        raise Refused(reason)

    said = words.some([new.name for new in into])
    summary = f"{unit} chia tách thành {said} từ {words.day(on)}"
    change = rows.start(ChangeKind.SPLIT, on=on, decision=decision, summary=summary, units=[unit.pk], by=by)
    born = {new.code: rows.add(new, parent=parent, change=change) for new in into}
    parents = {child: born[code].pk for child, code in children_to.items()}
    moved = [place.unit_id for place in previews.children([unit.pk], on=on)]
    _move({child: parents[child] for child in moved}, change=change)
    rows.end([unit.pk], change=change)
    rows.hand_over(((unit.pk, new.pk) for new in born.values()), kind=SuccessionKind.SPLIT, change=change)
    lineage.follow([unit.pk, *moved, *(new.pk for new in born.values())])
    audit.record(
        "organisations.split", unit, by=by, on=on, after=list(born), moved=len(moved), change=change.pk
    )
    return list(born.values())


@audit.deed
def abolish_level(top: Unit, *, level: int, on: date, decision: Decision | None = None, by: Actor) -> Change:
    """Bỏ một cấp: every unit of that level below `top` ends; what stood below each goes one step up."""
    by.require(Permission.UNIT_REORGANISE)
    (top,) = rows.fresh([top], by=by, right=Permission.UNIT_REORGANISE)
    if reason := rules.abolish_level(top, level=level, on=on, by=by):
        raise Refused(reason)

    ending = list(previews.of_level(top, level=level, on=on))
    over = dict(Placement.objects.filter(unit__in=ending, period__contains=on).values_list("unit", "parent"))
    said = f"Bỏ {Level(level).label.lower()} dưới {top} từ {words.day(on)}: {len(ending)} đơn vị kết thúc"
    change = rows.start(ChangeKind.ABOLISH, on=on, decision=decision, summary=said, units=over, by=by)
    moved = _rehome(ending, over, on=on, change=change)
    rows.end(over, change=change)
    rows.hand_over(over.items(), kind=SuccessionKind.LEVEL_ABOLISHED, change=change)
    lineage.follow([*over, *moved])
    audit.record(
        "organisations.abolish",
        top,
        by=by,
        on=on,
        level=level,
        closed=len(over),
        moved=len(moved),
        change=change.pk,
    )
    return change


def _rehome(ending: Sequence[Unit], heirs: Mapping[int, int], *, on: date, change: Change) -> list[int]:
    """Put what stood directly below each ending unit below that unit's heir. Says which units moved."""
    below = previews.children([unit.pk for unit in ending], on=on).exclude(unit__in=ending)
    parents = {place.unit_id: heirs[place.parent_id] for place in below}
    _move(parents, change=change)
    return list(parents)


def _move(parents: Mapping[int, int], *, change: Change) -> None:
    rows.leave(parents, change=change)
    rows.place(parents, change=change)
    rows.concern(change, {*parents, *parents.values()})
