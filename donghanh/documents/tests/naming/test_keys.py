"""The short key of a name, and the grammar on whatever a paper may hold."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from donghanh.documents import naming
from donghanh.documents.naming import grammar, senses
from donghanh.organisations.models import Kind, Level, System

WORDS = st.sampled_from(
    [
        "Các",
        "những",
        "100%",
        "Đoàn",
        "Hội",
        "Khuyến",
        "học",
        "Ban",
        "Thường",
        "vụ",
        "Tỉnh",
        "đoàn",
        "huyện,",
        "thị,",
        "thành",
        "xã",
        "phường",
        "đặc",
        "khu",
        "trực",
        "thuộc",
        "và",
        ";",
        ",",
        ":",
        "-",
        "(",
        ")",
        "Sở",
        "Nội",
        "vụ",
        "Trường",
        "THPT",
        "BTV",
        "BCH",
        "TWĐ",
        "TU",
        "TT",
        "UBND",
        "chi",
        "cấp",
        "27",
        "Hòa",
        "An",
        "các",
    ]
)
NAMES = st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=14).map(" ".join))


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Các huyện, thị, thành đoàn", "huyen thi thanh doan"),
        ("các Huyện, Thị, Thành Đoàn (để thực hiện)", "huyen thi thanh doan"),
        ("100% các trường THPT;", "truong thpt"),
        ("Những đồng chí có tên", "dong chi co ten"),
        ("Văn phòng, vphkh@example.vn", "van phong"),
        ("các", "cac"),
        ("", ""),
    ],
)
def test_the_key_of_a_name(name, key):
    assert naming.key(name) == key


@given(NAMES)
def test_the_key_of_a_key_is_the_key(name):
    assert naming.key(naming.key(name)) == naming.key(name)
    assert len(naming.key(name)) <= 300


@settings(max_examples=300)
@given(NAMES)
def test_every_text_is_read_into_parts(name):
    parts = grammar.read(name)

    assert 1 <= len(parts) <= grammar.MOST_PARTS


@pytest.mark.parametrize(
    "text", ["Ban " * 3000, "các xã, phường, " * 800, "(" * 5000, "và " * 4000, "1 " * 4000]
)
def test_long_texts_are_read_at_once(text):
    assert len(grammar.read(text)) >= 1


def test_levels_kinds_and_systems_are_those_of_the_tree():
    assert {
        senses.CENTRAL,
        senses.PROVINCE,
        senses.DISTRICT,
        senses.COMMUNE,
        senses.BASE,
        senses.BRANCH,
    } == set(Level.values)
    assert {*senses.OPERATING, senses.STAFF} == set(Kind.values)
    assert {senses.YOUTH, senses.LEARNING, senses.PIONEERS} <= set(System.values)


def test_the_grammar_knows_no_database():
    for module in ("keys", "abbreviations", "senses", "offices", "groups", "outside", "grammar"):
        path = senses.__file__.replace("senses.py", f"{module}.py")
        with open(path, encoding="utf-8") as file:
            assert not re.search(
                r"^(?:from|import) (?:django|donghanh\.organisations|donghanh\.core)", file.read(), re.M
            )
