"""Entering what decrees say about days: for the whole country, by one person at a time."""

from collections.abc import Sequence
from datetime import date

from django.db import connection

from donghanh.audit import actions as audit
from donghanh.calendar import rules
from donghanh.calendar.decree import Line
from donghanh.calendar.models import DayKind, SpecialDay
from donghanh.core.actor import Actor
from donghanh.core.errors import Refused
from donghanh.core.permissions import Permission
from donghanh.core.text import clean


@audit.deed
def add_day(day: date, *, kind: DayKind, note: str, decision: str, by: Actor) -> SpecialDay:
    """Thêm ngày nghỉ, ngày làm bù."""
    by.require(Permission.CALENDAR_CHANGE)
    _in_turn()
    if reason := rules.add_day(day, note=note, decision=decision, by=by):
        raise Refused(reason)

    special = SpecialDay.objects.create(day=day, kind=kind, note=clean(note), decision=clean(decision))
    audit.record("calendar.add_day", special, by=by, after=_facts(special))
    return special


@audit.deed
def change_day(
    special: SpecialDay, *, kind: DayKind, note: str, decision: str, reason: str, version: int, by: Actor
) -> SpecialDay:
    """Sửa một ngày: all days that are computed from now on follow."""
    by.require(Permission.CALENDAR_CHANGE)
    _in_turn()
    special = _fresh(special)
    if refusal := rules.change_day(
        special, note=note, decision=decision, reason=reason, version=version, by=by
    ):
        raise Refused(refusal)

    before = _facts(special)
    special.kind, special.note, special.decision = kind, clean(note), clean(decision)
    special.version += 1
    special.save(update_fields=["kind", "note", "decision", "version"])
    audit.record(
        "calendar.change_day", special, by=by, before=before, after=_facts(special), reason=clean(reason)
    )
    return special


@audit.deed
def remove_day(special: SpecialDay, *, reason: str, version: int, by: Actor) -> None:
    """Bỏ một ngày: it is again what the law and the week make of it."""
    by.require(Permission.CALENDAR_CHANGE)
    _in_turn()
    special = _fresh(special)
    if refusal := rules.remove_day(special, reason=reason, version=version, by=by):
        raise Refused(refusal)

    audit.record("calendar.remove_day", special, by=by, before=_facts(special), reason=clean(reason))
    special.delete()


@audit.deed
def enter_decree(lines: Sequence[Line], *, decision: str, by: Actor) -> list[SpecialDay]:
    """Nhập quyết định: all of its days, or none."""
    by.require(Permission.CALENDAR_CHANGE)
    _in_turn()
    if refusal := rules.enter_decree(lines, decision=decision, by=by):
        raise Refused(refusal)

    entered = []
    for line in lines:
        special = SpecialDay.objects.create(
            day=line.day, kind=line.kind, note=line.note, decision=clean(decision)
        )
        audit.record("calendar.enter_decree", special, by=by, after=_facts(special))
        entered.append(special)
    return entered


def _in_turn() -> None:
    """Wait until nobody else changes the calendar; held to the end of this transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('calendar.days'))")


def _fresh(special: SpecialDay) -> SpecialDay:
    found = SpecialDay.objects.select_for_update().filter(pk=special.pk).first()
    if found is None:
        raise Refused("Ngày này vừa có người khác bỏ khỏi lịch.")
    return found


def _facts(special: SpecialDay) -> dict[str, object]:
    return {
        "on_day": special.day.isoformat(),
        "kind": special.get_kind_display(),
        "note": special.note,
        "decision": special.decision,
    }
