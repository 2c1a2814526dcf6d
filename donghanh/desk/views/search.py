"""Tìm kiếm: one box over everything that the searcher may see."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from donghanh.core.http import Request, respond
from donghanh.desk.search.sources import SOURCES
from donghanh.desk.search.typed import understand

FIRST, PAGE = 5, 20
MOST_OFFSET = 10_000


@require_safe
@login_required
def search(request: Request) -> HttpResponse:
    """The first of each kind, or one kind by pages."""
    typed, kind, offset = understand(request.GET.get("q", "")), request.GET.get("loai", ""), _offset(request)
    chosen = [source for source in SOURCES if source.key == kind]
    size = PAGE if chosen else FIRST
    groups = [
        (source, hits)
        for source in (chosen or SOURCES if typed.anything else ())
        if (hits := source.look(typed, request.actor, offset if chosen else 0, size)).rows
    ]
    context = {
        "typed": typed,
        "kind": kind if chosen else "",
        "groups": groups,
        "sources": SOURCES,
        "offset": offset,
        "before": max(0, offset - PAGE),
        "after": offset + PAGE,
    }
    return respond(request, "desk/search.html", context, partials=["found"])


def _offset(request: Request) -> int:
    typed = request.GET.get("tu", "")
    return min(int(typed), MOST_OFFSET) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 0
