"""A programme's page and the buttons that carry it from its preparation to its end."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from donghanh.core.http import Request, respond
from donghanh.core.permissions import Permission
from donghanh.programmes import actions, rules
from donghanh.programmes.models import Programme, Task


def _found(request: Request, pk: int) -> Programme:
    return get_object_or_404(Programme.objects.visible_to(request.actor), pk=pk)


@require_safe
@login_required
def programme(request: Request, pk: int) -> HttpResponse:
    """Trang chương trình: what it is, whose, and its tasks."""
    request.actor.require(Permission.PROGRAMME_VIEW)
    rows = Programme.objects.visible_to(request.actor).select_related("document", "parent")
    programme = get_object_or_404(rows, pk=pk)
    tasks = Task.objects.visible_to(request.actor).filter(programme=programme).standing().in_order()
    context = {
        "programme": programme,
        "owners": programme.owners.select_related("unit", "board").order_by("place"),
        "tasks": tasks.prefetch_related("actors"),
        "start_refusal": rules.start(programme, by=request.actor),
    }
    return respond(request, "programmes/programme.html", context)


@require_POST
@login_required
def agree(request: Request, pk: int) -> HttpResponse:
    """Đồng ý bắt đầu."""
    programme = actions.agree(_found(request, pk), by=request.actor)
    messages.success(request, "Đã ghi nhận sự đồng ý của đơn vị.")
    return redirect(programme)


@require_POST
@login_required
def withdraw_agreement(request: Request, pk: int) -> HttpResponse:
    """Rút lại đồng ý."""
    programme = actions.withdraw_agreement(_found(request, pk), by=request.actor)
    messages.success(request, "Đã rút lại sự đồng ý của đơn vị.")
    return redirect(programme)


@require_POST
@login_required
def start(request: Request, pk: int) -> HttpResponse:
    """Cho bắt đầu."""
    programme = _found(request, pk)
    started = actions.start(programme, by=request.actor)
    messages.success(request, f"Chương trình đã bắt đầu: {started.units} đơn vị được giao việc.")
    return redirect(programme)
