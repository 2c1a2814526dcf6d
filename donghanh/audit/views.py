"""The book of deeds, as far as the reader's units reach."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from donghanh.audit import queries
from donghanh.audit.forms import BookForm
from donghanh.core.http import Request, respond
from donghanh.core.permissions import Permission


@require_safe
@login_required
def book(request: Request) -> HttpResponse:
    """Nhật ký: who did what to which record, for which unit, on whose behalf, when and from where."""
    request.actor.require(Permission.AUDIT_VIEW)
    form = BookForm(request.GET)
    typed = request.GET.get("tu", "")
    offset = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 8 else 0
    keep = request.GET.copy()
    keep.pop("tu", None)
    context = {
        "form": form,
        "page": queries.found(form.asked(), request.actor, offset=offset),
        "offset": offset,
        "before": max(0, offset - queries.PAGE),
        "keep": keep.urlencode(),
    }
    return respond(request, "audit/book.html", context, partials=["book"])
