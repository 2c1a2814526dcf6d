"""Deadlines: a rule, a date or a nesting, never a guess."""

import pytest

from donghanh.documents.reading import deadlines


def rules(text, year=2024):
    """Each deadline by the fields that it has."""
    names = ("every", "month", "day", "date", "nested_in")
    return [
        {name: value for name in names if (value := getattr(found, name)) is not None}
        for found in deadlines.find(text, offset=0, section=None, year=year)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Báo cáo kết quả trước ngày 15 hằng tháng.", [{"every": "month", "day": 15}]),
        ("Báo cáo chậm nhất vào ngày 15/11 hằng năm.", [{"every": "year", "month": 11, "day": 15}]),
        ("Gửi báo cáo trước ngày 20 của tháng cuối quý.", [{"every": "quarter", "day": 20}]),
        ("Nộp báo cáo trước ngày 30/5 mỗi năm học.", [{"every": "school_year", "month": 5, "day": 30}]),
        ("Hằng năm, các đơn vị báo cáo trước ngày 01/12.", [{"every": "year", "month": 12, "day": 1}]),
        ("Định kỳ ngày 20 hằng tháng báo cáo về Huyện đoàn.", [{"every": "month", "day": 20}]),
        (
            "Báo cáo 6 tháng trước ngày 15/6, cả năm trước ngày 15/12.",
            [{"every": "half_year", "month": 6, "day": 15}, {"every": "year", "month": 12, "day": 15}],
        ),
        ("Trong 6 tháng, cả năm, các đơn vị báo cáo kết quả.", [{"every": "half_year"}, {"every": "year"}]),
    ],
)
def test_a_rule_that_recurs(text, expected):
    assert rules(text) == expected


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Đăng ký trước ngày 05/3/2025.", "2025-03-05"),
        ("Đăng ký trước ngày 05/3.", "2024-03-05"),
        ("Gửi hồ sơ chậm nhất ngày 20 tháng 4 năm 2024.", "2024-04-20"),
        ("Hoàn thành trước cuối tháng 9.", "2024-09"),
        ("Hoàn thành trong tháng 5/2022.", "2022-05"),
        ("Hoàn thành trong quý III.", "2024-Q3"),
        ("Hoàn thành trong học kỳ I.", "2024-HK1"),
        ("Hoàn thành trong năm 2026.", "2026"),
    ],
)
def test_a_date_takes_its_year_from_the_document(text, date):
    assert rules(text) == [{"date": date}]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Đăng ký trước ngày 05/3.", "--03-05"),
        ("Hoàn thành trong quý III.", "--Q3"),
        ("Xong trước tháng 9.", "--09"),
    ],
)
def test_without_a_year_none_is_supplied(text, date):
    assert rules(text, year=None) == [{"date": date}]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kết quả được lồng ghép vào báo cáo tổng kết năm.", "báo cáo tổng kết năm"),
        ("Số liệu đưa vào báo cáo công tác quý.", "báo cáo công tác quý"),
    ],
)
def test_a_nesting_has_no_date_of_its_own(text, name):
    assert rules(text) == [{"nested_in": name}]


@pytest.mark.parametrize(
    "text",
    [
        "Lồng ghép nội dung vào sinh hoạt chi đoàn.",
        "Hội trại diễn ra từ ngày 01/6 đến hết ngày 31/8.",
        "Kế hoạch có hiệu lực từ ngày 01/01/2024.",
        "Trình bày không quá, trước 45 phút.",
        "Tổ chức lễ phát động vào ngày 26/3.",
    ],
)
def test_what_is_no_limit_gives_none(text):
    assert rules(text) == []


def test_what_is_due_to_whom_and_through_whom():
    text = "Các đơn vị gửi báo cáo về Ban Thường vụ Huyện đoàn (qua Văn phòng Huyện đoàn) trước ngày 25/12."
    (found,) = deadlines.find(text, offset=100, section="III.1", year=2024)

    assert (found.what, found.to, found.through) == (
        "report",
        "Ban Thường vụ Huyện đoàn",
        "Văn phòng Huyện đoàn",
    )
    assert (found.section, text[found.span[0] - 100 : found.span[1] - 100]) == ("III.1", "trước ngày 25/12")


def test_an_address_is_the_way_through():
    text = "Bài dự thi gửi về Tỉnh đoàn qua hộp thư cuocthi@vidu.vn trước ngày 30/4/2024."
    (found,) = deadlines.find(text, offset=0, section=None, year=None)

    assert (found.what, found.through) == ("entries", "cuocthi@vidu.vn")


@pytest.mark.parametrize(
    "text",
    [
        "Phối hợp với Sở Giáo dục và Đào tạo tổ chức chung kết trước ngày 07/01/2027.",
        "Sinh hoạt chuyên đề về Cộng đồng ASEAN, hoàn thành trước ngày 14/9/2026.",
    ],
)
def test_a_partner_and_a_subject_are_no_receivers(text):
    assert [one.to for one in deadlines.find(text, offset=0, section=None, year=2026)] == [None]
