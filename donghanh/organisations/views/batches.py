"""Units by spreadsheet: upload, check, confirm, result; and taking the list away as a sheet."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from donghanh.core import sheets
from donghanh.core.errors import Refused
from donghanh.core.http import Request, download, respond
from donghanh.core.permissions import Permission
from donghanh.organisations import actions
from donghanh.organisations.exchange import sheet
from donghanh.organisations.forms.batches import BatchForm
from donghanh.organisations.forms.tree import BrowseForm
from donghanh.organisations.models import Batch
from donghanh.organisations.views import asking

AT_ONCE = 150_000  # bytes: a smaller sheet is checked while the person waits
ROWS_AT_ONCE = 1_500
SHOWN = 200
TROUBLES = (
    sheets.Column(key="row", title="Dòng", width=10),
    sheets.Column(key="cell", title="Ô", width=10),
    sheets.Column(key="message", title="Lỗi", width=100),
)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def upload(request: Request) -> HttpResponse:
    """Nhập đơn vị: choose a sheet; nothing is stored before the preview is confirmed."""
    request.actor.require(Permission.UNIT_EXCHANGE)
    form = BatchForm(request.POST or None, request.FILES or None, by=request.actor)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        batch = actions.read_batch(
            file.read(),
            file_name=file.name or "",
            on=form.cleaned_data["on"],
            decision=form.decision(),
            later=file.size > AT_ONCE,
            by=request.actor,
        )
        if file.size <= AT_ONCE:
            actions.preview_batch(batch, by=request.actor)
        return redirect("organisations:batch", batch.pk)
    earlier = Batch.objects.visible_to(request.actor).for_list()[:10]
    context = {"form": form, "earlier": earlier}
    return respond(request, "organisations/changes/upload.html", context, status=422 if form.errors else 200)


@require_safe
@login_required
def template(request: Request) -> HttpResponse:
    """The empty sheet."""
    request.actor.require(Permission.UNIT_EXCHANGE)
    return download(sheet.write([]), "mau-don-vi.xlsx", kind=sheets.KIND)


@require_safe
@login_required
def batch(request: Request, pk: int) -> HttpResponse:
    """How far the sheet is: at work, what it would do, or what it did. Polled while at work."""
    which = _batch(request, pk)
    found = which.found
    context = {
        "batch": which,
        "errors": found.get("errors", [])[:SHOWN],
        "errors_count": found.get("errors_count", 0),
        "rows": found.get("rows", []),
        "deeds": sorted(found.get("deeds", {}).items()),
    }
    return respond(request, "organisations/changes/batch.html", context, partials=["batch"])


@require_safe
@login_required
def troubles(request: Request, pk: int) -> HttpResponse:
    """The troubles of the sheet as a sheet."""
    found = _batch(request, pk).found.get("errors", [])
    rows = ({"row": row, "cell": cell, "message": message} for row, cell, message in found)
    return download(sheets.write("Lỗi", TROUBLES, rows), "loi-don-vi.xlsx", kind=sheets.KIND)


@require_POST
@login_required
def store(request: Request, pk: int) -> HttpResponse:
    """Ghi: all rows or the sound ones; a large sheet behind the page."""
    which = _batch(request, pk)
    later = which.total > ROWS_AT_ONCE
    which = actions.start_batch(which, part="part" in request.POST, later=later, by=request.actor)
    if not later:
        try:
            done = actions.store_batch(which, by=request.actor)
        except Refused as refusal:
            actions.fail_batch(which, reason=str(refusal), by=request.actor)
        else:
            messages.success(
                request, f"Đã mở {done.opened} đơn vị, thay đổi {done.changed}, giữ nguyên {done.unchanged}."
            )
    return redirect("organisations:batch", pk)


@require_POST
@login_required
def drop(request: Request, pk: int) -> HttpResponse:
    """Bỏ đợt này."""
    actions.drop_batch(_batch(request, pk), by=request.actor)
    messages.success(request, "Đã bỏ đợt này; không đơn vị nào được ghi.")
    return redirect("organisations:upload")


@require_safe
@login_required
def export(request: Request) -> HttpResponse:
    """The units that the tree's page shows for the same question, as a sheet."""
    request.actor.require(Permission.UNIT_EXCHANGE)
    asked = {"ngay": request.actor.today.isoformat()} | asking.typed(request)
    form = BrowseForm(asked, by=request.actor)
    data = actions.export_units(on=form.day, asked=form.asked(), by=request.actor)
    return download(data, f"don-vi-{form.day:%Y%m%d}.xlsx", kind=sheets.KIND)


def _batch(request: Request, pk: int) -> Batch:
    request.actor.require(Permission.UNIT_EXCHANGE)
    return get_object_or_404(Batch.objects.visible_to(request.actor), pk=pk)
