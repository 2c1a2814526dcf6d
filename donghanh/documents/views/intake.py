"""Taking papers in: where they are dropped, their list, scans that are being read, pictures of pages."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from donghanh.core.errors import Refused
from donghanh.core.http import Request, respond
from donghanh.core.permissions import Permission
from donghanh.documents import actions, queries
from donghanh.documents.forms import PasteForm
from donghanh.documents.models import OPEN, Reception, ReceptionState
from donghanh.documents.reading import sandbox
from donghanh.documents.reading.source import Unreadable
from donghanh.files import store
from donghanh.files.kinds import DOCUMENT

SHOWN = 100


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def intake(request: Request) -> HttpResponse:
    """Tiếp nhận: drop files, paste a text; below, what waits for review. POST takes a pasted text."""
    request.actor.require(Permission.DOCUMENT_INTAKE)
    form = PasteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.receive_text(by=request.actor, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("text", str(refusal))
        else:
            return redirect("documents:review", made.pk)
    context = {
        "form": form,
        "accept": DOCUMENT,
        "waiting": _listed(request).filter(state__in=OPEN)[:SHOWN],
        "dropped": _listed(request).filter(state=ReceptionState.DROPPED)[:10],
        "here": "intake",
    }
    return respond(
        request, "documents/intake.html", context, partials=["waiting"], status=422 if form.errors else 200
    )


@require_POST
@login_required
def send(request: Request) -> HttpResponse:
    """Files one by one from the script, with a key each; all at once from the plain form."""
    request.actor.require(Permission.DOCUMENT_INTAKE)
    files = request.FILES.getlist("files")
    if request.headers.get("X-Upload") != "1":
        return _send_plainly(request, files)
    try:
        if len(files) != 1:
            raise Refused("Tệp chưa gửi được trọn vẹn. Đồng chí hãy chọn lại tệp.")
        made = _receive(request, files[0], key=request.POST.get("key", ""))
    except Refused as refusal:
        return HttpResponse(str(refusal), status=422, headers={"X-Refused": "1"}, content_type="text/plain")
    answer = render(request, "documents/_waiting_line.html", {"reception": made})
    answer["X-Attachment"] = str(made.pk)
    return answer


def _send_plainly(request: Request, files: list[Any]) -> HttpResponse:
    made = []
    for file in files:
        try:
            made.append(_receive(request, file, key=""))
        except Refused as refusal:
            messages.error(request, str(refusal))
    if not files:
        messages.error(request, "Đồng chí chưa chọn tệp nào.")
    return (
        redirect("documents:review", made[0].pk)
        if len(made) == len(files) == 1
        else redirect("documents:intake")
    )


def _receive(request: Request, file: UploadedFile, *, key: str) -> Reception:
    if (file.size or 0) > DOCUMENT.largest:
        most = DOCUMENT.largest >> 20
        raise Refused(f"Tệp “{file.name}” vượt giới hạn {most} MB mỗi tệp. Đồng chí hãy tách tệp.")
    return actions.receive(file.read(), name=file.name or "", client_key=key, by=request.actor)


@require_safe
@login_required
def state(request: Request, pk: int) -> HttpResponse:
    """How far a scan is, asked again while it is read; then the whole page comes anew."""
    which = _reception(request, pk)
    response = respond(request, "documents/state.html", {"reception": which}, partials=["state"])
    if request.htmx and which.state != ReceptionState.WAITING:
        response["HX-Refresh"] = "true"
    return response


@require_POST
@login_required
def read_again(request: Request, pk: int) -> HttpResponse:
    """Đọc lại bản quét."""
    actions.read_again(_reception(request, pk), by=request.actor)
    return redirect("documents:review", pk)


@require_POST
@login_required
def give_text(request: Request, pk: int) -> HttpResponse:
    """Dán nội dung cho bản quét."""
    actions.give_text(_reception(request, pk), text=request.POST.get("text", ""), by=request.actor)
    return redirect("documents:review", pk)


@require_POST
@login_required
def drop(request: Request, pk: int) -> HttpResponse:
    """Bỏ văn bản."""
    actions.drop(_reception(request, pk), by=request.actor)
    messages.success(request, "Đã bỏ văn bản này. Nếu cần, Đồng chí lấy lại ở cuối danh sách.")
    return redirect("documents:intake")


@require_POST
@login_required
def restore(request: Request, pk: int) -> HttpResponse:
    """Lấy lại văn bản đã bỏ."""
    actions.restore(_reception(request, pk), by=request.actor)
    return redirect("documents:review", pk)


@require_POST
@login_required
def register(request: Request, pk: int) -> HttpResponse:
    """Chỉ vào sổ: a paper that nobody has to carry out is registered without a programme."""
    made = actions.register(_reception(request, pk), by=request.actor)
    messages.success(request, "Đã vào sổ văn bản.")
    return redirect(made)


@require_safe
@login_required
def page(request: Request, pk: int, number: int) -> HttpResponse:
    """One page of the original as a picture, drawn in the sandbox."""
    which = _reception(request, pk)
    original = next(iter(queries.originals(which)), None)
    if original is None or not 1 <= number <= max(which.pages, 1):
        raise Http404
    try:
        picture = sandbox.draw(store.read(original.blob), page=number - 1)
    except Unreadable as error:
        raise Http404 from error
    return HttpResponse(
        picture, content_type="image/jpeg", headers={"Cache-Control": "private, max-age=86400, immutable"}
    )


def _listed(request: Request) -> "QuerySet[Reception]":
    shown = Reception.objects.visible_to(request.actor).select_related("made_by")
    return shown.defer("text", "reading", "draft", "understood").order_by("-made_at", "-pk")


def _reception(request: Request, pk: int) -> Reception:
    request.actor.require(Permission.DOCUMENT_INTAKE)
    return get_object_or_404(Reception.objects.visible_to(request.actor), pk=pk)
