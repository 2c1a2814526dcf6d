"""Changing targets and deadlines of a programme."""

from donghanh.audit import actions as audit
from donghanh.core.actor import Actor
from donghanh.core.permissions import Permission
from donghanh.programmes import rules
from donghanh.programmes.actions import rows
from donghanh.programmes.actions.editing import Clash
from donghanh.programmes.models import Deadline, Programme, Target, Task
from donghanh.programmes.values import NewDeadline, NewTarget

STALE = "Chương trình vừa được người khác sửa. Đồng chí xem nội dung mới rồi sửa lại."


@audit.deed
def add_target(programme: Programme, *, new: NewTarget, task: Task | None = None, by: Actor) -> Target:
    """Thêm chỉ tiêu: a share of units is computed from `task`."""
    by.require(Permission.PROGRAMME_CHANGE)
    programme = rows.fresh(programme)
    rows.refuse(rules.add_target(programme, new=new, by=by))

    tasks = {new.task_key: task} if task and task.programme_id == programme.pk else {}
    first = rows.next_place(Target, programme)
    (target,) = rows.add_targets(programme, [new], tasks=tasks, first=first)
    rows.touch(programme)
    audit.record("programmes.add_target", programme, by=by, after=str(target))
    return target


@audit.deed
def change_target(
    target: Target, *, version: int, new: NewTarget, task: Task | None = None, by: Actor
) -> Target:
    """Sửa chỉ tiêu; `version` is the programme's, as the page showed it."""
    by.require(Permission.PROGRAMME_CHANGE)
    programme = rows.fresh(Programme(pk=target.programme_id))
    target = Target.objects.get(pk=target.pk)
    target.programme = programme
    rows.refuse(rules.change_target(target, new=new, by=by))
    _same(programme, version)

    before = f"{target.about}: {target.comparator} {target.value} {target.unit_name}"
    fields = rows.target_fields(new)
    if new.span is None:
        fields |= {"start": target.start, "length": target.length}
    for name, value in fields.items():
        setattr(target, name, value)
    target.indicator = rows.indicator_of(new)
    target.task = task if task and task.programme_id == programme.pk else None
    target.save()
    rows.touch(programme)
    after = f"{target.about}: {target.comparator} {target.value} {target.unit_name}"
    audit.record("programmes.change_target", programme, by=by, before=before, after=after)
    return target


@audit.deed
def drop_target(target: Target, *, by: Actor) -> Programme:
    """Bỏ chỉ tiêu."""
    by.require(Permission.PROGRAMME_CHANGE)
    programme = rows.fresh(Programme(pk=target.programme_id))
    target.programme = programme
    rows.refuse(rules.drop_target(target, by=by))

    audit.record("programmes.drop_target", programme, by=by, before=str(target))
    target.delete()
    rows.touch(programme)
    return programme


@audit.deed
def add_deadline(programme: Programme, *, new: NewDeadline, by: Actor) -> Deadline:
    """Thêm thời hạn."""
    by.require(Permission.PROGRAMME_CHANGE)
    programme = rows.fresh(programme)
    rows.refuse(rules.add_deadline(programme, new=new, by=by))

    first = rows.next_place(Deadline, programme)
    (deadline,) = rows.add_deadlines(programme, [new], first=first)
    rows.touch(programme)
    audit.record("programmes.add_deadline", programme, by=by, after=str(deadline))
    return deadline


@audit.deed
def change_deadline(deadline: Deadline, *, version: int, new: NewDeadline, by: Actor) -> Deadline:
    """Sửa thời hạn; `version` is the programme's, as the page showed it."""
    by.require(Permission.PROGRAMME_CHANGE)
    programme = rows.fresh(Programme(pk=deadline.programme_id))
    deadline = Deadline.objects.get(pk=deadline.pk)
    deadline.programme = programme
    rows.refuse(rules.change_deadline(deadline, new=new, by=by))
    _same(programme, version)

    before = str(deadline)
    fields = rows.deadline_fields(new)
    if new.span is None:
        fields |= {"start": deadline.start, "length": deadline.length}
    for name, value in fields.items():
        setattr(deadline, name, value)
    deadline.save()
    rows.touch(programme)
    audit.record("programmes.change_deadline", programme, by=by, before=before, after=str(deadline))
    return deadline


@audit.deed
def drop_deadline(deadline: Deadline, *, by: Actor) -> Programme:
    """Bỏ thời hạn."""
    by.require(Permission.PROGRAMME_CHANGE)
    programme = rows.fresh(Programme(pk=deadline.programme_id))
    deadline.programme = programme
    rows.refuse(rules.drop_deadline(deadline, by=by))

    audit.record("programmes.drop_deadline", programme, by=by, before=str(deadline))
    deadline.delete()
    rows.touch(programme)
    return programme


def _same(programme: Programme, version: int) -> None:
    if programme.version != version:
        raise Clash(STALE)
