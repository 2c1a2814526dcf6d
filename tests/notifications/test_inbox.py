"""The inbox and the bell."""

from datetime import timedelta

import pytest
from django.urls import reverse

from donghanh.accounts.tests.factories import make_post, sign_in
from donghanh.notifications import actions, queries
from donghanh.notifications.models import Notice
from donghanh.organisations.tests.factories import NOW, make_unit
from tests.notifications.factories import LATE, TASK, acting_as, notify

INBOX = "/thong-bao/"


@pytest.fixture
def inbox(client, lan):
    """Lan's inbox as she asks for it."""
    sign_in(client, lan)
    return lambda asked="", **more: client.get(INBOX + asked, **more)


def titles(response):
    return [line.notice.title for line in response.context["page"].rows]


def test_an_empty_inbox_says_what_will_be_here(inbox):
    assert "Không có thông báo nào ở đây" in inbox().text


def test_it_says_why_and_for_which_unit(inbox, lan, system):
    unit = make_unit("Đoàn xã Hòa An")
    notify([lan.pk], by=system, reason="Đồng chí phụ trách Đoàn xã Hòa An.", unit_id=unit.pk)

    response = inbox()

    assert "Vì sao Đồng chí nhận được: Đồng chí phụ trách Đoàn xã Hòa An." in response.text
    assert "Việc mới · Đoàn xã Hòa An" in response.text
    assert "10:00 15/03/2026" in response.text


def test_unread_ones_come_first_then_the_newest(inbox, lan, minh):
    for number, title in enumerate(("cũ, đã đọc", "cũ", "mới, đã xong", "mới")):
        by = acting_as(minh, now=NOW + timedelta(hours=number))
        notify([lan.pk], by=by, key=f"t:{number}", title=title)
    actions.mark_read(Notice.objects.filter(key="t:0"), by=acting_as(lan))
    actions.settle(["t:2"], by=acting_as(minh))

    response = inbox()

    assert titles(response) == ["mới", "cũ", "mới, đã xong", "cũ, đã đọc"]
    assert response.text.count("notice-waits") == 2


def test_only_unread_ones_or_one_kind(inbox, lan, system):
    notify([lan.pk], by=system, title="việc")
    notify([lan.pk], by=system, title="trễ", kind=LATE, key="t:2")
    actions.mark_read(Notice.objects.filter(kind=TASK.code), by=acting_as(lan))

    assert titles(inbox("?loc=chua-doc")) == ["trễ"]
    assert titles(inbox(f"?loai={TASK.code}")) == ["việc"]
    assert len(titles(inbox("?loai=khong.co&loc=x&tu=x"))) == 2


def test_it_is_turned_page_by_page(inbox, lan, system):
    for number in range(queries.PAGE + 1):
        notify([lan.pk], by=system, key=f"t:{number}", title=str(number))

    first, second = inbox("?loai=tests.task"), inbox(f"?loai=tests.task&tu={queries.PAGE}")

    assert (len(titles(first)), titles(second)) == (queries.PAGE, ["0"])
    assert f"?loai=tests.task&amp;tu={queries.PAGE}" in first.text


def test_the_script_gets_the_list_alone(inbox, lan, system):
    notify([lan.pk], by=system)

    response = inbox(headers={"HX-Request": "true", "HX-Target": "inbox"})

    assert response.text.strip().startswith('<div id="inbox">')


def test_others_see_nothing_of_it(client, inbox, lan, minh, system):
    notify([lan.pk], by=system)
    notice = Notice.objects.get()
    sign_in(client, minh)

    assert titles(inbox()) == []
    for name, method in (("open", "get"), ("read", "post")):
        assert getattr(client, method)(reverse(f"notifications:{name}", args=[notice.pk])).status_code == 404
    client.post(reverse("notifications:read_all"), {"den": notice.pk})
    notice.refresh_from_db()
    assert notice.read_at is None


def test_opening_marks_as_read_once_and_leads_on(client, inbox, lan, system):
    notify([lan.pk], by=system, url="/viec/1/?x=1")
    notice = Notice.objects.get()

    response = client.get(notice.get_absolute_url())

    assert (response.status_code, response["Location"]) == (302, "/viec/1/?x=1")
    first = Notice.objects.get().read_at
    client.get(notice.get_absolute_url())
    assert first is not None
    assert Notice.objects.get().read_at == first


def test_one_is_marked_without_opening_it(client, inbox, lan, system):
    notify([lan.pk], by=system)

    response = client.post(reverse("notifications:read", args=[Notice.objects.get().pk]))

    assert response["Location"] == INBOX
    assert queries.unread(lan.pk) == 0


def test_all_that_the_page_showed_are_marked_what_came_later_is_not(client, inbox, lan, system):
    notify([lan.pk], by=system, key="t:1")
    shown = inbox().context["page"].newest
    notify([lan.pk], by=system, key="t:2")

    client.post(reverse("notifications:read_all"), {"den": shown})

    assert list(Notice.objects.unread().values_list("key", flat=True)) == ["t:2"]


@pytest.mark.parametrize("typed", ["", "x", "9" * 30, "-1"])
def test_a_number_that_is_none_marks_nothing(client, inbox, lan, system, typed):
    notify([lan.pk], by=system)

    assert client.post(reverse("notifications:read_all"), {"den": typed}).status_code == 302
    assert queries.unread(lan.pk) == 1


@pytest.mark.parametrize(("count", "shown"), [(0, None), (1, "1"), (99, "99"), (120, "99+")])
def test_the_bell_counts_to_a_hundred(client, lan, system, count, shown):
    for number in range(count):
        notify([lan.pk], by=system, key=f"t:{number}")
    sign_in(client, lan)

    text = client.get("/ban-lam-viec/").text

    assert ("bell-count" in text) == bool(shown)
    assert f"Thông báo{f', {shown} chưa đọc' if shown else ''}</span>" in text


@pytest.mark.parametrize("more", [1, 3])
def test_it_costs_the_same_for_more_notices(client, inbox, lan, system, more, django_assert_num_queries):
    unit = make_unit("Đoàn xã Hòa An")
    make_post(unit, user=lan)
    for number in range(more):
        notify([lan.pk], by=system, key=f"t:{number}", unit_id=unit.pk)

    with django_assert_num_queries(7):  # session, person, posts; notices, units, the newest; the bell
        inbox()
