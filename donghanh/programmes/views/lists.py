"""The list of programmes, on screen and as a spreadsheet."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from donghanh.core import report_sheets
from donghanh.core.http import Request, download, respond
from donghanh.core.permissions import Permission
from donghanh.core.sheets import KIND
from donghanh.programmes import workbooks
from donghanh.programmes.forms.looking import ListForm
from donghanh.programmes.queries import listing

MOST_OFFSET = 1_000_000


@require_safe
@login_required
def programmes(request: Request) -> HttpResponse:
    """Chương trình: those within reach, with how far each is."""
    request.actor.require(Permission.PROGRAMME_VIEW)
    form = ListForm(request.GET)
    asked, offset = form.asked(), _offset(request)
    keep = request.GET.copy()
    keep.pop("tu", None)
    context = {
        "form": form,
        "asked": asked,
        "page": listing.page(asked, by=request.actor, offset=offset),
        "offset": offset,
        "before": max(0, offset - listing.PAGE),
        "keep": keep.urlencode(),
    }
    return respond(request, "programmes/programmes.html", context, partials=["programmes"])


@require_safe
@login_required
def export(request: Request) -> HttpResponse:
    """The same list as a spreadsheet."""
    request.actor.require(Permission.PROGRAMME_VIEW)
    page = listing.page(ListForm(request.GET).asked(), by=request.actor, size=listing.MOST)
    return download(
        report_sheets.write([workbooks.list_of(page, today=request.actor.today)]),
        "chuong-trinh.xlsx",
        kind=KIND,
    )


def _offset(request: Request) -> int:
    said = request.GET.get("tu", "")
    return min(int(said), MOST_OFFSET) if said.isascii() and said.isdigit() and len(said) < 10 else 0
