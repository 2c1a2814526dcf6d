"""Why a deed on files is refused now: one function for each action, the reason in Vietnamese or ""."""

from donghanh.files.models import Attachment


def remove(attachment: Attachment, *, reason: str) -> str:
    """Why this file cannot be removed."""
    if attachment.removed_at is not None:
        return f"Tệp “{attachment.name}” đã được gỡ trước đó."
    if not reason.strip():
        return "Đồng chí hãy ghi lý do gỡ tệp."
    return ""
