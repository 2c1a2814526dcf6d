"""The answering half of the place to send files: one file at a time for the script, all at once without it.

The view of the app above finds its record, and hands over the action that keeps one file there.
"""

from collections.abc import Iterator
from typing import Any, Protocol

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render

from donghanh.core.errors import Refused
from donghanh.core.http import Request
from donghanh.files.models import Attachment

SCRIPT = "X-Upload"  # sent by uploads.js; it reads status, X-Attachment and the text
NONE_CHOSEN = "Đồng chí chưa chọn tệp nào."


class Keep(Protocol):
    """`files.actions.keep`, or the action of an app above, with everything but the file filled in."""

    def __call__(self, upload: UploadedFile, *, name: str, key: str) -> Attachment:
        """Keep one file."""


def receive(request: Request, *, keep: Keep, then: Any, remove: str = "") -> HttpResponse:
    """Keep what was sent, and answer the script with the file's line in the list, a browser with `then`.

    `remove` names the address that takes a file off again, as in `file_list`.
    """
    if SCRIPT in request.headers:
        return _to_the_script(request, keep, remove)
    kept = 0
    for upload, key in _sent(request):
        try:
            keep(upload, name=upload.name or "", key=key)
            kept += 1
        except Refused as refusal:
            messages.error(request, str(refusal))
    if kept:
        messages.success(request, f"Đã nhận {kept} tệp.")
    elif not request.FILES:
        messages.error(request, NONE_CHOSEN)
    return redirect(then)


def _to_the_script(request: Request, keep: Keep, remove: str) -> HttpResponse:
    for upload, key in _sent(request):
        try:
            attachment = keep(upload, name=upload.name or "", key=key)
        except Refused as refusal:
            return _refused(str(refusal), refusal.status)
        context = {"attachment": attachment, "remove": remove}
        response = render(request, "files/_item.html", context, status=201)
        response["X-Attachment"] = str(attachment.pk)
        return response
    return _refused(NONE_CHOSEN, 422)


def _refused(reason: str, status: int) -> HttpResponse:
    response = HttpResponse(reason, content_type="text/plain; charset=utf-8", status=status)
    response["X-Refused"] = "1"
    return response


def _sent(request: Request) -> Iterator[tuple[UploadedFile, str]]:
    """Each file with the key that the script gave it; the browser itself gives none."""
    keys = request.POST.getlist("key")
    for place, upload in enumerate(request.FILES.getlist("files")):
        yield upload, keys[place][:60] if place < len(keys) else ""
