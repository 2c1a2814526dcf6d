"""Changes of a draft, and what happens when two people make them."""

import pytest

from donghanh.documents.draft import edits
from donghanh.documents.draft.edits import Clash, Missing
from donghanh.documents.draft.values import Wrong
from donghanh.documents.tests.draft.test_begin import draft_of

DRAFT = draft_of()
TASK = DRAFT["tasks"][0]


def value(draft, item, field="value"):
    return edits.item_of(draft, item)[field]


def test_a_correction_changes_one_value_and_nothing_else():
    done = edits.set_field(DRAFT, "head.place", "value", "Sông Hậu", before="Bình Minh")

    assert (done.before, done.after) == ({"value": "Bình Minh"}, {"value": "Sông Hậu"})
    assert value(done.draft, "head.place") == "Sông Hậu"
    assert value(DRAFT, "head.place") == "Bình Minh"
    assert {key: part for key, part in done.draft.items() if key != "head"} == {
        key: part for key, part in DRAFT.items() if key != "head"
    }


def test_a_correction_keeps_the_words_and_counts_as_looked_at():
    done = edits.set_field(DRAFT, TASK["id"], "due_on", "20/4/2026", before=TASK["due_on"])

    item = edits.item_of(done.draft, TASK["id"])
    assert (item["due_on"], item["span"], item["checked"], item["confidence"]) == (
        "2026-04-20",
        TASK["span"],
        True,
        None,
    )


def test_selected_words_come_with_a_correction():
    done = edits.set_field(DRAFT, "head.place", "value", "Hòa An", before="Bình Minh", span=[5, 9])

    assert value(done.draft, "head.place", "span") == [5, 9]
    assert done.after == {"value": "Hòa An", "span": [5, 9]}


def test_who_saw_an_older_value_is_told_both():
    first = edits.set_field(DRAFT, "head.place", "value", "Sông Hậu", before="Bình Minh")

    with pytest.raises(Clash) as clash:
        edits.set_field(first.draft, "head.place", "value", "Tân Lập", before="Bình Minh")

    assert (clash.value.now, clash.value.wanted) == ("Sông Hậu", "Tân Lập")


def test_two_who_want_the_same_do_not_clash():
    first = edits.set_field(DRAFT, "head.place", "value", "Sông Hậu", before="Bình Minh")

    assert edits.set_field(first.draft, "head.place", "value", "Sông Hậu", before="Bình Minh").nothing


def test_two_who_change_different_fields_of_one_task_do_not_clash():
    first = edits.set_field(DRAFT, TASK["id"], "text", "Việc khác", before=TASK["text"])
    second = edits.set_field(first.draft, TASK["id"], "evidence", "photo", before=TASK["evidence"])

    assert value(second.draft, TASK["id"], "text") == "Việc khác"


@pytest.mark.parametrize(
    ("item", "field", "raw", "kept"),
    [
        ("head.issued_on", "value", "30/6/2025", "2025-06-30"),
        ("head.issued_on", "value", "2025-06-30", "2025-06-30"),
        ("head.issued_on", "value", "", None),
        ("head.title", "value", "  Về   việc\nhọc ", "Về việc\nhọc"),
        ("t1", "leads", "Đoàn xã A\n\nĐoàn xã B\nĐoàn xã A", ["Đoàn xã A", "Đoàn xã B"]),
        ("t1", "owed", "", False),
        ("t1", "owed", "1", True),
        ("g1", "value", "1.234,5", 1234.5),
        ("g1", "value", "12,5", 12.5),
        ("g1", "value", "", None),
    ],
)
def test_values_are_kept_in_one_form(item, field, raw, kept):
    now = edits.item_of(DRAFT, item).get(field)

    assert value(edits.set_field(DRAFT, item, field, raw, before=now).draft, item, field) == kept


@pytest.mark.parametrize(
    ("item", "field", "raw", "reason"),
    [
        ("head.issued_on", "value", "30/2/2025", "Chưa hiểu ngày"),
        ("head.issued_on", "value", "01/01/0001", "1900"),
        ("head.number", "value", "x" * 81, "nhiều nhất là 80"),
        ("head.kind", "value", "XX", "không có lựa chọn"),
        ("g1", "value", "nhiều", "Chưa hiểu số"),
        ("g1", "value", "-5", "Chưa hiểu số"),
        ("g1", "value", "9" * 30, "Chưa hiểu số"),
        ("t1", "rule", "khi nào rảnh", "Chưa hiểu cách lặp lại"),
        ("t1", "leads", "x" * 301, "dài quá 300"),
    ],
)
def test_what_cannot_be_understood_is_refused_with_an_example(item, field, raw, reason):
    with pytest.raises(Wrong, match=reason):
        edits.set_field(DRAFT, item, field, raw, before=edits.item_of(DRAFT, item).get(field))


@pytest.mark.parametrize(
    ("item", "field"), [("t999", "text"), ("t1", "khong_co"), ("zz", "x"), ("head.x", "value")]
)
def test_what_is_not_there_is_missing(item, field):
    with pytest.raises(Missing):
        edits.set_field(DRAFT, item, field, "x", before=None)


def test_a_rule_makes_a_task_recur_and_takes_its_day_away():
    done = edits.set_field(DRAFT, TASK["id"], "rule", "trước ngày 15/11 hằng năm", before=None)

    item = edits.item_of(done.draft, TASK["id"])
    assert (item["nature"], item["due_on"], item["rule"]["month"]) == ("recurring", None, 11)
    back = edits.set_field(done.draft, TASK["id"], "nature", "once", before="recurring")
    assert value(back.draft, TASK["id"], "rule") is None


def test_a_removed_item_can_be_put_back_and_its_id_is_never_used_again():
    count = len(DRAFT["tasks"])
    gone = edits.remove(DRAFT, f"t{count}").draft
    added = edits.add(gone, "tasks", {"text": "Việc thêm"})

    assert added.item == f"t{count + 1}"
    assert value(edits.restore(added.draft, f"t{count}").draft, f"t{count}", "removed") is False


def test_removing_what_somebody_just_changed_is_a_clash():
    changed = edits.set_field(DRAFT, TASK["id"], "text", "Khác", before=TASK["text"]).draft

    with pytest.raises(Clash):
        edits.remove(changed, TASK["id"], before={"text": TASK["text"]})


def test_the_head_cannot_be_removed():
    with pytest.raises(Wrong):
        edits.remove(DRAFT, "head.title")


def test_an_item_added_from_selected_words_stands_where_the_words_stand():
    second = DRAFT["tasks"][1]
    added = edits.add(
        DRAFT, "tasks", {"text": "Việc chen vào"}, span=[second["span"][0] - 2, second["span"][0] - 1]
    )

    assert [task["id"] for task in added.draft["tasks"]][:3] == ["t1", added.item, "t2"]


def test_one_task_becomes_two_that_share_what_the_words_divide():
    text, start = TASK["text"], TASK["span"][0]
    at = text.index("gửi các đơn vị")

    done = edits.split(DRAFT, TASK["id"], at=at, before=text)

    first, second = done.draft["tasks"][:2]
    assert (first["text"], second["text"]) == (text[:at].rstrip(" ,"), text[at:])
    assert (first["span"], second["span"]) == ([start, start + at], [start + at, TASK["span"][1]])
    assert first["leads"] == second["leads"]


def test_the_meaning_of_a_name_is_chosen_left_open_and_taken_back():
    chosen = edits.choose_name(DRAFT, "tinh doan", written_as="Tỉnh đoàn", means=[{"unit": 5}], before=None)
    opened = edits.choose_name(
        chosen.draft, "tinh doan", written_as="Tỉnh đoàn", means=[], before=[{"unit": 5}]
    )
    back = edits.choose_name(opened.draft, "tinh doan", written_as="Tỉnh đoàn", means=None, before=[])

    assert chosen.draft["names"] == {"tinh doan": {"written": "Tỉnh đoàn", "means": [{"unit": 5}]}}
    assert opened.draft["names"]["tinh doan"]["means"] == []
    assert back.draft["names"] == {}
    with pytest.raises(Clash):
        edits.choose_name(chosen.draft, "tinh doan", written_as="Tỉnh đoàn", means=[{"unit": 6}], before=None)
