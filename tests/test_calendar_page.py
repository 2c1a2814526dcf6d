"""The page of days off: everybody signed in reads it, those with the right keep it."""

from datetime import date

import pytest
from django.urls import reverse

from donghanh.accounts.tests.factories import make_post, make_user, sign_in
from donghanh.calendar.models import DayKind, SpecialDay
from donghanh.calendar.tests.factories import DECISION, make_day
from donghanh.organisations.tests.factories import make_unit

YEAR = reverse("calendar:year")
pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(client):
    """The browser of somebody who keeps the calendar."""
    sign_in(client, make_post(make_unit("Trung ương Đoàn"), "giu-lich").user)
    return client


@pytest.fixture
def reader(client):
    """The browser of somebody without any post."""
    sign_in(client, make_user())
    return client


def test_everybody_signed_in_reads_the_year(reader):
    make_day()

    page = reader.get(YEAR, {"nam": "2026"}).content.decode()

    assert "Lịch nghỉ năm 2026" in page
    assert "Nghỉ bù Tết Dương lịch" in page
    assert f"Theo {DECISION}" in page
    assert reverse("calendar:add") not in page
    assert "Sửa" not in page


def test_a_year_that_is_none_shows_this_year_and_says_so(reader):
    for typed in ("abc", "99999999999999999999", "1500", "-1"):
        page = reader.get(YEAR, {"nam": typed})
        assert page.status_code == 200
        assert "Năm phải từ 1995 đến 2100" in page.content.decode()


def test_the_page_asks_as_much_for_three_days_as_for_one(reader, django_assert_max_num_queries):
    make_day()
    with django_assert_max_num_queries(10) as one:
        reader.get(YEAR, {"nam": "2026"})
    make_day(date(2026, 1, 5))
    make_day(date(2026, 1, 6))

    with django_assert_max_num_queries(10) as three:
        reader.get(YEAR, {"nam": "2026"})

    assert len(one) == len(three)


def test_a_keeper_adds_a_day(keeper):
    typed = {"day": "2026-01-02", "kind": "off", "note": "Nghỉ bù", "decision": "12/TB"}

    response = keeper.post(reverse("calendar:add"), typed, follow=True)

    assert response.redirect_chain == [(f"{YEAR}?nam=2026", 302)]
    assert "Đã ghi ngày 02/01/2026: Nghỉ bù." in response.content.decode()
    again = keeper.post(reverse("calendar:add"), typed)
    assert again.status_code == 422
    assert "đã có trong lịch; Đồng chí hãy sửa ngày ấy." in again.content.decode()


def test_a_day_without_a_date_is_not_added(keeper):
    response = keeper.post(reverse("calendar:add"), {"kind": "off", "note": "Nghỉ", "decision": "1"})

    assert response.status_code == 422
    assert "Đồng chí chưa chọn ngày." in response.content.decode()
    assert SpecialDay.objects.count() == 0


def test_a_keeper_changes_a_day_and_a_second_page_notices(keeper):
    special = make_day()
    address = reverse("calendar:change", args=[special.pk])
    typed = {
        "kind": "working",
        "note": "Làm việc",
        "decision": "13/TB",
        "reason": "Đính chính",
        "version": "1",
    }

    first, second = keeper.post(address, typed), keeper.post(address, typed)

    assert first.status_code == 302
    assert second.status_code == 422
    assert "vừa có người khác sửa" in second.content.decode()
    special.refresh_from_db()
    assert (special.kind, special.note, special.version) == (DayKind.WORKING, "Làm việc", 2)


def test_a_keeper_removes_a_day_with_a_reason(keeper):
    special = make_day()
    address = reverse("calendar:remove", args=[special.pk])

    refused = keeper.post(address, {"version": "1"})
    done = keeper.post(address, {"version": "1", "reason": "Nhập nhầm"}, follow=True)

    assert refused.status_code == 409
    assert "Đã bỏ ngày 02/01/2026: Nghỉ bù Tết Dương lịch." in done.content.decode()
    assert SpecialDay.objects.count() == 0


def test_a_keeper_enters_a_decree_or_learns_which_line_is_wrong(keeper):
    address = reverse("calendar:decree")

    wrong = keeper.post(address, {"decision": "12/TB", "lines": "02/01/2026 nghỉ bù\n32/01/2026 làm bù"})
    right = keeper.post(address, {"decision": "12/TB", "lines": "02/01/2026 nghỉ bù\n10/01/2026 làm bù"})

    assert wrong.status_code == 422
    assert "Dòng 2 (“32/01/2026 làm bù”): không có ngày 32/01/2026." in wrong.content.decode()
    assert right.status_code == 302
    assert SpecialDay.objects.count() == 2


def test_one_who_keeps_no_calendar_changes_nothing(reader):
    special = make_day()

    for name, args in (("add", []), ("decree", []), ("change", [special.pk]), ("remove", [special.pk])):
        assert reader.post(reverse(f"calendar:{name}", args=args)).status_code == 403
    assert SpecialDay.objects.get().version == 1
