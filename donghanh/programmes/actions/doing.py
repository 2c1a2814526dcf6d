"""What a unit does with its task: note progress, add evidence, report it as done, take the report back."""

from decimal import Decimal

from django.core.files.uploadedfile import UploadedFile

from donghanh.audit import actions as audit
from donghanh.core.actor import Actor
from donghanh.core.errors import Refused
from donghanh.core.permissions import Permission
from donghanh.files import actions as files
from donghanh.files.kinds import EVIDENCE
from donghanh.files.models import Attachment
from donghanh.notifications import actions as notifications
from donghanh.programmes import notices, rules
from donghanh.programmes.actions import rows
from donghanh.programmes.models import Assignment, Step, StepKind

PURPOSE = "evidence"


@audit.deed
def note_progress(
    assignment: Assignment,
    *,
    note: str = "",
    link: str = "",
    count: Decimal | None = None,
    client_key: str = "",
    by: Actor,
) -> Step:
    """Ghi tiến độ: how far it is; the first note starts the task."""
    by.require(Permission.TASK_DO)
    assignment = rows.fresh_assignment(assignment)
    if there := rows.sent_before(assignment, client_key):
        return there
    rows.refuse(rules.note_progress(assignment, note=note, link=link, count=count, by=by))

    step = rows.step(
        assignment, StepKind.PROGRESS, note=note, link=link, count=count, client_key=client_key, by=by
    )
    rows.move(assignment, started_on=assignment.started_on or by.today)
    audit.record("programmes.note_progress", assignment, by=by, note=step.note)
    return step


def attach(
    assignment: Assignment, *, upload: UploadedFile | bytes, name: str, key: str = "", by: Actor
) -> Attachment:
    """Gửi minh chứng: keep a file at the assignment; photos lose what they say about place and camera.

    `files.keep` examines the file outside any transaction, then writes and records in one of its own; the
    same file sent again is the one that is there.
    """
    by.require(Permission.TASK_DO)
    if reason := rules.attach(assignment, by=by):
        raise Refused(reason)
    kept = files.keep(upload, owner=assignment, name=name, purpose=PURPOSE, accept=EVIDENCE, key=key, by=by)
    with audit.signed_by(by, deed="programmes.attach"):
        fresh = rows.fresh_assignment(assignment)
        if fresh.started_on is None and not rules.attach(fresh, by=by):
            rows.move(fresh, started_on=by.today)
            audit.record("programmes.attach", fresh, by=by, file=kept.name)
    return kept


@audit.deed
def detach(assignment: Assignment, *, file: Attachment, reason: str, by: Actor) -> Attachment:
    """Gỡ minh chứng: a file sent by mistake goes, and the history says why."""
    by.require(Permission.TASK_DO)
    assignment = rows.fresh_assignment(assignment)
    rows.refuse(rules.detach(assignment, by=by))
    file = Attachment.objects.of(assignment).get(pk=file.pk)

    removed = files.remove(file, reason=reason, by=by)
    audit.record("programmes.detach", assignment, by=by, file=removed.name, reason=reason)
    return removed


@audit.deed
def report_done(
    assignment: Assignment,
    *,
    note: str = "",
    link: str = "",
    count: Decimal | None = None,
    client_key: str = "",
    by: Actor,
) -> Step:
    """Báo hoàn thành: with the evidence that the task asks for; who assigned it confirms or sends it back."""
    by.require(Permission.TASK_DO)
    assignment = rows.fresh_assignment(assignment)
    if there := rows.sent_before(assignment, client_key):
        return there
    rows.refuse(rules.report_done(assignment, note=note, link=link, count=count, by=by))

    step = rows.step(
        assignment, StepKind.REPORTED, note=note, link=link, count=count, client_key=client_key, by=by
    )
    rows.move(
        assignment,
        started_on=assignment.started_on or by.today,
        reported_on=by.today,
        reported_by_id=by.user_id or None,
        returned_at=None,
    )
    rows.settle(assignment, by=by)
    notifications.notify(
        notices.keepers(assignment.programme, Permission.TASK_CONFIRM, on=by.today),
        kind=notices.REPORTED,
        title=f"{assignment.unit} báo hoàn thành: {assignment.task}",
        reason="Đơn vị của Đồng chí giao việc này.",
        url=assignment.get_absolute_url(),
        key=f"assignment:{assignment.pk}:reported:{assignment.version}",
        unit_id=assignment.unit_id,
        by=by,
    )
    audit.record("programmes.report_done", assignment, by=by, on=by.today, note=step.note)
    return step


@audit.deed
def take_back(assignment: Assignment, *, note: str = "", by: Actor) -> Assignment:
    """Rút lại: what was reported is not done after all; possible until it is confirmed."""
    by.require(Permission.TASK_DO)
    assignment = rows.fresh_assignment(assignment)
    rows.refuse(rules.take_back(assignment, by=by))

    rows.step(assignment, StepKind.TAKEN_BACK, note=note, by=by)
    rows.move(assignment, reported_on=None, reported_by_id=None)
    rows.settle(assignment, by=by)
    audit.record("programmes.take_back", assignment, by=by, note=note)
    return assignment
