"""Roles: what there is, and the matrix of rights."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from donghanh.accounts import actions, rules
from donghanh.accounts.forms import RoleForm
from donghanh.accounts.models import Role
from donghanh.core.errors import Refused
from donghanh.core.http import Request, respond
from donghanh.core.permissions import Permission
from donghanh.organisations.models import Unit


@require_safe
@login_required
def roles(request: Request) -> HttpResponse:
    """Vai trò: the standard ones, and those of this branch."""
    request.actor.require(Permission.ROLE_CHANGE)
    found = Role.objects.visible_to(request.actor).select_related("unit").in_order()
    rows = [(role, [(right.label, str(scope)) for right, scope in role.rights.items()]) for role in found]
    return respond(request, "accounts/roles.html", {"rows": rows, "total": len(Permission)})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def compose(request: Request) -> HttpResponse:
    """Lập vai trò: from nothing, or as a copy."""
    request.actor.require(Permission.ROLE_CHANGE)
    form = RoleForm(request.POST or None, by=request.actor, initial=_copied(request))
    if request.method == "POST" and form.is_valid():
        unit = get_object_or_404(Unit.objects.visible_to(request.actor), pk=request.actor.top_id)
        data = form.cleaned_data
        try:
            role = actions.compose_role(
                unit, name=data["name"], note=data["note"], rights=form.rights, by=request.actor
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Đã lập vai trò “{role}”.")
            return redirect("accounts:roles")
    context = {"form": form, "title": "Lập vai trò"}
    return respond(request, "accounts/role.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def role(request: Request, pk: int) -> HttpResponse:
    """One role, to look at or to change."""
    request.actor.require(Permission.ROLE_CHANGE)
    which = get_object_or_404(Role.objects.visible_to(request.actor).select_related("unit"), pk=pk)
    form = RoleForm(request.POST or None, by=request.actor, initial=_chosen(which))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.change_role(
                which, name=data["name"], note=data["note"], rights=form.rights, by=request.actor
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Đã sửa vai trò “{which}”.")
            return redirect("accounts:roles")
    why_not = rules.change_role(which, name=which.name, rights=which.rights, by=request.actor)
    context = {
        "form": form,
        "title": which.name,
        "role": which,
        "refusal": why_not,
        "remove_refusal": rules.remove_role(which, by=request.actor),
    }
    return respond(request, "accounts/role.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
def remove(request: Request, pk: int) -> HttpResponse:
    """Xóa vai trò chưa giao cho ai."""
    which = get_object_or_404(Role.objects.visible_to(request.actor), pk=pk)
    actions.remove_role(which, by=request.actor)
    messages.success(request, f"Đã xóa vai trò “{which}”.")
    return redirect("accounts:roles")


def _copied(request: Request) -> dict[str, str]:
    """The rights of the role named in the address, as far as one holds them oneself."""
    source = Role.objects.visible_to(request.actor).filter(code=request.GET.get("tu", "")).first()
    if source is None:
        return {}
    held = {str(right) for right in request.actor.permissions} | {"note"}
    kept = {key: value for key, value in _chosen(source).items() if key in held}
    return {**kept, "name": f"{source.name} (bản sao)"}


def _chosen(source: Role) -> dict[str, str]:
    rights = {right.value: str(scope) for right, scope in source.rights.items()}
    return {"name": source.name, "note": source.note, **rights}
