"""The letterhead and the title, whole and damaged."""

import pytest

from donghanh.documents import reading

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
ASSOCIATION = f"""HỘI KHUYẾN HỌC VIỆT NAM
HỘI KHUYẾN HỌC TỈNH LÂM VIÊN
{STATE}
Số: 09/KH-HKH
Lâm Viên, ngày 02 tháng 5 năm 2023
KẾ HOẠCH
Phát động phong trào khuyến học năm 2023
"""
UNION = """BCH TỈNH LÂM VIÊN
***
Số: 21-HD/TĐTN-BTG
ĐOÀN TNCS HỒ CHÍ MINH
Lâm Viên, ngày 11 tháng 3 năm 2024
HƯỚNG DẪN
Sinh hoạt chi đoàn chủ điểm
"""


def test_a_state_letterhead():
    found = reading.read_text(ASSOCIATION)

    assert (found.kind, found.number, found.symbol) == ("KH", "09/KH-HKH", "KH-HKH")
    assert (found.place, found.issued_on, found.layout) == ("Lâm Viên", "2023-05-02", "association")
    assert found.issuers == ("Hội Khuyến học tỉnh Lâm Viên",)
    assert found.title == "Phát động phong trào khuyến học năm 2023"
    assert found.period == {"start": "2023", "end": "2023"}


def test_a_youth_union_letterhead():
    found = reading.read_text(UNION)

    assert (found.kind, found.number, found.layout) == ("HD", "21-HD/TĐTN-BTG", "youth_union")
    assert found.issuers == ("Ban Chấp hành Đoàn tỉnh Lâm Viên",)


def test_two_columns_on_one_line_are_told_apart():
    line = (
        "HỘI KHUYẾN HỌC TỈNH LÂM VIÊN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Số: 09/KH-HKH\tLâm Viên, ngày 02 tháng 5 năm 2023\nKẾ HOẠCH\nKhuyến học\n"
    )
    found = reading.read_text(line)

    assert (found.number, found.issued_on, found.place) == ("09/KH-HKH", "2023-05-02", "Lâm Viên")
    assert found.issuers == ("Hội Khuyến học tỉnh Lâm Viên",)


def test_a_blank_number_and_a_blank_day_stay_blank():
    found = reading.read_text(UNION.replace("21-HD", "      -HD").replace("ngày 11", "ngày     "))

    assert (found.number, found.symbol, found.issued_on) == (None, "HD/TĐTN-BTG", "2024-03")


def test_a_letter_takes_its_subject_from_the_line_under_the_number():
    text = (
        "HỘI KHUYẾN HỌC HUYỆN ĐÔNG MAI\n"
        f"{STATE}\n"
        "Số: 12/HKH-VP\n"
        "V/v rà soát hội viên\n"
        "Đông Mai, ngày 3 tháng 4 năm 2025\n"
        "Kính gửi: Hội Khuyến học các xã\n"
    )
    found = reading.read_text(text)

    assert (found.kind, found.title) == ("CV", "rà soát hội viên")
    assert [one.name for one in found.addressees] == ["Hội Khuyến học các xã"]


def test_a_joint_programme_has_two_issuers():
    text = (
        "HỘI KHUYẾN HỌC TỈNH LÂM VIÊN\n"
        "TỈNH ĐOÀN LÂM VIÊN\n"
        f"{STATE}\n"
        "Số: 04/CTPH-HKH-TĐTN\n"
        "Lâm Viên, ngày 6 tháng 1 năm 2021\n"
        "CHƯƠNG TRÌNH PHỐI HỢP\n"
        "Khuyến học giai đoạn 2021-2025\n"
    )
    found = reading.read_text(text)

    assert (found.kind, found.layout, len(found.issuers)) == ("CTPH", "joint", 2)
    assert found.period == {"start": "2021", "end": "2025"}


@pytest.mark.parametrize(
    "marked",
    [
        lambda text: text.replace("KẾ HOẠCH", "**KẾ HOẠCH**"),
        lambda text: text.replace("Số:", "[bookmark: _GoBack]Số:"),
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("Số: 09", "Sô: O9"),
        lambda text: "Trang chủ » Văn bản\nĐăng nhập\n" + text,
    ],
)
def test_marks_of_copying_change_nothing(marked):
    clean, found = reading.read_text(ASSOCIATION), reading.read_text(marked(ASSOCIATION))

    assert (found.kind, found.number, found.issued_on, found.title) == (
        clean.kind,
        clean.number,
        clean.issued_on,
        clean.title,
    )


def test_a_lost_header_leaves_fields_absent():
    found = reading.read_text(
        "Kế hoạch này được phổ biến đến các chi đoàn để thực hiện.\nCác chi đoàn báo cáo kết quả."
    )

    assert (found.number, found.symbol, found.place, found.issued_on) == (None, None, None, None)
    assert found.kind == "KH"
    assert found.confidence["kind"] < 0.7


def test_an_empty_text_is_an_empty_reading():
    assert reading.read_text(" \n ").as_dict(text=False) == reading.Reading(text="").as_dict(text=False)


def test_spans_point_at_the_words():
    found = reading.read_text(ASSOCIATION)

    assert {name: found.text[slice(*found.spans[name])] for name in ("number", "symbol", "title")} == {
        "number": "09/KH-HKH",
        "symbol": "KH-HKH",
        "title": "Phát động phong trào khuyến học năm 2023",
    }


def test_months_in_the_title_are_the_period():
    found = reading.read_text(
        "KẾ HOẠCH\nCông tác quốc tế, giai đoạn từ tháng 6/2026 đến tháng 6/2027\nI. NỘI DUNG\n"
    )

    assert found.period == {"start": "2026-06", "end": "2027-06"}
