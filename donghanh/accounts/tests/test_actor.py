"""Who acts: built from the post that runs today."""

from dataclasses import replace
from datetime import timedelta

import pytest

from donghanh.accounts import queries
from donghanh.accounts.models import Post
from donghanh.accounts.tests.factories import TODAY, acting, make_post, make_user
from donghanh.core.actor import NOBODY
from donghanh.core.permissions import Permission, Scope
from donghanh.organisations.models import Unit
from donghanh.organisations.tests.factories import NOW

pytestmark = pytest.mark.django_db


def test_rights_and_scopes_come_from_the_role(commune, clerk):
    actor = acting(clerk)

    assert actor.organisation_id == commune.pk
    assert actor.permissions == frozenset(clerk.role.rights)
    assert actor.scope_of(Permission.GROUP_CHANGE) is Scope.OWN
    assert actor.scope_of(Permission.UNIT_VIEW) is Scope.REACH


def test_a_staff_board_reaches_what_its_office_reaches(province, board, commune, sister):
    actor = acting(make_post(board, "chuyen-vien"))

    assert (actor.organisation_id, actor.office_id) == (board.pk, province.pk)
    assert set(Unit.objects.reached_by(actor)) == {province, board, commune, sister}


def test_reach_never_goes_sideways(commune, sister, clerk):
    assert set(Unit.objects.reached_by(acting(clerk))) == {commune}


def test_a_post_that_ended_or_has_not_begun_gives_nothing(commune):
    user = make_user()
    make_post(commune, user=user, until=TODAY)
    make_post(commune, user=user, since=TODAY + timedelta(days=1))

    standing = queries.standing(user, on=TODAY)
    actor = queries.actor_in(standing.current, user=user, now=NOW)

    assert (standing.posts, actor.permissions, actor.organisation_id) == ([], frozenset(), NOBODY)


def test_an_unknown_choice_falls_back_to_the_first_post(commune, sister):
    user = make_user()
    first = make_post(commune, user=user)
    make_post(sister, user=user)

    assert queries.standing(user, on=TODAY, chosen=987654321).current == first


@pytest.mark.parametrize("number", [1, 3])
def test_one_query_however_many_posts(commune, django_assert_num_queries, number):
    user = make_user()
    for role in ["quan-tri", "chuyen-vien", "lanh-dao"][:number]:
        make_post(commune, role, user=user)

    with django_assert_num_queries(1):
        standing = queries.standing(user, on=TODAY)
        queries.actor_in(standing.current, user=user, now=NOW)


def test_posts_are_seen_within_reach_and_one_s_own_always(clerk, outsider, chief, administrator):
    blind = replace(acting(outsider), permissions=frozenset())

    assert clerk in Post.objects.visible_to(administrator)
    assert clerk not in Post.objects.visible_to(acting(outsider))
    assert list(Post.objects.visible_to(blind)) == [outsider]
