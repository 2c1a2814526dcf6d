"""The superior's board: how far programmes are, unit by unit, and what is done about it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from donghanh.core import sheets
from donghanh.core.errors import Refused
from donghanh.core.http import Request, download, respond
from donghanh.core.permissions import Permission
from donghanh.desk import workbook
from donghanh.desk.asked import number
from donghanh.desk.queries import places, tracking
from donghanh.desk.queries.places import Place
from donghanh.desk.queries.tracking import Asked
from donghanh.programmes import actions
from donghanh.programmes.models import Assignment, Programme, Task

MOST_AT_ONCE = 200


@require_safe
@login_required
def boards(request: Request) -> HttpResponse:
    """Tiến độ: all programmes with their numbers, and all of them together unit by unit."""
    by = request.actor
    by.require(Permission.PROGRAMME_VIEW)
    asked = _asked(request)
    found = places.own(by, asked.unit)
    if found is None:
        raise Http404
    ended = request.GET.get("tinh-trang") == "ket-thuc"
    context = {
        "programmes": tracking.programmes(by, ended=ended),
        "ended": ended,
        "unit": found[0],
        "line": found[1],
        "table": tracking.of_all(found[0], asked, by=by),
        "most": tracking.MOST,
    }
    return respond(request, "desk/boards.html", context)


@require_safe
@login_required
def board(request: Request, pk: int) -> HttpResponse:
    """Bảng tiến độ một chương trình: units × tasks below one unit."""
    programme, asked, place = _found(request, pk)
    context = _choices(asked) | {
        "programme": programme,
        "place": place,
        "table": tracking.of_programme(programme, place, asked, by=request.actor),
        "today": request.actor.today,
        "may_confirm": Permission.TASK_CONFIRM in request.actor.permissions and place.keeps,
        "may_remind": Permission.PROGRAMME_CHANGE in request.actor.permissions and place.keeps,
        "query": _query(request),
    }
    return respond(request, "desk/board.html", context)


@require_safe
@login_required
def behind(request: Request, pk: int) -> HttpResponse:
    """Các việc sau một ô: who has them, how far they are; to confirm many of them at once."""
    programme, asked, place = _found(request, pk)
    context = _choices(asked) | {
        "programme": programme,
        "place": place,
        "found": tracking.behind(programme, place, asked, by=request.actor),
        "tasks": Task.objects.visible_to(request.actor).filter(programme=programme).standing().in_order(),
        "today": request.actor.today,
        "may_confirm": Permission.TASK_CONFIRM in request.actor.permissions and place.keeps,
        "may_remind": Permission.PROGRAMME_CHANGE in request.actor.permissions and place.keeps,
        "query": _query(request),
    }
    return respond(request, "desk/behind.html", context)


@require_POST
@login_required
def confirm(request: Request, pk: int) -> HttpResponse:
    """Xác nhận nhiều việc: those that were chosen; what is refused is said one by one."""
    by = request.actor
    programme = get_object_or_404(Programme.objects.visible_to(by), pk=pk)
    by.require(Permission.TASK_CONFIRM)
    chosen = [found for typed in request.POST.getlist("viec") if (found := number(typed))][:MOST_AT_ONCE]
    rows = Assignment.objects.visible_to(by).filter(programme=programme, pk__in=chosen)
    outcomes = actions.confirm_many(list(rows.select_related("task", "unit", "programme")), by=by)
    if outcomes.done:
        messages.success(request, f"Đã xác nhận {outcomes.done} việc.")
    for refused in outcomes.refused[:10]:
        messages.warning(request, f"{refused.name}: {refused.refusal}")
    if not outcomes.rows:
        messages.warning(request, "Đồng chí chưa chọn việc nào để xác nhận.")
    return redirect(_back(request, programme))


@require_POST
@login_required
def remind(request: Request, pk: int) -> HttpResponse:
    """Nhắc việc: the units behind what is shown that have not reported yet; once a day for each."""
    request.actor.require(Permission.PROGRAMME_CHANGE)
    programme, asked, place = _found(request, pk)
    tasks = Task.objects.visible_to(request.actor).filter(programme=programme)
    task = get_object_or_404(tasks, pk=asked.task) if asked.task else None
    units = tracking.to_remind(programme, place, asked, by=request.actor)
    if not units:
        raise Refused("Không còn đơn vị nào phải nhắc: các đơn vị này đã báo hoàn thành.")
    reminder = actions.remind(programme, task=task, units=units, by=request.actor)
    if reminder.people:
        messages.success(request, f"Đã nhắc {reminder.units} đơn vị ({reminder.people} người).")
    else:
        messages.warning(
            request,
            f"{reminder.units} đơn vị này hôm nay đã được nhắc, hoặc chưa có ai giữ nhiệm vụ nhận việc.",
        )
    return redirect(_back(request, programme))


@require_safe
@login_required
def export(request: Request, pk: int) -> HttpResponse:
    """Xuất Excel: the board as it is filtered, and the assignments behind it."""
    programme, asked, place = _found(request, pk)
    table = tracking.of_programme(programme, place, asked, by=request.actor)
    rows = tracking.assignments(programme, place, asked, by=request.actor)
    content = workbook.write(programme, place.unit, table, rows, on=request.actor.today)
    return download(content, f"tien-do-{programme.pk}-{request.actor.today:%Y%m%d}.xlsx", kind=sheets.KIND)


def _found(request: Request, pk: int) -> tuple[Programme, Asked, Place]:
    """The programme, what is asked of it, and the unit from which it is looked at; 404 out of reach."""
    by = request.actor
    by.require(Permission.PROGRAMME_VIEW)
    programme = get_object_or_404(Programme.objects.visible_to(by).defer("search"), pk=pk)
    asked = _asked(request)
    place = places.place(programme, asked.unit, by=by)
    if place is None:
        raise Http404
    return programme, asked, place


def _asked(request: Request) -> Asked:
    typed = request.GET
    state, sort = typed.get("trang-thai", ""), typed.get("sap-xep", "")
    return Asked(
        unit=number(typed.get("don-vi")),
        task=number(typed.get("viec")),
        state=state if state in tracking.STATES else "",
        kind=typed.get("loai", ""),
        sort=sort if sort in tracking.SORTS else "tre",
        part=typed.get("vai", ""),
        own=typed.get("rieng") == "1",
        page=max(1, min(number(typed.get("trang")) or 1, 10_000)),
    )


def _choices(asked: Asked) -> dict[str, Any]:
    """What may be chosen in the filters, and what is."""
    states = [(key, title) for key, (title, _) in tracking.STATES.items()]
    return {"asked": asked, "states": states, "sorts": list(tracking.SORTS.items())}


def _query(request: Request) -> str:
    """The address's question without the page, to lead on and back."""
    kept = request.GET.copy()
    kept.pop("trang", None)
    return kept.urlencode()


def _back(request: Request, programme: Programme) -> str:
    """Where the person came from, if that is a page of ours."""
    there = request.POST.get("ve", "")
    ours = url_has_allowed_host_and_scheme(there, allowed_hosts=None) and there.startswith("/tien-do/")
    return there if ours else reverse("desk:board", args=[programme.pk])
