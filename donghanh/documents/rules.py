"""Why a deed on documents is refused now: one function for each action, the reason in Vietnamese or ""."""

from collections.abc import Sequence

from donghanh.core.actor import NOBODY, Actor
from donghanh.documents.draft.faults import faults
from donghanh.documents.models import OPEN, Dispatch, Document, Reception, ReceptionState
from donghanh.organisations.models import Unit

CLOSED = {
    ReceptionState.CONFIRMED: "Văn bản này đã được xác nhận",
    ReceptionState.DROPPED: "Văn bản này đã bị bỏ",
}


def receive(*, by: Actor) -> str:
    return "Đồng chí chưa được giao nhiệm vụ ở đơn vị nào." if by.top_id == NOBODY else ""


def edit(reception: Reception) -> str:
    if reason := _closed(reception):
        return reason
    return "" if reception.state == ReceptionState.READ else "Văn bản chưa đọc xong nên chưa soát được."


def drop(reception: Reception) -> str:
    return _closed(reception)


def restore(reception: Reception) -> str:
    return "" if reception.state == ReceptionState.DROPPED else "Văn bản này chưa bị bỏ."


def read_again(reception: Reception) -> str:
    if reason := _closed(reception):
        return reason
    if reception.state == ReceptionState.READ:
        return "Văn bản này đã đọc xong."
    return "" if reception.scanned else "Văn bản này không phải bản quét."


def give_text(reception: Reception, *, text: str) -> str:
    if reason := _closed(reception):
        return reason
    if reception.state == ReceptionState.READ:
        return "Văn bản này đã đọc xong."
    return "" if text.strip() else "Đồng chí chưa dán nội dung văn bản."


def take_up(document: Document, *, by: Actor) -> str:
    if reason := receive(by=by):
        return reason
    if document.unit_id == by.top_id:
        return "Văn bản này đã nằm trong sổ của đơn vị."
    return "" if document.text else "Văn bản này không có nội dung để đọc."


def register(reception: Reception) -> str:
    if reason := edit(reception):
        return reason
    found = faults(reception.draft)
    return f"Còn {len(found)} chỗ phải sửa trước khi xác nhận: {found[0].message}" if found else ""


def unregister(document: Document, reception: Reception | None) -> str:
    if reception is None:
        return "Văn bản này không đến từ một lượt tiếp nhận nên không hủy được."
    if document.dispatches.exists():
        return "Văn bản này đã được gửi đi nên không hủy được."
    return ""


def send(document: Document, units: Sequence[Unit], *, by: Actor) -> str:
    if document.unit_id != by.top_id:
        return "Chỉ đơn vị lưu văn bản được gửi văn bản này."
    return "" if units else "Đồng chí chưa chọn đơn vị nhận."


def open_dispatch(dispatch: Dispatch, *, by: Actor) -> str:
    return "" if dispatch.unit_id in {by.organisation_id, by.top_id} else "Văn bản này gửi cho đơn vị khác."


def _closed(reception: Reception) -> str:
    if reception.state in OPEN:
        return ""
    return f"{CLOSED[ReceptionState(reception.state)]}, không sửa được nữa."
