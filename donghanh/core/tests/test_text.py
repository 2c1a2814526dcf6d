"""Vietnamese text: one spelling, the dictionary's order, forgiving search; the same in Python and in SQL."""

import unicodedata

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from donghanh.core.text import ALPHABET, WEIGHTS, clean, one_spelling, plain, search_words, sort_key

ORDERED = [
    "A Lưới", "An Bình", "An Châu", "Ăn", "Ân Thi", "Bả", "Bã", "Bạ", "Ba Đình", "Bà Rịa", "Bá Thước",
    "Bắc Ninh", "Cà Mau", "Dầu Tiếng", "Đà Nẵng", "Đắk Lắk", "Đông Hà", "Gia Lai", "Hòa An", "Hòa Bình",
    "Phường 1", "Phường 4", "Phường 4A", "Phường Ấm", "Thanh Hóa", "Thạnh Hóa", "Ứng Hòa", "Yên Bái",
]  # fmt: skip


def sql(function, text):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [text])
        return cursor.fetchone()[0]


def test_sort_key_gives_the_order_of_the_dictionary():
    assert sorted(sorted(ORDERED), key=sort_key) == ORDERED


def test_letters_come_before_tones_and_tones_before_case():
    assert sorted(["bá", "ba", "Ba", "bàn", "bà"], key=sort_key) == ["ba", "Ba", "bà", "bá", "bàn"]


def test_every_letter_with_every_tone_and_case_has_a_weight():
    assert len(WEIGHTS) == 2 * (12 * 6 + len(ALPHABET) - 12)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_both_spellings_of_unicode_are_the_same(form):
    text = unicodedata.normalize(form, "Đoàn xã Hòa Thuận")

    assert clean(text) == "Đoàn xã Hòa Thuận"
    assert sort_key(text) == sort_key("Đoàn xã Hòa Thuận")


def test_clean_leaves_single_spaces_and_none_at_the_ends():
    assert clean("  Đoàn\u00a0xã \n\t Hòa  An ") == "Đoàn xã Hòa An"


def test_search_words_forget_tones_hats_and_case():
    assert search_words("  Đoàn XÃ  Ưng Hoà ") == ["doan", "xa", "ung", "hoa"]


@pytest.mark.django_db
@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=[*WEIGHTS, *" 0129-–.,()/"], max_size=40))
def test_the_database_makes_the_same_keys(text):
    assert sql("vn_sort_key", text) == sort_key(text)
    assert sql("vn_search", text).split() == search_words(text.replace("–", "-"))
    assert sql("vn_one_spelling", text) == one_spelling(text)


@pytest.mark.parametrize(
    ("old", "new"), [("hòa", "hoà"), ("Thúy", "thuý"), ("khỏe", "khoẻ"), ("hòa bình, thủy", "hoà bình, thuỷ")]
)
def test_both_placings_of_a_tone_are_one_spelling(old, new):
    assert one_spelling(old) == one_spelling(new) == new


@pytest.mark.parametrize("word", ["quý", "hoàn", "hóan", "toán", "khoáng", "thuyền"])
def test_a_tone_that_can_stand_nowhere_else_stays(word):
    assert one_spelling(word) == word


def test_the_plain_form_is_as_long_as_the_text():
    text = "Đẩy mạnh HỌC TẬP suốt đời, giai đoạn 2026 – 2030"
    assert plain(text) == "day manh hoc tap suot doi, giai doan 2026 – 2030"


@pytest.mark.django_db
def test_the_database_orders_by_the_key():
    with connection.cursor() as cursor:
        cursor.execute(
            'SELECT name FROM unnest(%s::text[]) AS name ORDER BY vn_sort_key(name) COLLATE "C"',
            [ORDERED[::-1]],
        )
        assert [row[0] for row in cursor.fetchall()] == ORDERED
