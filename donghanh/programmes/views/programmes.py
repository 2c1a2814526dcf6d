"""A programme's pages: its tasks, targets, months, people, the text; and the buttons that carry it on."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from donghanh.core import report_sheets
from donghanh.core.errors import Refused
from donghanh.core.http import Request, download, respond
from donghanh.core.permissions import Permission
from donghanh.core.sheets import KIND
from donghanh.programmes import actions, rules, workbooks
from donghanh.programmes.forms.looking import TasksForm
from donghanh.programmes.models import Programme, ProgrammeState
from donghanh.programmes.queries import (
    amending,
    beginning,
    closings,
    keeping,
    outline,
    people,
    targets,
    text,
    timeline,
)
from donghanh.programmes.queries import measures as measuring

DRAFT = ProgrammeState.DRAFT


def _found(request: Request, pk: int) -> Programme:
    return get_object_or_404(Programme.objects.visible_to(request.actor), pk=pk)


def _shown(request: Request, pk: int) -> Programme:
    request.actor.require(Permission.PROGRAMME_VIEW)
    return get_object_or_404(outline.found(request.actor), pk=pk)


@require_safe
@login_required
def programme(request: Request, pk: int) -> HttpResponse:
    """Trang chương trình: what it is, whose, its tasks under the headings of the document."""
    programme = _shown(request, pk)
    form = TasksForm(request.GET)
    shown = outline.outline(programme, form.asked(), by=request.actor)
    form.offer(shown, outline.headings(programme))
    context = {
        "programme": programme,
        "owners": programme.owners.select_related("unit", "board").order_by("place"),
        "outline": shown,
        "amendments": amending.amendments(programme, [line.task for line in shown.lines], by=request.actor),
        "form": form,
        "asked": form.asked(),
        "keep": request.GET.urlencode(),
    }
    context |= _preparing(request, programme) | _changing(request, programme)
    return respond(request, "programmes/programme.html", context, partials=["tasks"])


@require_safe
@login_required
def export(request: Request, pk: int) -> HttpResponse:
    """The tasks that are looked for, as a spreadsheet."""
    programme = _shown(request, pk)
    shown = outline.outline(programme, TasksForm(request.GET).asked(), by=request.actor)
    sheet = workbooks.tasks_of(programme, shown, today=request.actor.today)
    return download(report_sheets.write([sheet]), f"chuong-trinh-{programme.pk}.xlsx", kind=KIND)


@require_safe
@login_required
def printed(request: Request, pk: int) -> HttpResponse:
    """Everything on paper: purpose, tasks, targets, deadlines."""
    programme = _shown(request, pk)
    shown = outline.outline(programme, TasksForm(request.GET).asked(), by=request.actor)
    context = {"programme": programme, "outline": shown, "asked": TasksForm(request.GET).asked()}
    context |= _measures(request, programme)
    context |= {"owners": programme.owners.select_related("unit", "board").order_by("place")}
    return respond(request, "programmes/printed.html", context)


@require_safe
@login_required
def measures(request: Request, pk: int) -> HttpResponse:
    """Chỉ tiêu, thời hạn: how much is to be reached and how far it is, what is owed to whom and when next."""
    programme = _shown(request, pk)
    context = {"programme": programme} | _measures(request, programme) | _changing(request, programme)
    return respond(request, "programmes/measures.html", context)


@require_safe
@login_required
def months(request: Request, pk: int) -> HttpResponse:
    """Dòng thời gian: a year of the programme, month by month."""
    programme = _shown(request, pk)
    typed = request.GET.get("nam", "")
    year = int(typed) if typed.isascii() and typed.isdigit() and len(typed) == 4 else None
    context = {
        "programme": programme,
        "timeline": timeline.timeline(programme, year=year, by=request.actor),
    }
    return respond(request, "programmes/timeline.html", context)


@require_safe
@login_required
def offices(request: Request, pk: int) -> HttpResponse:
    """Đơn vị, người phụ trách: owners, boards, officers, and the programmes above and below."""
    programme = _shown(request, pk)
    context = {"programme": programme, "people": people.people(programme, by=request.actor)}
    return respond(request, "programmes/people.html", context)


@require_safe
@login_required
def paper(request: Request, pk: int) -> HttpResponse:
    """Văn bản: the text with the sentences of the tasks; a click leads from one to the other and back."""
    programme = _shown(request, pk)
    if not text.may_read(programme, by=request.actor):
        raise Http404
    return respond(request, "programmes/text.html", {"programme": programme, "text": text.text(programme)})


@require_POST
@login_required
def agree(request: Request, pk: int) -> HttpResponse:
    """Đồng ý bắt đầu."""
    programme = actions.agree(_found(request, pk), by=request.actor)
    messages.success(request, "Đã ghi nhận sự đồng ý của đơn vị.")
    return redirect(programme)


@require_POST
@login_required
def withdraw_agreement(request: Request, pk: int) -> HttpResponse:
    """Rút lại đồng ý."""
    programme = actions.withdraw_agreement(_found(request, pk), by=request.actor)
    messages.success(request, "Đã rút lại sự đồng ý của đơn vị.")
    return redirect(programme)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def start(request: Request, pk: int) -> HttpResponse:
    """Cho bắt đầu: first what would happen, then one button; a second click finds it done."""
    programme = _found(request, pk)
    request.actor.require(Permission.PROGRAMME_START)
    if programme.state != DRAFT and programme.started_at:
        return redirect(programme)
    refused = None
    if request.method == "POST":
        try:
            started = actions.start(programme, by=request.actor)
        except Refused as refusal:
            refused = refusal
        else:
            given = f"{started.units} đơn vị được giao việc, {started.told} người được báo"
            messages.success(request, f"Chương trình đã bắt đầu: {given}.")
            return redirect(programme)
    context = {
        "programme": programme,
        "preview": beginning.preview(programme, on=request.actor.today),
        "refusal": str(refused) if refused else rules.start(programme, by=request.actor),
    }
    return respond(request, "programmes/start.html", context, status=refused.status if refused else 200)


def _measures(request: Request, programme: Programme) -> dict[str, Any]:
    on = request.actor.today
    return {
        "targets": targets.targets(programme, on=on),
        "deadlines": measuring.deadlines(programme, on=on),
    }


def _changing(request: Request, programme: Programme) -> dict[str, Any]:
    """Whose parts one may change here, and how many closed units wait for a choice."""
    by, right = request.actor, Permission.PROGRAMME_CHANGE
    if right not in by.permissions or programme.state not in {DRAFT, ProgrammeState.RUNNING}:
        return {}
    parts = {owner.unit_id for owner in keeping.held(programme, by=by, right=right)}
    if not parts or programme.state == DRAFT:
        return {"parts": parts}
    waiting = closings.of_closed_units(programme, on=by.today).values("unit").distinct().count()
    return {"parts": parts, "closed_waiting": waiting}


def _preparing(request: Request, programme: Programme) -> dict[str, str]:
    """Why one cannot agree, withdraw, start, undo: only asked of a draft, by who has the right."""
    by = request.actor
    if programme.state != DRAFT:
        return {}
    context = {}
    if Permission.PROGRAMME_START in by.permissions:
        context = {
            "agree_refusal": rules.agree(programme, by=by),
            "withdraw_refusal": rules.withdraw_agreement(programme, by=by),
            "start_refusal": rules.start(programme, by=by),
        }
    return context
