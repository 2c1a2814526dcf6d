"""Changing units: the form, what it would do, and doing it; or putting it forward where two are needed."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from donghanh.core.errors import Refused
from donghanh.core.http import Request, respond
from donghanh.core.permissions import Permission
from donghanh.organisations import actions, affected, orders
from donghanh.organisations.forms.deeds import FORMS, MOST_PARTS, RIGHTS, DeedForm
from donghanh.organisations.forms.units import said
from donghanh.organisations.models import Unit
from donghanh.organisations.orders import BY_TWO, Kind, Order
from donghanh.organisations.queries import picking, tree

STEP = "buoc"  # which button was pressed: one more line, look, go back, do
UNSENT = {"csrfmiddlewaretoken", STEP, "seen"}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def deed(request: Request, pk: int, kind: Kind) -> HttpResponse:
    """One deed on a unit: its form; what it would do; then, confirmed, doing it or putting it forward."""
    request.actor.require(RIGHTS[kind])
    unit = get_object_or_404(Unit.objects.visible_to(request.actor), pk=pk)
    step = request.POST.get(STEP, "xem") if request.method == "POST" else ""
    form = FORMS[kind](_typed(request) if step else None, unit=unit, by=request.actor)
    if step not in {"xem", "lam"} or not form.is_valid():
        wrong = 422 if step in {"xem", "lam"} else 200
        return _form(request, form, status=wrong, blank=step in {"them", "sua"})
    try:
        order = orders.read(kind, form.facts())
        if reason := orders.reason(order, by=request.actor):
            raise Refused(reason)
        shown = orders.preview(order)
        if step == "lam" and request.POST.get("seen") == orders.seal(shown):
            return _do(request, form, order)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _form(request, form, status=422)
    return _preview(request, form, order, changed=step == "lam")


@require_safe
@login_required
def suggestions(request: Request) -> HttpResponse:
    """The units that fit what is being typed into one field, as that field's list."""
    request.actor.require(Permission.UNIT_VIEW)
    text = request.GET.get(request.GET.get("truong", ""), "")
    units = picking.suggested(text, by=request.actor, right=Permission.UNIT_VIEW)
    above = tree.parents_of(units, on=request.actor.today)
    rows = [(said(unit), above.get(unit.pk, "")) for unit in units]
    return respond(request, "organisations/changes/suggestions.html", {"rows": rows})


def _do(request: Request, form: DeedForm, order: Order) -> HttpResponse:
    """Done at once, or put forward for a second person."""
    if order.kind in BY_TWO:
        proposal = actions.propose(order.kind, facts=form.facts(), by=request.actor)
        messages.success(request, "Đã gửi đề nghị. Việc được làm khi một người khác duyệt.")
        return redirect("organisations:proposal", proposal.pk)
    unit = actions.DOERS[order.kind](order.subject, **order.told, by=request.actor)
    messages.success(request, f"Đã ghi: {order.kind.label.lower()} – {unit}.")
    day = max(request.actor.today, order.arguments.get("on", request.actor.today))
    later = {"ngay": day.isoformat()} if day > request.actor.today else {}
    return redirect(reverse("organisations:unit", args=[unit.pk]) + ("?" + urlencode(later) if later else ""))


def _form(request: Request, form: DeedForm, *, status: int = 200, blank: bool = False) -> HttpResponse:
    """The form; `blank` hides troubles of a form that was not sent to be checked."""
    if blank:
        form.errors.clear()
    context = {"form": form, "unit": form.unit, "kind": form.kind, "by_two": form.kind in BY_TWO}
    context |= {"more": form.kind in {Kind.SPLIT, Kind.MERGE}}
    return respond(request, "organisations/changes/form.html", context, status=status)


def _preview(request: Request, form: DeedForm, order: Order, *, changed: bool) -> HttpResponse:
    shown = orders.preview(order)
    context: dict[str, Any] = {
        "form": form,
        "unit": form.unit,
        "kind": form.kind,
        "by_two": form.kind in BY_TWO,
        "shown": shown,
        "held": affected.held(shown.ending, on=shown.on or request.actor.today),
        "seen": orders.seal(shown),
        "decision": order.decision,
        "carried": [(name, one) for name, many in request.POST.lists() if name not in UNSENT for one in many],
        "changed": changed,
    }
    return respond(request, "organisations/changes/preview.html", context)


def _typed(request: Request) -> Any:
    """What was sent; one more line of a split is one part more."""
    typed = request.POST.copy()
    parts = str(typed.get("parts", ""))
    if request.POST.get(STEP) == "them" and parts.isascii() and parts.isdigit():
        typed["parts"] = str(min(int(parts[:3]) + 1, MOST_PARTS))
    return typed
