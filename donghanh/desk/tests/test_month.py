"""The desk as a calendar."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from donghanh.accounts.tests.factories import make_post, make_user, sign_in
from donghanh.calendar.tests.factories import make_day
from donghanh.desk.queries import month as queries
from donghanh.programmes.tests.factories import make_running, task

pytestmark = pytest.mark.django_db
LICH = "/ban-lam-viec/lich/"
BESIDE, MONTHS = 4, 4  # the newest of the decrees; tasks, ends, programmes to filter by


def day_of(page, day):
    """What stands on a day."""
    item = re.search(
        rf'<li class="month-day[^>]*>\s*<h3><time datetime="{day}">.*?</li>\s*(?=<li class="month-day|</ol>)',
        page,
        re.S,
    )
    return " ".join(re.sub(r"<.*?>", " ", item[0]).split())


def test_deadlines_stand_on_their_days(client, province, commune, chief, doer_post):
    due = date(2027, 3, 18)
    make_running(
        province,
        task(commune, text="Ngày hội đọc sách", due_on=due),
        by=chief,
        name="Tháng đọc sách",
        starts_on=date(2026, 1, 1),
        ends_on=date(2027, 3, 31),
    )
    sign_in(client, doer_post.user)

    page = client.get(LICH, {"thang": "2027-03"}).text

    assert "1 việc đến hạn trong tháng." in page
    assert day_of(page, "2027-03-18") == "Thứ Năm, 18 /3 Ngày hội đọc sách Chưa bắt đầu"
    assert day_of(page, "2027-03-31") == "Thứ Tư, 31 /3 Kết thúc: Tháng đọc sách"
    assert "is-empty" in re.search(r'<li class="([^"]*)">\s*<h3><time datetime="2027-03-02"', page)[1]


def test_days_off_by_law_and_by_decree_are_named(client, doer_post):
    make_day(date(2027, 9, 3), note="Nghỉ bù Quốc khánh")
    sign_in(client, doer_post.user)

    page = client.get(LICH, {"thang": "2027-09"}).text

    assert "Quốc khánh" in day_of(page, "2027-09-02")
    assert day_of(page, "2027-09-03") == "Thứ Sáu, 03 /9 Nghỉ bù Quốc khánh".replace("03", "3")


def test_months_lead_on_back_and_to_today(client, doer_post, today):
    sign_in(client, doer_post.user)

    page = client.get(LICH, {"thang": "2027-01"}).text

    assert 'rel="prev" href="?thang=2026-12"' in page
    assert 'rel="next" href="?thang=2027-02"' in page
    assert f'<a class="btn" href="{LICH}">Hôm nay</a>' in page
    now = client.get(LICH).text
    assert f"Tháng {today.month}/{today.year}" in now
    assert "Hôm nay</a>" not in now
    assert 'aria-current="date"' in now


@pytest.mark.parametrize("typed", ["2026-13", "x", "0001-01", "2026-00", "99999-01"])
def test_a_month_that_is_none_is_said_and_this_one_shown(client, doer_post, today, typed):
    sign_in(client, doer_post.user)

    page = client.get(LICH, {"thang": typed})

    assert page.status_code == 200
    assert "Không có tháng như vậy" in page.text
    assert f"Tháng {today.month}/{today.year}" in page.text


def test_the_first_and_the_last_month_lead_nowhere_further():
    first, last = (
        queries.Month(first=day, blanks=0, days=(), number=0) for day in (date(1995, 1, 1), date(2100, 12, 1))
    )

    assert (first.before, first.after) == (None, "1995-02")
    assert (last.before, last.after) == ("2100-11", None)


def test_a_full_day_hides_the_rest_behind_a_word(client, province, commune, chief, doer_post, today):
    tasks = [task(commune, text=f"Việc {number}", due_on=today) for number in range(6)]
    make_running(province, *tasks, by=chief)
    sign_in(client, doer_post.user)

    page = client.get(LICH).text

    assert "và 3 việc nữa" in page
    assert page.count('class="due is-') == 6


def test_the_calendar_can_show_one_programme(client, commune, doer_post, give):
    one, _ = give(commune, text="Một", in_days=0), give(commune, text="Hai", in_days=0)
    sign_in(client, doer_post.user)

    page = client.get(LICH, {"chuong-trinh": one.pk}).text

    assert ">Một<" in page
    assert ">Hai<" not in page
    assert f'<option value="{one.pk}" selected>' in page


def test_another_branch_finds_an_empty_month(client, commune, outsider_post, give):
    give(commune, text="Việc riêng", in_days=0)
    sign_in(client, outsider_post.user)

    page = client.get(LICH).text

    assert "Việc riêng" not in page
    assert "Không có việc nào đến hạn trong tháng này." in page


def test_the_calendar_needs_a_post_with_the_right(client, province):
    sign_in(client, make_post(province, "thiet-lap").user)
    assert client.get(LICH).status_code == 403
    sign_in(client, make_user())
    assert client.get(LICH).status_code == 403


def test_the_calendar_asks_as_often_for_thirty_tasks_as_for_one(
    client, province, commune, chief, doer_post, today
):
    counted = []
    sign_in(client, doer_post.user)
    for number in (1, 29):
        tasks = [task(commune, text=f"Việc {one}", due_on=today) for one in range(number)]
        make_running(province, *tasks, by=chief, ends_on=today + timedelta(days=1))
        client.get(LICH)
        with CaptureQueriesContext(connection) as made:
            client.get(LICH)
        counted.append(len(made))

    assert counted == [BESIDE + MONTHS] * 2
