"""Groups of units: the list, one group with its members on a day, making, changing, removing."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from donghanh.core.errors import Refused
from donghanh.core.http import Request, respond
from donghanh.core.permissions import Permission
from donghanh.organisations import actions
from donghanh.organisations.forms.groups import GroupForm, RuleForm
from donghanh.organisations.forms.tree import DayForm
from donghanh.organisations.models import Unit, UnitGroup
from donghanh.organisations.queries import groups as queries
from donghanh.organisations.queries import tree
from donghanh.organisations.views import asking


@require_safe
@login_required
def groups(request: Request) -> HttpResponse:
    """Nhóm đơn vị: those of the units within reach and of the line above."""
    request.actor.require(Permission.UNIT_VIEW)
    offset = asking.offset(request)
    page = queries.found(request.actor, offset=offset)
    context = {"page": page, "offset": offset, "before": max(0, offset - queries.PAGE)}
    return respond(request, "organisations/changes/groups.html", context | {"keep": asking.keep(request)})


@require_safe
@login_required
def group(request: Request, pk: int) -> HttpResponse:
    """One group: its members on a day, and its rules through time."""
    request.actor.require(Permission.UNIT_VIEW)
    shown = _group(request, pk)
    asked = {"ngay": request.actor.today.isoformat()} | asking.typed(request)
    form, offset = DayForm(asked, by=request.actor), asking.offset(request)
    context = {
        "group": shown,
        "form": form,
        "day": form.day,
        "page": tree.Page.of(shown.members(on=form.day), offset=offset, size=tree.PAGE),
        "count": shown.members(on=form.day).count(),
        "rules": [said for _, said in queries.told(shown.rules.order_by("-period"))],
        "offset": offset,
        "before": max(0, offset - tree.PAGE),
        "keep": asking.keep(request),
    }
    return respond(request, "organisations/changes/group.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def create_group(request: Request, pk: int) -> HttpResponse:
    """Lập nhóm below one unit."""
    request.actor.require(Permission.GROUP_CHANGE)
    owner = get_object_or_404(Unit.objects.visible_to(request.actor), pk=pk)
    form = GroupForm(request.POST if request.method == "POST" else None, by=request.actor)
    return _written(
        request,
        form,
        lambda: actions.create_group(
            owner,
            name=form.cleaned_data["name"],
            picks=form.picks(),
            on=form.cleaned_data["on"],
            by=request.actor,
        ),
        title="Lập nhóm đơn vị",
        lead=f"Chọn từ các đơn vị dưới {owner}.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def change_group(request: Request, pk: int) -> HttpResponse:
    """Sửa nhóm: another rule from a day on."""
    request.actor.require(Permission.GROUP_CHANGE)
    shown = _group(request, pk)
    data = request.POST if request.method == "POST" else None
    form = RuleForm(data, by=request.actor, rule=shown.rules.order_by("period").last())
    return _written(
        request,
        form,
        lambda: actions.change_group(shown, picks=form.picks(), on=form.cleaned_data["on"], by=request.actor),
        title=f"Sửa quy tắc của nhóm {shown}",
        lead="Quy tắc mới có hiệu lực từ ngày đã chọn; những ngày trước giữ quy tắc cũ.",
    )


@require_POST
@login_required
def remove_group(request: Request, pk: int) -> HttpResponse:
    """Xóa nhóm that nothing uses."""
    request.actor.require(Permission.GROUP_CHANGE)
    shown = _group(request, pk)
    actions.remove_group(shown, by=request.actor)
    messages.success(request, f"Đã xóa nhóm {shown}.")
    return redirect("organisations:groups")


def _group(request: Request, pk: int) -> UnitGroup:
    return get_object_or_404(UnitGroup.objects.visible_to(request.actor).select_related("owner"), pk=pk)


def _written(
    request: Request, form: RuleForm, write: Callable[[], UnitGroup], *, title: str, lead: str
) -> HttpResponse:
    """The form; or, filled in and allowed, the group on the day of its new rule."""
    if request.method == "POST" and form.is_valid():
        try:
            group = write()
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Đã ghi nhóm {group}.")
            day = form.cleaned_data["on"].isoformat()
            return redirect(f"{reverse('organisations:group', args=[group.pk])}?ngay={day}")
    context = {"form": form, "title": title, "lead": lead}
    status = 422 if form.errors else 200
    return respond(request, "organisations/changes/group_form.html", context, status=status)
