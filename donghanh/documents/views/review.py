"""The review of a draft: the paper beside what was read, each value changed where it stands."""

import json
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from donghanh.core.errors import Refused
from donghanh.core.http import Request, respond
from donghanh.core.permissions import Permission
from donghanh.documents import actions, editing, keeping, queries
from donghanh.documents.draft import edits, values
from donghanh.documents.draft.edits import Change, Clash, Missing
from donghanh.documents.draft.shape import HEAD, LISTS, FieldType
from donghanh.documents.draft.values import Wrong
from donghanh.documents.keeping import Meanings
from donghanh.documents.models import Reception, ReceptionState
from donghanh.documents.paper import naming
from donghanh.documents.paper.reviewing import GROUPS, TITLE_OF, Entry, Review, lay_out

SCRIPT = "X-Review"  # sent by review.js
MOST_NEWS = 50  # changes of others that a page catches up with one by one; beyond, it is loaded anew
PAGES = {
    ReceptionState.WAITING: "documents/state.html",
    ReceptionState.UNREADABLE: "documents/unreadable.html",
    ReceptionState.DROPPED: "documents/dropped.html",
}


@require_safe
@login_required
def review(request: Request, pk: int) -> HttpResponse:
    """Soát: everything that was read beside the text; or why there is nothing to review (yet, any more)."""
    which = _reception(request, pk)
    if which.document_id:
        return redirect("documents:document", which.document_id)
    context = {"reception": which, "originals": queries.originals(which), "here": "intake"}
    if template := PAGES.get(ReceptionState(which.state)):
        return respond(request, template, context | {"pages": range(1, which.pages + 1)}, partials=["state"])
    context |= {
        "review": _laid_out(which, keeping.look(which, by=request.actor)),
        "alike": [one for one in queries.alike(which, by=request.actor) if not one.settled],
        "pages": range(1, which.pages + 1) if which.scanned else (),
    }
    return respond(request, "documents/review.html", context, partials=["paper"])


@require_POST
@login_required
def edit(request: Request, pk: int) -> HttpResponse:
    """One change: for the script as JSON, for a plain form as the page again."""
    which = _reception(request, pk)
    try:
        which, change = actions.edit(which, change=editing.asked(request.POST, which.text), by=request.actor)
    except Clash as clash:
        return _clashed(request, which, clash)
    except Wrong as wrong:
        return _said(request, pk, str(wrong), status=422)
    except (Missing, Refused) as gone:
        reason = (
            str(gone) if isinstance(gone, Refused) else "Mục này không còn nữa. Đồng chí hãy tải lại trang."
        )
        return _said(request, pk, reason, status=409)
    if SCRIPT in request.headers:
        return JsonResponse(_news(request, which, [change]))
    return redirect(_there(pk, change.item))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def item(request: Request, pk: int, item: str) -> HttpResponse:
    """One entry's form: for the script in place, else a page of its own that saves all its fields."""
    which = _reception(request, pk)
    entry = _laid_out(which, keeping.last(which, by=request.actor)).entry(item)
    if entry is None:
        raise Http404
    wrong: dict[str, str] = {}
    if request.method == "POST":
        wrong = _save_all(request, which, entry)
        if not wrong:
            messages.success(request, "Đã lưu.")
            return redirect(_there(pk, item))
    context = {
        "reception": which,
        "entry": entry,
        "title": TITLE_OF[entry.list_name],
        "inputs": _inputs(entry, request.POST if wrong else {}, wrong),
        "here": "intake",
    }
    if SCRIPT in request.headers:
        return render(request, "documents/_item_form.html", context)
    return respond(request, "documents/item.html", context, status=422 if wrong else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def add(request: Request, pk: int, list_name: str) -> HttpResponse:
    """A new entry of a list."""
    which = _reception(request, pk)
    if list_name not in LISTS:
        raise Http404
    trouble = ""
    if request.method == "POST":
        ask = {**request.POST.dict(), "op": "add", "list": list_name}
        try:
            _, change = actions.edit(which, change=editing.asked(ask, which.text), by=request.actor)
            return redirect(_there(pk, change.item))
        except Wrong as wrong:
            trouble = str(wrong)
    one = next(one for name, _, _, one in GROUPS if name == list_name)
    inputs = [_input(field, None, typed=request.POST.get(field.key, "")) for field in LISTS[list_name]]
    context = {
        "reception": which,
        "list_name": list_name,
        "one": one,
        "inputs": inputs,
        "trouble": trouble,
        "here": "intake",
    }
    template = "documents/_add_form.html" if SCRIPT in request.headers else "documents/add.html"
    return respond(request, template, context, status=422 if trouble else 200)


@require_safe
@login_required
def changes(request: Request, pk: int) -> HttpResponse:
    """What others changed since the version that the page shows."""
    which = _reception(request, pk)
    since = request.GET.get("tu", "")
    if not since.isdigit() or which.state != ReceptionState.READ:
        return JsonResponse({"reload": True})
    rows = queries.edits_since(which, int(since[:9]), most=MOST_NEWS + 1)
    if len(rows) > MOST_NEWS:
        return JsonResponse({"reload": True})
    made = [
        Change(draft=which.draft, item=row.item, before=row.before or {}, after=row.after or {})
        for row in rows
    ]
    return JsonResponse(_news(request, which, made))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def alike(request: Request, pk: int) -> HttpResponse:
    """Papers that may be the same, side by side with this one; the person decides."""
    which = _reception(request, pk)
    if request.method == "POST":
        ask = {"op": "distinct", "other": request.POST.get("other", "")}
        actions.edit(which, change=editing.asked(ask, which.text), by=request.actor)
        messages.success(request, "Đã ghi: đây là hai văn bản khác nhau.")
        return redirect("documents:review", pk)
    context = {"reception": which, "alike": queries.alike(which, by=request.actor), "here": "intake"}
    return respond(request, "documents/alike.html", context)


def _reception(request: Request, pk: int) -> Reception:
    request.actor.require(Permission.DOCUMENT_INTAKE)
    return get_object_or_404(Reception.objects.visible_to(request.actor), pk=pk)


def _laid_out(reception: Reception, meanings: Meanings) -> Review:
    return lay_out(reception.draft, reception.text, naming.shown(reception.draft, meanings))


def _news(request: Request, reception: Reception, made: list[Change]) -> dict[str, Any]:
    """What changed on the page: entries by id, whole groups where their lines changed, and the bar."""
    found = _laid_out(reception, keeping.last(reception, by=request.actor))
    context = {"reception": reception, "review": found}
    entries, groups, moved = {}, {}, False
    for change in made:
        told = {**change.before, **change.after}
        moved = moved or bool({"span", "removed"} & set(told))
        if {"removed", "split"} & set(told):
            name = edits.list_of(change.item)
            group = next((one for one in found.groups if one.list_name == name), None)
            groups[name] = render_to_string("documents/_group.html", {**context, "group": group}, request)
        elif entry := found.entry(change.item):
            entries[change.item] = render_to_string(
                "documents/_entry.html", {**context, "entry": entry}, request
            )
    return {
        "version": reception.version,
        "entries": entries,
        "groups": groups,
        "moved": moved,
        "last": made[-1].item if made else "",
        "bar": render_to_string("documents/_bar.html", context, request),
        "now": {change.item: change.draft and _values(change) for change in made},
    }


def _values(change: Change) -> dict[str, Any]:
    """The fields that changed, as they are now: what the next change must have seen."""
    if change.item in {edits.NAMES, "distinct"}:
        return {}
    try:
        item = edits.item_of(change.draft, change.item)
    except Missing:
        return {}
    return {key: item.get(key) for key in change.after if key in item}


def _clashed(request: Request, reception: Reception, clash: Clash) -> HttpResponse:
    """Somebody else was first: both values, and a choice."""
    if clash.field == "span" or clash.item == edits.NAMES:
        return _said(
            request, reception.pk, "Người khác vừa đổi mục này. Đồng chí hãy tải lại trang.", status=409
        )
    kind = edits.type_of(clash.item, clash.field)
    latest = queries.latest_edit(reception, clash.item)
    context = {
        "reception": reception,
        "item": clash.item,
        "field": kind,
        "key": clash.field,
        "theirs": values.said(kind, clash.now) or "(để trống)",
        "mine": values.said(kind, clash.wanted) or "(để trống)",
        "mine_typed": values.typed(kind, clash.wanted),
        "now": json.dumps(clash.now),
        "who": latest.user.get_full_name() if latest else "Người khác",
        "here": "intake",
    }
    if SCRIPT not in request.headers:
        return render(request, "documents/clash.html", context, status=409)
    html = render_to_string("documents/_clash.html", context, request)
    return JsonResponse({"clash": html, "item": clash.item, "field": clash.field}, status=409)


def _said(request: Request, pk: int, reason: str, *, status: int) -> HttpResponse:
    if SCRIPT in request.headers:
        return JsonResponse({"reason": reason}, status=status)
    messages.error(request, reason)
    return redirect("documents:review", pk)


def _there(pk: int, item: str) -> str:
    return f"/van-ban/tiep-nhan/{pk}/#v{item}"


def _fields(entry: Entry) -> list[tuple[str, FieldType]]:
    """The fields of an entry with their keys; of the head's fields it is `value`."""
    if entry.list_name == "head":
        return [("value", next(one for one in HEAD if f"head.{one.key}" == entry.id))]
    return [(one.key, one) for one in LISTS[entry.list_name]]


def _inputs(entry: Entry, typed: Any, wrong: dict[str, str]) -> list[dict[str, Any]]:
    return [
        _input(one, entry.item.get(key), key=key, typed=typed.get(key), wrong=wrong.get(key, ""))
        for key, one in _fields(entry)
    ]


def _input(
    field: FieldType, value: Any, *, key: str = "", typed: str | None = None, wrong: str = ""
) -> dict[str, Any]:
    """One field as an input: what stands in it, what the person saw, what is wrong."""
    return {
        "field": field,
        "key": key or field.key,
        "value": typed if typed is not None else values.typed(field, value),
        "before": json.dumps(value),
        "wrong": wrong,
        "rows": min(8, max(2, len(str(value or "")) // 60 + 1)),
    }


def _save_all(request: Request, reception: Reception, entry: Entry) -> dict[str, str]:
    """Save the fields of a plain form that differ from what was seen; says what is wrong by field."""
    wrong: dict[str, str] = {}
    for key, kind in _fields(entry):
        ask = {"op": "set", "item": entry.id, "field": key, "value": request.POST.get(key, "")}
        ask["before"] = request.POST.get(f"truoc-{key}", "")
        try:
            if json.dumps(values.written(kind, ask["value"])) != ask["before"]:
                actions.edit(reception, change=editing.asked(ask, reception.text), by=request.actor)
        except Wrong as error:
            wrong[key] = str(error)
        except Clash as clash:
            theirs = values.said(kind, clash.now) or "(để trống)"
            wrong[key] = f"Người khác vừa sửa thành “{theirs}”. Muốn dùng giá trị của mình, Đồng chí lưu lại."
    return wrong
