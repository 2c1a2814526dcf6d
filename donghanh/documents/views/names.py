"""What a name in a paper means: the choice of a person."""

import json
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from donghanh.core.errors import Refused
from donghanh.core.http import Request, respond
from donghanh.core.permissions import Permission
from donghanh.documents import actions, keeping, naming, queries, rules
from donghanh.documents.draft import edits
from donghanh.documents.draft.edits import Clash
from donghanh.documents.forms import GroupForm
from donghanh.documents.models import Reception
from donghanh.documents.naming import Meant, Understanding
from donghanh.documents.paper import naming as said
from donghanh.organisations.models import Unit, UnitGroup

MOST_FOUND = 20


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def name(request: Request, pk: int) -> HttpResponse:
    """Chọn nghĩa của tên: what is suggested or found, a new group, an outside body, or open."""
    request.actor.require(Permission.DOCUMENT_INTAKE)
    which = get_object_or_404(Reception.objects.visible_to(request.actor), pk=pk)
    if reason := rules.edit(which):
        raise Refused(reason)
    written = request.GET.get("ten", "")
    if written not in queries.spelled(which.draft):
        raise Http404
    meanings = keeping.look(which, by=request.actor)
    key = naming.key(written)
    form = GroupForm(request.POST or None, initial={"name": written[:200]})
    chosen = (which.draft["names"].get(key) or {}).get("means")
    offers = _offers(request, meanings.understood.get(key), chosen)
    if request.method == "POST":
        means, wrong = _asked(request, form, offers)
        if not wrong:
            return _choose(request, which, key, means)
        messages.error(request, wrong)
    context = {
        "reception": which,
        "written": written,
        "shown": said.shown(which.draft, meanings)[written],
        "offers": [{"id": number, **one} for number, one in enumerate(offers)],
        "chosen": chosen,
        "before": json.dumps(chosen),
        "looked_for": request.GET.get("tim", ""),
        "form": form,
        "here": "intake",
    }
    return respond(request, "documents/name.html", context, status=422 if request.method == "POST" else 200)


def _offers(
    request: Request, understood: Understanding | None, chosen: list[Meant] | None
) -> list[dict[str, Any]]:
    """What can be picked, each with its words: what is understood, near ones, and what was looked for."""
    offers: list[tuple[list[Meant], str, str]] = []
    if chosen:
        known = queries.in_words(chosen)
        offers.append((chosen, "; ".join(known.get(queries.id_of(one), "") for one in chosen), "Đang chọn"))
    if understood and understood.means:
        why = "Chắc chắn" if understood.sure else "Gợi ý"
        offers.append((list(understood.means), "; ".join(understood.said), why))
    offers += [([one.meant], one.words, "Gần giống") for one in (understood.others if understood else ())]
    offers += _found(request, request.GET.get("tim", ""))
    unlike: dict[str, dict[str, Any]] = {}
    for means, words, why in offers:
        unlike.setdefault(json.dumps(means, sort_keys=True), {"means": means, "words": words, "why": why})
    return list(unlike.values())


def _found(request: Request, text: str) -> list[tuple[list[Meant], str, str]]:
    if not text.strip():
        return []
    units = Unit.objects.visible_to(request.actor).matching(text).existing(on=request.actor.today)
    groups = UnitGroup.objects.visible_to(request.actor).filter(name__icontains=text.strip())
    found = [
        ([{"unit": unit.pk}], f"{unit.name} ({unit.code})", "Đơn vị")
        for unit in units.in_order()[:MOST_FOUND]
    ]
    found += [
        ([{"group": group.pk}], f"{group.name} – {group.owner}", "Nhóm")
        for group in groups.select_related("owner").order_by("name", "pk")[:MOST_FOUND]
    ]
    return found


def _asked(request: Request, form: GroupForm, offers: list[dict[str, Any]]) -> tuple[list[Meant] | None, str]:
    """The meaning that was picked, or why it is none."""
    pick = request.POST.get("chon", "")
    if pick.isdigit() and int(pick[:4]) < len(offers):
        means: list[Meant] = offers[int(pick[:4])]["means"]
        return means, ""
    if pick == "de-ngo":
        return [], ""
    if pick == "bo":
        return None, ""
    if pick == "ngoai":
        body = " ".join(request.POST.get("body", "").split())[:200]
        return ([{"new_body": body}], "") if body else (None, "Đồng chí chưa ghi tên cơ quan.")
    if pick == "nhom":
        if not form.is_valid():
            return None, str(next(iter(form.errors.values()))[0])
        return [{"new_group": form.group(request.actor)}], ""
    return None, "Đồng chí chưa chọn nghĩa nào."


def _choose(request: Request, reception: Reception, key: str, means: list[Meant] | None) -> HttpResponse:
    written = request.GET["ten"]
    try:
        before = json.loads(request.POST.get("before", ""))
    except ValueError:
        before = None
    try:
        actions.edit(
            reception,
            change=lambda draft: edits.choose_name(
                draft, key, written_as=written, means=means, before=before
            ),
            by=request.actor,
        )
    except Clash:
        messages.error(request, f"Người khác vừa chọn nghĩa của “{written}”. Đồng chí xem lại rồi chọn.")
        return redirect(request.get_full_path())
    messages.success(request, f"Đã ghi nghĩa của “{written}”, và sẽ nhớ khi văn bản được xác nhận.")
    return redirect("documents:review", reception.pk)
