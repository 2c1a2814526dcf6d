"""Taking a deed back, while nothing depends on it. What is large is taken back behind the page."""

from collections.abc import Collection

from django.contrib.postgres.fields import DateRangeField
from django.db import IntegrityError
from django.db.models import F, Func, OuterRef, Q, Subquery, Value
from procrastinate.contrib.django import app as jobs

from donghanh.audit import actions as audit
from donghanh.core.actor import Actor
from donghanh.core.errors import NotPermitted, Refused
from donghanh.core.permissions import Permission
from donghanh.organisations import after_change, lineage, removing, rules
from donghanh.organisations.acting import kept
from donghanh.organisations.bulk import correct, settle
from donghanh.organisations.models import (
    Change,
    ChangeKind,
    Placement,
    Succession,
    Undoing,
    UndoingState,
    Unit,
    UnitAlias,
    UnitName,
)
from donghanh.organisations.queries import changes as queries
from donghanh.organisations.telling import Tell, quiet

REOPENED = Func(
    Func(F("period"), function="lower"), Value(None), function="daterange", output_field=DateRangeField()
)


@audit.deed
def undo(change: Change, *, tell: Tell = quiet, by: Actor) -> Change:
    """Hủy: as if the change had never been told. What it made goes, what it ended goes on."""
    right = rules.right_to_undo(change)
    by.require(right)
    units = _locked(change, by=by, right=right)
    change = Change.objects.select_for_update().get(pk=change.pk)
    if reason := rules.undone_by_two(change, by=by) or rules.undo(change, by=by):
        raise Refused(reason)

    touched = _touched(change)
    opened = list(Unit.objects.filter(opened_by=change).order_by("pk").values_list("pk", flat=True))
    Succession.objects.filter(change=change).delete()
    Placement.objects.filter(made_by=change).delete()
    UnitName.objects.filter(made_by=change).exclude(unit__opened_by=change).delete()  # the rest go with units
    for model in (Placement, UnitName):
        model.objects.filter(ended_by=change).update(period=REOPENED, ended_by=None)
    Unit.objects.filter(closed_by=change).update(closed_on=None, closed_by=None)
    _remove(change, opened, tell=tell)
    _uncorrect(change)
    standing = set(units).difference(opened)
    _last_names(standing)
    lineage.follow(touched.difference(opened), tell=tell)
    settle(tell)
    after_change.tell()
    change.undone_at = by.now
    change.save(update_fields=["undone_at"])
    audit.record("organisations.undo", change, by=by, summary=change.summary, units=len(units))
    _record_below(change, standing, by=by)
    return change


@audit.deed
def start_undoing(change: Change, *, by: Actor) -> Undoing:
    """Bắt đầu hoàn lại: a large change is taken back behind the page. Pressed twice it is one."""
    right = rules.right_to_undo(change)
    by.require(right)
    change = Change.objects.select_for_update().get(pk=change.pk)
    if at_work := change.undoings.filter(state=UndoingState.WORKING).first():
        if queries.is_stuck(at_work):
            jobs.configure_task(queries.UNDO).defer(undoing=at_work.pk)
        return at_work
    if reason := rules.undone_by_two(change, by=by) or rules.start_undoing(change, by=by):
        raise Refused(reason)

    undoing = Undoing.objects.create(
        change=change, made_by_id=by.user_id or None, made_at=by.now, actor=kept(by)
    )
    jobs.configure_task(queries.UNDO).defer(undoing=undoing.pk)
    audit.record("organisations.start_undoing", undoing, by=by, summary=change.summary, change=change.pk)
    return undoing


@audit.deed
def finish_undoing(undoing: Undoing, *, tell: Tell = quiet, by: Actor) -> Change:
    """Hoàn lại ở nền: the change goes and the work is marked, both or neither."""
    by.require(rules.right_to_undo(undoing.change))
    if reason := rules.finish_undoing(undoing, by=by):
        raise Refused(reason)

    change = undo(undoing.change, tell=tell, by=by)
    marked = Undoing.objects.filter(pk=undoing.pk, state=UndoingState.WORKING).update(state=UndoingState.DONE)
    if not marked:
        raise Refused("Lượt hoàn lại này đã xong ở nơi khác.")
    audit.record("organisations.finish_undoing", undoing, by=by, change=change.pk)
    return change


@audit.deed
def fail_undoing(undoing: Undoing, *, reason: str, by: Actor) -> Undoing:
    """Không hoàn lại được: something has come to rest on the change; the reason is kept for its page."""
    by.require(rules.right_to_undo(undoing.change))
    undoing = Undoing.objects.select_for_update().get(pk=undoing.pk)
    if undoing.at_work:
        undoing.state, undoing.trouble = UndoingState.REFUSED, reason[:1000]
        undoing.save(update_fields=["state", "trouble"])
        audit.record("organisations.fail_undoing", undoing, by=by, reason=undoing.trouble)
    return undoing


def _locked(change: Change, *, by: Actor, right: Permission) -> list[int]:
    """The units that the change touched, locked with their whole trees; all must be within reach."""
    lineage.lock(*change.units.order_by().values_list("system", flat=True).distinct())
    reached = Unit.objects.reached_by(by, right=right).values("pk")
    outside = change.units.exclude(pk__in=reached).order_by("pk").first()
    if outside:
        raise NotPermitted(f"{outside} ở ngoài phạm vi mà Đồng chí được giao.")
    touched = Change.units.through._default_manager.filter(change=change.pk).values("unit")
    locked = Unit.objects.filter(pk__in=touched).order_by("pk").select_for_update()
    return list(locked.values_list("pk", flat=True))


def _touched(change: Change) -> set[int]:
    """The units whose own place or life the change altered; what stands below them follows by itself."""
    placed = Placement.objects.filter(Q(made_by=change) | Q(ended_by=change)).values_list("unit", flat=True)
    ended = Unit.objects.filter(closed_by=change).values_list("pk", flat=True)
    return {*placed, *ended}


def _remove(change: Change, opened: list[int], *, tell: Tell) -> None:
    """Take away the units that the change opened, unless something above this app already rests on them."""
    if not opened:
        return
    if held := removing.holding(change):
        raise Refused(
            f"Đã có hồ sơ gắn với đơn vị được thành lập ({', '.join(held)}), nên không hủy được nữa."
        )
    try:
        removing.remove(opened, tell=tell)
    except IntegrityError as error:
        raise Refused("Đã có hồ sơ gắn với đơn vị được thành lập, nên không hủy được nữa.") from error


def _uncorrect(change: Change) -> None:
    """Put back what a sheet corrected, where it still is what the sheet made of it."""
    units = Unit.objects.in_bulk([int(key) for key in change.corrected])
    names: dict[int, set[str]] = {key: set() for key in units}
    for key, name in UnitAlias.objects.filter(unit__in=names).values_list("unit", "name"):
        names[key].add(name)
    aliases: dict[int, list[str]] = {}
    for key, unit in units.items():
        told = change.corrected[str(key)]
        before, after = told["before"], told["after"]
        for name in ("kind", "area_id"):
            if name in before and getattr(unit, name) == after[name]:
                setattr(unit, name, before[name])
        if "aliases" in before and names[key] == set(after["aliases"]):
            aliases[key] = before["aliases"]
    UnitAlias.objects.filter(unit__in=aliases).delete()
    UnitAlias.objects.bulk_create(
        UnitAlias(unit_id=key, name=name) for key, told in aliases.items() for name in told
    )
    correct(units.values())


def _last_names(units: Collection[int]) -> None:
    """Each unit is called again by the last of its names."""
    last = UnitName.objects.filter(unit=OuterRef("pk")).order_by("-period").values("name")[:1]
    Unit.objects.filter(pk__in=units).exclude(name=Subquery(last)).update(name=Subquery(last))


def _record_below(change: Change, standing: Collection[int], *, by: Actor) -> None:
    """A line under each unit that goes on, too; a sheet is one deed, not thousands."""
    if change.kind != ChangeKind.IMPORT:
        facts = {"summary": change.summary, "change": change.pk}
        goes_on = Unit.objects.filter(pk__in=standing).order_by("pk")
        audit.record_each("organisations.undo", ((unit, facts) for unit in goes_on), by=by)
