"""Lending a post for a time."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from donghanh.accounts import actions
from donghanh.accounts.models import Post
from donghanh.accounts.tests.factories import TODAY, acting, make_post, make_user, sign_in
from donghanh.audit.models import Entry
from donghanh.core.errors import NotPermitted, Refused

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


@pytest.fixture
def deputy(commune):
    return make_post(commune, "thanh-vien").user


def lend(post, to, by, *, authority="KT", since=TODAY, until=TODAY + WEEK):
    return actions.delegate(post, to=to, authority=authority, since=since, until=until, by=by)


def test_the_deputy_acts_with_the_rights_of_the_post_on_behalf_of_its_holder(clerk, deputy):
    lent = lend(clerk, deputy, acting(clerk))

    actor = acting(lent)
    assert (actor.user_id, actor.on_behalf_of_id) == (deputy.pk, clerk.user_id)
    assert actor.permissions == acting(clerk).permissions


def test_it_ends_by_itself(clerk, deputy):
    lent = lend(clerk, deputy, acting(clerk))

    assert not Post.objects.standing(on=TODAY + WEEK).filter(pk=lent.pk).exists()


def test_it_ends_when_the_lender_is_locked_out(clerk, deputy, administrator):
    lent = lend(clerk, deputy, acting(clerk))

    actions.lock(clerk.user, by=administrator)

    assert not Post.objects.standing(on=TODAY).filter(pk=lent.pk).exists()


def test_it_is_recorded(clerk, deputy):
    lend(clerk, deputy, acting(clerk))

    entry = Entry.objects.about(deputy).newest_first()[0]
    assert (entry.verb, entry.facts["lent_by"]) == ("accounts.delegate", str(clerk.user))


def test_either_side_gives_it_back(clerk, deputy):
    first = lend(clerk, deputy, acting(clerk))
    actions.end_post(first, on=TODAY, by=acting(first))
    second = lend(clerk, deputy, acting(clerk))
    actions.end_post(second, on=TODAY, by=acting(clerk))

    assert Post.objects.filter(delegated_from=clerk).count() == 0


def test_somebody_else_s_post_needs_the_right(clerk, deputy, administrator):
    lend(clerk, deputy, administrator)

    with pytest.raises(NotPermitted):
        lend(clerk, deputy, replace(administrator, permissions=frozenset()))


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"authority": ""}, "hình thức"),
        ({"since": TODAY - WEEK}, "không lùi ngày"),
        ({"until": TODAY}, "sau ngày bắt đầu"),
        ({"until": TODAY + timedelta(days=400)}, "dài nhất một năm"),
    ],
)
def test_what_is_asked_must_make_sense(clerk, deputy, changed, reason):
    with pytest.raises(Refused, match=reason):
        lend(clerk, deputy, acting(clerk), **changed)


def test_not_to_oneself_nor_on_from_a_loan_nor_twice_nor_to_the_locked(clerk, deputy, administrator):
    lent = lend(clerk, deputy, acting(clerk))

    with pytest.raises(Refused, match="chính người đang giữ"):
        lend(clerk, clerk.user, acting(clerk))
    with pytest.raises(Refused, match="không được ủy quyền lại"):
        lend(lent, make_user(), acting(lent))
    with pytest.raises(Refused, match="đã giữ nhiệm vụ này"):
        lend(clerk, deputy, acting(clerk))
    with pytest.raises(Refused, match="đang bị khóa"):
        lend(clerk, make_user("x.y", is_active=False), acting(clerk))


def test_an_administrator_does_not_lend_himself_what_is_another_s(clerk, chief, administrator):
    with pytest.raises(Refused, match="tự nhận ủy quyền"):
        lend(clerk, chief.user, administrator)


def test_not_beyond_the_post_itself(commune, deputy):
    post = make_post(commune, "can-bo-co-so", until=TODAY + timedelta(days=3))

    with pytest.raises(Refused, match="trong thời gian giữ nhiệm vụ"):
        lend(post, deputy, acting(post))


def test_the_database_wants_a_form_and_an_end(clerk, deputy):
    lent = Post(
        user=deputy, unit=clerk.unit, role=clerk.role, title="x", delegated_from=clerk, authority="TL"
    )
    lent.period = (TODAY, None)

    with pytest.raises(IntegrityError), transaction.atomic():
        lent.save()


def test_page(client, clerk, deputy, outsider):
    address = reverse("accounts:delegate", args=[clerk.pk])
    fields = {"to": deputy.code, "authority": "TL", "since": TODAY + WEEK, "until": TODAY + WEEK}
    sign_in(client, clerk.user)

    assert "Ủy quyền cho" in client.get(address).text
    assert "Không tìm thấy" in client.post(address, {**fields, "to": outsider.user.code}).text
    assert client.post(address, {**fields, "since": "2099-01-01", "until": "2099-01-02"}).status_code == 302

    sign_in(client, outsider.user)
    assert client.get(address).status_code == client.post(address).status_code == 404
