"""The signed-in person's home."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from donghanh.core.http import Request, respond


@require_safe
@login_required
def home(request: Request) -> HttpResponse:
    """What waits for this person today."""
    return respond(request, "desk/home.html", {"greeting": f"Chào đồng chí {request.user}."})
