"""Why a deed on a whole programme is refused now."""

from collections.abc import Sequence

from donghanh.core.actor import Actor
from donghanh.core.permissions import Permission
from donghanh.documents.models import Reception, ReceptionState
from donghanh.organisations.models import Unit
from donghanh.programmes.models import Programme, ProgrammeState, Task
from donghanh.programmes.queries import keeping
from donghanh.programmes.values import NewProgramme

NOT_YOURS = "Chương trình thuộc đơn vị khác, Đồng chí chỉ được xem."
SHOWN = 3


def some(things: Sequence[str]) -> str:
    """The first few of a list, and how many more there are."""
    more = f" và {len(things) - SHOWN} việc khác" if len(things) > SHOWN else ""
    return "; ".join(f"“{thing}”" for thing in things[:SHOWN]) + more


def set_up(new: NewProgramme, *, by: Actor) -> str:
    """Why this actor may not make this programme."""
    if not new.name.strip():
        return "Chương trình chưa có tên."
    if not new.owners:
        return "Chưa chọn đơn vị chủ trì."
    units = [owner.unit for owner in new.owners]
    if len(set(units)) < len(units):
        return "Một đơn vị được ghi hai lần là đơn vị chủ trì."
    if new.starts_on and new.ends_on and new.ends_on < new.starts_on:
        return "Ngày kết thúc không được trước ngày bắt đầu. Đồng chí sửa lại giai đoạn của văn bản."
    reached = Unit.objects.reached_by(by, right=Permission.PROGRAMME_CHANGE)
    if not reached.filter(pk__in=units).exists():
        return (
            "Chỉ cơ quan ban hành, hoặc cấp trên của cơ quan ấy, được lập chương trình của cơ quan ban hành. "
            "Đồng chí có thể lập chương trình của đơn vị mình để thực hiện văn bản này."
        )
    return ""


def confirm(reception: Reception, *, version: int | None) -> str:
    """Why the paper cannot become a programme now."""
    if version is not None and version != reception.version:
        return (
            "Bản soát vừa được sửa trong lúc Đồng chí xem trang xác nhận. "
            "Đồng chí xem lại nội dung mới rồi xác nhận."
        )
    if reception.state == ReceptionState.CONFIRMED:
        return "Văn bản này đã vào sổ mà không thành chương trình."
    return ""


def undo_confirm(programme: Programme, *, by: Actor) -> str:
    """Why the confirmation stands."""
    if reason := _in_preparation(programme):
        return f"{reason} Chỉ hủy xác nhận được khi chương trình còn đang chuẩn bị."
    if not keeping.held(programme, by=by, right=Permission.PROGRAMME_CHANGE):
        return NOT_YOURS
    if programme.document_id is None:
        return "Chương trình không lập từ văn bản nên không có gì để soát lại."
    if programme.children.exists():
        return "Đơn vị khác đã lập chương trình để thực hiện chương trình này, nên không hủy xác nhận được."
    return ""


def agree(programme: Programme, *, by: Actor) -> str:
    """Why nothing is to be agreed to by this actor."""
    if reason := _in_preparation(programme):
        return reason
    owners = keeping.held(programme, by=by, right=Permission.PROGRAMME_START)
    if not owners:
        return NOT_YOURS
    if all(owner.agreed_at for owner in owners):
        return "Đơn vị của Đồng chí đã đồng ý cho chương trình bắt đầu."
    return ""


def withdraw_agreement(programme: Programme, *, by: Actor) -> str:
    """Why there is no agreement to withdraw."""
    if reason := _in_preparation(programme):
        return reason
    owners = keeping.held(programme, by=by, right=Permission.PROGRAMME_START)
    if not owners:
        return NOT_YOURS
    if not any(owner.agreed_at for owner in owners):
        return "Đơn vị của Đồng chí chưa đồng ý cho chương trình bắt đầu."
    return ""


def start(programme: Programme, *, by: Actor) -> str:
    """Why the programme cannot start now; says what is missing."""
    if reason := _in_preparation(programme):
        return reason
    owners = keeping.held(programme, by=by, right=Permission.PROGRAMME_START)
    if not owners:
        return NOT_YOURS
    everybody = list(programme.owners.select_related("unit").order_by("place"))
    waiting = [str(owner) for owner in everybody if owner not in owners and owner.agreed_at is None]
    if len(everybody) > 1 and waiting:
        return f"Chương trình phối hợp chỉ bắt đầu khi {', '.join(waiting)} cũng đồng ý."
    if not Task.objects.of(programme).standing().exists():
        return "Chương trình chưa có việc nào để giao."
    orphans = list(Task.objects.of(programme).standing().without_actor().in_order())
    if orphans:
        return (
            f"Còn {len(orphans)} việc chưa giao cho ai: {some([str(task) for task in orphans])}. "
            "Đồng chí chọn đơn vị thực hiện hoặc bỏ việc ấy."
        )
    return ""


def _in_preparation(programme: Programme) -> str:
    return {
        ProgrammeState.RUNNING: "Chương trình đang thực hiện.",
        ProgrammeState.ENDED: "Chương trình đã kết thúc.",
        ProgrammeState.DROPPED: "Chương trình đã hủy.",
    }.get(ProgrammeState(programme.state), "")
