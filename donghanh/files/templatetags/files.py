"""The list of a record's files, and the place to send some; pages with them link files.css and uploads.js."""

from collections.abc import Iterable
from typing import Any

from django import template

from donghanh.files.kinds import MB, Profile
from donghanh.files.models import Attachment

register = template.Library()


@register.inclusion_tag("files/_list.html")
def file_list(attachments: Iterable[Attachment], *, id: str, label: str, remove: str = "") -> dict[str, Any]:
    """Files with thumbnails. `remove` names the address that removes one by its number, asking why.

    What the script sends through an `upload_box` with this `id` as its `list` appears here.
    """
    return {"attachments": attachments, "id": id, "label": label, "remove": remove}


@register.inclusion_tag("files/_upload.html")
def upload_box(to: str, *, accept: Profile, label: str, list: str) -> dict[str, Any]:
    """A place for several files, each sent by itself with its progress; an ordinary form without script."""
    return {"to": to, "accept": accept, "label": label, "list": list, "most": accept.largest // MB}


@register.filter
def weight(size: int) -> str:
    """The size of a file in words: `845 KB`, `1,2 MB`."""
    if size < MB:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / MB:.1f} MB".replace(".0 ", " ").replace(".", ",")
