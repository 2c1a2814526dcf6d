"""Why a deed on notices is refused now: one function for each action, the reason in Vietnamese or ""."""

from donghanh.notifications.kinds import NoticeKind


def choose(kind: NoticeKind | None, *, on: bool) -> str:
    """Why somebody cannot choose so."""
    if kind is None:
        return "Loại thông báo này không còn dùng. Đồng chí hãy tải lại trang."
    if kind.urgent and not on:
        return f"“{kind.title}” là thông báo khẩn nên không tắt được."
    return ""
