"""Signing in, signing out, being locked out."""

import pytest
from django.urls import reverse

from donghanh.accounts.tests.factories import PASSWORD, make_user, sign_in

pytestmark = pytest.mark.django_db


def type_in(client, login, password):
    return client.post(reverse("account_login"), {"login": login, "password": password})


@pytest.mark.parametrize("login", ["lan.tran", "LAN.TRAN", "lan@xa.example"])
def test_sign_in_by_code_or_email(client, login):
    make_user(email="lan@xa.example")

    response = type_in(client, login, PASSWORD)

    assert response.status_code == 302
    assert response["Location"] == reverse("desk:home")
    assert "Chào đồng chí Trần Ngọc Lan." in client.get(response["Location"]).text


def test_sign_in_leads_to_the_page_that_asked_for_it(client):
    make_user()
    asked = client.get(reverse("desk:home"))

    page = client.get(asked["Location"]).text
    response = client.post(asked["Location"], {"login": "lan.tran", "password": PASSWORD})

    assert 'name="next" value="/ban-lam-viec/"' in page
    assert response["Location"] == reverse("desk:home")


def test_sign_in_never_leads_to_another_site(client):
    make_user()

    response = client.post(
        reverse("account_login") + "?next=https://la.example/", {"login": "lan.tran", "password": PASSWORD}
    )

    assert response["Location"] == reverse("desk:home")


@pytest.mark.parametrize("login", ["lan.tran", "khong.co", "la@xa.example"])
def test_a_wrong_password_and_an_unknown_code_sound_the_same(client, login):
    make_user()

    response = type_in(client, login, "sai")

    assert response.status_code == 200
    assert "<p>Tên đăng nhập hoặc mật khẩu chưa đúng.</p>" in response.text


def test_an_account_out_of_use_cannot_sign_in(client):
    make_user(is_active=False)

    type_in(client, "lan.tran", PASSWORD)

    assert client.get(reverse("desk:home")).status_code == 302


def test_five_wrong_passwords_lock_the_account_for_this_address(client):
    make_user()

    answers = [type_in(client, login, "sai").status_code for login in ["lan.tran", "LAN.tran"] * 2]
    locked = type_in(client, "lan.tran", "sai")
    even_right = type_in(client, "lan.tran", PASSWORD)
    elsewhere = client.post(
        reverse("account_login"), {"login": "lan.tran", "password": PASSWORD}, REMOTE_ADDR="192.0.2.5"
    )

    assert answers == [200, 200, 200, 200]
    assert locked.status_code == even_right.status_code == 429
    assert "<h1>Tạm khóa đăng nhập</h1>" in locked.text
    assert elsewhere.status_code == 302


def test_sign_out_asks_first_and_is_done_by_post(client):
    sign_in(client, make_user())

    asked = client.get(reverse("account_logout"))
    still = client.get(reverse("desk:home"))
    done = client.post(reverse("account_logout"), follow=True)

    assert "Đồng chí muốn kết thúc phiên làm việc trên máy này?" in asked.text
    assert still.status_code == 200
    assert "Đã đăng xuất." in done.text
    assert client.get(reverse("desk:home")).status_code == 302


def test_nobody_signs_up(client):
    for path in ("/signup/", "/dang-ky/", "/accounts/signup/"):
        assert client.get(path).status_code == 404
