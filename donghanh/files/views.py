"""Files and their thumbnails, for those who see the record that they are attached to."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from donghanh.core.http import Request
from donghanh.files import store, thumbs
from donghanh.files.kinds import SHOWN_AS_IMAGE, Kind
from donghanh.files.models import Attachment, Blob

# What a browser shows itself; everything else it saves, so that nothing that people send runs on our pages.
INLINE = SHOWN_AS_IMAGE | {Kind.PDF}
NOTHING = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
# A browser's own reader of PDF does not start in a sandbox; such a file is never read as a page.
READER = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'"


@require_safe
@login_required
def file(request: Request, pk: int) -> HttpResponse:
    """The file as it is kept: shown if it is an image or PDF, else saved under its name; `?tai` saves it."""
    attachment = _found(request, pk)
    inline = attachment.blob.kind in INLINE and "tai" not in request.GET
    return _answer(request, attachment.blob, name=attachment.name, inline=inline)


@require_safe
@login_required
def thumbnail(request: Request, pk: int) -> HttpResponse:
    """A photo small, for lists."""
    attachment = _found(request, pk)
    if not attachment.is_image:
        raise Http404
    small = thumbs.of(attachment.blob, name=attachment.name, now=request.actor.now)
    return _answer(request, small, name=f"nho-{attachment.pk}.jpg", inline=True)


def _found(request: Request, pk: int) -> Attachment:
    visible = Attachment.objects.visible_to(request.actor).present()
    return get_object_or_404(visible.select_related("blob__thumbnail"), pk=pk)


def _answer(request: Request, blob: Blob, *, name: str, inline: bool) -> HttpResponse:
    """The bytes, kept by this person's browser only, and asked for again only when they changed."""
    etag = f'"{blob.sha256}"'
    if kept := get_conditional_response(request, etag=etag):
        return kept
    kind = Kind(blob.kind)
    text = kind in {Kind.TXT, Kind.HTML, Kind.MHTML}
    response = HttpResponse(store.read(blob), content_type=kind.media_type if not text else "text/plain")
    response["Content-Disposition"] = content_disposition_header(not inline, name) or ""
    response["Content-Security-Policy"] = READER if kind == Kind.PDF and inline else NOTHING
    response["Cache-Control"] = "private, no-cache"
    response["ETag"] = etag
    request.META["HTTP_ACCEPT_ENCODING"] = (
        "identity"  # packed already; packing it again costs and gains nothing
    )
    return response
