"""What was typed into the search box, and the lines around what was found; no database."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from donghanh.desk.search.snippets import cut
from donghanh.desk.search.typed import understand


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("hoc tap", "hoc & tap:*"),
        ("Học tập", "hoc & tap:*"),
        (unicodedata.normalize("NFD", "Học tập"), "hoc & tap:*"),
        ("KH quoc te", "(kh | (ke <-> hoach)) & quoc & te:*"),
        ("đoàn TNCS", "doan & (tncs:* | (thanh <-> nien <-> cong <-> san))"),
        ("thi đua & (x | y)", "thi & dua & x & y:*"),
        ("  ", ""),
        ("!&|():*'\\", ""),
    ],
)
def test_words_are_asked_without_accents_and_abbreviations_spelt_out(text, query):
    assert understand(text).plain_query == query


def test_accents_are_asked_for_only_when_they_were_typed():
    assert understand("học tap").exact_query == "học & tap"
    assert understand("hoc tap").exact_query == ""


def test_both_placings_of_a_tone_are_one_word():
    assert understand("hòa").exact_query == understand("hoà").exact_query


@pytest.mark.parametrize(
    "text", ["417-KH/TWĐTN", "417 KH TWDTN", "417/kh", "0417-kh / twđtn", "số 417-KH/TWĐTN", "Số: 417-KH"]
)
def test_a_number_is_known_in_any_spelling(text):
    assert "417 kh twdtn".startswith(understand(text).number)
    assert understand(text).number.startswith("417 kh")


@pytest.mark.parametrize("text", ["kế hoạch năm 2026", "26/3", "học tập"])
def test_other_words_hold_no_number_of_a_document(text):
    assert understand(text).number in {"", "26 3"}


def test_the_snippet_marks_the_words_found_in_the_spelling_of_the_text():
    text = "Mở đầu. " * 40 + "Các xã, phường thành lập câu lạc bộ tiếng Anh trong quý III. " + "Hết. " * 80

    bits = cut(text, understand("cau lac bo").words)

    assert [bit.text for bit in bits if bit.hit] == ["câu", "lạc", "bộ"]
    said = "".join(bit.text for bit in bits)
    assert said.startswith("… ")
    assert said.endswith(" …")
    assert len(said) < 260


def test_a_word_inside_another_is_not_marked():
    bits = cut("Hoàn thành thành phố Hòa", understand("hoa").words)

    assert [bit.text for bit in bits if bit.hit] == ["Hoà", "Hòa"]  # a prefix of Hoàn, too


@given(st.text(max_size=120), st.text(max_size=40))
def test_any_text_and_any_words_are_cut_without_loss(text, words):
    text = unicodedata.normalize("NFC", text)
    bits = cut(text, understand(words).words)
    said = "".join(bit.text for bit in bits[1:-1])

    assert said in text
