"""Telling people: whom, once, in one statement."""

from dataclasses import replace

import pytest

from donghanh.accounts.tests.factories import make_user
from donghanh.identity.models import User
from donghanh.notifications import actions, kinds
from donghanh.notifications.actions import Told
from donghanh.notifications.kinds import NoticeKind
from donghanh.notifications.models import Notice
from tests.notifications.factories import DIGEST, LATE, TASK, acting_as, notify


def told():
    return sorted(Notice.objects.values_list("user__code", "key"))


def test_everybody_is_told_what_why_and_where(lan, minh, system):
    by = acting_as(minh, now=system.now)

    assert (
        notify([lan.pk], by=by, title="Việc A", reason="Đồng chí phụ trách.", url="/viec/1/", unit_id=7) == 1
    )

    notice = Notice.objects.get()
    assert (notice.user, notice.title, notice.reason, notice.url) == (
        lan,
        "Việc A",
        "Đồng chí phụ trách.",
        "/viec/1/",
    )
    assert (notice.kind, notice.key, notice.unit_id, notice.urgent) == (TASK.code, "task:1", 7, False)
    assert (notice.caused_by, notice.created_at, notice.read_at, notice.settled_at) == (
        minh,
        system.now,
        None,
        None,
    )


def test_the_system_tells_in_nobody_s_name(lan, system):
    notify([lan.pk], by=system)

    assert Notice.objects.get().caused_by is None


def test_nobody_is_told_the_same_twice(lan, minh, system):
    assert notify([lan.pk, lan.pk], by=system) == 1
    assert notify([lan.pk, minh.pk], by=system, title="Khác") == 1

    assert told() == [("lan.tran", "task:1"), ("minh.le", "task:1")]


def test_any_number_of_people_is_one_statement(system, django_assert_num_queries):
    people = [make_user(f"nguoi.{number}", full_name=f"Người {number}").pk for number in range(20)]

    with django_assert_num_queries(3):  # a savepoint, the statement, its release
        assert notify(people, by=system) == 20


def test_people_found_by_a_query_are_never_fetched(lan, minh, system, django_assert_num_queries):
    found = User.objects.filter(full_name__startswith="Trần", code__contains="%").values("pk")
    other = User.objects.filter(full_name__in=["Lê Văn Minh", "100%"]).order_by("code").values_list("pk")

    with django_assert_num_queries(3):
        assert notify(found, by=system) == 0
    assert notify(other, by=system) == 1
    assert told() == [("minh.le", "task:1")]


def test_a_query_that_finds_nobody_tells_nobody(lan, system):
    assert notify(User.objects.none().values("pk"), by=system) == 0


def test_locked_accounts_and_ids_of_nobody_are_passed_over(lan, minh, system):
    User.objects.filter(pk=lan.pk).update(is_active=False)

    assert notify([lan.pk, minh.pk, 987654321], by=system) == 1


def test_who_turned_a_kind_off_is_not_told(lan, minh, system):
    actions.choose(kind=TASK.code, on=False, by=acting_as(lan))

    assert notify([lan.pk, minh.pk], by=system) == 1
    assert told() == [("minh.le", "task:1")]


def test_what_is_urgent_reaches_even_those_who_had_turned_it_off(lan, system, monkeypatch):
    actions.choose(kind=TASK.code, on=False, by=acting_as(lan))
    urgent = replace(TASK, urgent=True)  # as when a new version makes a kind urgent
    monkeypatch.setitem(kinds._signed_in, TASK.code, urgent)

    assert notify([lan.pk], kind=urgent, by=system) == 1
    assert Notice.objects.get().urgent


def test_a_kind_that_is_off_by_default_is_sent_to_those_who_asked_for_it(lan, minh, system):
    actions.choose(kind=DIGEST.code, on=True, by=acting_as(lan))

    assert notify([lan.pk, minh.pk], kind=DIGEST, by=system) == 1
    assert told() == [("lan.tran", "task:1")]


def test_each_line_its_own_matter(lan, minh, system, django_assert_num_queries):
    actions.choose(kind=TASK.code, on=False, by=acting_as(minh))
    facts = {"title": "Còn 7 ngày", "reason": "Đơn vị được giao việc.", "url": "/viec/1/"}
    lines = [Told(user_id=lan.pk, key=f"assignment:{number}:7d", **facts) for number in (1, 2, 2)]
    lines.append(Told(user_id=minh.pk, key="assignment:1:7d", **facts))

    with django_assert_num_queries(3):
        assert actions.notify_each(iter(lines), kind=TASK, by=system) == 2
    assert actions.notify_each(lines, kind=TASK, by=system) == 0
    assert told() == [("lan.tran", "assignment:1:7d"), ("lan.tran", "assignment:2:7d")]


@pytest.mark.parametrize(
    "url", ["//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:1", ""]
)
def test_a_notice_leads_nowhere_else(lan, system, url):
    with pytest.raises(ValueError, match="no path of this site"):
        notify([lan.pk], by=system, url=url)


def test_a_kind_is_signed_in_before_it_is_used(lan, system):
    with pytest.raises(ValueError, match="not signed in"):
        notify([lan.pk], kind=NoticeKind(code="tests.new", title="Mới", why="Thử."), by=system)


def test_two_kinds_never_share_a_name():
    kinds.sign_in(TASK)
    with pytest.raises(ValueError, match="two kinds"):
        kinds.sign_in(replace(TASK, title="Khác"))


def test_urgent_kinds_come_first():
    assert [kind.code for kind in kinds.every() if kind in {TASK, LATE, DIGEST}] == [
        "tests.late",
        "tests.task",
        "tests.digest",
    ]
