"""Making accounts, locking them, contacts."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from donghanh.accounts import actions, codes
from donghanh.accounts.models import Role
from donghanh.accounts.tests.factories import TODAY, acting, make_post, make_user, sign_in
from donghanh.audit.models import Entry
from donghanh.core.errors import NotPermitted, Refused
from donghanh.core.permissions import Permission
from donghanh.identity.models import User

pytestmark = pytest.mark.django_db


def make(unit, by, **fields):
    asked = {"full_name": "Trần Ngọc Lan", "phone": "0912345678", "title": "Bí thư", "since": TODAY}
    return actions.make_account(
        unit=unit, role=Role.objects.get(code="can-bo-co-so"), by=by, **asked | fields
    )


def test_an_account_comes_with_its_first_post_and_cannot_sign_in_yet(commune, administrator):
    user = make(commune, administrator, phone="+84 912 345 678", email="Lan@Xa.Example")

    user.refresh_from_db()
    assert (user.code, user.phone, user.email) == ("lan.tn", "0912345678", "lan@xa.example")
    assert (user.has_usable_password(), user.must_change_password) == (False, True)
    assert [post.title for post in user.posts.all()] == ["Bí thư"]
    assert [entry.verb for entry in Entry.objects.about(user).order_by("pk")] == [
        "accounts.make",
        "accounts.give_post",
    ]


def test_codes_come_from_names_and_never_twice():
    names = ["Trần Ngọc Lan", "Trịnh Như Lan", "Đỗ Lan", "李", "123"]

    assert list(codes.free_codes(names, besides=["lan.tn2"])) == [
        "lan.tn",
        "lan.tn3",
        "lan.d",
        "can-bo",
        "cb.123",
    ]


def test_the_database_refuses_codes_that_could_be_numbers(db):
    for code in ("0912345678", "Lan", "lan tran", "lan@x"):
        with pytest.raises(IntegrityError), transaction.atomic():
            make_user(code)


def test_each_refusal_to_make(commune, neighbour, administrator):
    with pytest.raises(NotPermitted):
        make(commune, replace(administrator, permissions=frozenset()))
    with pytest.raises(Refused, match="họ và tên"):
        make(commune, administrator, full_name=" ")
    with pytest.raises(Refused, match="ngoài phạm vi"):
        make(neighbour, administrator)
    assert not User.objects.filter(phone="0912345678").exists()  # nothing half-done
    make(commune, administrator)
    with pytest.raises(Refused, match="Số điện thoại 0912345678"):
        make(commune, administrator, code="khac.ma")


def test_locking_ends_every_session_at_once(client, clerk, administrator):
    sign_in(client, clerk.user)
    assert client.get(reverse("desk:home")).status_code == 200

    actions.lock(clerk.user, by=administrator)

    assert client.get(reverse("desk:home")).status_code == 302
    assert Entry.objects.about(clerk.user).newest_first()[0].verb == "accounts.lock"
    actions.unlock(clerk.user, by=administrator)
    clerk.user.refresh_from_db()
    assert clerk.user.is_active


def test_each_refusal_to_lock(clerk, chief, keeper, commune, administrator, outsider):
    with pytest.raises(NotPermitted):
        actions.lock(clerk.user, by=replace(administrator, permissions=frozenset()))
    with pytest.raises(Refused, match="tự khóa"):
        actions.lock(chief.user, by=administrator)
    with pytest.raises(Refused, match="ngoài phạm vi"):
        actions.lock(clerk.user, by=acting(outsider))
    with pytest.raises(Refused, match="đang dùng"):
        actions.unlock(clerk.user, by=administrator)
    local = acting(make_post(commune))
    make_post(keeper.unit, "lanh-dao", user=clerk.user)
    with pytest.raises(Refused, match="quyền cao hơn"):  # somebody who is more elsewhere
        actions.lock(clerk.user, by=local)
    other = acting(make_post(keeper.unit))
    actions.lock(keeper.user, by=other)
    with pytest.raises(Refused, match="đã bị khóa"):
        actions.lock(keeper.user, by=other)


def test_the_last_administrator_is_not_locked(central, keeper):
    helper = make_post(central, "thanh-vien")
    by = replace(acting(helper), permissions=frozenset(Permission), own_only=frozenset())

    with pytest.raises(Refused, match="cuối cùng"):
        actions.lock(keeper.user, by=by)


def test_contacts_are_one_s_own_or_need_two_rights(clerk, administrator, outsider):
    actions.change_contact(clerk.user, phone="0987 654 321", email="", by=acting(clerk))
    actions.change_contact(clerk.user, phone="0987654322", email="", by=administrator)
    blind = replace(administrator, permissions=administrator.permissions - {Permission.PERSONAL_VIEW})

    for by in (acting(outsider), blind):
        with pytest.raises(Refused):
            actions.change_contact(clerk.user, phone="", email="", by=by)
    facts = Entry.objects.about(clerk.user).newest_first()[0].facts
    assert (facts["before"]["phone"], facts["after"]["phone"]) == ("…321", "…322")


def test_a_contact_of_another_is_refused(clerk, chief):
    User.objects.filter(pk=chief.user_id).update(phone="0911111111")

    with pytest.raises(Refused, match="tài khoản khác"):
        actions.change_contact(clerk.user, phone="0911 111 111", email="", by=acting(clerk))


def test_making_on_the_page(client, commune, chief, clerk):
    role = Role.objects.get(code="can-bo-co-so")
    fields = {
        "full_name": "Lý Thu",
        "unit": commune.code,
        "role": role.pk,
        "title": "X",
        "since": "2026-01-01",
    }
    sign_in(client, chief.user)

    assert client.get(reverse("accounts:make")).status_code == 200
    assert "phạm vi của Đồng chí" in client.post(reverse("accounts:make"), {**fields, "unit": "Sao Hỏa"}).text
    wrong = client.post(reverse("accounts:make"), {**fields, "phone": "12"})
    assert (wrong.status_code, "Số điện thoại chưa đúng" in wrong.text) == (422, True)
    assert client.post(reverse("accounts:make"), fields).status_code == 302

    sign_in(client, clerk.user)
    assert client.get(reverse("accounts:make")).status_code == 403


def test_buttons_of_a_person(client, clerk, chief, outsider):
    sign_in(client, chief.user)
    for name in ("lock", "unlock"):
        assert client.post(reverse(f"accounts:{name}", args=[clerk.user_id])).status_code == 302
    contact = reverse("accounts:contact", args=[clerk.user_id])
    assert client.get(contact).status_code == 200
    assert client.post(contact, {"phone": "0911222333"}).status_code == 302

    sign_in(client, outsider.user)
    for name in ("lock", "unlock", "slip", "contact", "give"):
        assert client.post(reverse(f"accounts:{name}", args=[clerk.user_id])).status_code == 404
