"""Bases: what the preamble rests on, and what is only cited."""

import pytest

from donghanh.documents import reading


def read(preamble):
    return reading.read_text(
        f"KẾ HOẠCH\nKhuyến học năm 2024\n{preamble}\nI. NỘI DUNG\n- Mở lớp học cho thanh niên.\n"
    )


@pytest.mark.parametrize(
    ("preamble", "expected"),
    [
        (
            "Căn cứ Quyết định số 244/QĐ-KHVN ngày 28/7/2022 của Hội Khuyến học Việt Nam;",
            [("244/QĐ-KHVN", "2022-07-28")],
        ),
        (
            (
                "- Căn cứ Chỉ thị số 11-CT/TW ngày 13/4/2007;\n"
                "- Thực hiện Kế hoạch số 271/KH-KHVN ngày 20/9/2023;"
            ),
            [("11-CT/TW", "2007-04-13"), ("271/KH-KHVN", "2023-09-20")],
        ),
        (
            "Thực hiện Công văn số 5-CV/TU về tiếp tục thực hiện "
            "Chỉ thị số 11-CT/TW, Tỉnh đoàn xây dựng kế hoạch.",
            [("5-CV/TU", None)],
        ),
        ("Theo đề nghị của Ban Phong trào,", []),
    ],
)
def test_the_numbered_bases_of_a_preamble(preamble, expected):
    assert [(base.number, base.issued_on) for base in read(preamble).bases] == expected


def test_a_base_without_a_number_has_a_title():
    (base,) = read("Căn cứ Điều lệ Hội Khuyến học Việt Nam;").bases

    assert (base.number, base.title) == (None, "Điều lệ Hội Khuyến học Việt Nam")


def test_the_issuer_of_a_base():
    (base,) = read(
        "Căn cứ Kế hoạch số 7/KH-HKH ngày 1/2/2024 của Hội Khuyến học tỉnh Lâm Viên về khuyến học;"
    ).bases

    assert base.issuer == "Hội Khuyến học tỉnh Lâm Viên"


def test_every_number_is_cited_once_but_never_the_documents_own():
    text = (
        "Số: 09/KH-HKH\n"
        "KẾ HOẠCH\n"
        "Khuyến học\n"
        "Thực hiện Kế hoạch số 7/KH-TW, 7/KH-TW.\n"
        "I. NỘI DUNG\n"
        "- Làm theo Hướng dẫn số 3-HD/TĐTN và 09/KH-HKH.\n"
    )

    assert reading.read_text(text).cited_numbers == ("7/KH-TW", "3-HD/TĐTN")
