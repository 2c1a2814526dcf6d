"""Changing one's own password."""

import pytest
from django.urls import reverse

from donghanh.accounts import demo
from donghanh.accounts.tests.factories import PASSWORD, make_user, sign_in

pytestmark = pytest.mark.django_db

NEW = "mua-thu-tren-doi"


def change(client, **typed):
    fields = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    return client.post(reverse("account_change_password"), fields | typed, follow=True)


def test_the_new_password_holds_and_the_session_goes_on(client):
    user = make_user()
    sign_in(client, user)

    response = change(client)

    user.refresh_from_db()
    assert user.check_password(NEW)
    assert response.redirect_chain == [(reverse("desk:home"), 302)]
    assert "Đã đổi mật khẩu." in response.text


def test_the_old_password_is_asked_for(client):
    user = make_user()
    sign_in(client, user)

    response = change(client, oldpassword="sai")

    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert "Mật khẩu hiện tại chưa đúng." in response.text


@pytest.mark.parametrize("weak", ["12345678", "ngan", "lan.tran", "password"])
def test_a_weak_password_is_refused(client, weak):
    user = make_user()
    sign_in(client, user)

    change(client, password1=weak, password2=weak)

    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_an_account_without_password_is_told_so(client):
    sign_in(client, demo.account_of(demo.PEOPLE[0]))

    response = client.get(reverse("account_change_password"), follow=True)

    assert response.status_code == 409
    assert "không đăng nhập bằng mật khẩu" in response.text


def test_a_stranger_is_sent_to_sign_in(client):
    response = client.get(reverse("account_change_password"))

    assert response["Location"] == "/dang-nhap/?next=/doi-mat-khau/"
