"""A year of days off for everybody, and its keeping for those who may."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from donghanh.calendar import actions, queries
from donghanh.calendar.forms import ChangeForm, DayForm, DecreeForm, RemoveForm, YearForm
from donghanh.calendar.models import SpecialDay
from donghanh.core.dates import spoken
from donghanh.core.errors import Refused
from donghanh.core.http import Request, respond
from donghanh.core.permissions import Permission


@require_safe
@login_required
def year(request: Request) -> HttpResponse:
    """Lịch nghỉ: the months of a year, its holidays and the days that decrees moved."""
    form = YearForm(request.GET)
    today = request.actor.today
    shown = queries.year(form.year(today=today), today=today)
    return respond(request, "calendar/year.html", {"year": shown, "this_year": today.year, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def add(request: Request) -> HttpResponse:
    """Thêm một ngày."""
    request.actor.require(Permission.CALENDAR_CHANGE)
    form = DayForm(request.POST or None, initial={"day": request.GET.get("ngay", "")[:10]})
    if request.method == "POST" and form.is_valid():
        try:
            special = actions.add_day(**form.cleaned_data, by=request.actor)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Đã ghi ngày {special}.")
            return _to_year(special.day.year)
    context = {"form": form, "title": "Thêm một ngày"}
    return respond(request, "calendar/day.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def change(request: Request, pk: int) -> HttpResponse:
    """One special day, to change or to remove."""
    request.actor.require(Permission.CALENDAR_CHANGE)
    special = get_object_or_404(SpecialDay.objects.visible_to(request.actor), pk=pk)
    typed = {"kind": special.kind, "note": special.note, "decision": special.decision}
    form = ChangeForm(request.POST or None, initial=typed | {"version": special.version})
    if request.method == "POST" and form.is_valid():
        try:
            special = actions.change_day(special, **form.cleaned_data, by=request.actor)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Đã sửa ngày {special}.")
            return _to_year(special.day.year)
    removing = RemoveForm(initial={"version": special.version}, auto_id="remove_%s")
    title = f"Ngày {spoken.day(special.day)}"
    context = {"form": form, "special": special, "removing": removing, "title": title}
    return respond(request, "calendar/change.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
def remove(request: Request, pk: int) -> HttpResponse:
    """Bỏ một ngày khỏi lịch."""
    request.actor.require(Permission.CALENDAR_CHANGE)
    special = get_object_or_404(SpecialDay.objects.visible_to(request.actor), pk=pk)
    form = RemoveForm(request.POST)
    if not form.is_valid():
        raise Refused("Đồng chí chưa ghi lý do bỏ ngày này.")
    actions.remove_day(special, **form.cleaned_data, by=request.actor)
    messages.success(request, f"Đã bỏ ngày {special}.")
    return _to_year(special.day.year)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def decree(request: Request) -> HttpResponse:
    """Nhập quyết định: several days at once."""
    request.actor.require(Permission.CALENDAR_CHANGE)
    form = DecreeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            entered = actions.enter_decree(**form.cleaned_data, by=request.actor)
        except Refused as refusal:
            form.add_error("lines", str(refusal))
        else:
            messages.success(request, f"Đã ghi {len(entered)} ngày theo {form.cleaned_data['decision']}.")
            return _to_year(entered[0].day.year)
    return respond(request, "calendar/decree.html", {"form": form}, status=422 if form.errors else 200)


def _to_year(number: int) -> HttpResponse:
    return redirect(f"{reverse('calendar:year')}?nam={number}")
