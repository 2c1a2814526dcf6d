"""Ending a post."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse
from psycopg.types.range import Range

from donghanh.accounts import actions
from donghanh.accounts.models import Post, Role
from donghanh.accounts.tests.factories import FIRST_DAY, TODAY, acting, make_post, make_user, sign_in
from donghanh.audit.models import Entry
from donghanh.core.errors import NotPermitted, Refused

pytestmark = pytest.mark.django_db


def test_the_post_ends_before_its_day_and_stays_in_the_history(clerk, administrator):
    actions.end_post(clerk, on=TODAY, by=administrator)

    clerk.refresh_from_db()
    assert (clerk.period.lower, clerk.period.upper) == (FIRST_DAY, TODAY)
    assert not Post.objects.standing(on=TODAY).filter(pk=clerk.pk).exists()
    assert Post.objects.standing(on=TODAY - timedelta(days=1)).filter(pk=clerk.pk).exists()


def test_it_is_recorded(clerk, administrator):
    actions.end_post(clerk, on=TODAY, by=administrator)

    entry = Entry.objects.about(clerk.user).newest_first()[0]
    assert (entry.verb, entry.facts["on"]) == ("accounts.end_post", str(TODAY))


def test_what_was_lent_from_it_ends_too(clerk, administrator, commune):
    helper = make_user("giup.viec", full_name="Lê Giúp")
    lent = actions.delegate(
        clerk, to=helper, authority="TL", since=TODAY, until=TODAY + timedelta(days=30), by=acting(clerk)
    )

    actions.end_post(clerk, on=TODAY + timedelta(days=3), by=administrator)

    lent.refresh_from_db()
    assert lent.period.upper == TODAY + timedelta(days=3)


def test_the_right_is_needed(clerk, administrator):
    with pytest.raises(NotPermitted):
        actions.end_post(clerk, on=TODAY, by=replace(administrator, permissions=frozenset()))


def test_not_twice_not_before_its_start_not_out_of_reach(clerk, administrator, outsider):
    with pytest.raises(Refused, match="không thể thôi trước"):
        actions.end_post(clerk, on=FIRST_DAY - timedelta(days=1), by=administrator)
    with pytest.raises(Refused, match="ngoài phạm vi"):
        actions.end_post(clerk, on=TODAY, by=acting(outsider))
    actions.end_post(clerk, on=TODAY, by=administrator)
    with pytest.raises(Refused, match="đã kết thúc từ ngày"):
        actions.end_post(clerk, on=TODAY, by=administrator)


def test_the_last_administrator_stays(keeper):
    with pytest.raises(Refused, match="cuối cùng"):
        actions.end_post(keeper, on=TODAY, by=acting(keeper))


def test_one_of_two_administrators_may_go(keeper, central):
    make_post(central)

    actions.end_post(keeper, on=TODAY, by=acting(keeper))


def test_who_goes_later_is_looked_for_on_that_day(keeper, central):
    make_post(central, until=TODAY + timedelta(days=30))

    with pytest.raises(Refused, match="cuối cùng"):
        actions.end_post(keeper, on=TODAY + timedelta(days=31), by=acting(keeper))
    actions.end_post(keeper, on=TODAY + timedelta(days=29), by=acting(keeper))


def test_a_successor_who_begins_on_that_day_is_enough(keeper, central):
    make_post(central, since=TODAY + timedelta(days=31))

    with pytest.raises(Refused, match="cuối cùng"):
        actions.end_post(keeper, on=TODAY + timedelta(days=30), by=acting(keeper))
    actions.end_post(keeper, on=TODAY + timedelta(days=31), by=acting(keeper))


def test_an_administrator_in_a_board_or_above_is_enough(keeper, chief, board, province):
    assert actions.end_post(chief, on=TODAY, by=acting(keeper)).period.upper == TODAY  # the centre remains

    of_board = make_post(board)
    assert list(Post.objects.alone(on=TODAY)) == [keeper]
    assert list(Post.objects.keeping(province, on=TODAY).order_by("pk")) == [keeper, of_board]


def test_an_end_laid_back_asks_who_is_there_today(keeper, central):
    make_post(central, until=TODAY)

    with pytest.raises(Refused, match="cuối cùng"):
        actions.end_post(keeper, on=TODAY - timedelta(days=30), by=acting(keeper))


def test_an_account_never_loses_its_only_trace(commune, administrator):
    only = make_post(commune, "can-bo-co-so", since=TODAY)

    with pytest.raises(Refused, match="khóa tài khoản"):
        actions.end_post(only, on=TODAY, by=administrator)
    with pytest.raises(Refused, match="khóa tài khoản"):
        actions.hand_over(only.user, to=make_user(), on=TODAY, by=administrator)
    make_post(commune, "thanh-vien", user=only.user)
    actions.end_post(only, on=TODAY, by=administrator)

    assert only.user.posts.count() == 1


def test_the_lender_who_takes_back_lands_on_the_own_page(client, clerk, sister):
    to = make_post(sister, "thanh-vien").user
    lent = Post.objects.create(
        user=to,
        unit=clerk.unit,
        role=clerk.role,
        title="Thay",
        delegated_from=clerk,
        authority="TL",
        period=Range(FIRST_DAY, TODAY.replace(year=2099), "[)"),
    )
    Role.objects.filter(pk=clerk.role_id).update(reach_rights=[])
    sign_in(client, clerk.user)

    seen = client.get(reverse("accounts:end", args=[lent.pk]))

    assert seen.status_code == 200
    done = client.post(reverse("accounts:end", args=[lent.pk]), {"on": str(TODAY)}, follow=True)
    assert (done.status_code, done.redirect_chain[0][0]) == (
        200,
        reverse("accounts:person", args=[clerk.user_id]),
    )


def test_page(client, clerk, chief, outsider):
    address = reverse("accounts:end", args=[clerk.pk])
    sign_in(client, chief.user)

    assert "Thôi giao nhiệm vụ" in client.get(address).text
    assert client.post(address, {"on": "1990-01-01"}).status_code == 422
    assert client.post(address, {"on": str(TODAY)}).status_code == 302

    sign_in(client, outsider.user)
    assert client.get(address).status_code == client.post(address).status_code == 404
