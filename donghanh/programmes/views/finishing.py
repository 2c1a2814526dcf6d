"""The end of a programme, or its dropping; and what becomes of tasks of units that are no more."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from donghanh.core.errors import Refused
from donghanh.core.http import Request, respond
from donghanh.core.permissions import Permission
from donghanh.programmes import actions, rules
from donghanh.programmes.forms.editing import SettleForm
from donghanh.programmes.models import Programme, ProgrammeState
from donghanh.programmes.queries import closings, counting
from donghanh.programmes.rules.editing import changeable

EVERY_WAY = ["GET", "HEAD", "POST"]


@require_http_methods(EVERY_WAY)
@login_required
def finish(request: Request, pk: int) -> HttpResponse:
    """Kết thúc, hủy: a running programme ends, a draft is dropped with a reason or goes back to its paper."""
    programme = get_object_or_404(Programme.objects.visible_to(request.actor), pk=pk)
    running = programme.state == ProgrammeState.RUNNING
    request.actor.require(Permission.PROGRAMME_START if running else Permission.PROGRAMME_CHANGE)
    refusal = changeable(programme, by=request.actor)
    if request.method == "POST" and not refusal:
        try:
            if running:
                actions.end_programme(programme, by=request.actor)
                messages.success(request, "Chương trình đã kết thúc. Việc đã báo vẫn xác nhận được.")
            else:
                actions.drop(programme, reason=request.POST.get("reason", "")[:2_000], by=request.actor)
                messages.success(request, "Đã hủy chương trình.")
        except Refused as refused:
            refusal = str(refused)
        else:
            return redirect(programme)
    context = {
        "programme": programme,
        "running": running,
        "refusal": refusal,
        "counts": counting.counts(programme.assignments.all(), on=request.actor.today),
        "undo_refusal": rules.undo_confirm(programme, by=request.actor),
    }
    return respond(request, "programmes/finish.html", context)


@require_http_methods(EVERY_WAY)
@login_required
def closed(request: Request, pk: int) -> HttpResponse:
    """Đơn vị đã kết thúc: each waits for the choice who carries on, and from which day."""
    programme = get_object_or_404(Programme.objects.visible_to(request.actor), pk=pk)
    request.actor.require(Permission.PROGRAMME_CHANGE)
    if reason := changeable(programme, by=request.actor):
        raise Refused(reason)
    waiting = closings.waiting(programme, by=request.actor)
    asked = request.POST.get("unit", "")
    pairs = []
    for one in waiting:
        data = request.POST if asked == str(one.unit.pk) else None
        form = SettleForm(data, heirs=one.heirs, by=request.actor, prefix=f"u{one.unit.pk}")
        if data and form.is_valid() and _settled(request, programme, one, form):
            return redirect("programmes:closed", programme.pk)
        pairs.append((one, form))
    return respond(request, "programmes/closed.html", {"programme": programme, "pairs": pairs})


def _settled(request: Request, programme: Programme, one: closings.Waiting, form: SettleForm) -> bool:
    heir = next((heir for heir in one.heirs if str(heir.pk) == form.cleaned_data["to"]), None)
    try:
        actions.settle_unit(programme, unit=one.unit, to=heir, on=form.cleaned_data["on"], by=request.actor)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    done = f"Đã chuyển việc của {one.unit} cho {heir}." if heir else f"Đã kết thúc việc của {one.unit}."
    messages.success(request, done)
    return True
