"""Accounts from a spreadsheet: form, preview, doing it, slips."""

from collections import Counter

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from donghanh.accounts import actions, paper, queries, workbook
from donghanh.accounts.forms import SheetForm
from donghanh.accounts.intake import MOST_ROWS, plan
from donghanh.accounts.models import Intake, IntakeState, Role
from donghanh.core import sheets
from donghanh.core.errors import Refused
from donghanh.core.http import Request, download, respond
from donghanh.core.permissions import Permission

SHOWN = 200


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def upload(request: Request) -> HttpResponse:
    """Cấp hàng loạt: choose a sheet; nothing is done before the preview is confirmed."""
    request.actor.require(Permission.ACCOUNT_CHANGE)
    form = SheetForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            sheet = sheets.read(file.read(), workbook.COLUMNS, most_rows=MOST_ROWS)
            made = actions.read_intake(sheet, file_name=file.name or "", by=request.actor)
        except (sheets.Unreadable, Refused) as trouble:
            form.add_error("file", str(trouble))
        else:
            return redirect("accounts:intake", made.pk)
    earlier = Intake.objects.visible_to(request.actor).order_by("-pk")[:10]
    context = {"form": form, "earlier": earlier, "most": MOST_ROWS}
    return respond(request, "accounts/upload.html", context, status=422 if form.errors else 200)


@require_safe
@login_required
def template(request: Request) -> HttpResponse:
    """The empty sheet, with the roles that may be used."""
    request.actor.require(Permission.ACCOUNT_CHANGE)
    roles = Role.objects.visible_to(request.actor).in_order().values_list("name", flat=True)
    return download(workbook.form(list(roles)), "mau-cap-tai-khoan.xlsx", kind=workbook.KIND)


@require_safe
@login_required
def intake(request: Request, pk: int) -> HttpResponse:
    """What the sheet would do; or, once done, what it did."""
    which = _intake(request, pk)
    planned = plan(which, by=request.actor) if which.state == IntakeState.READ else []
    wrong = [row for row in planned if row.troubles]
    sound = [row for row in planned if not row.troubles]
    context = {
        "intake": which,
        "wrong": wrong[:SHOWN],
        "wrong_count": len(wrong),
        "sound": sound[:SHOWN],
        "sound_count": len(sound),
        "deeds": sorted(Counter(str(row.deed) for row in sound).items()),
        "waiting": which.users.filter(must_change_password=True).count(),
    }
    return respond(request, "accounts/intake.html", context)


@require_safe
@login_required
def results(request: Request, pk: int) -> HttpResponse:
    """The sheet again, with what is wrong beside each row."""
    planned = plan(_intake(request, pk), by=request.actor)
    rows = ({**row.cells, "result": row.result} for row in planned)
    return download(workbook.results(rows), "ket-qua.xlsx", kind=workbook.KIND)


@require_POST
@login_required
def apply(request: Request, pk: int) -> HttpResponse:
    """Cấp: all rows, or the sound ones."""
    done = actions.apply_intake(_intake(request, pk), part="part" in request.POST, by=request.actor)
    messages.success(request, f"Đã cấp {done.made} tài khoản, giao {done.given} nhiệm vụ.")
    return redirect("accounts:intake", pk)


@require_POST
@login_required
def drop(request: Request, pk: int) -> HttpResponse:
    """Bỏ đợt này."""
    actions.drop_intake(_intake(request, pk), by=request.actor)
    messages.success(request, "Đã bỏ đợt này; không tài khoản nào được cấp.")
    return redirect("accounts:upload")


@require_POST
@login_required
def slips(request: Request, pk: int) -> HttpResponse:
    """Slips for those of the batch who have not chosen a password of their own yet."""
    chosen = _intake(request, pk).users.filter(
        pk__in=queries.people(request.actor), must_change_password=True
    )
    issued = actions.issue_slips(chosen, by=request.actor)
    if not issued:
        raise Refused("Mọi người trong đợt này đã đặt mật khẩu riêng, không còn phiếu nào để in.")
    return download(
        paper.slips(issued, site=request.build_absolute_uri("/dang-nhap/")), "phieu.pdf", kind=paper.KIND
    )


def _intake(request: Request, pk: int) -> Intake:
    request.actor.require(Permission.ACCOUNT_CHANGE)
    return get_object_or_404(Intake.objects.visible_to(request.actor), pk=pk)
