"""An officer leaves; one deed hands all over."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse

from donghanh.accounts import actions, handover
from donghanh.accounts.handover import Moved, Part
from donghanh.accounts.models import Post
from donghanh.accounts.tests.factories import TODAY, acting, make_post, make_user, sign_in
from donghanh.audit.models import Entry
from donghanh.core.errors import NotPermitted, Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def heir(commune):
    return make_post(commune, "thanh-vien").user


def test_posts_go_on_in_the_other_s_hand(clerk, sister, heir, administrator):
    make_post(sister, "can-bo-co-so", user=clerk.user, title="Cộng tác viên")

    moved = actions.hand_over(clerk.user, to=heir, on=TODAY, by=administrator)

    assert [item.name for item in moved] == ["Cán bộ, Đoàn xã Hòa An", "Cộng tác viên, Đoàn xã Hòa Bình"]
    assert list(Post.objects.filter(user=clerk.user).standing(on=TODAY)) == []
    assert {post.unit for post in Post.objects.filter(user=heir).standing(on=TODAY)} == {clerk.unit, sister}


def test_loans_end_and_are_listed(clerk, heir, administrator):
    lent = actions.delegate(
        clerk, to=heir, authority="TL", since=TODAY, until=TODAY + timedelta(days=9), by=acting(clerk)
    )

    moved = actions.hand_over(clerk.user, to=heir, on=TODAY, by=administrator)

    assert [item.what for item in moved] == ["Ủy quyền kết thúc", "Nhiệm vụ"]
    assert not Post.objects.filter(pk=lent.pk).exists()


def test_what_the_other_holds_already_is_not_given_twice(clerk, heir, administrator):
    make_post(clerk.unit, "can-bo-co-so", user=heir)

    actions.hand_over(clerk.user, to=heir, on=TODAY, by=administrator)

    assert Post.objects.filter(user=heir, role=clerk.role).count() == 1


def test_apps_above_sign_in_their_part(clerk, heir, administrator, monkeypatch):
    monkeypatch.setattr(handover, "_parts", [])
    handover.sign_in(
        Part(
            title="Việc được giao",
            preview=lambda user, by: [Moved(what="Việc", name=f"của {user}")],
            move=lambda leaving, by: [Moved(what="Việc", name=f"{leaving.user} → {leaving.to}")],
        )
    )

    moved = actions.hand_over(clerk.user, to=heir, on=TODAY, by=administrator)

    assert moved[-1].name == f"{clerk.user} → {heir}"


def test_it_is_recorded(clerk, heir, administrator):
    actions.hand_over(clerk.user, to=heir, on=TODAY, by=administrator)

    entry = Entry.objects.about(clerk.user).newest_first()[0]
    assert (entry.verb, entry.facts["to"], entry.facts["moved"]) == (
        "accounts.hand_over",
        heir.code,
        ["Nhiệm vụ: Cán bộ, Đoàn xã Hòa An"],
    )


def test_each_refusal(clerk, chief, heir, administrator, outsider):
    def hand(user=clerk.user, to=heir, on=TODAY, by=administrator):
        return actions.hand_over(user, to=to, on=on, by=by)

    with pytest.raises(NotPermitted):
        hand(by=replace(administrator, permissions=frozenset()))
    with pytest.raises(Refused, match="là một"):
        hand(to=clerk.user)
    with pytest.raises(Refused, match="tự nhận bàn giao"):
        hand(to=chief.user)
    with pytest.raises(Refused, match="đang bị khóa"):
        hand(to=make_user("x.y", is_active=False))
    with pytest.raises(Refused, match="không lùi ngày"):
        hand(on=TODAY - timedelta(days=1))
    with pytest.raises(Refused, match="không giữ nhiệm vụ nào"):
        hand(user=make_user("z.z"))
    with pytest.raises(Refused, match="ngoài phạm vi"):
        hand(by=acting(outsider))


def test_page_lists_before_and_after(client, clerk, heir, chief, outsider):
    address = reverse("accounts:hand_over", args=[clerk.user_id])
    sign_in(client, chief.user)

    assert "Cán bộ, Đoàn xã Hòa An" in client.get(address).text
    assert client.post(address, {"to": heir.code, "on": "1990-01-01"}).status_code == 422
    done = client.post(address, {"to": heir.code, "on": "2099-01-01"}, follow=True)
    assert "Cán bộ, Đoàn xã Hòa An" in done.text

    sign_in(client, outsider.user)
    assert client.get(address).status_code == client.post(address).status_code == 404
