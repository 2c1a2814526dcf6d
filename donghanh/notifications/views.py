"""One's own inbox, and what one wants to be told."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from donghanh.core.http import Request, respond
from donghanh.notifications import actions, queries
from donghanh.notifications.forms import ChoicesForm, InboxForm
from donghanh.notifications.models import Channel, Notice


@require_safe
@login_required
def inbox(request: Request) -> HttpResponse:
    """Thông báo: what one was told and why, what is unread first."""
    form = InboxForm(request.GET)
    typed = request.GET.get("tu", "")
    offset = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 8 else 0
    keep = request.GET.copy()
    keep.pop("tu", None)
    context = {
        "form": form,
        "page": queries.inbox(request.actor, offset=offset, **form.asked()),
        "offset": offset,
        "before": max(0, offset - queries.PAGE),
        "keep": keep.urlencode(),
    }
    return respond(request, "notifications/inbox.html", context, partials=["inbox"])


@require_safe
@login_required
def open_notice(request: Request, pk: int) -> HttpResponse:
    """To what the notice is about; on the way it is marked as read, once."""
    notice = get_object_or_404(Notice.objects.visible_to(request.actor), pk=pk)
    actions.mark_read(Notice.objects.visible_to(request.actor).filter(pk=pk), by=request.actor)
    return redirect(notice.url)


@require_POST
@login_required
def read(request: Request, pk: int) -> HttpResponse:
    """Mark one as read without opening it."""
    get_object_or_404(Notice.objects.visible_to(request.actor), pk=pk)
    actions.mark_read(Notice.objects.visible_to(request.actor).filter(pk=pk), by=request.actor)
    return redirect("notifications:inbox")


@require_POST
@login_required
def read_all(request: Request) -> HttpResponse:
    """Mark all as read that were there when the page was opened."""
    typed = request.POST.get("den", "")
    last = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 19 else 0
    actions.mark_read(Notice.objects.visible_to(request.actor).filter(pk__lte=last), by=request.actor)
    messages.success(request, "Đã đánh dấu mọi thông báo là đã đọc.")
    return redirect("notifications:inbox")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def settings(request: Request) -> HttpResponse:
    """Cài đặt thông báo: each kind, why it exists, and whether one is told it."""
    choices = queries.choices(request.actor)
    form = ChoicesForm(request.POST if request.method == "POST" else None, choices=choices)
    if form.is_valid():
        for kind, on in form.changed():
            actions.choose(kind=kind, on=on, by=request.actor)
        messages.success(request, "Đã lưu lựa chọn của Đồng chí.")
        return redirect("notifications:settings")
    context = {"form": form, "choices": choices, "channel": Channel.IN_APP.label}
    return respond(request, "notifications/settings.html", context)
