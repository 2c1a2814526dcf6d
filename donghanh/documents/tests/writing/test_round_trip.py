"""What is written is read back: header, bases, outline, tasks, deadlines, receivers, signatures.

40 documents a layout by default, 1,000 with DONGHANH_SOAK=1 (`make soak`).
"""

import os
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from donghanh.documents import reading, writing
from donghanh.documents.reading import formats
from donghanh.documents.tests.writing.valid import Truth, documents

SOAK = os.environ.get("DONGHANH_SOAK") == "1"
COUNT = 1000 if SOAK else 40
LAYOUTS = ("youth_union", "state", "association", "school_hybrid", "joint")


def fold(text: str | None) -> str:
    """Case, blanks and the marks at the ends of a phrase are no difference."""
    return " ".join((text or "").casefold().split()).strip(" ./;,:")


def expected(truth: Truth) -> dict[str, Any]:
    """What the reader must find, field by field."""
    content = truth.content
    separator = "-" if truth.layout == "youth_union" else "/"
    number = content.number.zfill(2) if content.number.isdecimal() else content.number
    return {
        "layout": truth.layout,
        "kind": content.kind,
        "number": f"{number}{separator}{content.symbol}" if number else None,
        "symbol": content.symbol,
        "place": content.place,
        "issued_on": content.issued_on,
        "title": fold(content.title),
        "issuers": [fold(name) for name in truth.issuers],
        "addressees": [fold(name) for name in content.addressees],
        "bases": [(one.number, one.issued_on, fold(one.issuer)) for one in content.bases],
        "sections": list(truth.sections),
        "tasks": [(section, fold(text)) for section, text in truth.tasks],
        "deadlines": list(truth.deadlines),
        "recipients": [(fold(one.name), one.purpose or None) for one in content.receivers],
        "archive": list(content.archive),
        "signatures": [
            (
                one.authority or None,
                fold(one.on_behalf_of) or None,
                fold(f"Q. {one.title}" if one.authority == "Q." else one.title),
                one.name,
            )
            for one in content.signatures
        ],
    }


def found(result: reading.Reading) -> dict[str, Any]:
    """What the reader found, in the same form."""
    return {
        "layout": result.layout,
        "kind": result.kind,
        "number": result.number,
        "symbol": result.symbol,
        "place": result.place,
        "issued_on": result.issued_on,
        "title": fold(result.title),
        "issuers": [fold(name) for name in result.issuers],
        "addressees": [fold(one.name) for one in result.addressees],
        "bases": [(one.number, one.issued_on, fold(one.issuer)) for one in result.bases],
        "sections": [one.label for one in result.sections],
        "tasks": [(one.section, fold(one.text)) for one in result.tasks],
        "deadlines": [_due(one) for one in result.deadlines],
        "recipients": [(fold(one.name), one.purpose) for one in result.recipients],
        "archive": list(result.archive),
        "signatures": [
            (one.authority, fold(one.on_behalf_of) or None, fold(one.title), one.name)
            for one in result.signatures
        ],
    }


def _due(one: reading.Deadline) -> dict[str, Any]:
    if one.nested_in:
        return {"nested": True}
    parts = {"date": one.date, "every": one.every, "month": one.month, "day": one.day}
    return {
        name: value
        for name, value in parts.items()
        if value is not None and (name != "date" or not one.every)
    }


def read_back(data: bytes, name: str) -> reading.Reading:
    return reading.read(formats.load(data, name=name))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_word_file_is_read_back_whole(layout):
    @settings(
        max_examples=COUNT, derandomize=not SOAK, deadline=None, database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )  # fmt: skip
    @given(documents(layout))
    def check(truth):
        result = read_back(writing.docx(truth.content, layout), "a.docx")
        assert found(result) == expected(truth)

    check()
