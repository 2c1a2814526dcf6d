"""Changing a programme: its facts, tasks, targets, deadlines; whoever comes second sees what changed."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from donghanh.core.errors import Refused
from donghanh.core.http import Request, respond
from donghanh.core.permissions import Permission
from donghanh.programmes import actions
from donghanh.programmes.forms.editing import Carriers, DeadlineForm, ProgrammeForm, TargetForm, TaskForm
from donghanh.programmes.forms.rules import RuleForm
from donghanh.programmes.models import Deadline, Nature, OnClosing, Programme, ProgrammeKind, Target, Task
from donghanh.programmes.queries import keeping, measures, outline
from donghanh.programmes.rules.editing import changeable

RIGHT = Permission.PROGRAMME_CHANGE
EVERY_WAY = ["GET", "HEAD", "POST"]
NEXT = 5
KEPT = "Nội dung mới ở ngay trên; những gì Đồng chí gõ vẫn còn ở dưới, lưu lần nữa là thay nội dung mới."
NO_RULE = "Việc định kỳ cần chọn lặp lại thế nào."


@require_http_methods(EVERY_WAY)
@login_required
def change(request: Request, pk: int) -> HttpResponse:
    """Sửa chương trình: name, purpose, period, what becomes of closed units' tasks."""
    programme = _programme(request, pk)
    form = ProgrammeForm(request.POST or None, programme=programme)

    def write() -> None:
        data = form.cleaned_data
        data["kind"], data["on_closing"] = ProgrammeKind(data["kind"]), OnClosing(data["on_closing"])
        actions.change_programme(programme, by=request.actor, **data)

    if request.method == "POST" and _written(
        request, form, write, said="Đã sửa chương trình.", version=programme.version
    ):
        return redirect(programme)
    return respond(request, "programmes/change.html", _context(request, programme) | {"form": form})


@require_http_methods(EVERY_WAY)
@login_required
def add_task(request: Request, pk: int) -> HttpResponse:
    """Thêm việc."""
    programme = _programme(request, pk)
    return _task_page(request, programme, None)


@require_http_methods(EVERY_WAY)
@login_required
def change_task(request: Request, pk: int) -> HttpResponse:
    """Sửa việc: its words, days, evidence, and who leads and helps."""
    task = get_object_or_404(Task.objects.visible_to(request.actor).standing(), pk=pk)
    return _task_page(request, _programme(request, task.programme_id), task)


@require_POST
@login_required
def drop_task(request: Request, pk: int) -> HttpResponse:
    """Bỏ việc."""
    task = get_object_or_404(Task.objects.visible_to(request.actor).select_related("programme"), pk=pk)
    actions.drop_task(task, by=request.actor)
    messages.success(request, "Đã bỏ việc. Đơn vị nào đã làm thì kết quả vẫn được giữ.")
    return redirect(task.programme)


@require_safe
@login_required
def carriers(request: Request, pk: int) -> HttpResponse:
    """Who could do it: the units, groups, people and bodies that were looked for."""
    programme = _programme(request, pk)
    request.actor.require(RIGHT)
    found = Carriers(None, programme=programme, by=request.actor)
    words = request.GET.get("tim", "")[:100]
    found.find(words)
    context = {"carriers": found, "words": words, "programme": programme}
    return respond(request, "programmes/carriers.html", context, partials=["tim-thay"])


@require_safe
@login_required
def days(request: Request, pk: int) -> HttpResponse:
    """The next days of a rule that is being put together."""
    programme = _programme(request, pk)
    request.actor.require(RIGHT)
    form = RuleForm(request.GET)
    context = {"programme": programme} | _days(request, programme, form)
    return respond(request, "programmes/days.html", context, partials=["cac-ngay"])


@require_http_methods(EVERY_WAY)
@login_required
def add_target(request: Request, pk: int) -> HttpResponse:
    """Thêm chỉ tiêu."""
    return _target_page(request, _programme(request, pk), None)


@require_http_methods(EVERY_WAY)
@login_required
def change_target(request: Request, pk: int) -> HttpResponse:
    """Sửa chỉ tiêu."""
    target = get_object_or_404(measures.targets_seen(request.actor), pk=pk)
    return _target_page(request, _programme(request, target.programme_id), target)


@require_POST
@login_required
def drop_target(request: Request, pk: int) -> HttpResponse:
    """Bỏ chỉ tiêu."""
    target = get_object_or_404(measures.targets_seen(request.actor), pk=pk)
    programme = actions.drop_target(target, by=request.actor)
    messages.success(request, "Đã bỏ chỉ tiêu.")
    return redirect("programmes:measures", programme.pk)


@require_http_methods(EVERY_WAY)
@login_required
def add_deadline(request: Request, pk: int) -> HttpResponse:
    """Thêm thời hạn."""
    return _deadline_page(request, _programme(request, pk), None)


@require_http_methods(EVERY_WAY)
@login_required
def change_deadline(request: Request, pk: int) -> HttpResponse:
    """Sửa thời hạn."""
    deadline = get_object_or_404(measures.deadlines_seen(request.actor), pk=pk)
    return _deadline_page(request, _programme(request, deadline.programme_id), deadline)


@require_POST
@login_required
def drop_deadline(request: Request, pk: int) -> HttpResponse:
    """Bỏ thời hạn."""
    deadline = get_object_or_404(measures.deadlines_seen(request.actor), pk=pk)
    programme = actions.drop_deadline(deadline, by=request.actor)
    messages.success(request, "Đã bỏ thời hạn.")
    return redirect("programmes:measures", programme.pk)


def _task_page(request: Request, programme: Programme, task: Task | None) -> HttpResponse:
    by, data = request.actor, request.POST or None
    context = _context(request, programme, part_of=task.part_of_id if task else None)
    form = TaskForm(data, programme=programme, held=context["held"], task=task)
    rule = RuleForm(data, stored=task.rule if task else None)
    who = Carriers(data, programme=programme, by=by, task=task)
    if request.method == "POST" and "tim-ngay" in request.POST:  # looking for somebody without a script
        who.find(request.POST.get("tim", "")[:100])
    elif request.method == "POST" and rule.is_valid() and form.is_valid():
        new = form.new(rule.as_dict, who.actors())
        if new.nature == Nature.RECURRING and not new.rule:
            rule.add_error("every", NO_RULE)
        elif who.error:
            form.add_error(None, who.error)
        elif _written(
            request,
            form,
            lambda: _save_task(request, programme, task, new),
            said="Đã lưu việc.",
            version=task.version if task else 0,
        ):
            return redirect(programme)
    context |= {"form": form, "rule": rule, "carriers": who, "task": task}
    return respond(request, "programmes/task.html", context | _days(request, programme, rule))


def _save_task(request: Request, programme: Programme, task: Task | None, new: Any) -> None:
    if task is None:
        actions.add_task(programme, new=new, by=request.actor)
        return
    said = request.POST.get("version", "")
    version = int(said) if said.isascii() and said.isdigit() and len(said) < 10 else -1
    actions.change_task(task, version=version, new=new, by=request.actor)


def _target_page(request: Request, programme: Programme, target: Target | None) -> HttpResponse:
    context = _context(request, programme, part_of=target.part_of_id if target else None)
    form = TargetForm(request.POST or None, programme=programme, held=context["held"], target=target)

    def write() -> None:
        new, task = form.new(), form.cleaned_data["task"]
        if target is None:
            actions.add_target(programme, new=new, task=task, by=request.actor)
        else:
            version = form.cleaned_data["version"] or 0
            actions.change_target(target, version=version, new=new, task=task, by=request.actor)

    if request.method == "POST" and _written(
        request, form, write, said="Đã lưu chỉ tiêu.", version=programme.version
    ):
        return redirect("programmes:measures", programme.pk)
    return respond(request, "programmes/target.html", context | {"form": form, "target": target})


def _deadline_page(request: Request, programme: Programme, deadline: Deadline | None) -> HttpResponse:
    data = request.POST or None
    form = DeadlineForm(data, programme=programme, deadline=deadline)
    rule = RuleForm(data, stored=deadline.rule if deadline else None)

    def write() -> None:
        new = form.new(rule.as_dict)
        if deadline is None:
            actions.add_deadline(programme, new=new, by=request.actor)
        else:
            version = form.cleaned_data["version"] or 0
            actions.change_deadline(deadline, version=version, new=new, by=request.actor)

    if (
        request.method == "POST"
        and rule.is_valid()
        and _written(request, form, write, said="Đã lưu thời hạn.", version=programme.version)
    ):
        return redirect("programmes:measures", programme.pk)
    context = _context(request, programme) | {"form": form, "rule": rule, "deadline": deadline}
    return respond(request, "programmes/deadline.html", context | _days(request, programme, rule))


def _written(
    request: Request, form: forms.Form, write: Callable[[], None], *, said: str, version: int = 0
) -> bool:
    """Write what was typed; a refusal stands above the fields, and nothing typed is lost.

    After a clash the form carries the present `version`: who has seen what changed may save over it.
    """
    if not form.is_valid():
        return False
    try:
        write()
    except actions.Clash as clash:
        form.add_error(None, f"{clash} {KEPT}")
        form.data = _with_version(form.data, version)
        return False
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, said)
    return True


def _with_version(data: Any, version: int) -> Any:
    copied = data.copy()
    copied["version"] = str(version)
    return copied


def _programme(request: Request, pk: int) -> Programme:
    return get_object_or_404(outline.found(request.actor), pk=pk)


def _context(request: Request, programme: Programme, *, part_of: int | None = None) -> dict[str, Any]:
    request.actor.require(RIGHT)
    if reason := changeable(programme, by=request.actor, part_of=part_of):
        raise Refused(reason)
    return {"programme": programme, "held": keeping.held(programme, by=request.actor, right=RIGHT)}


def _days(request: Request, programme: Programme, form: RuleForm) -> dict[str, Any]:
    """The rule in words and its next days, or what is wrong with it."""
    stored = form.stored if not form.is_bound else None
    found = stored or form.rule
    if found is None:
        return {"rule_errors": form.non_field_errors() if form.is_bound else []}
    coming = measures.coming(found, programme=programme, on=request.actor.today, number=NEXT)
    return {"rule_said": found.said(), "next_days": coming}
