"""Why a sheet of units cannot be checked, stored or dropped now."""

from donghanh.core.actor import Actor
from donghanh.organisations import words
from donghanh.organisations.models import Batch, BatchState


def note_check(batch: Batch, *, by: Actor) -> str:
    return "" if batch.state == BatchState.CHECKING else "Đợt này không còn chờ kiểm tra."


def start_batch(batch: Batch, *, part: bool, by: Actor) -> str:
    if batch.state != BatchState.READ:
        return f"Đợt này không còn chờ xác nhận: {batch.get_state_display().lower()}."
    if not batch.found.get("sound"):
        return "Không có dòng nào đúng để ghi."
    wrong = batch.found.get("wrong", 0)
    if wrong and not part:
        return (
            f"Còn {words.number(wrong)} dòng có lỗi; chưa ghi gì cả. "
            "Đồng chí hãy sửa bảng rồi gửi lại, hoặc chỉ ghi các dòng đúng."
        )
    return ""


def store_batch(batch: Batch, *, by: Actor) -> str:
    return "" if batch.state == BatchState.STORING else "Đợt này không ở bước ghi."


def drop_batch(batch: Batch, *, by: Actor) -> str:
    """Also while something is at work on it: that ends without a trace when it finds the batch gone."""
    waits = {BatchState.CHECKING, BatchState.READ, BatchState.STORING}
    return "" if batch.state in waits else f"Đợt này {batch.get_state_display().lower()}."
