"""Acting in one of several posts."""

import pytest
from django.urls import reverse

from donghanh.accounts import actions
from donghanh.accounts.tests.factories import make_post, make_user, sign_in
from donghanh.organisations.tests.factories import SYSTEM

pytestmark = pytest.mark.django_db
HOME = reverse("desk:home")


@pytest.fixture
def both(commune, sister, keeper):
    """Somebody with a post in each of two communes."""
    user = make_user()
    return make_post(commune, user=user, title="Bí thư"), make_post(sister, user=user, title="Ủy viên")


def test_the_first_post_acts_until_another_is_chosen(client, both):
    first, second = both
    sign_in(client, first.user)

    before = client.get(HOME)
    client.post(reverse("accounts:act"), {"post": second.pk})
    after = client.get(HOME)

    assert before.wsgi_request.actor.organisation_id == first.unit_id
    assert after.wsgi_request.actor.organisation_id == second.unit_id
    assert "Chuyển sang Bí thư, Đoàn xã Hòa An" in after.text


def test_a_chosen_post_that_ends_gives_way_to_the_next(client, both):
    first, second = both
    sign_in(client, first.user)
    client.post(reverse("accounts:act"), {"post": second.pk})

    actions.end_post(second, on=SYSTEM.today, by=SYSTEM)
    response = client.get(HOME)

    assert response.wsgi_request.actor.post_id == first.pk
    assert "post" not in client.session


def test_nobody_chooses_the_post_of_another(client, both, clerk):
    sign_in(client, clerk.user)

    for chosen in (both[0].pk, "x", ""):
        assert client.post(reverse("accounts:act"), {"post": chosen}).status_code == 404


def test_back_to_where_one_was_but_never_to_another_site(client, both):
    sign_in(client, both[0].user)

    near = client.post(reverse("accounts:act"), {"post": both[0].pk, "next": "/can-bo/"})
    far = client.post(reverse("accounts:act"), {"post": both[0].pk, "next": "https://la.example/"})

    assert (near["Location"], far["Location"]) == ("/can-bo/", HOME)


def test_without_a_post_a_page_says_so(client):
    sign_in(client, make_user())

    home, people = client.get(HOME), client.get(reverse("accounts:people"))

    assert home.status_code == 200
    assert (people.status_code, "Chưa được giao nhiệm vụ" in people.text) == (403, True)


def test_strangers_have_no_actor(client):
    assert client.get("/").wsgi_request.actor is None
