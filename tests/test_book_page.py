"""The book of deeds as a page. People come with posts, so the tests live on top."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from donghanh.accounts.tests.factories import acting, make_post, make_user, sign_in
from donghanh.organisations import actions
from donghanh.organisations.models import Level
from donghanh.organisations.tests.factories import make_unit

DAY = date(2026, 1, 1)
EMPTY = "Không có việc nào được ghi"


@pytest.fixture
def province(db):
    return make_unit("Tỉnh đoàn Bình Minh", make_unit("Trung ương Đoàn"))


@pytest.fixture
def commune(province):
    return make_unit("Đoàn xã Hòa An", province, level=Level.COMMUNE)


@pytest.fixture
def chief(client, province):
    post = make_post(province, user=make_user(full_name="Trần Ngọc Lan"))
    sign_in(client, post.user)
    return replace(acting(post), address="203.0.113.7")


def book(client, **asked):
    response = client.get(reverse("audit:book"), asked)
    assert response.status_code == 200
    return response.text.split('id="book"')[1]


def test_the_book_is_empty_before_the_first_deed(client, chief):
    assert EMPTY in book(client)


def test_a_deed_tells_who_for_which_unit_when_from_where_and_what_changed(client, commune, chief):
    actions.rename(commune, name="Đoàn phường Hòa An", on=DAY, by=chief)

    text = book(client)

    for part in (
        "Đổi tên đơn vị",
        "Trần Ngọc Lan",
        ">Tỉnh đoàn Bình Minh</td>",
        "15/03/2026 10:00:00",
        "203.0.113.7",
        "<dt>Trước</dt><dd>Đoàn xã Hòa An</dd><dt>Sau</dt><dd>Đoàn phường Hòa An</dd>",
        "<dt>Từ ngày</dt><dd>01/01/2026</dd>",
    ):
        assert part in text


def test_a_deed_on_behalf_of_somebody_says_so(client, commune, chief):
    other = make_user("ha.le", full_name="Lê Thu Hà")
    actions.rename(commune, name="Đoàn phường Hòa An", on=DAY, by=replace(chief, on_behalf_of_id=other.pk))

    assert "thay Lê Thu Hà" in book(client)
    assert "thay Lê Thu Hà" in book(client, ai="thu ha")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"tu_ngay": "2026-03-15", "den_ngay": "2026-03-15"}, True),
        ({"tu_ngay": "2026-03-16"}, False),
        ({"den_ngay": "14/03/2026"}, False),
        ({"viec": "organisations.rename"}, True),
        ({"viec": "organisations.close"}, False),
        ({"q": "hoa an"}, True),
        ({"q": "hoa binh"}, False),
        ({"ai": "ngoc lan"}, True),
        ({"ai": "thu ha"}, False),
    ],
)
def test_the_book_is_searched_by_days_deed_name_and_person(client, commune, chief, asked, found):
    actions.rename(commune, name="Đoàn phường Hòa An", on=DAY, by=chief)

    assert (EMPTY in book(client, **asked)) is not found


def test_days_in_the_wrong_order_are_named(client, chief):
    text = client.get(reverse("audit:book"), {"tu_ngay": "2026-03-16", "den_ngay": "2026-03-15"}).text

    assert "Ngày cuối phải từ ngày đầu trở đi." in text


def test_the_book_is_paged(client, commune, chief):
    for number in range(52):
        moment = datetime(2026, 3, 15, 3, number, tzinfo=UTC)
        actions.set_aliases(commune, names=[f"Tên {number}"], by=replace(chief, now=moment))

    first, second = book(client), book(client, tu="50")

    assert (first.count("<tr>"), second.count("<tr>")) == (51, 3)
    assert ("Trang sau" in first, "Trang trước" in second, "Trang sau" in second) == (True, True, False)


def test_deeds_of_another_branch_are_not_in_the_book(client, commune, chief, province):
    actions.rename(commune, name="Đoàn phường Hòa An", on=DAY, by=chief)
    neighbour = make_unit("Tỉnh đoàn Sông Hậu", province.placements.get().parent)
    sign_in(client, make_post(neighbour).user)

    assert EMPTY in book(client)


def test_without_the_right_the_book_stays_shut(client, province):
    sign_in(client, make_post(province, "chuyen-vien").user)

    assert client.get(reverse("audit:book")).status_code == 403


def test_as_many_queries_for_one_deed_as_for_three(client, commune, chief):
    def queries():
        with CaptureQueriesContext(connection) as made:
            book(client)
        return len(made)

    actions.set_aliases(commune, names=["Một"], by=chief)
    one = queries()
    for name in ("Hai", "Ba"):
        actions.set_aliases(commune, names=[name], by=chief)

    assert queries() == one
    assert one <= 10
