"""One click into the demonstration, and no such door outside it."""

import pytest
from django.urls import reverse

from donghanh.accounts import demo
from donghanh.identity.models import User

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("person", demo.PEOPLE, ids=lambda person: person.code)
def test_one_click_signs_in_as_each_role(client, settings, person):
    settings.DEMO = True

    response = client.post(reverse("demo_sign_in", args=[person.code]), follow=True)

    assert f"Chào đồng chí {person.full_name}." in response.text
    assert f"Đồng chí đang xem với vai {person.role}." in response.text


def test_the_account_is_made_once(client, settings):
    settings.DEMO = True

    for _ in range(2):
        client.post(reverse("demo_sign_in", args=["quan-tri"]))

    assert not User.objects.get().has_usable_password()


def test_the_door_does_not_exist_with_real_data(client):
    response = client.post(reverse("demo_sign_in", args=["quan-tri"]))

    assert response.status_code == 404
    assert User.objects.count() == 0


def test_an_unknown_person_is_not_found(client, settings):
    settings.DEMO = True

    assert client.post(reverse("demo_sign_in", args=["ai-do"])).status_code == 404


def test_a_link_alone_signs_nobody_in(client, settings):
    settings.DEMO = True

    assert client.get(reverse("demo_sign_in", args=["quan-tri"])).status_code == 405
