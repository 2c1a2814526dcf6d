"""The end of a programme: carried out, or dropped before it began; and reminders on the way."""

from collections.abc import Iterable

from django.db.models import Q

from donghanh.audit import actions as audit
from donghanh.core.actor import Actor
from donghanh.core.permissions import Permission
from donghanh.notifications import actions as notifications
from donghanh.programmes import notices, rules
from donghanh.programmes.actions import rows
from donghanh.programmes.models import (
    Assignment,
    Ending,
    Programme,
    ProgrammeState,
    Reminder,
    Task,
)


@audit.deed
def end_programme(programme: Programme, *, by: Actor) -> Programme:
    """Kết thúc chương trình: what was overdue stays so on record, what was not due yet ends.

    What was reported can still be confirmed.
    """
    by.require(Permission.PROGRAMME_START)
    programme = rows.fresh(programme)
    rows.refuse(rules.end_programme(programme, by=by))

    rows.touch(programme, state=ProgrammeState.ENDED, ended_at=by.now)
    late = Q(due_on__lt=by.today)
    if programme.ends_on and programme.ends_on < by.today:
        late |= Q(due_on=None)
    rest = programme.assignments.open()
    keys = list(rest.values_list("pk", flat=True))
    ended = rest.exclude(late).update(ending=Ending.PROGRAMME_ENDED, ended_on=by.today)
    rows.settle_all(keys, by=by)
    notifications.settle(prefix=f"programme:{programme.pk}:", by=by)
    audit.record("programmes.end_programme", programme, by=by, on=by.today, assignments=ended)
    return programme


@audit.deed
def drop(programme: Programme, *, reason: str, by: Actor) -> Programme:
    """Hủy chương trình: it never begins; it stays to be read, with the reason in history."""
    by.require(Permission.PROGRAMME_CHANGE)
    programme = rows.fresh(programme)
    rows.refuse(rules.drop(programme, reason=reason, by=by))

    rows.touch(programme, state=ProgrammeState.DROPPED)
    notifications.settle(prefix=f"programme:{programme.pk}:", by=by)
    audit.record("programmes.drop", programme, by=by, reason=reason.strip())
    return programme


@audit.deed
def remind(
    programme: Programme, *, task: Task | None = None, units: Iterable[int] | None = None, by: Actor
) -> Reminder:
    """Nhắc việc: the people of units that have not done it; once a day at most for each task or programme."""
    by.require(Permission.PROGRAMME_CHANGE)
    programme = Programme.objects.get(pk=programme.pk)
    rows.refuse(rules.remind(programme, task=task, by=by))

    waiting = Assignment.objects.open().filter(programme=programme)
    if task is not None:
        waiting = waiting.filter(task=task)
    if units is not None:
        waiting = waiting.filter(unit__in=list(units))
    about = f"Nhắc việc: {task}" if task else f"Nhắc việc trong chương trình: {programme}"
    told = notifications.notify(
        notices.doers(waiting, on=by.today),
        kind=notices.REMINDED,
        title=about,
        reason="Đơn vị của Đồng chí chưa báo hoàn thành.",
        url=programme.get_absolute_url(),
        key=f"programme:{programme.pk}:remind:{task.pk if task else 0}:{by.today:%Y%m%d}",
        by=by,
    )
    reached = waiting.values("unit").distinct().count()
    reminder = Reminder.objects.create(
        programme=programme, task=task, at=by.now, user_id=by.user_id, units=reached, people=told
    )
    audit.record("programmes.remind", programme, by=by, task=str(task or ""), units=reached, people=told)
    return reminder
