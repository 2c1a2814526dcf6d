"""Deeds by spreadsheet: store what a sheet says, all of it or its sound rows; and write a sheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import F, FilteredRelation, Q

from donghanh.audit import actions as audit
from donghanh.core.actor import Actor
from donghanh.core.errors import Refused
from donghanh.core.permissions import Permission
from donghanh.organisations import lineage, rules
from donghanh.organisations.actions import rows as tree_rows
from donghanh.organisations.bulk import copy, reserve, span
from donghanh.organisations.exchange import sheet as sheets
from donghanh.organisations.exchange.plan import Deed, ImportPlan, Row, make
from donghanh.organisations.models import (
    Change,
    ChangeKind,
    Decision,
    Kind,
    Level,
    Placement,
    System,
    Unit,
    UnitAlias,
    UnitName,
)


@dataclass(frozen=True, kw_only=True)
class Imported:
    """What a sheet did."""

    opened: int
    changed: int
    unchanged: int
    left_out: int
    change: Change | None


def preview_import(data: bytes, *, on: date, by: Actor) -> ImportPlan:
    """What the sheet would do on that day, and every trouble in it."""
    by.require(Permission.UNIT_EXCHANGE)
    return make(_sheet(data), on=on, by=by)


@audit.deed
def import_units(
    data: bytes, *, on: date, sound_rows_only: bool = False, decision: Decision | None = None, by: Actor
) -> Imported:
    """Nhập từ bảng tính: store the sheet, whole or, if so chosen, without the rows that have troubles.

    Units are known by their codes, so sending the same sheet again does nothing.
    """
    by.require(Permission.UNIT_EXCHANGE)
    sheet = _sheet(data)
    lineage.lock(*System.values)
    plan = make(sheet, on=on, by=by)
    if reason := rules.import_units(plan.errors, sound_rows_only=sound_rows_only, by=by):
        raise Refused(reason)

    opened, changed = plan.doing(Deed.OPEN), plan.doing(Deed.CHANGE)
    change = None
    if opened or changed:
        summary = f"Nhập từ bảng tính: mở {len(opened)} đơn vị, thay đổi {len(changed)} đơn vị"
        change = tree_rows.start(
            ChangeKind.IMPORT, on=on, decision=decision, summary=summary, units=[], by=by
        )
        ids = {code: unit.id for code, unit in plan.known.items()}
        ids |= dict(zip((row.code for row in opened), reserve(Unit, len(opened)), strict=True))
        _open(opened, ids, change)
        moved = _change(changed, ids, change)
        touched = [ids[row.code] for row in opened] + moved
        tree_rows.concern(change, {ids[row.code] for row in (*opened, *changed)})
        lineage.follow(touched)
        audit.record("organisations.import", change, by=by, opened=len(opened), changed=len(changed), on=on)
    return Imported(
        opened=len(opened),
        changed=len(changed),
        unchanged=len(plan.doing(Deed.NOTHING)),
        left_out=sum(1 for row in plan.rows if row.errors),
        change=change,
    )


def export_units(*, on: date, by: Actor) -> bytes:
    """Xuất ra bảng tính: every unit within reach that is open on that day; import takes it back unchanged."""
    by.require(Permission.UNIT_EXCHANGE)
    units = (
        Unit.objects.reached_by(by, right=Permission.UNIT_EXCHANGE)
        .existing(on=on)
        .named(on=on)
        .annotate(
            seat=FilteredRelation("placements", condition=Q(placements__period__contains=on)),
            parent_code=F("seat__parent__code"),
            area_code=F("area__code"),
            other_names=StringAgg("aliases__name", "; ", order_by="aliases__name"),
        )
        .in_order()
    )
    columns = (
        "code",
        "name_then",
        "system",
        "level",
        "kind",
        "parent_code",
        "area_code",
        "opened_on",
        "other_names",
    )
    return sheets.write(map(_exported, units.values_list(*columns).iterator(chunk_size=5000)))


def _exported(values: Sequence[Any]) -> dict[str, Any]:
    row = dict(zip((column.key for column in sheets.COLUMNS), values, strict=True))
    row["system"] = System(row["system"]).label
    row["level"] = Level(row["level"]).label
    row["kind"] = Kind(row["kind"]).label
    return row


def _sheet(data: bytes) -> sheets.Sheet:
    try:
        return sheets.read(data)
    except sheets.UnreadableSheet as error:
        raise Refused(str(error)) from error


def _open(opened: Sequence[Row], ids: dict[str, int], change: Change) -> None:
    copy(
        Unit,
        ("id", "code", "name", "system", "level", "kind", "area_id", "opened_on", "opened_by_id"),
        (
            (
                ids[row.code],
                row.code,
                row.name,
                row.system,
                row.level,
                row.kind,
                row.area_id,
                row.opened_on,
                change.pk,
            )
            for row in opened
        ),
    )
    copy(
        UnitName,
        ("unit_id", "name", "period", "made_by_id"),
        ((ids[row.code], row.name, span(row.opened_on, None), change.pk) for row in opened),
    )
    copy(
        Placement,
        ("unit_id", "parent_id", "period", "made_by_id"),
        (
            (ids[row.code], ids[row.parent], span(row.opened_on, None), change.pk)
            for row in opened
            if row.parent
        ),
    )
    copy(
        UnitAlias,
        ("unit_id", "name"),
        ((ids[row.code], alias) for row in opened for alias in row.aliases or ()),
    )


def _change(changed: Sequence[Row], ids: dict[str, int], change: Change) -> list[int]:
    """Rename, move and correct; says which units moved."""
    renamed = {ids[row.code]: row.name for row in changed if "name" in row.changes}
    moved = {ids[row.code]: ids[row.parent] for row in changed if "parent" in row.changes}
    tree_rows.drop_name(renamed, change=change)
    UnitName.objects.bulk_create(
        UnitName(unit_id=unit, name=name, period=tree_rows.since(change), made_by=change)
        for unit, name in renamed.items()
    )
    tree_rows.leave(moved, change=change)
    tree_rows.place(moved, change=change)
    _correct(changed, ids)
    return list(moved)


def _correct(changed: Sequence[Row], ids: dict[str, int]) -> None:
    """What has no days: name shown, kind, area, other names."""
    units = Unit.objects.in_bulk([ids[row.code] for row in changed])
    for row in changed:
        unit = units[ids[row.code]]
        unit.name = row.name if "name" in row.changes else unit.name
        unit.kind = row.kind if "kind" in row.changes else unit.kind
        unit.area_id = row.area_id if "area" in row.changes else unit.area_id
    Unit.objects.bulk_update(units.values(), ["name", "kind", "area"], batch_size=2000)
    new_aliases = {ids[row.code]: row.aliases or () for row in changed if "aliases" in row.changes}
    UnitAlias.objects.filter(unit__in=new_aliases).delete()
    UnitAlias.objects.bulk_create(
        UnitAlias(unit_id=unit, name=alias) for unit, aliases in new_aliases.items() for alias in aliases
    )
