"""One's own account: contact, second step, sessions."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.urls import reverse

from donghanh.accounts.adapter import SecondStep
from donghanh.accounts.tests.factories import PASSWORD, make_user
from donghanh.identity.models import User

pytestmark = pytest.mark.django_db


def enter(client, login="lan.tran"):
    return client.post(reverse("account_login"), {"login": login, "password": PASSWORD})


def code_for(secret):
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def switch_on(client):
    """As people do it: the password once more, then the code that the telephone shows."""
    asked = client.get(reverse("mfa_activate_totp"), follow=True)
    assert "Xác nhận lại" in asked.text
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    return secret, client.post(reverse("mfa_activate_totp"), {"code": code_for(secret)})


def test_one_changes_one_s_own_number_and_signs_in_with_it(client):
    make_user()
    enter(client)

    changed = client.post(reverse("accounts:me"), {"phone": "+84 912 345 678", "email": ""}, follow=True)
    client.post(reverse("account_logout"))

    assert "Đã đổi số điện thoại" in changed.text
    assert enter(client, "0912.345.678").status_code == 302


def test_a_number_of_another_is_refused_on_the_page(client):
    make_user("khac.ma", phone="0912345678")
    make_user()
    enter(client)

    answer = client.post(reverse("accounts:me"), {"phone": "0912345678"})

    assert (answer.status_code, "tài khoản khác" in answer.text) == (422, True)


def test_signing_out_elsewhere_keeps_this_session(client, django_user_model):
    user = make_user()
    other = type(client)()
    for each in (other, client):
        enter(each)
    assert client.get(reverse("accounts:me")).text.count("từ ") >= 2

    client.post(reverse("accounts:sign_out_elsewhere"))

    assert client.get(reverse("desk:home")).status_code == 200
    assert other.get(reverse("desk:home")).status_code == 302
    assert user == django_user_model.objects.get()


def test_the_second_step_is_asked_for_once_it_is_on(client):
    make_user()
    enter(client)
    secret, done = switch_on(client)
    codes = client.get(reverse("mfa_view_recovery_codes"))
    client.post(reverse("account_logout"))

    first = enter(client)
    still_out = client.get(reverse("desk:home")).status_code
    wrong = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    recovery = codes.context["unused_codes"][0]
    right = client.post(reverse("mfa_authenticate"), {"code": recovery})

    assert (done.status_code, len(codes.context["unused_codes"])) == (302, 10)
    assert first["Location"] == reverse("mfa_authenticate")
    assert (still_out, "Mã xác nhận chưa đúng." in wrong.text) == (302, True)
    assert right["Location"] == reverse("desk:home")
    assert client.get(reverse("desk:home")).status_code == 200
    assert secret


def test_the_secret_is_not_in_the_database(client):
    make_user()
    enter(client)

    secret, _ = switch_on(client)

    stored = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in stored
    assert SecondStep().decrypt(Authenticator.objects.get(type="totp").data["secret"]) == secret


def test_an_older_key_still_opens_the_secret(settings):
    sealed = SecondStep().encrypt("bí mật")
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "khoa-moi-" * 8

    assert SecondStep().decrypt(sealed) == "bí mật"


def test_every_page_of_the_second_step_speaks_vietnamese(client):
    make_user()
    enter(client)
    switch_on(client)

    for name in (
        "mfa_index",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_deactivate_totp",
    ):
        page = client.get(reverse(name))
        assert page.status_code == 200
        assert '<html lang="vi">' in page.text
    assert client.post(reverse("mfa_deactivate_totp")).status_code == 302
    assert not Authenticator.objects.filter(type="totp").exists()
    assert User.objects.count() == 1
