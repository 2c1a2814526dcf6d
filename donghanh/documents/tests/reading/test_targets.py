"""Targets: quantities to reach."""

import pytest

from donghanh.documents.reading import targets


def found(text):
    return [(one.comparator, one.value, one.unit) for one in targets.find(text, offset=0, section=None)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Trao ít nhất 50 suất học bổng.", [(">=", 50, "suất")]),
        ("Vận động 1,5 tỷ đồng xây nhà.", [("=", 1.5, "tỷ đồng")]),
        ("Phấn đấu trồng 3.000 cây xanh.", [("=", 3000, "cây")]),
        ("Thành lập 02 câu lạc bộ trở lên.", [(">=", 2, "câu lạc bộ")]),
        ("Có trên 80% gia đình đạt danh hiệu.", [(">", 80, "%")]),
        ("100% cơ sở tổ chức ít nhất 01 hoạt động.", [("=", 100, "%"), (">=", 1, "hoạt động")]),
        ("Thành lập mới 30 đội hình dạy tiếng Anh cho thiếu nhi.", [("=", 30, "đội hình")]),
        ("Vận động ít nhất 3.000.000.000 đồng từ doanh nghiệp.", [(">=", 3_000_000_000, "đồng")]),
        ("Giới thiệu khoảng 120 đoàn viên ưu tú cho Đảng.", [("~", 120, "đoàn viên")]),
    ],
)
def test_a_quantity_to_reach(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Thực hiện Nghị quyết số 05 của Ban Chấp hành.",
        "Cơ cấu 01 giải nhất trị giá 2.000.000 đồng/giải.",
        "Mỗi bài không quá 05 trang.",
        "Khóa 12 nhiệm kỳ mới.",
    ],
)
def test_what_is_no_target(text):
    assert found(text) == []


def test_what_is_counted_and_where_it_stands():
    text = "Mở 04 lớp tập huấn cho chi hội trưởng, kinh phí tự túc."
    (target,) = targets.find(text, offset=10, section="II.2")

    assert (target.about, target.section) == ("tập huấn cho chi hội trưởng", "II.2")
    assert text[target.span[0] - 10 : target.span[1] - 10] == "04 lớp"


@pytest.mark.parametrize(
    ("text", "value"), [("1.234.567", 1234567), ("1,5", 1.5), ("02", 2), ("2.500,25", 2500.25)]
)
def test_a_vietnamese_number(text, value):
    assert targets.number(text) == value


def test_clubs_of_a_language_are_counted_as_clubs():
    assert found("Thành lập mới 12 câu lạc bộ tiếng Anh trong trường học.") == [("=", 12, "câu lạc bộ")]


def test_communes_and_wards_are_one_phrase():
    (first,) = targets.find("100% Đoàn xã, phường tổ chức ra quân.", offset=0, section=None)

    assert first.about == "Đoàn xã, phường tổ chức ra quân"
