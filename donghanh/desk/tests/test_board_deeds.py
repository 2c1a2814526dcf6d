"""What is done from the board: many are confirmed at once, the board is taken away as a workbook."""

import io
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from donghanh.accounts.tests.factories import make_post, sign_in
from donghanh.core import report_sheets
from donghanh.core.report_sheets import ReportColumn, ReportSheet, Toned
from donghanh.desk import workbook
from donghanh.desk.tests.conftest import now_in
from donghanh.programmes.models import Assignment

pytestmark = pytest.mark.django_db


def test_what_was_chosen_is_confirmed_and_the_rest_stays(
    client, commune, sister, doer, chief_post, give, report
):
    programme = give(commune, sister, text="Treo băng rôn")
    mine = report(programme)
    other = report(programme, by=now_in(make_post(sister, "can-bo-co-so")))
    sign_in(client, chief_post.user)
    page = client.get(f"/tien-do/{programme.pk}/chi-tiet/", {"trang-thai": "cho-xac-nhan"}).text
    assert set(re.findall(r'name="viec" value="(\d+)"', page)) == {str(mine.pk), str(other.pk)}

    back = f"/tien-do/{programme.pk}/chi-tiet/?trang-thai=cho-xac-nhan"
    response = client.post(f"/tien-do/{programme.pk}/xac-nhan/", {"viec": [mine.pk], "ve": back}, follow=True)

    assert response.redirect_chain[0][0] == back
    assert "Đã xác nhận 1 việc." in response.text
    assert set(Assignment.objects.to_confirm()) == {other}


def test_a_refusal_says_which_and_why(client, commune, chief_post, give):
    programme = give(commune, text="Treo băng rôn")
    sign_in(client, chief_post.user)

    said = client.post(
        f"/tien-do/{programme.pk}/xac-nhan/", {"viec": programme.assignments.get().pk}, follow=True
    ).text

    assert "Treo băng rôn – Đoàn xã Hòa An: Đơn vị chưa báo hoàn thành việc này." in said
    assert "Đã xác nhận" not in said


def test_pressing_twice_confirms_once(client, commune, chief_post, give, report):
    programme = give(commune)
    chosen = {"viec": report(programme).pk}
    sign_in(client, chief_post.user)
    client.post(f"/tien-do/{programme.pk}/xac-nhan/", chosen)

    again = client.post(f"/tien-do/{programme.pk}/xac-nhan/", chosen, follow=True).text

    assert "Việc đã được xác nhận hoàn thành." in again


def test_nothing_chosen_is_said(client, commune, chief_post, give):
    programme = give(commune)
    sign_in(client, chief_post.user)

    said = client.post(f"/tien-do/{programme.pk}/xac-nhan/", {"viec": ["x", "987654321"]}, follow=True).text

    assert "Đồng chí chưa chọn việc nào để xác nhận." in said


def test_who_did_not_assign_confirms_nothing(client, commune, doer_post, outsider_post, give, report):
    programme = give(commune)
    assignment = report(programme)
    for post, answer in ((doer_post, 200), (outsider_post, 404)):
        sign_in(client, post.user)
        response = client.post(f"/tien-do/{programme.pk}/xac-nhan/", {"viec": assignment.pk}, follow=True)
        assert response.status_code == answer
    sign_in(client, make_post(commune, "thanh-vien").user)
    assert client.post(f"/tien-do/{programme.pk}/xac-nhan/").status_code == 403
    assignment.refresh_from_db()
    assert assignment.confirmed_at is None


@pytest.mark.parametrize("there", ["https://example.org/", "//example.org/tien-do/", "/dang-xuat/", ""])
def test_the_way_back_stays_on_our_pages(client, commune, chief_post, give, there):
    programme = give(commune)
    sign_in(client, chief_post.user)

    response = client.post(f"/tien-do/{programme.pk}/xac-nhan/", {"ve": there})

    assert response["Location"] == reverse("desk:board", args=[programme.pk])


def sheets(content):
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_the_board_is_taken_away_as_numbers(client, commune, sister, chief_post, give, report, today):
    programme = give(commune, sister, text="=Treo băng rôn", in_days=-1, name="Tháng đọc sách")
    report(programme)
    sign_in(client, chief_post.user)

    response = client.get(f"/tien-do/{programme.pk}/excel/", {"sap-xep": "ten"})
    found = sheets(response.content)

    assert response["Content-Disposition"].startswith(f'attachment; filename="tien-do-{programme.pk}-')
    assert list(found) == ["Theo đơn vị", "Theo việc", "Từng việc"]
    units = found["Theo đơn vị"]
    assert units[0][0] == "Tháng đọc sách"
    assert units[3][-1] == "1. =Treo băng rôn"
    assert units[4] == ["Đoàn xã Hòa An", 1.0, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 0.0, "Quá hạn"]
    assert found["Theo việc"][4][:3] == [1.0, "=Treo băng rôn", 2.0]
    each = found["Từng việc"][4:]
    assert [row[:2] for row in each] == [
        ["Đoàn xã Hòa An", "=Treo băng rôn"],
        ["Đoàn xã Hòa Bình", "=Treo băng rôn"],
    ]
    assert each[0][2] == today - timedelta(days=1)
    assert each[0][5] == "chờ xác nhận"


def test_a_filter_goes_into_the_workbook(client, commune, sister, chief_post, give, report):
    programme = give(commune, sister, in_days=-1)
    report(programme)
    sign_in(client, chief_post.user)

    found = sheets(client.get(f"/tien-do/{programme.pk}/excel/", {"trang-thai": "cho-xac-nhan"}).content)

    assert [row[0] for row in found["Theo đơn vị"][4:]] == ["Đoàn xã Hòa An"]
    assert [row[0] for row in found["Từng việc"][4:]] == ["Đoàn xã Hòa An"]


def test_too_many_for_a_sheet_is_said(client, commune, sister, chief_post, give, monkeypatch):
    monkeypatch.setattr(workbook, "MOST", 1)
    programme = give(commune, sister)
    sign_in(client, chief_post.user)

    each = sheets(client.get(f"/tien-do/{programme.pk}/excel/").content)["Từng việc"]

    assert each[2][0] == "Bảng này chỉ có 1 việc đầu; Đồng chí hãy lọc bớt."
    assert len(each) == 6


def test_a_report_holds_every_kind_of_value(today):
    sheet = ReportSheet(
        name="Thử",
        columns=[
            ReportColumn(title="A"),
            ReportColumn(title="B"),
            ReportColumn(title="C"),
            ReportColumn(title="D"),
        ],
        rows=[["=1+1", 3, today, None], [Toned(value="x", tone="late"), 2.5, "", "y" * 40_000]],
    )

    found = sheets(report_sheets.write([sheet]))["Thử"]

    assert found[0] == ["A", "B", "C", "D"]
    assert found[1] == ["=1+1", 3.0, today, ""]
    assert found[2][:3] == ["x", 2.5, ""]
    assert len(found[2][3]) == 32_000
