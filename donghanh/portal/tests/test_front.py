"""The front page."""

import pytest
from django.urls import reverse

from donghanh.accounts import demo
from donghanh.accounts.tests.factories import make_user, sign_in


def test_front_says_what_this_is_and_leads_to_the_reader(client, django_assert_num_queries):
    response = client.get(reverse("portal:front"))

    assert "Đoàn Thanh niên và Hội Khuyến học các cấp" in response.text
    assert f'href="{reverse("portal:read")}"' in response.text
    assert f'href="{reverse("account_login")}"' in response.text


def test_only_reading_is_said_to_work_today(client):
    html = client.get(reverse("portal:front")).text

    assert html.count("Đã dùng được") == 1
    assert html.count("Đang xây dựng") == 4


def test_roles_are_offered_in_a_demonstration_only(client, settings):
    without = client.get(reverse("portal:front")).text
    settings.DEMO = True
    with_ = client.get(reverse("portal:front")).text

    assert [person.role in without for person in demo.PEOPLE] == [False] * len(demo.PEOPLE)
    assert [person.role in with_ for person in demo.PEOPLE] == [True] * len(demo.PEOPLE)
    assert "Bản trình diễn" in with_


@pytest.mark.django_db
def test_somebody_signed_in_is_led_to_the_desk(client, django_assert_num_queries):
    sign_in(client, make_user())

    with django_assert_num_queries(4):
        html = client.get(reverse("portal:front")).text

    assert f'href="{reverse("desk:home")}"' in html
