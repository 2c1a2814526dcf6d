"""Changes of the tree: the list, one change as a certificate, and taking one back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from donghanh.core.http import Request, respond
from donghanh.core.permissions import Permission
from donghanh.organisations import actions, orders, rules, taking_back
from donghanh.organisations.forms.lists import ChangesForm
from donghanh.organisations.models import Change, Proposal
from donghanh.organisations.queries import changes as queries
from donghanh.organisations.views import asking

UNITS_AT_ONCE = 1_500  # a larger change is taken back behind the page


@require_safe
@login_required
def changes(request: Request) -> HttpResponse:
    """Các thay đổi: what was changed, by kind, unit and period."""
    request.actor.require(Permission.UNIT_VIEW)
    form, offset = ChangesForm(asking.typed(request), by=request.actor), asking.offset(request)
    page = queries.found(form.asked(), request.actor, offset=offset)
    context = {
        "form": form,
        "rows": [(row, taking_back.offered(row, by=request.actor)) for row in page.rows],
        "page": page,
        "offset": offset,
        "before": max(0, offset - queries.PAGE),
        "keep": asking.keep(request),
    }
    return respond(request, "organisations/changes/changes.html", context)


@require_safe
@login_required
def change(request: Request, pk: int) -> HttpResponse:
    """One change: what it made and ended, on paper as well; and taking it back, polled while at work."""
    request.actor.require(Permission.UNIT_VIEW)
    rows = Change.objects.visible_to(request.actor).with_later().with_undoing().select_related("decision")
    shown = get_object_or_404(rows, pk=pk)
    undoing = queries.last_undoing(shown)
    at_work = undoing is not None and undoing.at_work
    proposals = Proposal.objects.visible_to(request.actor).filter(change=shown)
    context = {
        "change": shown,
        "undoing": undoing,
        "at_work": at_work,
        "stuck": at_work and queries.is_stuck(undoing),
        "made": None if at_work or shown.undone_at else queries.made(shown),
        "offer": None if at_work else taking_back.offered(shown, by=request.actor),
        "proposals": proposals.select_related("made_by", "decided_by").order_by("pk")
        if shown.kind not in rules.UNDONE_ALONE
        else (),
    }
    return respond(request, "organisations/changes/change.html", context, partials=["change"])


@require_POST
@login_required
def undo(request: Request, pk: int) -> HttpResponse:
    """Hoàn lại: at once, a large one behind the page, or as a proposal where two people are needed."""
    change = get_object_or_404(Change.objects.visible_to(request.actor), pk=pk)
    request.actor.require(rules.right_to_undo(change))
    if rules.undone_by_two(change, by=request.actor):
        proposal = actions.propose(orders.Kind.UNDO, facts={"change": change.pk}, by=request.actor)
        messages.success(request, "Đã gửi đề nghị hoàn lại. Việc được làm khi một người khác duyệt.")
        return redirect("organisations:proposal", proposal.pk)
    if change.units.count() > UNITS_AT_ONCE:
        actions.start_undoing(change, by=request.actor)
        return redirect("organisations:change", pk)
    actions.undo(change, by=request.actor)
    messages.success(request, f"Đã hoàn lại: {change}.")
    return redirect("organisations:change", pk)
