"""The desk as a calendar, and the addresses through which phones read it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_POST, require_safe

from donghanh.core import limits
from donghanh.core.http import Request, respond
from donghanh.core.permissions import Permission
from donghanh.desk import actions, feeds, ics, rules
from donghanh.desk.asked import number
from donghanh.desk.models import CalendarFeed
from donghanh.desk.queries import month as queries

SHOWN_ONCE = "calendar address"  # in the session between making an address and showing it


@require_safe
@login_required
def month(request: Request) -> HttpResponse:
    """Lịch việc: a month of deadlines, ends of programmes and days off."""
    by = request.actor
    by.require(Permission.PROGRAMME_VIEW)
    programme = number(request.GET.get("chuong-trinh"))
    first = queries.meant(request.GET.get("thang", ""), today=by.today)
    context = {
        "month": queries.month(first or by.today.replace(day=1), by=by, programme=programme),
        "wrong": first is None,
        "programme": programme,
        "programmes": queries.programmes(by),
        "today": by.today,
    }
    return respond(request, "desk/month.html", context)


@require_safe
@login_required
def feed(request: Request) -> HttpResponse:
    """Đưa lịch vào điện thoại: the address of this post, shown once after it was made."""
    by = request.actor
    by.require(Permission.PROGRAMME_VIEW)
    token = request.session.pop(SHOWN_ONCE, "")
    address = request.build_absolute_uri(reverse("desk:calendar", args=[token])) if token else ""
    context = {
        "feed": CalendarFeed.objects.visible_to(by).live().filter(post=by.post_id).first(),
        "others": CalendarFeed.objects.visible_to(by)
        .live()
        .exclude(post=by.post_id)
        .select_related("post__unit"),
        "refusal": rules.make_feed(by=by),
        "address": address,
        "subscribe": "webcal:" + address.split(":", 1)[1] if address else "",
        "code": ics.code(address) if address else "",
    }
    response = respond(request, "desk/feed.html", context)
    response["Cache-Control"] = "no-store"
    return response


@require_POST
@login_required
def make_feed(request: Request) -> HttpResponse:
    """Lập địa chỉ lịch."""
    _, token = actions.make_feed(by=request.actor)
    request.session[SHOWN_ONCE] = token
    messages.success(request, "Đã lập địa chỉ lịch. Địa chỉ chỉ hiện một lần này.")
    return redirect("desk:feed")


@require_POST
@login_required
def revoke_feed(request: Request, pk: int) -> HttpResponse:
    """Thu hồi địa chỉ lịch."""
    found = get_object_or_404(CalendarFeed.objects.visible_to(request.actor), pk=pk)
    actions.revoke_feed(found, by=request.actor)
    request.session.pop(SHOWN_ONCE, None)
    messages.success(request, "Đã thu hồi địa chỉ lịch. Điện thoại dùng địa chỉ ấy không nhận việc mới nữa.")
    return redirect("desk:feed")


@require_safe
def calendar(request: Request, token: str) -> HttpResponse:
    """The calendar itself, for whoever holds the address: what its post sees, nothing once that has ended."""
    limits.allow(request, what="calendar feed", times=feeds.TIMES, within=feeds.SPAN)
    now = timezone.now()
    found = feeds.found(token, now=now)
    if found is None:
        raise Http404
    row, actor = found
    feeds.note_read(row, now=now)
    content = ics.write(actor, name=str(row.post), site=request.build_absolute_uri("/"))
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="dong-hanh.ics"'
    response["Cache-Control"] = "private, max-age=900"
    response["X-Robots-Tag"] = "noindex"
    response["ETag"] = etag = f'"{feeds.digest(content.decode())}"'
    return get_conditional_response(request, etag=etag, response=response) or response
