"""Damaged documents never stop the reader: any text gives a reading with valid places, in linear time.

150 mutations by default; 10,000 and longer texts with DONGHANH_SOAK=1 (`make soak`), which also prints the
slowest case.
"""

import json
import os
import random
import time
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from donghanh.documents import reading
from donghanh.documents.reading import cutting

SOAK = os.environ.get("DONGHANH_SOAK") == "1"
COUNT = 10_000 if SOAK else 150
CORPUS = [
    path.read_text(encoding="utf-8")
    for path in sorted((Path(__file__).parents[4] / "bench/reading/documents").glob("*.txt"))
]
PLAN = CORPUS[0]
# Text of a normal plan's size takes so many seconds at most; a busy machine is no fault of the reader.
NORMAL, SECONDS, PATIENCE = 20_000, 2, 1 if SOAK else 3


def spans(value: object) -> Iterator[tuple[int, int]]:
    """Every span anywhere in the JSON form."""
    if isinstance(value, dict):
        for key, item in value.items():
            if key == "span":
                yield tuple(item)
            elif key == "spans":
                for one in item.values():
                    yield from ([tuple(one)] if isinstance(one[0], int) else map(tuple, one)) if one else ()
            else:
                yield from spans(item)
    elif isinstance(value, list):
        for item in value:
            yield from spans(item)


def check(text: str) -> float:
    """Read a text, hold what every reading promises; returns the seconds it took."""
    begin = time.process_time()
    first = reading.read_text(text)
    seconds = time.process_time() - begin
    content = first.as_dict()
    length = len(content["text"])
    assert json.loads(json.dumps(content)) == content
    assert [(start, end) for start, end in spans(content) if not 0 <= start <= end <= length] == []
    assert all(0 <= value <= 1 for value in content["confidence"].values())
    assert reading.read_text(text) == first
    return seconds


# --- Mutations of the corpus ---


def truncated(text: str, chance: random.Random) -> str:
    return (
        text[chance.randrange(len(text)) :] if chance.random() < 0.5 else text[: chance.randrange(len(text))]
    )


def shuffled(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    chance.shuffle(lines)
    return "\n".join(lines)


def repeated(text: str, chance: random.Random) -> str:
    return text * chance.randint(2, 4)


def holed(text: str, chance: random.Random) -> str:
    """Chunks deleted or doubled."""
    for _ in range(chance.randint(1, 12)):
        start = chance.randrange(max(1, len(text)))
        end = start + chance.randint(1, 200)
        text = text[:start] + chance.choice(["", text[start:end] * 2]) + text[end:]
    return text


def noisy(text: str, chance: random.Random) -> str:
    letters = list(text)
    for _ in range(len(letters) // 50):
        letters[chance.randrange(len(letters))] = chr(
            chance.choice([chance.randrange(0x20), chance.randrange(0xD7FF)])
        )
    return "".join(letters)


def decomposed(text: str, _: random.Random) -> str:
    return unicodedata.normalize("NFD", text)


def windows(text: str, _: random.Random) -> str:
    return text.replace("\n", "\r\n")


def recased(text: str, chance: random.Random) -> str:
    return "".join(chance.choice([str.upper, str.lower, str])(word) for word in text.split(" "))


def unlined(text: str, _: random.Random) -> str:
    return text.replace("\n", " ")


def mixed(text: str, chance: random.Random) -> str:
    other = chance.choice(CORPUS)
    return text[: chance.randrange(len(text))] + other[chance.randrange(len(other)) :]


def wrapped(text: str, chance: random.Random) -> str:
    """Line ends anywhere, as in a column copied from a page."""
    width = chance.randint(3, 90)
    return "\n".join(text[at : at + width] for at in range(0, len(text), width))


def separated(text: str, chance: random.Random) -> str:
    return text.replace(" ", chance.choice(["\t", "   ", "\u00a0", " | ", ";", "**", ". "]))


MUTATIONS: list[Callable[[str, random.Random], str]] = [
    truncated,
    shuffled,
    repeated,
    holed,
    noisy,
    decomposed,
    windows,
    recased,
    unlined,
    mixed,
    wrapped,
    separated,
]


def mutated(number: int) -> tuple[str, str]:
    """The mutation of this number: one to three changes of one document."""
    chance = random.Random(number)  # noqa: S311 - repeatable, not secret
    text = chance.choice(CORPUS)
    names = []
    for change in chance.sample(MUTATIONS, chance.randint(1, 3)):
        text = change(text or " ", chance)
        names.append(change.__name__)
    return "+".join(names), text


def test_mutated_documents_never_stop_the_reader():
    slowest = (0.0, "", 0, 0)
    for number in range(COUNT):
        name, text = mutated(number)
        try:
            seconds = check(text)
        except Exception as error:
            raise AssertionError(f"mutation {number} ({name})") from error
        if len(text) <= NORMAL:
            assert seconds <= SECONDS * PATIENCE, (number, name, seconds)
        slowest = max(slowest, (seconds, name, number, len(text)))
    kind, number, length = slowest[1:]
    told = f"slowest {slowest[0]:.2f} s: {kind}, number {number}, {length} characters"
    print(f"\n{COUNT} mutations; {told}")  # noqa: T201 - the figure that `make soak` is run for


# --- Texts made to be hard ---

HARD: dict[str, Callable[[int], str]] = {
    "one paragraph": lambda n: (PLAN.replace("\n", " ") * (n // len(PLAN) + 1))[:n],
    "one plan after another": lambda n: (PLAN * (n // len(PLAN) + 1))[:n],
    "capitals": lambda n: (PLAN.upper().replace("\n", " ") * (n // len(PLAN) + 1))[:n],
    "list items": lambda n: "- Chi đoàn nộp báo cáo trước ngày 15/6 hằng năm.\n" * (n // 49),
    "short lines": lambda n: "a b\n" * (n // 4),
    "nested points": lambda n: "\n".join("1" + ".1" * (i % 50) + ". Nội dung:" for i in range(n // 65)),
    "lists in lists": lambda n: "1. Xây dựng nội dung sau đây:\n" * (n // 30),
    "every mark": lambda n: "\n".join(
        f"{'IVX'[i % 3]}. A\n{i % 9 + 1}. b:\na) c:\n- d:\n+ e" for i in range(n // 26)
    ),
    "open brackets": lambda n: "(a " * (n // 3),
    "open quotes": lambda n: "“a; Căn cứ " * (n // 11),
    "TM.": lambda n: "TM. " * (n // 4),
    "lines of TM.": lambda n: "TM. BAN THƯỜNG VỤ\n" * (n // 18),
    "Số:": lambda n: "Số: " * (n // 4),
    "Điều 1.": lambda n: "Điều 1. " * (n // 8),
    "ngày": lambda n: "ngày " * (n // 5),
    "blanks": lambda n: "a" + " " * n + "b",
    "tabs": lambda n: "a\t" * (n // 2),
    "dots": lambda n: "." * n,
    "dashes": lambda n: "- " * (n // 2),
    "stars": lambda n: "*" * n,
    "bars": lambda n: "a | b | c\n" * (n // 10),
    "rows": lambda n: "TT | Nội dung | Chủ trì | Thời gian\n" + "1 | Mở lớp | Ban A | Tháng 5\n" * (n // 29),
    "cells": lambda n: (
        "TT\nNội dung\nChủ trì\nThời gian\n"
        + "".join(f"{i}\nMở lớp\nBan A\nTháng 5\n" for i in range(1, n // 28))
    ),
    "digits": lambda n: "7" * n,
    "lone numbers": lambda n: "".join(f"{i % 900}\n" for i in range(n // 4)),
    "thousands": lambda n: "1.234.567," * (n // 10),
    "receivers": lambda n: "Nơi nhận:\n" + "- Đoàn xã, Hội xã } để b/c\n" * (n // 27),
    "addressees": lambda n: "Kính gửi:\n" + "- Đoàn xã\n" * (n // 10),
    "bases": lambda n: "KẾ HOẠCH\nA\n" + "Căn cứ Kế hoạch số 12/KH-HKH ngày 1/2/2020 của Hội, " * (n // 50),
    "numbers": lambda n: " ".join(f"{i}/KH-HKH" for i in range(n // 10)),
    "acronyms": lambda n: "12-" + "KH-" * (n // 3),
    "partners": lambda n: "- Ban phối hợp với " * (n // 19),
    "limits": lambda n: "báo cáo trước ngày 15/6 hằng năm, " * (n // 34),
    "nestings": lambda n: "lồng ghép a " * (n // 12),
    "addresses": lambda n: "trước ngày 1/2 " + "a" * n + "@",
    "quantities": lambda n: "ít nhất 10 lớp " * (n // 15),
    "combining marks": lambda n: "\u0301\u0323" * (n // 2),
}


@pytest.mark.parametrize("name", HARD)
def test_hard_texts_are_read(name):
    check(HARD[name](NORMAL))
    assert read_in(HARD[name](NORMAL)) <= SECONDS * PATIENCE


@pytest.mark.parametrize("name", HARD)
def test_twice_the_text_takes_about_twice_the_time(name):
    """Quadratic work would take four times as long. The fastest of some runs: a busy machine is forgiven."""
    size = 400_000 if SOAK else 10_000
    once = min(read_in(HARD[name](size)) for _ in range(2))
    for _ in range(3):
        twice = min(read_in(HARD[name](2 * size)) for _ in range(2))
        if twice <= 3.2 * once + 0.05:
            return
        once = max(once, min(read_in(HARD[name](size)) for _ in range(3)))
    pytest.fail(f"{name}: {once:.2f} s became {twice:.2f} s")


def read_in(text: str) -> float:
    begin = time.process_time()
    reading.read_text(text)
    return time.process_time() - begin


@pytest.mark.slow
@pytest.mark.parametrize("name", ["one paragraph", "dots", "digits", "capitals", "tabs", "limits"])
def test_five_million_characters_end(name):
    size = reading.LONGEST if SOAK else reading.LONGEST // 50
    seconds = read_in(HARD[name](size)[:size])
    print(f"\n{name}, {size} characters: {seconds:.1f} s")  # noqa: T201


@pytest.mark.slow
def test_fifty_thousand_items_are_fifty_thousand_tasks():
    count = 50_000 if SOAK else 2_000
    items = "\n".join(
        f"{number % 99 + 1}. Chi đoàn số {number} tổ chức sinh hoạt." for number in range(count)
    )

    assert len(reading.read_text(f"KẾ HOẠCH\nA\nI. NỘI DUNG\n{items}").sections) == count + 1


def test_a_line_too_long_is_read_in_parts_and_a_note_says_so():
    line = "1. Chi đoàn tổ chức sinh hoạt. " * (cutting.LONGEST // 20)

    found = reading.read_text(f"KẾ HOẠCH\nSinh hoạt\n{line}")

    assert len(found.notes) == 1
    assert "10.000 ký tự" in found.notes[0]
    assert reading.read_text("KẾ HOẠCH\nSinh hoạt").notes == ()


def test_more_than_five_million_characters_are_refused():
    with pytest.raises(reading.Unreadable, match=r"5\.000\.000 ký tự"):
        reading.read_text("a" * (reading.LONGEST + 1))


FRAGMENTS = st.sampled_from(
    [
        *(
            "Số: ",
            "12-KH/TĐTN",
            "/",
            "-",
            "ngày ",
            "tháng ",
            "năm ",
            "2024",
            "15/6",
            "\n",
            "\n\n",
            "\t",
            "    ",
            ": ",
            ". ",
            "; ",
        ),
        *(
            "I. ",
            "1. ",
            "a) ",
            "- ",
            "+ ",
            "Điều 1. ",
            "Phần thứ nhất",
            "KẾ HOẠCH",
            "QUYẾT ĐỊNH",
            "CÔNG VĂN",
            "V/v ",
            "Căn cứ ",
        ),
        *(
            "ĐOÀN TNCS HỒ CHÍ MINH",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Nơi nhận:",
            "TM. BAN THƯỜNG VỤ",
            "KT. ",
            "PHÓ BÍ THƯ",
        ),
        *(
            "Các huyện đoàn ",
            "Giao Ban Tổ chức ",
            "phối hợp với ",
            "trước ngày ",
            "hằng quý",
            "6 tháng, cả năm",
            "lồng ghép vào báo cáo",
        ),
        *(
            "100% ",
            "ít nhất 02 lớp",
            " | ",
            "“",
            "”",
            "(",
            ")",
            "**",
            "Lưu: VT",
            "Kính gửi: ",
            "TT",
            "Nội dung",
            "Chủ trì",
            "Thời gian",
        ),
    ]
)


@settings(max_examples=2_000 if SOAK else 100, deadline=None, database=None)
@given(st.lists(FRAGMENTS | st.text(max_size=8), max_size=60).map("".join))
def test_any_string_of_fragments_is_read(text):
    check(text)
