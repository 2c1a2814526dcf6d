"""What the unit that assigned a task does with a report: confirm it or send it back."""

from collections.abc import Sequence

from django.db import transaction

from donghanh.audit import actions as audit
from donghanh.core.actor import Actor
from donghanh.core.errors import Refused
from donghanh.core.permissions import Permission
from donghanh.notifications import actions as notifications
from donghanh.programmes import notices, rules
from donghanh.programmes.actions import rows
from donghanh.programmes.models import Assignment, StepKind
from donghanh.programmes.values import Outcome, Outcomes


@audit.deed
def confirm_done(assignment: Assignment, *, note: str = "", by: Actor) -> Assignment:
    """Xác nhận hoàn thành: by the unit that assigned it or its standing board, never by who reported it."""
    by.require(Permission.TASK_CONFIRM)
    assignment = rows.fresh_assignment(assignment)
    rows.refuse(rules.confirm_done(assignment, by=by))

    rows.step(assignment, StepKind.CONFIRMED, note=note, by=by)
    rows.move(assignment, confirmed_at=by.now, confirmed_by_id=by.user_id or None)
    rows.settle(assignment, by=by)
    if assignment.reported_by_id:
        notifications.notify(
            [assignment.reported_by_id],
            kind=notices.CONFIRMED,
            title=f"Đã xác nhận hoàn thành: {assignment.task}",
            reason="Đồng chí đã báo hoàn thành việc này.",
            url=assignment.get_absolute_url(),
            key=f"assignment:{assignment.pk}:confirmed:{assignment.version}",
            unit_id=assignment.unit_id,
            by=by,
        )
    audit.record("programmes.confirm_done", assignment, by=by, note=note)
    return assignment


@transaction.atomic
def confirm_many(assignments: Sequence[Assignment], *, by: Actor) -> Outcomes:
    """Xác nhận nhiều việc: each by itself, so that one refusal keeps nothing else back; each is recorded."""
    by.require(Permission.TASK_CONFIRM)
    outcomes = []
    for assignment in assignments:
        try:
            confirm_done(assignment, by=by)
        except Refused as refusal:
            outcomes.append(Outcome(pk=assignment.pk, name=str(assignment), refusal=str(refusal)))
        else:
            outcomes.append(Outcome(pk=assignment.pk, name=str(assignment)))
    for programme in {assignment.programme for assignment in assignments}:
        audit.record("programmes.confirm_many", programme, by=by, rows=len(outcomes))
    return Outcomes(rows=tuple(outcomes))


@audit.deed
def send_back(assignment: Assignment, *, reason: str, by: Actor) -> Assignment:
    """Trả lại: with a reason; the unit's people and who reported it know at once."""
    by.require(Permission.TASK_CONFIRM)
    assignment = rows.fresh_assignment(assignment)
    rows.refuse(rules.send_back(assignment, reason=reason, by=by))

    reporter = assignment.reported_by_id
    rows.step(assignment, StepKind.RETURNED, note=reason, by=by)
    rows.move(assignment, returned_at=by.now, reported_on=None, reported_by_id=None)
    rows.settle(assignment, by=by)
    doers = notices.doers(Assignment.objects.filter(pk=assignment.pk), on=by.today)
    told = {user for (user,) in doers} | ({reporter} if reporter else set())
    notifications.notify(
        told,
        kind=notices.RETURNED,
        title=f"Bị trả lại: {assignment.task}",
        reason=f"Lý do: {reason.strip()}",
        url=assignment.get_absolute_url(),
        key=f"assignment:{assignment.pk}:returned:{assignment.version}",
        unit_id=assignment.unit_id,
        by=by,
    )
    audit.record("programmes.send_back", assignment, by=by, reason=reason.strip())
    return assignment
