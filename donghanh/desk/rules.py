"""Why a deed of the desk is refused now; an empty string when nothing stands against it."""

from donghanh.core.actor import NOBODY, Actor
from donghanh.desk.models import CalendarFeed


def make_feed(*, by: Actor) -> str:
    """Why no calendar address can be made."""
    if by.post_id == NOBODY:
        return (
            "Đồng chí hiện không giữ nhiệm vụ nào ở một đơn vị đang hoạt động nên chưa lập được địa chỉ lịch."
        )
    return ""


def revoke_feed(feed: CalendarFeed, *, by: Actor) -> str:
    """Why the address cannot be revoked."""
    if feed.user_id != by.user_id:
        return "Địa chỉ lịch này của người khác."
    return "Địa chỉ lịch này đã được thu hồi." if feed.revoked_at else ""
