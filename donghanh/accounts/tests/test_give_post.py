"""Giving somebody a post."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from psycopg.types.range import Range

from donghanh.accounts import actions
from donghanh.accounts.models import Post, Role
from donghanh.accounts.tests.factories import FIRST_DAY, TODAY, acting, make_post, make_user
from donghanh.audit.history import versions
from donghanh.audit.models import Entry
from donghanh.core.errors import NotPermitted, Refused
from donghanh.core.permissions import Permission
from donghanh.organisations import actions as organisations
from donghanh.organisations.tests.factories import SYSTEM, make_unit

pytestmark = pytest.mark.django_db


def give(user, unit, by, *, role="can-bo-co-so", title="Bí thư", since=TODAY, until=None):
    role = Role.objects.get(code=role)
    return actions.give_post(user, unit=unit, role=role, title=title, since=since, until=until, by=by)


def test_a_post_runs_from_its_day_on(commune, administrator):
    post = give(make_user(), commune, administrator, title="  Bí thư   Đoàn xã ")

    assert (post.title, post.period.lower, post.period.upper) == ("Bí thư Đoàn xã", TODAY, None)
    assert [each.pk for each in Post.objects.standing(on=TODAY).filter(unit=commune)] == [post.pk]


def test_it_is_recorded_with_the_history_of_the_row(commune, administrator):
    user = make_user()

    post = give(user, commune, administrator)

    entry = Entry.objects.about(user).get()
    assert (entry.verb, entry.user_id, entry.facts["after"]["unit"]) == (
        "accounts.give_post",
        administrator.user_id,
        commune.code,
    )
    assert [version.pgh_label for version in versions(post)] == ["insert"]
    assert versions(post)[0].pgh_context["user"] == administrator.user_id


def test_one_person_may_hold_several_posts(commune, sister, administrator):
    user = make_user()

    give(user, commune, administrator)
    give(user, sister, administrator)

    assert user.posts.count() == 2


def test_the_right_is_needed(commune, administrator):
    with pytest.raises(NotPermitted):
        give(make_user(), commune, replace(administrator, permissions=frozenset()))


def test_nobody_gives_himself_a_post(commune, chief, administrator):
    with pytest.raises(Refused, match="tự giao"):
        give(chief.user, commune, administrator)


def test_only_within_reach(neighbour, central, administrator):
    for unit in (neighbour, central):
        with pytest.raises(Refused, match="ngoài phạm vi"):
            give(make_user(f"x{unit.pk}"), unit, administrator)


def test_never_more_rights_than_one_has(commune, administrator):
    few = administrator.permissions - {Permission.AUDIT_VIEW}

    with pytest.raises(Refused, match="xem nhật ký"):
        give(make_user(), commune, replace(administrator, permissions=few), role="quan-tri")


def test_a_right_for_the_own_unit_is_not_given_further_down(province, commune, administrator):
    near = replace(administrator, own_only=frozenset({Permission.ACCOUNT_VIEW}))

    with pytest.raises(Refused, match="xem tài khoản"):
        give(make_user(), commune, near)


def test_a_role_of_another_branch_is_not_used(commune, neighbour, administrator, outsider):
    role = actions.compose_role(neighbour, name="Riêng", rights={}, by=acting(outsider))

    with pytest.raises(Refused, match="không dùng ở"):
        give(make_user(), commune, administrator, role=role.code)


def test_not_before_the_unit_opened_and_not_after_it_closed(province, administrator):
    young = make_unit("Đoàn xã Mới", province, on=date(2026, 1, 1))
    old = make_unit("Đoàn xã Cũ", province)
    organisations.close(old, on=date(2026, 2, 1), by=SYSTEM)
    old.refresh_from_db()

    with pytest.raises(Refused, match="thành lập từ ngày"):
        give(make_user(), young, administrator, since=date(2025, 12, 31))
    with pytest.raises(Refused, match="kết thúc hoạt động"):
        give(make_user("b.b"), old, administrator)


def test_an_end_before_the_start_is_refused(commune, administrator):
    with pytest.raises(Refused, match="sau ngày bắt đầu"):
        give(make_user(), commune, administrator, until=TODAY)


def test_a_title_is_needed(commune, administrator):
    with pytest.raises(Refused, match="chức danh"):
        give(make_user(), commune, administrator, title=" ")


def test_the_same_post_is_not_given_twice_at_a_time(commune, administrator):
    user = make_user()
    give(user, commune, administrator)

    with pytest.raises(Refused, match="đã giữ nhiệm vụ này"):
        give(user, commune, administrator)


def test_the_database_itself_refuses_the_same_post_twice(clerk):
    twin = Post(user=clerk.user, unit=clerk.unit, role=clerk.role, title="x", period=Range(TODAY, None, "[)"))

    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()


def test_rights_end_when_the_unit_closes(province, keeper):
    unit = make_unit("Đoàn xã Tạm", province)
    post = make_post(unit, since=FIRST_DAY)

    organisations.close(unit, on=TODAY, by=SYSTEM)

    assert not Post.objects.standing(on=TODAY).filter(pk=post.pk).exists()
