"""What differs between two days, as a page."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from donghanh.accounts.tests.factories import make_post, sign_in
from donghanh.organisations import actions
from donghanh.organisations.models import Level
from donghanh.organisations.tests.factories import SYSTEM, make_unit

AFTER = date(2025, 7, 1)
NOTHING = "Không có khác biệt nào thuộc loại này"


@pytest.fixture
def province(db):
    return make_unit("Tỉnh đoàn Bình Minh", make_unit("Trung ương Đoàn"))


@pytest.fixture
def commune(province):
    return make_unit("Đoàn xã Hòa An", province, level=Level.COMMUNE)


@pytest.fixture
def sister(province):
    return make_unit("Đoàn xã Hòa Bình", province, level=Level.COMMUNE)


@pytest.fixture
def chief(client, province):
    sign_in(client, make_post(province).user)


def differences(client, kind="moi", **asked):
    asked = {"den_ngay": "2025-07-01", "viec": kind} | asked
    response = client.get(reverse("organisations:differences"), asked)
    assert response.status_code == 200
    return response.text.split('id="differences"')[1]


def counts(client, **asked):
    response = client.get(reverse("organisations:differences"), {"den_ngay": "2025-07-01"} | asked)
    return {kind: number for kind, _, number in response.context["found"].counts if number}


def test_without_changes_nothing_differs(client, commune, chief):
    assert counts(client) == {}
    assert NOTHING in differences(client)


def test_each_kind_of_change_is_counted_and_listed(client, commune, sister, chief, province):
    renamed = make_unit("Đoàn xã Cũ", province, level=Level.COMMUNE)
    moved = make_unit("Chi đoàn ấp 1", renamed, level=Level.BRANCH)
    closed = make_unit("Chi đoàn ấp 2", renamed, level=Level.BRANCH)
    actions.merge([commune], into=sister, on=AFTER, by=SYSTEM)
    actions.rename(renamed, name="Đoàn phường Mới", on=AFTER, by=SYSTEM)
    actions.move(moved, parent=sister, on=AFTER, by=SYSTEM)
    actions.close(closed, on=AFTER, by=SYSTEM)
    make_unit("Chi đoàn ấp 3", sister, level=Level.BRANCH, on=AFTER)

    assert counts(client) == {"moi": 1, "ket-thuc": 1, "sap-nhap": 1, "doi-ten": 1, "chuyen": 1}
    assert "Chi đoàn ấp 3" in differences(client, "moi")
    assert "Chi đoàn ấp 2" in differences(client, "ket-thuc")
    merged = differences(client, "sap-nhap")
    assert ("Đoàn xã Hòa An" in merged, ">Đoàn xã Hòa Bình</td>" in merged) == (True, True)
    names = differences(client, "doi-ten")
    assert (">Đoàn xã Cũ</td>" in names, ">Đoàn phường Mới</td>" in names) == (True, True)
    seats = differences(client, "chuyen")
    assert (">Đoàn xã Cũ</td>" in seats, ">Đoàn xã Hòa Bình</td>" in seats) == (True, True)


def test_what_a_unit_inherits_is_no_newcomer(client, commune, sister, chief):
    make_unit("Chi đoàn ấp 1", commune, level=Level.BRANCH)
    actions.merge([commune], into=sister, on=AFTER, by=SYSTEM)

    assert counts(client, don_vi=sister.code) == {"sap-nhap": 1, "chuyen": 1}


def test_who_comes_from_elsewhere_or_goes_is_told_apart(client, commune, sister, chief):
    branch = make_unit("Chi đoàn ấp 1", commune, level=Level.BRANCH)
    actions.move(branch, parent=sister, on=AFTER, by=SYSTEM)

    assert counts(client, don_vi=commune.code) == {"di": 1}
    assert counts(client, don_vi=sister.code) == {"den": 1}


def test_differences_are_paged(client, chief, province):
    for number in range(52):
        make_unit(f"Đoàn xã Số {number:02}", province, level=Level.COMMUNE, on=AFTER)

    first, second = differences(client), differences(client, tu="50")

    assert ("Số 49" in first, "Số 50" in first, "Trang sau" in first) == (True, False, True)
    assert ("Số 49" in second, "Số 51" in second, "Trang sau" in second) == (False, True, False)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"don_vi": "KHONG-CO"}, "Không có đơn vị mang mã này"),
        ({"den_ngay": "2025-06-30"}, "Ngày sau phải đến sau ngày trước."),
        ({"tu_ngay": "hôm qua"}, "Ngày chưa đúng."),
    ],
)
def test_what_is_no_question_is_said(client, chief, asked, said):
    assert said in client.get(reverse("organisations:differences"), asked).text


def test_a_unit_of_another_branch_cannot_be_compared(client, commune, province):
    neighbour = make_unit("Tỉnh đoàn Sông Hậu", province.placements.get().parent)
    sign_in(client, make_post(neighbour).user)

    page = client.get(reverse("organisations:differences"), {"don_vi": commune.code})

    assert page.context["found"] is None
    assert "Hòa An" not in page.text


def test_as_many_queries_for_one_row_as_for_three(client, chief, province):
    def queries():
        with CaptureQueriesContext(connection) as made:
            differences(client)
        return len(made)

    make_unit("Đoàn xã Một", province, level=Level.COMMUNE, on=AFTER)
    one = queries()
    for name in ("Hai", "Ba"):
        make_unit(f"Đoàn xã {name}", province, level=Level.COMMUNE, on=AFTER)

    assert queries() == one
    assert one <= 10
