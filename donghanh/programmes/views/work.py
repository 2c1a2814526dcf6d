"""One task of one unit: its page."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from donghanh.core.http import Request, respond
from donghanh.core.permissions import Permission
from donghanh.programmes.models import Assignment


@require_safe
@login_required
def assignment(request: Request, pk: int) -> HttpResponse:
    """Trang một việc của đơn vị: what is to be done, how far it is, what happened."""
    request.actor.require(Permission.PROGRAMME_VIEW)
    rows = Assignment.objects.visible_to(request.actor).with_status(on=request.actor.today)
    found = get_object_or_404(rows.select_related("task", "unit", "programme"), pk=pk)
    steps = found.steps.select_related("user").order_by("-at", "-pk")
    return respond(request, "programmes/assignment.html", {"assignment": found, "steps": steps})
