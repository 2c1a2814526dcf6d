"""The JSON form of a content, and the list of what it lacks."""

import json
from dataclasses import replace

import pytest

from donghanh.documents import writing
from donghanh.documents.reading import kinds as read_kinds
from donghanh.documents.tests.writing.making import BY_LAYOUT, DECISION, PLAN
from donghanh.documents.writing import layouts
from donghanh.documents.writing.kinds import KINDS


@pytest.mark.parametrize("content", [*BY_LAYOUT.values(), DECISION])
def test_a_content_comes_back_from_its_json_form(content):
    assert writing.from_dict(json.loads(json.dumps(writing.as_dict(content)))) == content


def test_bare_strings_stand_for_what_they_mostly_are():
    content = writing.from_dict(
        {"kind": "KH", "number": 7, "bases": ["Căn cứ A"], "receivers": ["Ban A"], "outline": ["Một đoạn."]}
    )

    assert content.number == "7"
    assert content.bases == (writing.Basis(text="Căn cứ A"),)
    assert content.receivers == (writing.Receiver(name="Ban A"),)
    assert content.outline == (writing.Paragraph(text="Một đoạn."),)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ([], "Nội dung JSON phải là một đối tượng {…}."),
        ({"outline": [{"text": "a"}, {"hedding": "b"}]},
         "Nội dung JSON tại outline[1] phải có một trong các mục heading, text, items, rows."),
        ({"receivers": [{"name": "A", "purpose": "x"}]},
         "Nội dung JSON tại receivers[0].purpose phải là một trong: report, know, carry_out, cooperate, "
         "direct, publish, check."),
        ({"title": None}, "Nội dung JSON tại title phải là chữ trong ngoặc kép."),
        ({"bases": {}}, "Nội dung JSON tại bases phải là một danh sách […]."),
        ({"signatures": [{"name": "A"}]}, "Nội dung JSON tại signatures[0] thiếu mục “title”."),
    ],
)  # fmt: skip
def test_errors_of_the_json_form_name_their_place(wrong, message):
    with pytest.raises(writing.Unwritable) as refused:
        writing.from_dict(wrong)

    assert str(refused.value) == message


def test_an_unending_outline_is_refused():
    point = {"heading": "a"}
    for _ in range(2000):
        point = {"heading": "a", "body": [point]}

    with pytest.raises(writing.Unwritable, match="lồng nhau quá sâu"):
        writing.from_dict({"outline": [point]})


def test_an_empty_content_lacks_every_part():
    assert [lack.field for lack in writing.missing(writing.from_dict({}), "youth_union")] == [
        "issuers", "symbol", "place", "kind", "title", "outline", "signatures", "receivers", "archive",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"issuers": ()}, "issuers"),
        ({"issuers": PLAN.issuers * 2}, "issuers"),
        ({"symbol": " "}, "symbol"),
        ({"number": "mười"}, "number"),
        ({"place": ""}, "place"),
        ({"issued_on": "2026-02-30"}, "issued_on"),
        ({"issued_on": "2026-13"}, "issued_on"),
        ({"kind": "XX"}, "kind"),
        ({"title": ""}, "title"),
        ({"secrecy": "HƠI MẬT"}, "secrecy"),
        ({"outline": (), "opening": (), "closing": ""}, "outline"),
        ({"kind": "CV", "symbol": "CV/TĐTN-VP"}, "addressees"),
        ({"kind": "QĐ", "bases": (), "authority": "Ban Thường vụ"}, "bases"),
        ({"kind": "QĐ"}, "authority"),
        ({"signatures": ()}, "signatures"),
        ({"signatures": (writing.Signature(title=""),)}, "signatures"),
        ({"signatures": (writing.Signature(title="Bí thư", authority="TM."),)}, "signatures"),
        ({"receivers": ()}, "receivers"),
        ({"archive": ()}, "archive"),
    ],
)
def test_one_thing_missing_is_the_one_thing_named(change, field):
    assert [lack.field for lack in writing.missing(replace(PLAN, **change), "youth_union")] == [field]


def test_what_lacks_parts_is_written_only_as_a_draft():
    content = replace(PLAN, place="", archive=())

    with pytest.raises(writing.Unwritable) as refused:
        writing.docx(content, "youth_union")
    assert str(refused.value) == (
        "Chưa soạn được văn bản. Thiếu địa danh, ví dụ Hà Nội. Thiếu nơi lưu (Lưu VT)."
    )
    assert writing.docx(content, "youth_union", draft=True).startswith(b"PK")


def test_every_layout_in_force_is_the_only_one_of_its_system_on_any_day():
    for layout in layouts.LAYOUTS.values():
        others = [
            one for one in layouts.LAYOUTS.values() if one.system == layout.system and one is not layout
        ]
        assert not any(one.valid_on(layout.since) for one in others)


def test_the_writer_and_the_reader_call_kinds_by_the_same_names():
    assert {code: kind.heading for code, kind in KINDS.items() if kind.heading in read_kinds.NAMES} == {
        code: kind.heading for code, kind in KINDS.items()
    }
    assert all(read_kinds.NAMES[kind.heading] == code for code, kind in KINDS.items())
