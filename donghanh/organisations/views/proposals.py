"""What one has put forward and another decides."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from donghanh.core.http import Request, respond
from donghanh.core.permissions import Permission
from donghanh.organisations import actions, reviewing
from donghanh.organisations.forms.lists import ProposalsForm
from donghanh.organisations.models import Proposal
from donghanh.organisations.queries import proposals as queries
from donghanh.organisations.views import asking


@require_safe
@login_required
def proposals(request: Request) -> HttpResponse:
    """Đề nghị: those that wait for me, those that I sent, and those decided."""
    request.actor.require(Permission.UNIT_VIEW)
    form, offset = ProposalsForm(request.GET or None), asking.offset(request)
    context = {
        "form": form,
        "page": queries.found(form.state(), request.actor, offset=offset),
        "waiting": queries.waiting_for(request.actor),
        "offset": offset,
        "before": max(0, offset - queries.PAGE),
        "keep": asking.keep(request),
    }
    return respond(request, "organisations/changes/proposals.html", context)


@require_safe
@login_required
def proposal(request: Request, pk: int) -> HttpResponse:
    """One proposal: what it would do today, what has changed since it was sent, and what became of it."""
    request.actor.require(Permission.UNIT_VIEW)
    shown = get_object_or_404(queries.with_people(Proposal.objects.visible_to(request.actor)), pk=pk)
    context = {"proposal": shown, "state": reviewing.standing(shown, by=request.actor)}
    return respond(request, "organisations/changes/proposal.html", context)


@require_POST
@login_required
def approve(request: Request, pk: int) -> HttpResponse:
    """Duyệt."""
    request.actor.require(Permission.UNIT_REORGANISE)
    proposal = get_object_or_404(Proposal.objects.visible_to(request.actor), pk=pk)
    change = actions.approve(proposal, seen=request.POST.get("seen", ""), by=request.actor)
    messages.success(request, f"Đã duyệt và ghi: {change}.")
    return redirect("organisations:change", change.pk)


@require_POST
@login_required
def refuse(request: Request, pk: int) -> HttpResponse:
    """Không duyệt."""
    request.actor.require(Permission.UNIT_REORGANISE)
    proposal = get_object_or_404(Proposal.objects.visible_to(request.actor), pk=pk)
    actions.refuse(proposal, reason=request.POST.get("reason", ""), by=request.actor)
    messages.success(request, "Đã ghi không duyệt; người đề nghị xem được lý do.")
    return redirect("organisations:proposal", pk)


@require_POST
@login_required
def withdraw(request: Request, pk: int) -> HttpResponse:
    """Rút."""
    proposal = get_object_or_404(Proposal.objects.visible_to(request.actor), pk=pk)
    actions.withdraw(proposal, by=request.actor)
    messages.success(request, "Đã rút đề nghị; chưa có gì thay đổi.")
    return redirect("organisations:proposal", pk)
