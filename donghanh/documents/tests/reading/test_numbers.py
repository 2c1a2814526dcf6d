"""Document numbers in every spelling met."""

import pytest

from donghanh.documents.reading import numbers


@pytest.mark.parametrize(
    ("line", "number", "symbol"),
    [
        ("Số: 12-KH/TĐTN-BTG", "12-KH/TĐTN-BTG", "KH/TĐTN-BTG"),
        ("Số:       -KH/TĐTN-BTG", None, "KH/TĐTN-BTG"),
        ("Số: …/KH-HKH", None, "KH-HKH"),
        ("Số: 225 - KH/TWĐTN-CTTN", "225-KH/TWĐTN-CTTN", "KH/TWĐTN-CTTN"),
        ("Số: 164a-QĐ/TWĐTN-BKT", "164a-QĐ/TWĐTN-BKT", "QĐ/TWĐTN-BKT"),
        ("Số: 1364-QĐKT/TWĐTN-VP", "1364-QĐKT/TWĐTN-VP", "QĐKT/TWĐTN-VP"),
        ("Số: 84 QĐ/TWĐTN", "84 QĐ/TWĐTN", "QĐ/TWĐTN"),
        ("Số: 63 BC/ĐTN", "63 BC/ĐTN", "BC/ĐTN"),
        ("Số: 99/KH-HKH", "99/KH-HKH", "KH-HKH"),
        ("Số: 40/CTPH-HKVN-ĐTNCSHCM", "40/CTPH-HKVN-ĐTNCSHCM", "CTPH-HKVN-ĐTNCSHCM"),
        ("Số: 376/TTrLT-SGDĐT-HKH", "376/TTrLT-SGDĐT-HKH", "TTrLT-SGDĐT-HKH"),
        ("Số: 12/HKH-VP", "12/HKH-VP", "HKH-VP"),
        ("Số: 24/2023/TT-BGDĐT", "24/2023/TT-BGDĐT", "TT-BGDĐT"),
        ("Sô: O5/KH-HKH", "05/KH-HKH", "KH-HKH"),
    ],
)
def test_the_number_of_a_letterhead(line, number, symbol):
    found = numbers.headed(line)

    assert (found.text, found.symbol) == (number, symbol)
    assert numbers.tidy(line[found.symbol_start : found.end]) == symbol


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Kế hoạch số 417-KH/TWĐTN-CTTN và Hướng dẫn 40-HD/TWĐTN-BQT",
            ["417-KH/TWĐTN-CTTN", "40-HD/TWĐTN-BQT"],
        ),
        ("Chỉ thị 11-CT/TW, Kết luận 49-KL/TW", ["11-CT/TW", "49-KL/TW"]),
        ("Quyết định số 1373/QĐ-TTg, Chỉ thị số 15/CT-UBND", ["1373/QĐ-TTg", "15/CT-UBND"]),
        ("Nghị định số 30/2020/NĐ-CP; Luật 43/2019/QH14", ["30/2020/NĐ-CP", "43/2019/QH14"]),
        ("Quyết định 1315/QĐ- TTg", ["1315/QĐ-TTg"]),
        ("Kế hoạch số 298 KH/TWĐTN", ["298 KH/TWĐTN"]),
        ("đạt 16/16 chỉ tiêu, ngày 15/11/2024, 24/7, 5/KM", []),
        ("năm học 2020-2021, giai đoạn 2021-2030", []),
    ],
)
def test_numbers_cited_in_running_text(text, found):
    assert [number.text for number in numbers.find(text)] == found


def test_a_number_is_found_where_it_stands():
    text = "Thực hiện Kế hoạch số 271/KH-KHVN ngày 20/9/2023"
    (number,) = numbers.find(text)

    assert text[number.start : number.end] == "271/KH-KHVN"


@pytest.mark.parametrize(("one", "other"), [("99/KH-HKH", "99 / kh-hkh"), ("84 QĐ/TWĐTN", "84-QĐ/TWĐTN")])
def test_two_spellings_of_one_number_are_equal(one, other):
    assert numbers.normalised(one) == numbers.normalised(other)
