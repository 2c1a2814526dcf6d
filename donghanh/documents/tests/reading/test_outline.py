"""The outline: paths of numbered and lettered points."""

import pytest

from donghanh.documents import reading
from donghanh.documents.reading import outline


def labels(body, kind="KẾ HOẠCH"):
    return [section.label for section in reading.read_text(f"{kind}\nKhuyến học\n{body}").sections]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("I. MỤC ĐÍCH\n1. Một\n2. Hai\nII. NỘI DUNG\n1. Ba", ["I", "I.1", "I.2", "II", "II.1"]),
        ("II. NỘI DUNG\n1. Chung\n1.1. Một\n1.2. Hai", ["II", "II.1", "II.1.1", "II.1.2"]),
        ("I. NỘI DUNG\n1. Chung\na) Một\nb) Hai", ["I", "I.1", "I.1.a", "I.1.b"]),
        ("1. Mục đích\n2. Nội dung\na) Một", ["1", "2", "2.a"]),
        ("1) Mục đích\n2) Nội dung", ["1", "2"]),
        ("1- Mục đích\n2- Nội dung", ["1", "2"]),
        (
            "Phần thứ nhất\nMỤC TIÊU\nI. CHUNG\n1. Một\n2. Hai\nPhần thứ hai\nGIẢI PHÁP\nI. CHUNG",
            ["Phần 1", "Phần 1.I", "Phần 1.I.1", "Phần 1.I.2", "Phần 2", "Phần 2.I"],
        ),
        ("A. PHẦN CHUNG\nI. MỘT\nB. PHẦN RIÊNG\nI. HAI", ["A", "A.I", "B", "B.I"]),
    ],
)
def test_paths_follow_what_is_typed(body, expected):
    assert labels(body) == expected


def test_articles_points_and_letters_of_a_decision():
    body = (
        "Điều 1. Ban hành Quy chế.\n"
        "Điều 2. Nguyên tắc\n"
        "1. Khách quan.\n"
        "2. Công khai:\n"
        "a) Nêu tên.\n"
        "b) Niêm yết."
    )

    assert labels(body, "QUYẾT ĐỊNH") == [
        "Điều 1",
        "Điều 2",
        "Điều 2.1",
        "Điều 2.2",
        "Điều 2.2.a",
        "Điều 2.2.b",
    ]


def test_bullets_and_years_are_no_points():
    assert labels("I. NỘI DUNG\n- Một\n+ Hai\n2024 là năm bản lề của phong trào.") == ["I"]


def test_nesting_has_a_floor():
    found = labels("1. Xây dựng nội dung sau đây:\n" * 200)

    assert max(label.count(".") for label in found) <= outline.DEEPEST


@pytest.mark.parametrize(
    ("text", "kind", "own"),
    [
        ("IV. TỔ CHỨC", "roman", "IV"),
        ("2.1. Nội dung", "number", "2.1"),
        ("đ) Nội dung", "letter", "đ"),
        ("Điều 12. Hiệu lực", "article", "Điều 12"),
        ("Chương II", "chapter", "Chương II"),
        ("- Nội dung", "dash", ""),
        ("+ Nội dung", "plus", ""),
    ],
)
def test_a_mark(text, kind, own):
    mark = outline.mark_of(text)

    assert (mark.kind, mark.own) == (kind, own)


@pytest.mark.parametrize(
    "text", ["Điều lệ Hội quy định", "15/11 là hạn cuối", "V/v tổ chức", "10 lớp học", "Phần lớn đoàn viên"]
)
def test_words_that_are_no_mark(text):
    assert outline.mark_of(text) is None
