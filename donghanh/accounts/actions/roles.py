"""Composing roles from rights."""

from collections.abc import Mapping

from django.utils.text import slugify

from donghanh.accounts import keepers, rules
from donghanh.accounts.models import Role
from donghanh.accounts.roles import STANDARD
from donghanh.audit import actions as audit
from donghanh.core.actor import Actor
from donghanh.core.errors import NotPermitted, Refused
from donghanh.core.permissions import Permission, Scope
from donghanh.core.text import clean, search_words
from donghanh.organisations.models import Unit

Rights = Mapping[Permission, Scope]


@audit.deed
def compose_role(unit: Unit, *, name: str, note: str = "", rights: Rights, by: Actor) -> Role:
    """Lập vai trò: a role of this unit's own, usable in it and below."""
    by.require(Permission.ROLE_CHANGE)
    _in_reach(unit, by)
    if reason := rules.compose_role(unit, name=name, rights=rights, by=by):
        raise Refused(reason)

    role = Role(unit=unit, code=_code(name), name=clean(name), note=clean(note))
    _set(role, rights)
    role.save()
    audit.record("accounts.compose_role", role, by=by, after=_facts(role))
    return role


@audit.deed
def change_role(role: Role, *, name: str, note: str = "", rights: Rights, by: Actor) -> Role:
    """Sửa vai trò: everybody who holds it has the new rights from the next click on."""
    by.require(Permission.ROLE_CHANGE)
    keepers.in_turn()
    role = Role.objects.select_for_update(of=("self",)).select_related("unit").get(pk=role.pk)
    if role.unit:
        _in_reach(role.unit, by)
    if reason := rules.change_role(role, name=name, rights=rights, by=by):
        raise Refused(reason)

    before = _facts(role)
    role.name, role.note = clean(name), clean(note)
    _set(role, rights)
    role.save(update_fields=["name", "note", "reach_rights", "own_rights"])
    audit.record("accounts.change_role", role, by=by, before=before, after=_facts(role))
    return role


@audit.deed
def remove_role(role: Role, *, by: Actor) -> None:
    """Xóa vai trò: one that nobody ever held."""
    by.require(Permission.ROLE_CHANGE)
    role = Role.objects.select_for_update(of=("self",)).select_related("unit").get(pk=role.pk)
    if role.unit:
        _in_reach(role.unit, by)
    if reason := rules.remove_role(role, by=by):
        raise Refused(reason)

    audit.record("accounts.remove_role", role, by=by, before=_facts(role))
    role.delete()


@audit.deed
def load_standard_roles(*, by: Actor) -> int:
    """Nạp vai trò chuẩn: as this version of the product knows them; says how many were new or changed."""
    by.require(Permission.ROLE_CHANGE)
    if not by.everywhere:
        raise NotPermitted("Vai trò chuẩn chỉ do hệ thống nạp.")
    changed = 0
    known = {role.code: role for role in Role.objects.select_for_update().filter(unit=None)}
    for standard in STANDARD:
        role = known.get(standard.code, Role(code=standard.code))
        wanted = (standard.name, standard.note, list(standard.reach), list(standard.own))
        if role.pk and (role.name, role.note, role.reach_rights, role.own_rights) == wanted:
            continue
        role.name, role.note, role.reach_rights, role.own_rights = wanted
        role.save()
        audit.record("accounts.standard_role", role, by=by, after=_facts(role))
        changed += 1
    return changed


def _in_reach(unit: Unit, by: Actor) -> None:
    if not Unit.objects.reached_by(by, right=Permission.ROLE_CHANGE).filter(pk=unit.pk).exists():
        raise NotPermitted(f"{unit} ở ngoài phạm vi mà Đồng chí được giao.")


def _set(role: Role, rights: Rights) -> None:
    role.reach_rights = [right for right in Permission if rights.get(right) is Scope.REACH]
    role.own_rights = [right for right in Permission if rights.get(right) is Scope.OWN]


def _code(name: str) -> str:
    """A code that nobody else has, from the name."""
    stem = slugify(" ".join(search_words(name)))[:50] or "vai-tro"
    taken = set(Role.objects.filter(code__startswith=stem).values_list("code", flat=True))
    return next(code for number in range(1, len(taken) + 2) if (code := f"{stem}-{number}") not in taken)


def _facts(role: Role) -> dict[str, object]:
    return {
        "name": role.name,
        "unit": role.unit.code if role.unit else None,
        "reach": list(role.reach_rights),
        "own": list(role.own_rights),
    }
