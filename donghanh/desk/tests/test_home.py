"""The signed-in home."""

import pytest
from django.urls import reverse

from donghanh.accounts.tests.factories import make_user, sign_in

pytestmark = pytest.mark.django_db


def test_home_greets_and_leads_to_what_works_today(client, django_assert_num_queries):
    sign_in(client, make_user())

    with django_assert_num_queries(4):  # the session, the person, their posts; the bell
        response = client.get(reverse("desk:home"))

    assert "Chào đồng chí Trần Ngọc Lan." in response.text
    assert f'href="{reverse("portal:read")}"' in response.text


def test_home_offers_the_way_out_by_post(client):
    sign_in(client, make_user())

    page = client.get(reverse("desk:home")).text

    assert '<form method="post" action="/dang-xuat/">' in page
    assert "Mã đăng nhập: lan.tran" in page


def test_a_stranger_is_sent_to_sign_in(client):
    assert client.get(reverse("desk:home"))["Location"] == "/dang-nhap/?next=/ban-lam-viec/"
