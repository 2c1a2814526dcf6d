"""The register, one document, and what was sent to the office."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from donghanh.core.http import Request, download, respond
from donghanh.core.permissions import Permission
from donghanh.documents import actions, queries, rules, workbook
from donghanh.documents.forms import AskForm
from donghanh.documents.models import Basis, Dispatch, Document
from donghanh.documents.paper.marks import Mark, lines

MOST_EXPORTED = 20_000
LONGEST_HEADING = 160


@require_safe
@login_required
def documents(request: Request) -> HttpResponse:
    """Sổ văn bản: what the office and those below it keep, and what was sent to them."""
    request.actor.require(Permission.DOCUMENT_VIEW)
    form = AskForm(request.GET, by=request.actor)
    page = Paginator(queries.found(form.asked(), by=request.actor), queries.PAGE).get_page(
        request.GET.get("trang")
    )
    asked = request.GET.copy()
    asked.pop("trang", None)
    context = {"form": form, "page": page, "asked": asked.urlencode(), "here": "documents"}
    return respond(request, "documents/documents.html", context, partials=["documents"])


@require_safe
@login_required
def export(request: Request) -> HttpResponse:
    """The same list as a spreadsheet."""
    request.actor.require(Permission.DOCUMENT_VIEW)
    found = queries.found(AskForm(request.GET, by=request.actor).asked(), by=request.actor)
    return download(workbook.register(found[:MOST_EXPORTED]), "so-van-ban.xlsx", kind=workbook.KIND)


@require_safe
@login_required
def document(request: Request, pk: int) -> HttpResponse:
    """One document: its head, what it rests on and what rests on it, its text; opening it is noted."""
    request.actor.require(Permission.DOCUMENT_VIEW)
    seen = Document.objects.visible_to(request.actor).select_related("unit")
    which = get_object_or_404(queries.in_full(seen), pk=pk)
    bases = list(which.bases.select_related("target").order_by("place"))
    dispatch = (
        Dispatch.objects.visible_to(request.actor).filter(document=which, unit=request.actor.top_id).first()
    )
    if dispatch and dispatch.opened_at is None:
        actions.open_dispatch(dispatch, by=request.actor)
    context = {
        "document": which,
        "bases": bases,
        "citing": queries.citing(which, by=request.actor),
        "same": queries.same(which, by=request.actor),
        "originals": queries.originals(which),
        "lines": list(lines(which.text, _marks(which, bases))),
        "dispatch": dispatch,
        "take_up_refusal": rules.take_up(which, by=request.actor),
        "here": "documents",
    }
    return respond(request, "documents/document.html", context)


@require_safe
@login_required
def inbox(request: Request) -> HttpResponse:
    """Văn bản đến: what was sent to the office, the newest first."""
    request.actor.require(Permission.DOCUMENT_VIEW)
    sent = (
        Dispatch.objects.visible_to(request.actor)
        .filter(unit=request.actor.top_id)
        .select_related("document__unit", "opened_by")
        .defer("document__text", "document__outline", "document__plain_words", "document__exact_words")
        .order_by("-sent_at", "-pk")
    )
    page = Paginator(sent, queries.PAGE).get_page(request.GET.get("trang"))
    return respond(request, "documents/inbox.html", {"page": page, "here": "inbox"})


@require_POST
@login_required
def take_up(request: Request, pk: int) -> HttpResponse:
    """Tiếp nhận văn bản đến: begin the office's own review."""
    which = get_object_or_404(Document.objects.visible_to(request.actor), pk=pk)
    begun = actions.take_up(which, by=request.actor)
    messages.success(request, "Đã đọc lại nội dung văn bản. Đồng chí soát rồi xác nhận.")
    return redirect("documents:review", begun.pk)


def _marks(document: Document, bases: list[Basis]) -> list[Mark]:
    """Headings and citations in the text."""
    marks = []
    for section in document.outline:
        if section.get("span"):
            start, end = section["span"]
            length = len(document.text[start:end].split("\n", 1)[0])
            marks.append(
                Mark(
                    start=start,
                    end=start + min(length, LONGEST_HEADING),
                    item=f"s-{section['label']}",
                    kind="section",
                )
            )
    for basis in bases:
        if basis.start is not None and basis.length:
            marks.append(
                Mark(start=basis.start, end=basis.start + basis.length, item=f"b-{basis.place}", kind="base")
            )
    return marks
