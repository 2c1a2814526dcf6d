"""The rows that deeds on the tree have in common. Sets at a time, so that a big deed costs few statements."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.contrib.postgres.fields import DateRangeField
from django.db import connection
from django.db.models import F, Func, Value
from psycopg.types.range import Range

from donghanh.core.actor import Actor
from donghanh.core.errors import NotPermitted
from donghanh.core.permissions import Permission
from donghanh.core.text import clean
from donghanh.organisations import after_change, lineage
from donghanh.organisations.models import (
    Change,
    ChangeKind,
    Decision,
    Placement,
    Succession,
    SuccessionKind,
    Unit,
    UnitAlias,
    UnitName,
)
from donghanh.organisations.values import NewUnit

CONCERN = """
    INSERT INTO organisations_change_units (change_id, unit_id)
    SELECT %s, unnest(%s::bigint[]) ON CONFLICT DO NOTHING
"""


def fresh(units: Sequence[Unit], *, by: Actor, right: Permission) -> list[Unit]:
    """The units as they are now, locked with their whole trees, in order; all must be within reach."""
    lineage.lock(*(unit.system for unit in units))
    keys = [unit.pk for unit in units]
    found = Unit.objects.reached_by(by, right=right).filter(pk__in=keys).select_for_update().in_bulk()
    outside = next((unit for unit in units if unit.pk not in found), None)
    if outside:
        raise NotPermitted(f"{outside} ở ngoài phạm vi mà Đồng chí được giao.")
    return [found[key] for key in keys]


def start(
    kind: ChangeKind, *, on: date, decision: Decision | None, summary: str, units: Iterable[int], by: Actor
) -> Change:
    """The record of the deed, to which everything that it makes and ends will point."""
    change = Change.objects.create(
        kind=kind,
        on=on,
        decision=_cited(decision),
        made_at=by.now,
        made_for_id=by.organisation_id or None,
        summary=summary[:400],
    )
    concern(change, units)
    after_change.tell()
    return change


def concern(change: Change, units: Iterable[int]) -> None:
    """These units are touched by the change, too."""
    keys = list(units)
    if keys:
        with connection.cursor() as cursor:
            cursor.execute(CONCERN, [change.pk, keys])


def add(new: NewUnit, *, parent: Unit | None, change: Change) -> Unit:
    """A new unit with its name and its place."""
    name = clean(new.name)
    unit = Unit.objects.create(
        code=clean(new.code),
        name=name,
        system=new.system,
        level=new.level,
        kind=new.kind,
        area_id=new.area_id,
        opened_on=change.on,
        opened_by=change,
    )
    UnitName.objects.create(unit=unit, name=name, period=since(change), made_by=change)
    UnitAlias.objects.bulk_create(
        UnitAlias(unit=unit, name=clean(alias)) for alias in new.aliases if clean(alias)
    )
    if parent:
        place({unit.pk: parent.pk}, change=change)
    concern(change, [unit.pk])
    return unit


def place(parents: Mapping[int, int], *, change: Change) -> None:
    """Each unit stands under its parent from the day of the change."""
    Placement.objects.bulk_create(
        Placement(unit_id=unit, parent_id=parent, period=since(change), made_by=change)
        for unit, parent in parents.items()
    )


def leave(units: Iterable[int], *, change: Change) -> None:
    """The units no longer stand where they stood, from the day of the change."""
    standing = Placement.objects.filter(unit__in=list(units), period__upper_inf=True)
    standing.update(period=_until(change), ended_by=change)


def drop_name(units: Iterable[int], *, change: Change) -> None:
    """The units no longer bear the name they bore, from the day of the change."""
    borne = UnitName.objects.filter(unit__in=list(units), period__upper_inf=True)
    borne.update(period=_until(change), ended_by=change)


def end(units: Iterable[int], *, change: Change) -> None:
    """The units exist no longer, from the day of the change."""
    keys = list(units)
    leave(keys, change=change)
    drop_name(keys, change=change)
    Unit.objects.filter(pk__in=keys).update(closed_on=change.on, closed_by=change)


def hand_over(heirs: Iterable[tuple[int, int]], *, kind: SuccessionKind, change: Change) -> None:
    """Each first unit is carried on by the second."""
    Succession.objects.bulk_create(
        Succession(predecessor_id=old, successor_id=new, on=str(change.on), kind=kind, change=change)
        for old, new in heirs
    )


def since(change: Change) -> Range[date]:
    """From the day of the change, without an end."""
    return Range(change.on, None)


def _until(change: Change) -> Func:
    lower = Func(F("period"), function="lower")
    return Func(lower, Value(change.on), function="daterange", output_field=DateRangeField())


def _cited(decision: Decision | None) -> Decision | None:
    if decision is None or decision.pk:
        return decision
    found, _ = Decision.objects.get_or_create(
        number=clean(decision.number), issued_on=decision.issued_on, issuer=clean(decision.issuer)
    )
    return found
