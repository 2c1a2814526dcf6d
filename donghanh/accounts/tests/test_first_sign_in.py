"""From the printed slip to a password of one's own."""

import re
from dataclasses import replace
from datetime import timedelta

import pypdfium2
import pytest
from django.urls import reverse
from django.utils import timezone

from donghanh.accounts import actions
from donghanh.accounts.tests.factories import acting, make_post, make_user, sign_in
from donghanh.audit.models import Entry
from donghanh.core.errors import NotPermitted, Refused
from donghanh.identity.models import User

pytestmark = pytest.mark.django_db
NEW = "mua-thu-tren-doi"


def issue(post, by):
    (slip,) = actions.issue_slips(User.objects.filter(pk=post.user_id), by=replace(by, now=timezone.now()))
    return slip


def enter(client, login, password):
    return client.post(reverse("account_login"), {"login": login, "password": password})


def test_the_slip_opens_one_page_only_until_the_password_is_changed(client, clerk, administrator):
    slip = issue(clerk, administrator)

    enter(client, slip.code, slip.password)
    led = client.get(reverse("desk:home"))
    fields = {"oldpassword": slip.password, "password1": NEW, "password2": NEW}
    same = client.post(
        reverse("account_change_password"), {**fields, "password1": slip.password, "password2": slip.password}
    )
    client.post(reverse("account_change_password"), fields)

    assert led["Location"] == reverse("account_change_password")
    assert "phải khác mật khẩu" in same.text
    assert client.get(reverse("desk:home")).status_code == 200
    clerk.user.refresh_from_db()
    assert (clerk.user.must_change_password, clerk.user.password_ends_at) == (False, None)


def test_nothing_else_answers_before(client, clerk, administrator):
    slip = issue(clerk, administrator)
    enter(client, slip.code, slip.password)

    for address in ("/can-bo/", "/tai-khoan/", "/vai-tro/", "/"):
        assert client.get(address)["Location"] == reverse("account_change_password")
    assert client.post(reverse("account_logout")).status_code == 302


def test_a_new_slip_ends_the_old_one_and_open_sessions(client, clerk, administrator):
    old = issue(clerk, administrator)
    enter(client, old.code, old.password)

    new = issue(clerk, administrator)

    assert client.get(reverse("account_change_password"))["Location"].startswith("/dang-nhap/")
    assert enter(client, old.code, old.password).status_code == 200
    assert enter(client, new.code, new.password).status_code == 302


def test_a_slip_that_is_too_old_opens_nothing(client, clerk, administrator):
    slip = issue(clerk, administrator)
    User.objects.update(password_ends_at=timezone.now() - timedelta(minutes=1))

    answer = enter(client, slip.code, slip.password)

    assert (answer.status_code, "đã hết hạn" in answer.text) == (403, True)
    assert client.get(reverse("desk:home")).status_code == 302


def test_the_password_is_told_once_and_never_stored(clerk, administrator):
    slip = issue(clerk, administrator)

    clerk.user.refresh_from_db()
    assert re.fullmatch(r"([a-z2-9]{4}-){2}[a-z2-9]{4}", slip.password)
    assert clerk.user.check_password(slip.password)
    stored = str(list(Entry.objects.values_list("facts", "subject_name"))) + clerk.user.password
    assert slip.password not in stored
    assert Entry.objects.about(clerk.user).newest_first()[0].verb == "accounts.issue_slip"


def test_each_refusal(clerk, chief, keeper, administrator, outsider):
    with pytest.raises(NotPermitted):
        issue(clerk, replace(administrator, permissions=frozenset()))
    with pytest.raises(Refused, match="Tài khoản của tôi"):
        issue(chief, administrator)
    with pytest.raises(Refused, match="cấp trên"):
        issue(keeper, administrator)
    with pytest.raises(Refused, match="cấp trên"):
        issue(clerk, acting(outsider))
    actions.lock(clerk.user, by=administrator)
    with pytest.raises(Refused, match="bị khóa"):
        issue(clerk, administrator)


def test_the_printed_slip(client, clerk, chief):
    sign_in(client, chief.user)

    answer = client.post(reverse("accounts:slip", args=[clerk.user_id]))

    assert (answer["Content-Type"], answer["Cache-Control"]) == ("application/pdf", "no-store")
    page = pypdfium2.PdfDocument(answer.content)[0]
    text = page.get_textpage().get_text_range()
    assert clerk.user.full_name in text
    password = re.search(r"[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}", text)[0]
    clerk.user.refresh_from_db()
    assert clerk.user.check_password(password)


@pytest.mark.parametrize(
    "typed", ["0912345678", "+84 912 345 678", "84912345678", "0912.345.678", "LAN.TRAN"]
)
def test_sign_in_by_number_in_any_spelling(client, typed):
    make_user(phone="0912345678")

    assert enter(client, typed, "mua-xuan-tren-ban").status_code == 302


def test_tries_by_code_and_by_number_are_counted_together(client):
    make_user(phone="0912345678", email="lan@xa.example")

    answers = [
        enter(client, login, "sai").status_code
        for login in ("lan.tran", "0912345678", "+84912345678", "lan@xa.example", "LAN.TRAN")
    ]

    assert answers == [200, 200, 200, 200, 429]


def test_somebody_else_s_password_is_never_set(clerk, chief, administrator):
    with pytest.raises(NotPermitted):
        actions.choose_password(clerk.user, password=NEW, by=administrator)


def test_three_thousand_slips_cost_a_fixed_number_of_questions(
    commune, administrator, django_assert_max_num_queries
):
    posts = [make_post(commune, "thanh-vien") for _ in range(3)]
    users = User.objects.filter(pk__in=[post.user_id for post in posts])

    with django_assert_max_num_queries(12 + 3):  # one line in the book for each
        assert len(actions.issue_slips(users, by=administrator)) == 3
