"""Composing, changing and removing roles."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from donghanh.accounts import actions
from donghanh.accounts.models import Role
from donghanh.accounts.roles import STANDARD
from donghanh.accounts.tests.factories import acting, make_post, make_user, sign_in
from donghanh.audit.models import Entry
from donghanh.core.errors import NotPermitted, Refused
from donghanh.core.permissions import Permission, Scope
from donghanh.organisations.tests.factories import SYSTEM

pytestmark = pytest.mark.django_db
VIEW = {Permission.ACCOUNT_VIEW: Scope.OWN, Permission.UNIT_VIEW: Scope.REACH}


def test_a_role_is_composed_from_rights_and_scopes(province, administrator):
    role = actions.compose_role(province, name=" Thư ký  ", rights=VIEW, by=administrator)

    role.refresh_from_db()
    assert (role.name, role.code, role.rights) == ("Thư ký", "thu-ky-1", VIEW)
    assert Entry.objects.about(role).get().verb == "accounts.compose_role"


def test_one_role_sets_things_up_but_sees_no_personal_data(administrator):
    rights = Role.objects.get(code="thiet-lap").rights

    assert Permission.UNIT_CHANGE in rights
    assert {Permission.PERSONAL_VIEW, Permission.ACCOUNT_VIEW, Permission.ACCOUNT_CHANGE} & set(
        rights
    ) == set()


def test_standard_roles_are_loaded_once_and_follow_the_product(db):
    assert actions.load_standard_roles(by=SYSTEM) == len(STANDARD)
    assert actions.load_standard_roles(by=SYSTEM) == 0
    Role.objects.filter(code="lanh-dao").update(reach_rights=[])
    assert actions.load_standard_roles(by=SYSTEM) == 1


def test_only_the_system_loads_them(administrator):
    with pytest.raises(NotPermitted):
        actions.load_standard_roles(by=administrator)


def test_a_change_holds_from_the_next_click_on(province, commune, administrator):
    role = actions.compose_role(province, name="Thư ký", rights=VIEW, by=administrator)
    post = make_post(commune, role)

    actions.change_role(role, name="Thư ký", rights={}, by=administrator)

    assert acting(post).permissions == frozenset()
    facts = Entry.objects.about(role).newest_first()[0].facts
    assert (facts["before"]["own"], facts["after"]["own"]) == (["accounts.view"], [])


def test_a_role_nobody_held_may_go(province, commune, administrator):
    first = actions.compose_role(province, name="Một", rights={}, by=administrator)
    held = actions.compose_role(province, name="Hai", rights={}, by=administrator)
    make_post(commune, held)

    actions.remove_role(first, by=administrator)
    with pytest.raises(Refused, match="được giữ lại"):
        actions.remove_role(held, by=administrator)

    assert not Role.objects.filter(name="Một").exists()
    assert Entry.objects.filter(verb="accounts.remove_role").get().facts["before"]["name"] == "Một"


def test_each_refusal_to_compose(province, neighbour, administrator):
    def compose(unit=province, name="A", rights=VIEW, by=administrator):
        return actions.compose_role(unit, name=name, rights=rights, by=by)

    few = replace(administrator, permissions=administrator.permissions - {Permission.ACCOUNT_VIEW})
    with pytest.raises(NotPermitted):
        compose(by=replace(administrator, permissions=frozenset()))
    with pytest.raises(NotPermitted, match="ngoài phạm vi"):
        compose(unit=neighbour)
    with pytest.raises(Refused, match="chưa nhập tên"):
        compose(name=" ")
    with pytest.raises(Refused, match="xem tài khoản"):
        compose(by=few)
    compose()
    with pytest.raises(Refused, match="đã có vai trò"):
        compose()


def test_each_refusal_to_change(province, central, keeper, administrator):
    standard = Role.objects.get(code="lanh-dao")
    above = actions.compose_role(central, name="Trên", rights={}, by=acting(keeper))
    role = actions.compose_role(province, name="Riêng", rights=VIEW, by=administrator)
    with pytest.raises(Refused, match="Vai trò chuẩn"):
        actions.change_role(standard, name="x", rights={}, by=administrator)
    with pytest.raises(Refused, match="Vai trò chuẩn"):
        actions.remove_role(standard, by=administrator)
    with pytest.raises(NotPermitted, match="ngoài phạm vi"):
        actions.change_role(above, name="x", rights={}, by=administrator)
    with pytest.raises(Refused, match="chưa nhập tên"):
        actions.change_role(role, name="", rights={}, by=administrator)
    with pytest.raises(NotPermitted):
        actions.change_role(role, name="x", rights={}, by=replace(administrator, permissions=frozenset()))


def test_nobody_changes_the_role_he_holds(province, administrator):
    role = actions.compose_role(
        province, name="Kép", rights={Permission.ROLE_CHANGE: Scope.REACH}, by=administrator
    )
    own = make_post(province, role)

    with pytest.raises(Refused, match="tự sửa"):
        actions.change_role(role, name="Kép", rights={}, by=acting(own))


def test_a_change_never_takes_the_last_administrator_away(central, keeper):
    first = acting(keeper)
    composer = actions.compose_role(
        central,
        name="Soạn",
        rights={Permission.ROLE_CHANGE: Scope.REACH, Permission.POST_CHANGE: Scope.OWN},
        by=first,
    )
    role = actions.compose_role(central, name="Giữ", rights={Permission.POST_CHANGE: Scope.REACH}, by=first)
    make_post(central, role)
    editor = replace(
        acting(make_post(central, composer)), permissions=frozenset(Permission), own_only=frozenset()
    )
    lame = replace(editor, on_behalf_of_id=keeper.user_id)
    keeper.delete()

    with pytest.raises(Refused, match="không còn người quản trị"):
        actions.change_role(role, name="Giữ", rights={}, by=lame)


def test_the_database_knows_one_scope_for_a_right(province):
    role = Role(unit=province, code="x", name="x", reach_rights=["a"], own_rights=["a"])

    with pytest.raises(IntegrityError), transaction.atomic():
        role.save()


def test_pages(client, province, chief, administrator, outsider):
    role = actions.compose_role(province, name="Thư ký", rights=VIEW, by=administrator)
    sign_in(client, chief.user)

    assert "Thư ký" in client.get(reverse("accounts:roles")).text
    assert client.get(reverse("accounts:role", args=[role.pk])).text.count(" checked") == len(Permission)
    made = client.post(reverse("accounts:compose"), {"name": "Mới", "accounts.view": "reach"})
    assert made.status_code == 302
    assert Role.objects.get(name="Mới").rights == {Permission.ACCOUNT_VIEW: Scope.REACH}
    changed = client.post(reverse("accounts:role", args=[role.pk]), {"name": "Khác", "units": "x"})
    assert changed.status_code == 302
    assert Role.objects.get(pk=role.pk).rights == {}
    assert (
        "Vai trò chuẩn không sửa được"
        in client.get(reverse("accounts:role", args=[Role.objects.get(code="lanh-dao").pk])).text
    )
    assert "bản sao" in client.get(reverse("accounts:compose") + "?tu=lanh-dao").text
    assert client.post(reverse("accounts:remove", args=[role.pk])).status_code == 302

    hidden = actions.compose_role(province, name="Kín", rights={}, by=administrator)
    sign_in(client, outsider.user)
    for name in ("role", "remove"):
        assert client.post(reverse(f"accounts:{name}", args=[hidden.pk])).status_code == 404
    sign_in(client, make_user())
    assert client.get(reverse("accounts:roles")).status_code == 403


@pytest.mark.parametrize("more", [1, 3])
def test_the_list_costs_the_same_for_more_roles(
    client, province, chief, administrator, more, django_assert_num_queries
):
    for number in range(more):
        actions.compose_role(province, name=f"R{number}", rights=VIEW, by=administrator)
    sign_in(client, chief.user)

    with django_assert_num_queries(5):
        client.get(reverse("accounts:roles"))
