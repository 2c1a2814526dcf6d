"""The signed-in person's home."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from donghanh.core.actor import NOBODY
from donghanh.core.http import Request, respond
from donghanh.core.permissions import Permission
from donghanh.desk import visits
from donghanh.desk.asked import number
from donghanh.desk.queries import home as queries


@require_safe
@login_required
def home(request: Request) -> HttpResponse:
    """Bàn làm việc: what waits for this person today; of one programme, or one list in full."""
    by = request.actor
    context: dict[str, Any] = {
        "greeting": f"Chào đồng chí {request.user}.",
        "today": by.today if by else None,
    }
    if by.post_id == NOBODY:
        return respond(request, "desk/no_post.html", context)
    programme = number(request.GET.get("chuong-trinh"))
    only = request.GET.get("muc", "")
    context |= {"programme": programme, "only": only, "papers": queries.papers(by)}
    if Permission.PROGRAMME_VIEW in by.permissions:
        context |= {
            "work": queries.work(by, since=visits.see(by), programme=programme, only=only),
            "to_confirm": queries.to_confirm(by, programme=programme),
            "programmes": queries.programmes(by),
        }
    return respond(request, "desk/home.html", context)
