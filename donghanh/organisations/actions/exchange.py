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
from donghanh.core.sheets import Sheet, Unreadable
from donghanh.core.text import clean
from donghanh.organisations import lineage, rules
from donghanh.organisations.actions import rows as tree_rows
from donghanh.organisations.bulk import copy, correct, reserve, settle, span
from donghanh.organisations.exchange import sheet as sheets
from donghanh.organisations.exchange.plan import Deed, ImportPlan, Row, make
from donghanh.organisations.models import (
    Change,
    ChangeKind,
    Decision,
    Kind,
    Level,
    Placement,
    Stage,
    System,
    Unit,
    UnitAlias,
    UnitName,
)
from donghanh.organisations.queries import pages
from donghanh.organisations.queries.pages import Asked
from donghanh.organisations.telling import Tell, in_parts, quiet


@dataclass(frozen=True, kw_only=True)
class Imported:
    """What a sheet did."""

    opened: int
    changed: int
    unchanged: int
    left_out: int
    change: Change | None


def preview_import(data: bytes, *, on: date, tell: Tell = quiet, by: Actor) -> ImportPlan:
    """What the sheet would do on that day, and every trouble in it."""
    by.require(Permission.UNIT_EXCHANGE)
    return make(_sheet(data, tell=tell), on=on, by=by, tell=tell)


@audit.deed
def import_units(
    data: bytes,
    *,
    on: date,
    sound_rows_only: bool = False,
    decision: Decision | None = None,
    tell: Tell = quiet,
    by: Actor,
) -> Imported:
    """Nhập từ bảng tính: store the sheet, whole or, if so chosen, without the rows that have troubles.

    Units are known by their codes, so sending the same sheet again does nothing.
    """
    by.require(Permission.UNIT_EXCHANGE)
    sheet = _sheet(data, tell=tell)
    lineage.lock(*System.values)
    plan = make(sheet, on=on, by=by, tell=tell)
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
        for part in in_parts(opened, Stage.WRITING, tell):
            _open(part, ids, change)
        tell(Stage.CHANGING, 0, 0)
        moved = _change(changed, ids, change)
        touched = [ids[row.code] for row in opened] + moved
        tree_rows.concern(change, {ids[row.code] for row in (*opened, *changed)})
        lineage.follow(touched, tell=tell)
        settle(tell)
        audit.record("organisations.import", change, by=by, opened=len(opened), changed=len(changed), on=on)
    return Imported(
        opened=len(opened),
        changed=len(changed),
        unchanged=len(plan.doing(Deed.NOTHING)),
        left_out=sum(1 for row in plan.rows if row.errors),
        change=change,
    )


def export_units(*, on: date, asked: Asked | None = None, by: Actor) -> bytes:
    """Xuất ra bảng tính: every unit within reach that is open on that day; import takes it back unchanged.

    With what was `asked` of the tree only the units found. The book of deeds keeps who took the list.
    """
    by.require(Permission.UNIT_EXCHANGE)
    asked = asked or Asked()
    reached = Unit.objects.reached_by(by, right=Permission.UNIT_EXCHANGE)
    units = (
        pages.fitting(reached.matching(asked.text) if clean(asked.text) else reached, asked, on)
        .named(on=on)
        .annotate(
            seat=FilteredRelation("placements", condition=Q(placements__period__contains=on)),
            parent_code=F("seat__parent__code"),
            area_code=F("area__code"),
            other_names=StringAgg("aliases__name", "; ", order_by="aliases__name"),
        )
        .in_order()
    )
    own = Unit.objects.filter(pk=by.top_id).first() or Unit.objects.order_by("level", "pk").first()
    if own:
        told = {"text": asked.text, "system": asked.system, "level": asked.level}
        audit.record(
            "organisations.export", own, by=by, on=on, asked={key: told[key] for key in told if told[key]}
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


def _sheet(data: bytes, *, tell: Tell) -> Sheet:
    tell(Stage.READING, 0, 0)
    try:
        return sheets.read(data)
    except Unreadable as error:
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
    _correct(changed, ids, change)
    return list(moved)


def _correct(changed: Sequence[Row], ids: dict[str, int], change: Change) -> None:
    """What has no days: name shown, kind, area, other names; before and after are kept for undoing."""
    units = Unit.objects.in_bulk([ids[row.code] for row in changed])
    new_aliases = {ids[row.code]: row.aliases or () for row in changed if "aliases" in row.changes}
    old_aliases: dict[int, list[str]] = {unit: [] for unit in new_aliases}
    for unit_id, name in UnitAlias.objects.filter(unit__in=new_aliases).values_list("unit", "name"):
        old_aliases[unit_id].append(name)
    for row in changed:
        unit = units[ids[row.code]]
        before: dict[str, Any] = {}
        after: dict[str, Any] = {}
        unit.name = row.name if "name" in row.changes else unit.name
        if "kind" in row.changes:
            before["kind"], after["kind"] = unit.kind, row.kind
            unit.kind = row.kind
        if "area" in row.changes:
            before["area_id"], after["area_id"] = unit.area_id, row.area_id
            unit.area_id = row.area_id
        if "aliases" in row.changes:
            before["aliases"], after["aliases"] = old_aliases[unit.pk], list(row.aliases or ())
        if before:
            change.corrected[str(unit.pk)] = {"before": before, "after": after}
    correct(units.values())
    UnitAlias.objects.filter(unit__in=new_aliases).delete()
    UnitAlias.objects.bulk_create(
        UnitAlias(unit_id=unit, name=alias) for unit, aliases in new_aliases.items() for alias in aliases
    )
    if change.corrected:
        change.save(update_fields=["corrected"])
