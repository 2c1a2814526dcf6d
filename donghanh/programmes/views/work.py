"""One task of one unit: who is to do it says how far it is, who gave it confirms or sends it back."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from donghanh.core.errors import Refused
from donghanh.core.http import Request, respond
from donghanh.core.permissions import Permission
from donghanh.files.kinds import EVIDENCE
from donghanh.files.models import Attachment
from donghanh.files.receiving import receive
from donghanh.programmes import actions, rules
from donghanh.programmes.forms.doing import JudgeForm, WorkForm
from donghanh.programmes.models import Assignment
from donghanh.programmes.queries import working

REMOVE = "programmes:detach"


@require_safe
@login_required
def assignment(request: Request, pk: int) -> HttpResponse:
    """Trang một việc của đơn vị: what is to be done, how far it is, what happened, what one may do now."""
    request.actor.require(Permission.PROGRAMME_VIEW)
    return _page(request, _shown(request, pk))


@require_POST
@login_required
def note_progress(request: Request, pk: int) -> HttpResponse:
    """Ghi tiến độ."""
    said = "Đã ghi tiến độ."
    return _say(request, _shown(request, pk), action=actions.note_progress, deed="tien-do", said=said)


@require_POST
@login_required
def report_done(request: Request, pk: int) -> HttpResponse:
    """Báo hoàn thành."""
    said = "Đã báo hoàn thành. Đơn vị giao việc sẽ xác nhận hoặc trả lại."
    return _say(request, _shown(request, pk), action=actions.report_done, deed="bao-xong", said=said)


@require_POST
@login_required
def take_back(request: Request, pk: int) -> HttpResponse:
    """Rút lại báo hoàn thành; a second click finds it done."""
    found = _found(request, pk)
    request.actor.require(Permission.TASK_DO)
    if found.reported_on or found.confirmed_at:
        actions.take_back(found, note=request.POST.get("note", "")[:5_000], by=request.actor)
        messages.success(request, "Đã rút lại. Đồng chí làm tiếp rồi báo lại khi xong.")
    else:
        messages.info(request, "Việc này chưa được báo hoàn thành, nên không có gì để rút lại.")
    return redirect(found)


@require_POST
@login_required
def attach(request: Request, pk: int) -> HttpResponse:
    """Gửi minh chứng: several files, each by itself."""
    found = _found(request, pk)
    request.actor.require(Permission.TASK_DO)

    def keep(upload: UploadedFile, *, name: str, key: str) -> Attachment:
        return actions.attach(found, upload=upload, name=name, key=key, by=request.actor)

    return receive(request, keep=keep, then=f"{found.get_absolute_url()}#minh-chung", remove=REMOVE)


@require_POST
@login_required
def detach(request: Request, pk: int) -> HttpResponse:
    """Gỡ minh chứng, with the reason."""
    file = get_object_or_404(Attachment.objects.visible_to(request.actor), pk=pk)
    found = file.owner
    if not isinstance(found, Assignment):
        raise Http404
    actions.detach(found, file=file, reason=request.POST.get("reason", ""), by=request.actor)
    messages.success(request, f"Đã gỡ tệp {file.name}.")
    return redirect(f"{found.get_absolute_url()}#minh-chung")


@require_POST
@login_required
def confirm_done(request: Request, pk: int) -> HttpResponse:
    """Xác nhận hoàn thành; a second click finds it done."""
    found = _shown(request, pk)
    form = JudgeForm(request.POST)
    if not form.is_valid():
        return _page(request, found, judging=form)
    try:
        actions.confirm_done(found, note=form.cleaned_data["note"], by=request.actor)
    except Refused as refusal:
        found.refresh_from_db(fields=["confirmed_by"])
        if found.confirmed_by_id == request.actor.user_id:
            return redirect(found)
        form.add_error(None, str(refusal))
        return _page(request, _shown(request, pk), judging=form, refused=refusal)
    messages.success(request, "Đã xác nhận hoàn thành.")
    return redirect(found)


@require_POST
@login_required
def send_back(request: Request, pk: int) -> HttpResponse:
    """Trả lại, with the reason."""
    found = _shown(request, pk)
    form = JudgeForm(request.POST)
    if form.is_valid():
        try:
            actions.send_back(found, reason=form.cleaned_data["note"], by=request.actor)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return _page(request, _shown(request, pk), judging=form, refused=refusal)
        messages.success(request, "Đã trả lại. Đơn vị được báo ngay, kèm lý do.")
        return redirect(found)
    return _page(request, found, judging=form)


def _say(request: Request, found: Assignment, *, action: Any, deed: str, said: str) -> HttpResponse:
    """A note on the way or the report: what was typed stays on the page until it is kept."""
    form = WorkForm(request.POST, assignment=found)
    if not form.is_valid():
        return _page(request, found, doing=form)
    key = f"{deed}:{form.key}" if form.key else ""
    try:
        action(found, client_key=key, by=request.actor, **form.said())
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, found, doing=form, refused=refusal)
    messages.success(request, said)
    return redirect(found)


def _page(
    request: Request,
    found: Assignment,
    *,
    doing: WorkForm | None = None,
    judging: JudgeForm | None = None,
    refused: Refused | None = None,
) -> HttpResponse:
    by = request.actor
    mine = Permission.TASK_DO in by.permissions and not rules.attach(found, by=by)
    judge = Permission.TASK_CONFIRM in by.permissions and found.waits
    context = {
        "assignment": found,
        "work": working.work(found, by=by),
        "mine": mine,
        "missing": rules.missing_evidence(found, note="x", link="", count=None) if mine else "",
        "doing": doing or WorkForm(assignment=found),
        "judging": judging or JudgeForm(),
        "confirm_refusal": rules.confirm_done(found, by=by) if judge else "-",
        "return_refusal": rules.send_back(found, reason="x", by=by) if judge else "-",
        "accept": EVIDENCE,
        "remove": REMOVE if mine and not found.reported_on else "",
    }
    status = refused.status if refused else 200
    return respond(request, "programmes/assignment.html", context, status=status)


def _shown(request: Request, pk: int) -> Assignment:
    return get_object_or_404(working.shown(request.actor), pk=pk)


def _found(request: Request, pk: int) -> Assignment:
    return get_object_or_404(Assignment.objects.visible_to(request.actor), pk=pk)
