"""Keeping assignments equal to what tasks, groups and the tree say on a day; closed units' open tasks."""

from collections.abc import Iterable, Mapping
from datetime import date

from donghanh.audit import actions as audit
from donghanh.core.actor import Actor
from donghanh.core.permissions import Permission
from donghanh.notifications import actions as notifications
from donghanh.notifications.actions import Told
from donghanh.organisations.models import Unit
from donghanh.programmes import assigning, notices, rules
from donghanh.programmes.actions import rows
from donghanh.programmes.models import (
    Assignment,
    Ending,
    OnClosing,
    Programme,
    Step,
    StepKind,
    TaskActor,
)
from donghanh.programmes.queries import closings
from donghanh.programmes.values import Synced


@audit.deed
def sync(programme: Programme, *, on: date, by: Actor) -> Synced:
    """Cập nhật đơn vị được giao việc: as if everything were assigned anew on that day.

    New units get what falls due from the day on which they opened, moved ones follow their group, closed ones
    end, pass on or wait, as the programme says. Doing it twice changes nothing.
    """
    by.require(Permission.PROGRAMME_START)
    programme = rows.fresh(programme)
    rows.refuse(rules.sync(programme))

    passed, ended = _settle_closed(programme, on=on, by=by)
    frame = assigning.frame(programme, on=on)
    assigning.reschedule(frame)
    given, left = assigning.give(frame), assigning.release(frame)
    if given:
        rows.send_document(programme, by=by)
        rows.tell_of_new_tasks(programme, key="started", by=by)
    done = Synced(given=given, left=left, passed=passed, ended=ended, waiting=_ask(programme, on=on, by=by))
    if done.changed:
        audit.record("programmes.sync", programme, by=by, on=on, given=given, left=left, passed=passed)
    return done


@audit.deed
def pass_on(assignment: Assignment, *, to: Unit, on: date, by: Actor) -> Assignment:
    """Chuyển cho đơn vị kế thừa: all that the closed unit had not done of this task is the other's now."""
    by.require(Permission.PROGRAMME_CHANGE)
    programme = rows.fresh(Programme(pk=assignment.programme_id))
    assignment, to = rows.fresh_assignment(assignment), Unit.objects.get(pk=to.pk)
    rows.refuse(rules.pass_on(assignment, to=to, on=on, by=by))

    _hand_on(programme, {assignment.unit_id: to.pk}, on=on, by=by, task=assignment.task_id)
    rows.tell_of_new_tasks(programme, key="started", by=by)
    assignment.refresh_from_db()
    audit.record("programmes.pass_on", assignment, by=by, on=on, to=to.name)
    return assignment


@audit.deed
def end(assignment: Assignment, *, on: date, by: Actor) -> Assignment:
    """Kết thúc việc của đơn vị đã kết thúc: nobody carries on with this task for it."""
    by.require(Permission.PROGRAMME_CHANGE)
    programme = rows.fresh(Programme(pk=assignment.programme_id))
    assignment = rows.fresh_assignment(assignment)
    rows.refuse(rules.end(assignment, on=on, by=by))

    open_ones = programme.assignments.open().filter(task=assignment.task_id, unit=assignment.unit_id)
    _end(open_ones.values_list("pk", flat=True), on=on, by=by)
    assignment.refresh_from_db()
    audit.record("programmes.end", assignment, by=by, on=on)
    return assignment


def _settle_closed(programme: Programme, *, on: date, by: Actor) -> tuple[int, int]:
    """Pass on or end what closed units had not done, as far as the programme says so by itself."""
    if programme.on_closing == OnClosing.ASK:
        return 0, 0
    waiting = closings.of_closed_units(programme, on=on)
    units = set(waiting.values_list("unit_id", flat=True))
    if not units:
        return 0, 0
    if programme.on_closing == OnClosing.END:
        return 0, _end(waiting.values_list("pk", flat=True), on=on, by=by)
    carried = closings.heirs(units, programme=programme, on=on)
    sure = {unit: heirs[0] for unit, heirs in carried.items() if len(heirs) == 1}
    without = [unit for unit, heirs in carried.items() if not heirs]
    passed = _hand_on(programme, sure, on=on, by=by) if sure else 0
    gone = waiting.filter(unit__in=without).values_list("pk", flat=True)
    return passed, _end(gone, on=on, by=by) if without else 0


def _hand_on(
    programme: Programme, heirs: Mapping[int, int], *, on: date, by: Actor, task: int | None = None
) -> int:
    """The heirs get what was not done, and what comes later where the closed unit was meant by name."""
    ended = assigning.hand_on(programme, heirs, on=on, task=task)
    for unit, heir in heirs.items():
        named = TaskActor.objects.filter(task__programme=programme, acting_unit=unit)
        (named.filter(task=task) if task else named).update(acting_unit=heir)
    _note(ended, StepKind.PASSED_ON, by=by)
    return len(ended)


def _end(assignments: Iterable[int], *, on: date, by: Actor) -> int:
    keys = list(assignments)
    Assignment.objects.filter(pk__in=keys).update(ending=Ending.UNIT_CLOSED, ended_on=on)
    _note(keys, StepKind.ENDED, by=by)
    return len(keys)


def _note(assignments: Iterable[int], kind: StepKind, *, by: Actor) -> None:
    Step.objects.bulk_create(
        (Step(assignment_id=pk, kind=kind, at=by.now, user_id=by.user_id or None) for pk in assignments),
        batch_size=2_000,
    )


def _ask(programme: Programme, *, on: date, by: Actor) -> int:
    """Tell the keepers, once for each closed unit, that open tasks wait for their choice."""
    waiting = closings.of_closed_units(programme, on=on)
    units = Unit.objects.filter(pk__in=waiting.values("unit")).in_order()
    if not units:
        return 0
    keepers = [user for (user,) in notices.keepers(programme, Permission.PROGRAMME_CHANGE, on=by.today)]
    notifications.notify_each(
        (
            Told(
                user_id=user,
                title=f"{unit} đã kết thúc hoạt động, việc còn dở trong: {programme}",
                reason="Đơn vị của Đồng chí giao việc: hãy chọn đơn vị kế thừa hoặc kết thúc việc.",
                url=programme.get_absolute_url(),
                key=f"programme:{programme.pk}:closed:{unit.pk}",
                unit_id=unit.pk,
            )
            for unit in units
            for user in keepers
        ),
        kind=notices.CLOSED,
        by=by,
    )
    return waiting.count()
