"""Why a programme, its tasks, targets and deadlines cannot be changed now."""

from donghanh.core.actor import Actor
from donghanh.core.permissions import Permission
from donghanh.programmes.models import (
    Deadline,
    Nature,
    Programme,
    ProgrammeState,
    Target,
    Task,
    TaskState,
)
from donghanh.programmes.queries import keeping
from donghanh.programmes.rules.programmes import NOT_YOURS
from donghanh.programmes.values import NewDeadline, NewTarget, NewTask

OTHERS_PART = "Phần này của chương trình thuộc đơn vị cùng chủ trì, Đồng chí chỉ được xem."
CHANGED = "Nội dung này vừa được {who} sửa lúc {when}. Đồng chí xem nội dung mới rồi sửa lại."


def changeable(programme: Programme, *, by: Actor, part_of: int | None = None) -> str:
    """Why the actor cannot change this part of the programme."""
    if programme.state == ProgrammeState.ENDED:
        return "Chương trình đã kết thúc."
    if programme.state == ProgrammeState.DROPPED:
        return "Chương trình đã hủy."
    held = keeping.held(programme, by=by, right=Permission.PROGRAMME_CHANGE)
    if not held:
        return NOT_YOURS
    mine = part_of is None or part_of in {owner.unit_id for owner in held}
    return "" if mine else OTHERS_PART


def change_programme(programme: Programme, *, by: Actor) -> str:
    """Why the programme's own facts cannot be changed."""
    return changeable(programme, by=by)


def add_task(programme: Programme, *, new: NewTask, by: Actor) -> str:
    """Why this task cannot be added."""
    if reason := changeable(programme, by=by, part_of=new.part_of):
        return reason
    if new.part_of and not programme.owners.filter(unit=new.part_of).exists():
        return "Phần của chương trình phải thuộc một đơn vị chủ trì."
    return task_values(new)


def change_task(task: Task, *, new: NewTask, by: Actor) -> str:
    """Why the task cannot be changed."""
    reason = _task(task, by=by)
    return reason or add_task(task.programme, new=new, by=by)


def drop_task(task: Task, *, by: Actor) -> str:
    """Why the task cannot be dropped."""
    return _task(task, by=by)


def task_values(new: NewTask) -> str:
    """What is wrong with what was typed."""
    if not new.text.strip():
        return "Việc chưa có nội dung."
    if new.nature == Nature.RECURRING and not new.rule:
        return "Việc định kỳ chưa ghi lặp lại thế nào."
    if new.nature != Nature.RECURRING and new.rule:
        return "Có quy tắc lặp lại nhưng tần suất không phải định kỳ."
    return ""


def add_target(programme: Programme, *, new: NewTarget, by: Actor) -> str:
    """Why this target cannot be added."""
    if reason := changeable(programme, by=by, part_of=new.part_of):
        return reason
    if not new.about.strip() or not new.unit_name.strip():
        return "Chỉ tiêu cần có nội dung và đơn vị tính."
    if new.of_units and not 0 <= new.value <= 100:
        return "Tỷ lệ đơn vị phải từ 0 đến 100%."
    return ""


def change_target(target: Target, *, new: NewTarget, by: Actor) -> str:
    """Why the target cannot be changed."""
    reason = changeable(target.programme, by=by, part_of=target.part_of_id)
    return reason or add_target(target.programme, new=new, by=by)


def drop_target(target: Target, *, by: Actor) -> str:
    """Why the target cannot be dropped."""
    return changeable(target.programme, by=by, part_of=target.part_of_id)


def add_deadline(programme: Programme, *, new: NewDeadline, by: Actor) -> str:
    """Why this deadline cannot be added."""
    if reason := changeable(programme, by=by):
        return reason
    if not new.what.strip():
        return "Thời hạn chưa ghi nộp gì."
    if not (new.due_on or new.rule or new.nested_in.strip() or new.text.strip()):
        return "Thời hạn chưa có ngày, quy tắc lặp lại hoặc báo cáo được lồng ghép vào."
    return ""


def change_deadline(deadline: Deadline, *, new: NewDeadline, by: Actor) -> str:
    """Why the deadline cannot be changed."""
    return add_deadline(deadline.programme, new=new, by=by)


def drop_deadline(deadline: Deadline, *, by: Actor) -> str:
    """Why the deadline cannot be dropped."""
    return changeable(deadline.programme, by=by)


def end_programme(programme: Programme, *, by: Actor) -> str:
    """Why the programme cannot end."""
    if programme.state == ProgrammeState.DRAFT:
        return "Chương trình chưa bắt đầu. Đồng chí có thể hủy chương trình."
    return changeable(programme, by=by)


def drop(programme: Programme, *, reason: str, by: Actor) -> str:
    """Why the programme cannot be dropped."""
    if refusal := changeable(programme, by=by):
        return refusal
    if programme.state == ProgrammeState.RUNNING:
        return "Chương trình đang thực hiện. Đồng chí có thể kết thúc chương trình."
    return "" if reason.strip() else "Đồng chí hãy ghi lý do hủy chương trình."


def remind(programme: Programme, *, task: Task | None, by: Actor) -> str:
    """Why nobody can be reminded."""
    part_of = task.part_of_id if task else None
    if reason := changeable(programme, by=by, part_of=part_of):
        return reason
    if programme.state != ProgrammeState.RUNNING:
        return "Chương trình chưa bắt đầu nên chưa có ai để nhắc."
    return ""


def _task(task: Task, *, by: Actor) -> str:
    if reason := changeable(task.programme, by=by, part_of=task.part_of_id):
        return reason
    return "Việc này đã bỏ." if task.state == TaskState.DROPPED else ""
