"""Why a deed on an assignment is refused now."""

from decimal import Decimal

from donghanh.core.actor import Actor
from donghanh.core.permissions import Permission
from donghanh.files.kinds import PHOTOS
from donghanh.files.models import Attachment
from donghanh.organisations.models import Unit
from donghanh.programmes.models import Assignment, Evidence, ProgrammeState, TaskState
from donghanh.programmes.queries import keeping

NOT_YOUR_TASK = "Việc này được giao cho đơn vị khác, Đồng chí chỉ được xem."
NOT_YOURS_TO_CONFIRM = "Chỉ đơn vị giao việc hoặc ban thường trực của chương trình được xác nhận kết quả."


def note_progress(assignment: Assignment, *, note: str, link: str, count: Decimal | None, by: Actor) -> str:
    """Why no progress can be noted."""
    if reason := _not_running(assignment) or _not_mine(assignment, by):
        return reason
    if assignment.confirmed_at:
        return "Việc đã được xác nhận hoàn thành."
    if not note.strip() and not link.strip() and count is None:
        return "Đồng chí hãy ghi tiến độ: đã làm được gì, còn vướng gì."
    return ""


def attach(assignment: Assignment, *, by: Actor) -> str:
    """Why no evidence can be added."""
    if reason := _not_running(assignment) or _not_mine(assignment, by):
        return reason
    return "Việc đã được xác nhận hoàn thành." if assignment.confirmed_at else ""


def detach(assignment: Assignment, *, by: Actor) -> str:
    """Why evidence cannot be taken off: what was reported stands with all that it was reported with."""
    if reason := attach(assignment, by=by):
        return reason
    if assignment.reported_on:
        return "Việc đang chờ xác nhận. Đồng chí rút lại báo hoàn thành rồi mới gỡ tệp."
    return ""


def report_done(assignment: Assignment, *, note: str, link: str, count: Decimal | None, by: Actor) -> str:
    """Why it cannot be reported as done: whose it is, how far it is, what evidence is missing."""
    if reason := _not_running(assignment) or _not_mine(assignment, by):
        return reason
    if assignment.confirmed_at:
        return "Việc đã được xác nhận hoàn thành."
    if assignment.reported_on:
        return "Việc đã được báo hoàn thành và đang chờ xác nhận."
    return missing_evidence(assignment, note=note, link=link, count=count)


def take_back(assignment: Assignment, *, by: Actor) -> str:
    """Why the report cannot be taken back."""
    if reason := _not_running(assignment) or _not_mine(assignment, by):
        return reason
    if assignment.confirmed_at:
        return "Việc đã được xác nhận hoàn thành, không rút lại được nữa."
    return "" if assignment.reported_on else "Việc chưa được báo hoàn thành."


def confirm_done(assignment: Assignment, *, by: Actor) -> str:
    """Why it cannot be confirmed: by the unit that assigned it, never by who reported it."""
    if reason := _not_to_judge(assignment, by):
        return reason
    if assignment.reported_by_id == by.user_id:
        return "Người báo hoàn thành không tự xác nhận được; cần một người khác của đơn vị giao việc."
    return ""


def send_back(assignment: Assignment, *, reason: str, by: Actor) -> str:
    """Why it cannot be sent back."""
    if refusal := _not_to_judge(assignment, by):
        return refusal
    if assignment.programme.state != ProgrammeState.RUNNING:
        return "Chương trình đã kết thúc, không trả lại việc được nữa."
    return "" if reason.strip() else "Đồng chí hãy ghi lý do trả lại để đơn vị biết phải làm gì thêm."


def missing_evidence(assignment: Assignment, *, note: str, link: str, count: Decimal | None) -> str:
    """What the task asks for and nobody has shown; what stood in earlier steps counts, too."""
    demanded = assignment.task.evidence
    steps = assignment.steps
    if demanded == Evidence.LINK and not link.strip() and not steps.exclude(link="").exists():
        return "Việc này cần đường dẫn làm minh chứng. Đồng chí dán đường dẫn rồi báo lại."
    if demanded == Evidence.COUNT and count is None and not steps.filter(count__isnull=False).exists():
        what = assignment.task.count_of or "kết quả"
        return f"Việc này cần số lượng ({what}). Đồng chí ghi số rồi báo lại."
    if demanded == Evidence.NOTE and not note.strip() and not steps.exclude(note="").exists():
        return "Đồng chí hãy ghi kết quả đã làm được."
    files = Attachment.objects.of(assignment).present()
    if demanded == Evidence.PHOTO and not files.filter(blob__kind__in=PHOTOS).exists():
        return "Việc này cần ảnh làm minh chứng. Đồng chí gửi ít nhất một ảnh rồi báo lại."
    if demanded == Evidence.FILE and not files.exists():
        return "Việc này cần tệp làm minh chứng (văn bản, danh sách). Đồng chí gửi tệp rồi báo lại."
    return ""


def _not_running(assignment: Assignment) -> str:
    if assignment.ending:
        return f"Đơn vị thôi thực hiện việc này: {assignment.get_ending_display().lower()}."
    if assignment.task.state == TaskState.DROPPED:
        return "Việc này đã bỏ."
    if assignment.programme.state != ProgrammeState.RUNNING:
        return "Chương trình không còn đang thực hiện."
    return ""


def _not_mine(assignment: Assignment, by: Actor) -> str:
    reached = Unit.objects.reached_by(by, right=Permission.TASK_DO).filter(pk=assignment.unit_id)
    return "" if reached.exists() else NOT_YOUR_TASK


def _not_to_judge(assignment: Assignment, by: Actor) -> str:
    part_of = assignment.task.part_of_id
    if not keeping.keeps(assignment.programme, by=by, right=Permission.TASK_CONFIRM, part_of=part_of):
        return NOT_YOURS_TO_CONFIRM
    if assignment.confirmed_at:
        return "Việc đã được xác nhận hoàn thành."
    if assignment.ending:
        return f"Đơn vị thôi thực hiện việc này: {assignment.get_ending_display().lower()}."
    return "" if assignment.reported_on else "Đơn vị chưa báo hoàn thành việc này."
