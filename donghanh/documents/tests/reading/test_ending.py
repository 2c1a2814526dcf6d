"""Receivers, what is kept, signatures."""

import pytest

from donghanh.documents import reading
from donghanh.documents.reading import receivers


def read(end):
    return reading.read_text(f"KẾ HOẠCH\nKhuyến học\nI. NỘI DUNG\n- Mở lớp học cho thanh niên.\n{end}")


def signatures(end):
    return [(one.on_behalf_of, one.authority, one.title, one.name) for one in read(end).signatures]


def test_receivers_with_their_purposes_and_what_is_kept():
    found = read(
        "Nơi nhận:\n- Thường trực Tỉnh ủy (để b/c);\n- Các huyện đoàn (để thực hiện);\n- Lưu: VT, PT.\n"
    )

    assert [(one.name, one.purpose) for one in found.recipients] == [
        ("Thường trực Tỉnh ủy", "report"),
        ("Các huyện đoàn", "carry_out"),
    ]
    assert found.archive == ("VT", "PT")


def test_a_brace_says_the_purpose_of_the_lines_before_it():
    found = read("Nơi nhận:\n- Tỉnh ủy;\n- UBND tỉnh; } để b/c\n- Các xã đoàn;\n- Lưu VP.\n")

    assert [one.purpose for one in found.recipients] == ["report", "report", None]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Chủ tịch, các Phó Chủ tịch UBND tỉnh", ["Chủ tịch UBND tỉnh", "các Phó Chủ tịch UBND tỉnh"]),
        ("Các Sở: Nội vụ; Tài chính", ["Sở Nội vụ", "Sở Tài chính"]),
        ("Như trên", ["Như trên"]),
        ("Các huyện, thị, thành đoàn", ["Các huyện, thị, thành đoàn"]),
        ("Ban TNTH, Ban CTTN TWĐ", ["Ban TNTH TWĐ", "Ban CTTN TWĐ"]),
    ],
)
def test_one_line_may_name_several_receivers(line, names):
    assert receivers.split_names(line) == names


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        (
            "TM. BAN THƯỜNG VỤ TỈNH ĐOÀN\nPHÓ BÍ THƯ\n(Đã ký)\nLê Hoài Thu\n",
            [("BAN THƯỜNG VỤ TỈNH ĐOÀN", "TM.", "PHÓ BÍ THƯ", "Lê Hoài Thu")],
        ),
        (
            "TM. BAN THƯỜNG VỤ\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nTrần Văn Bách\n",
            [("BAN THƯỜNG VỤ", "TM.+KT.", "PHÓ CHỦ TỊCH", "Trần Văn Bách")],
        ),
        ("HIỆU TRƯỞNG\nNgô Thị Lan\n", [(None, None, "HIỆU TRƯỞNG", "Ngô Thị Lan")]),
        (
            "TM. BAN THƯỜNG VỤ\tTM. BAN CHẤP HÀNH\nCHỦ TỊCH\tBÍ THƯ\nĐỗ Văn Minh\tVũ Thị Hạnh\n",
            [
                ("BAN THƯỜNG VỤ", "TM.", "CHỦ TỊCH", "Đỗ Văn Minh"),
                ("BAN CHẤP HÀNH", "TM.", "BÍ THƯ", "Vũ Thị Hạnh"),
            ],
        ),
    ],
)
def test_signatures(end, expected):
    assert signatures(end) == expected


def test_receivers_and_signature_beside_one_another():
    found = read("Nơi nhận:\tTM. BAN THƯỜNG VỤ\n- Như trên;\tCHỦ TỊCH\n- Lưu: VT.\tĐỗ Văn Minh\n")

    assert [one.name for one in found.recipients] == ["Như trên"]
    assert [(one.on_behalf_of, one.title, one.name) for one in found.signatures] == [
        ("BAN THƯỜNG VỤ", "CHỦ TỊCH", "Đỗ Văn Minh")
    ]


def test_an_annex_after_the_signature_is_another_paper():
    found = read("TM. BAN THƯỜNG VỤ\nBÍ THƯ\nLê Hoài Thu\nDANH SÁCH CÁC ĐƠN VỊ\n1. Xã Đông Mai\n")

    assert [section.label for section in found.sections] == ["I"]
