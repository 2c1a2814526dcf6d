"""Dates as they are written, as far as they are known."""

import pytest

from donghanh.documents.reading import dates, period


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("ngày 19/9/2017", "2017-09-19"),
        ("ngày, 07/11/2022", "2022-11-07"),
        ("ngày      tháng 3 năm 2020", "2020-03"),
        ("ngày … tháng … năm 2021", "2021"),
        ("ngày 22 tháng 9 năm 2023", "2023-09-22"),
        ("03.12.2007", "2007-12-03"),
        ("22/11/ 2019", "2019-11-22"),
        ("ngày l0/7/2O15", "2015-07-10"),
        ("ngày 31 tháng 13 năm 2020", "2020"),
    ],
)
def test_a_date_is_read_as_far_as_it_is_written(text, iso):
    assert dates.first(text).iso == iso


@pytest.mark.parametrize("text", ["18/8/20222", "1/2", "năm học mới", "1.234.567", ""])
def test_what_is_no_date_gives_none(text):
    assert dates.first(text) is None


@pytest.mark.parametrize(
    ("title", "start", "end"),
    [
        ("Phối hợp giai đoạn 2018-2020", "2018", "2020"),
        ("Công tác năm học 2023 – 2024", "2023", "2024"),
        ("Hè tình nguyện năm 2022", "2022", "2022"),
        ("Xây dựng xã hội học tập đến năm 2030", None, "2030"),
    ],
)
def test_the_period_of_a_title(title, start, end):
    assert period.in_title(title) == {"start": start, "end": end}


def test_a_title_without_a_year_has_no_period():
    assert period.in_title("Ra quân làm sạch đường làng") is None


def test_the_period_of_the_documents_own_clause():
    lines = ["Địa điểm: xã Đông Mai", "Thời gian: từ ngày 01/6/2024 đến ngày 31/8/2024"]

    assert period.in_clause(lines) == {"start": "2024-06-01", "end": "2024-08-31"}
