"""Deeds on units that go on standing: open, rename, move, other names and codes."""

from collections.abc import Sequence
from datetime import date

from psycopg.types.range import Range

from donghanh.audit import actions as audit
from donghanh.core.actor import Actor
from donghanh.core.errors import NotPermitted, Refused
from donghanh.core.permissions import Permission
from donghanh.core.text import clean
from donghanh.organisations import lineage, rules, words
from donghanh.organisations.actions import rows
from donghanh.organisations.models import (
    ChangeKind,
    Decision,
    ExternalCode,
    Placement,
    Unit,
    UnitAlias,
    UnitName,
)
from donghanh.organisations.values import NewUnit


@audit.deed
def open_unit(
    parent: Unit | None, *, new: NewUnit, on: date, decision: Decision | None = None, by: Actor
) -> Unit:
    """Thành lập: a new unit below `parent` from a day on; only the system itself opens one below nothing."""
    by.require(Permission.UNIT_CHANGE)
    if parent is None and not by.everywhere:
        raise NotPermitted("Đơn vị mới phải có đơn vị cấp trên.")
    if parent:
        (parent,) = rows.fresh([parent], by=by, right=Permission.UNIT_CHANGE)
    if reason := rules.open_unit(parent, new=new, on=on, by=by):
        raise Refused(reason)

    below = f" dưới {parent}" if parent else ""
    summary = f"Thành lập {clean(new.name)}{below} từ {words.day(on)}"
    change = rows.start(ChangeKind.OPEN, on=on, decision=decision, summary=summary, units=[], by=by)
    if parent:
        rows.concern(change, [parent.pk])
    unit = rows.add(new, parent=parent, change=change)
    lineage.follow([unit.pk])
    audit.record("organisations.open", unit, by=by, on=on, parent=parent and parent.code, change=change.pk)
    return unit


@audit.deed
def rename(unit: Unit, *, name: str, on: date, decision: Decision | None = None, by: Actor) -> Unit:
    """Đổi tên: another name from a day on; the unit stays the same one."""
    by.require(Permission.UNIT_CHANGE)
    (unit,) = rows.fresh([unit], by=by, right=Permission.UNIT_CHANGE)
    if reason := rules.rename(unit, name=name, on=on, by=by):
        raise Refused(reason)

    before, unit.name = unit.name, clean(name)
    summary = f"{before} đổi tên thành {unit.name} từ {words.day(on)}"
    change = rows.start(ChangeKind.RENAME, on=on, decision=decision, summary=summary, units=[unit.pk], by=by)
    rows.drop_name([unit.pk], change=change)
    UnitName.objects.create(unit=unit, name=unit.name, period=rows.since(change), made_by=change)
    unit.save(update_fields=["name"])
    audit.record("organisations.rename", unit, by=by, on=on, before=before, after=unit.name, change=change.pk)
    return unit


@audit.deed
def move(unit: Unit, *, parent: Unit, on: date, decision: Decision | None = None, by: Actor) -> Unit:
    """Chuyển: under another parent from a day on, with everything below."""
    by.require(Permission.UNIT_CHANGE)
    unit, parent = rows.fresh([unit, parent], by=by, right=Permission.UNIT_CHANGE)
    if reason := rules.move(unit, parent=parent, on=on, by=by):
        raise Refused(reason)

    before = Placement.objects.filter(unit=unit, period__contains=on).select_related("parent").first()
    summary = f"{unit} chuyển về trực thuộc {parent} từ {words.day(on)}"
    touched = [unit.pk, parent.pk] + ([before.parent_id] if before else [])
    change = rows.start(ChangeKind.MOVE, on=on, decision=decision, summary=summary, units=touched, by=by)
    rows.leave([unit.pk], change=change)
    rows.place({unit.pk: parent.pk}, change=change)
    lineage.follow([unit.pk])
    audit.record(
        "organisations.move",
        unit,
        by=by,
        on=on,
        before=before and before.parent.code,
        after=parent.code,
        change=change.pk,
    )
    return unit


@audit.deed
def set_aliases(unit: Unit, *, names: Sequence[str], by: Actor) -> Unit:
    """Tên khác: the other names under which people look for the unit, replacing those told before."""
    by.require(Permission.UNIT_CHANGE)
    (unit,) = rows.fresh([unit], by=by, right=Permission.UNIT_CHANGE)
    if reason := rules.set_aliases(unit, names=names, by=by):
        raise Refused(reason)

    before = list(unit.aliases.order_by("name").values_list("name", flat=True))
    wanted = sorted({clean(name) for name in names if clean(name)})
    unit.aliases.exclude(name__in=wanted).delete()
    UnitAlias.objects.bulk_create(
        (UnitAlias(unit=unit, name=name) for name in wanted if name not in before), ignore_conflicts=True
    )
    audit.record("organisations.aliases", unit, by=by, before=before, after=wanted)
    return unit


@audit.deed
def give_code(unit: Unit, *, scheme: str, code: str, on: date, by: Actor) -> Unit:
    """Mã ngoài: the code by which another system knows the unit from a day on; the one before ends."""
    by.require(Permission.UNIT_CHANGE)
    (unit,) = rows.fresh([unit], by=by, right=Permission.UNIT_CHANGE)
    if reason := rules.give_code(unit, scheme=scheme, code=code, on=on, by=by):
        raise Refused(reason)

    scheme, code = clean(scheme), clean(code)
    before = unit.external_codes.filter(scheme=scheme, period__contains=on).first()
    if before and before.period.lower == on:
        before.delete()
    elif before:
        before.period = Range(before.period.lower, on)
        before.save(update_fields=["period"])
    ExternalCode.objects.create(unit=unit, scheme=scheme, code=code, period=Range(on, None))
    audit.record(
        "organisations.code", unit, by=by, scheme=scheme, before=before and before.code, after=code, on=on
    )
    return unit
