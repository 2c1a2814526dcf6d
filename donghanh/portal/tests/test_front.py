"""The front page."""

import pytest
from django.urls import reverse

from donghanh.accounts import demo
from donghanh.accounts.tests.factories import make_user, sign_in
from donghanh.portal.walk import WALK


def test_front_says_what_this_is_and_leads_to_the_reader(client, django_assert_num_queries):
    response = client.get(reverse("portal:front"))

    assert "Đoàn Thanh niên và Hội Khuyến học các cấp" in response.text
    assert f'href="{reverse("portal:read")}"' in response.text
    assert f'href="{reverse("account_login")}"' in response.text


def test_what_works_today_is_told_from_what_is_to_come(client):
    html = client.get(reverse("portal:front")).text

    assert html.count("Đã dùng được") == 2
    assert html.count("Đang xây dựng") == 3


def test_the_walk_is_offered_in_a_demonstration_only(client, settings):
    assert "Đi hết một vòng" not in client.get(reverse("portal:front")).text
    settings.DEMO = True
    assert client.get(reverse("portal:front")).text.count("Xem bước") == 5


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 2, 3, 4, 5])
def test_each_step_of_the_walk_leads_somewhere_even_before_there_is_work(client, settings, number):
    settings.DEMO = True
    step = WALK[number - 1]

    response = client.post(
        reverse("demo_sign_in", args=[step.person]), {"next": reverse("portal:step", args=[number])}
    )
    assert response["Location"] == reverse("portal:step", args=[number])
    assert client.get(response["Location"])["Location"] == reverse("desk:home")


@pytest.mark.django_db
def test_the_walk_never_leads_to_another_site(client, settings):
    settings.DEMO = True

    response = client.post(reverse("demo_sign_in", args=["nguoi-dan"]), {"next": "https://example.org/"})

    assert response["Location"] == reverse("desk:home")


@pytest.mark.django_db
def test_a_step_that_is_none_is_not_found(client, settings):
    settings.DEMO = True
    sign_in(client, make_user())

    assert client.get(reverse("portal:step", args=[6])).status_code == 404


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
