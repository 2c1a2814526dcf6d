"""Sheets of units on screen: kept, checked, stored or dropped. What takes long is done behind the page."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from procrastinate.contrib.django import app as jobs

from donghanh.audit import actions as audit
from donghanh.core.actor import NOBODY, Actor
from donghanh.core.errors import Refused
from donghanh.core.permissions import Permission
from donghanh.organisations import rules
from donghanh.organisations.acting import kept
from donghanh.organisations.actions.exchange import Imported, import_units, preview_import
from donghanh.organisations.exchange.plan import ImportPlan, Row
from donghanh.organisations.models import Batch, BatchState, Decision, Stage
from donghanh.organisations.telling import Tell, quiet

CHECK, STORE = "donghanh.organisations.jobs.check", "donghanh.organisations.jobs.store"
KEPT_ERRORS, KEPT_ROWS = 20_000, 200


@audit.deed
def read_batch(
    data: bytes, *, file_name: str, on: date, decision: Mapping[str, Any], by: Actor, later: bool = False
) -> Batch:
    """Nhận bảng tính: keep the file for its check; with `later` the check is done behind the page."""
    by.require(Permission.UNIT_EXCHANGE)
    if by.organisation_id == NOBODY:
        raise Refused("Đồng chí chưa được giao nhiệm vụ ở đơn vị nào.")
    batch = Batch.objects.create(
        unit_id=by.organisation_id,
        made_by_id=by.user_id,
        made_at=by.now,
        file_name=file_name[:200],
        file=data,
        on=on,
        facts=dict(decision),
        actor=kept(by),
    )
    if later:
        jobs.configure_task(CHECK).defer(batch=batch.pk)
    audit.record("organisations.read_batch", batch, by=by, file_name=batch.file_name, on=on)
    return batch


def preview_batch(batch: Batch, *, tell: Tell = quiet, by: Actor) -> Batch:
    """Kiểm tra: read the file, compare it with the tree, and keep what was found for the page."""
    found: ImportPlan | str
    try:
        found = preview_import(bytes(batch.file or b""), on=batch.on, tell=tell, by=by)
    except Refused as refusal:
        found = str(refusal)
    return note_check(batch, found=found, by=by)


@audit.deed
def note_check(batch: Batch, *, found: ImportPlan | str, by: Actor) -> Batch:
    """Ghi kết quả kiểm tra: what the sheet would do; or, told as text, why it cannot be read at all."""
    by.require(Permission.UNIT_EXCHANGE)
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    if reason := rules.note_check(batch, by=by):
        raise Refused(reason)

    if isinstance(found, str):
        batch.state, batch.trouble, batch.file = BatchState.REFUSED, found[:1000], None
    else:
        batch.state, batch.found = BatchState.READ, _found(found)
        batch.done = batch.total = len(found.rows)
    batch.save()
    audit.record("organisations.check_batch", batch, by=by, rows=batch.total, reason=batch.trouble)
    return batch


@audit.deed
def start_batch(batch: Batch, *, part: bool = False, later: bool = False, by: Actor) -> Batch:
    """Bắt đầu ghi: all rows, or with `part` the sound ones; with `later` behind the page."""
    by.require(Permission.UNIT_EXCHANGE)
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    if reason := rules.start_batch(batch, part=part, by=by):
        raise Refused(reason)

    batch.state, batch.stage, batch.done = BatchState.STORING, Stage.WAITING, 0
    batch.part, batch.actor = part, kept(by)
    batch.save(update_fields=["state", "stage", "done", "part", "actor"])
    if later:
        jobs.configure_task(STORE).defer(batch=batch.pk)
    audit.record("organisations.start_batch", batch, by=by, rows=batch.total)
    return batch


@audit.deed
def store_batch(batch: Batch, *, tell: Tell = quiet, by: Actor) -> Imported:
    """Ghi: the rows become units. The batch is marked last, so that a stop on the way undoes all."""
    by.require(Permission.UNIT_EXCHANGE)
    if reason := rules.store_batch(batch, by=by):
        raise Refused(reason)

    issued = batch.facts.get("issued_on")
    number = batch.facts.get("number")
    decision = Decision(
        number=number or "",
        issued_on=date.fromisoformat(issued) if issued else None,
        issuer=batch.facts.get("issuer", ""),
    )
    done = import_units(
        bytes(batch.file or b""),
        on=batch.on,
        sound_rows_only=batch.part,
        decision=decision if number else None,
        tell=tell,
        by=by,
    )
    marked = Batch.objects.filter(pk=batch.pk, state=BatchState.STORING).update(
        state=BatchState.DONE, file=None, done=batch.total, change=done.change, found=_result(batch, done)
    )
    if not marked:
        raise Refused("Đợt này đã được bỏ hoặc đã ghi xong ở nơi khác.")
    audit.record("organisations.store_batch", batch, by=by, opened=done.opened, changed=done.changed)
    return done


@audit.deed
def fail_batch(batch: Batch, *, reason: str, by: Actor) -> Batch:
    """Không ghi được: the tree has changed since the check; the reason is kept for the page."""
    by.require(Permission.UNIT_EXCHANGE)
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    if batch.at_work:
        batch.state, batch.trouble, batch.file = BatchState.REFUSED, reason[:1000], None
        batch.save(update_fields=["state", "trouble", "file"])
        audit.record("organisations.fail_batch", batch, by=by, reason=batch.trouble)
    return batch


@audit.deed
def drop_batch(batch: Batch, *, by: Actor) -> Batch:
    """Bỏ: the file is forgotten, nothing was stored."""
    by.require(Permission.UNIT_EXCHANGE)
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    if reason := rules.drop_batch(batch, by=by):
        raise Refused(reason)

    batch.state, batch.file, batch.found = BatchState.DROPPED, None, {}
    batch.save(update_fields=["state", "file", "found"])
    audit.record("organisations.drop_batch", batch, by=by, file_name=batch.file_name)
    return batch


def _found(plan: ImportPlan) -> dict[str, Any]:
    """What the page shows of a check: numbers in full, rows and troubles up to a limit."""
    wrong = [row for row in plan.rows if row.errors]
    sound = [row for row in plan.rows if not row.errors]
    errors = plan.errors
    return {
        "deeds": dict(Counter(str(row.deed) for row in sound)),
        "sound": len(sound),
        "wrong": len(wrong),
        "errors": [[error.row, error.cell, error.message] for error in errors[:KEPT_ERRORS]],
        "errors_count": len(errors),
        "rows": [_shown(row) for row in sound[:KEPT_ROWS]],
    }


def _shown(row: Row) -> dict[str, Any]:
    names = {
        "name": "tên",
        "parent": "cấp trên",
        "kind": "loại hình",
        "area": "địa bàn",
        "aliases": "tên khác",
    }
    changes = [names[key] for key in row.changes]
    return {
        "number": row.number,
        "code": row.code,
        "name": row.name,
        "deed": f"{row.deed}: {', '.join(changes)}" if changes else str(row.deed),
    }


def _result(batch: Batch, done: Imported) -> dict[str, Any]:
    return {
        "opened": done.opened,
        "changed": done.changed,
        "unchanged": done.unchanged,
        "left_out": done.left_out,
        "errors": batch.found.get("errors", []),
        "errors_count": batch.found.get("errors_count", 0),
    }
