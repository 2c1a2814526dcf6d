"""What keeps a draft from being confirmed."""

import pytest

from donghanh.documents.draft import edits
from donghanh.documents.draft.faults import doubtful, faults
from donghanh.documents.tests.draft.test_begin import draft_of

DRAFT = draft_of()


def changed(*changes):
    draft = DRAFT
    for item, field, raw in changes:
        now = edits.item_of(draft, item).get(field)
        draft = edits.set_field(draft, item, field, raw, before=now).draft
    return draft


def test_a_sound_plan_has_no_faults():
    assert faults(DRAFT) == []


@pytest.mark.parametrize(
    ("changes", "item", "message"),
    [
        ([("head.title", "value", "")], "head.title", "Chưa có “Trích yếu”."),
        ([("head.kind", "value", "")], "head.kind", "Chưa có “Loại văn bản”."),
        ([("head.ends_on", "value", "01/6/2025")], "head.ends_on", "kết thúc trước khi bắt đầu"),
        ([("t1", "text", "")], "t1", "chưa có “Việc phải làm”"),
        ([("t1", "nature", "recurring")], "t1", "chưa ghi lặp lại thế nào"),
        ([("t1", "evidence", "count"), ("t1", "count_of", "")], "t1", "chưa ghi đếm gì"),
        ([("g1", "value", "120")], "g1", "không vượt quá 100%"),
        ([("g1", "population", "")], "g1", "chưa ghi là tỷ lệ của những đơn vị nào"),
        ([("g2", "about", "")], "g2", "chưa có “Nội dung”"),
        ([("d1", "due_on", ""), ("d1", "text", "")], "d1", "chưa rõ hạn"),
    ],
)
def test_each_fault_names_its_item_and_says_what_is_wrong(changes, item, message):
    (fault,) = faults(changed(*changes))

    assert fault.item == item
    assert message in fault.message


def test_a_paper_without_issuer_is_faulty_until_one_is_there():
    (issuer,) = DRAFT["issuers"]
    without = edits.remove(DRAFT, issuer["id"]).draft

    assert [fault.item for fault in faults(without)] == ["issuers"]
    assert faults(edits.add(without, "issuers", {"name": "Tỉnh đoàn Bình Minh"}).draft) == []


def test_what_was_removed_is_no_fault():
    assert faults(edits.remove(changed(("t1", "text", "")), "t1").draft) == []


def test_what_was_read_with_little_confidence_is_doubtful_until_somebody_looked():
    draft = {**DRAFT, "head": {**DRAFT["head"], "place": {**DRAFT["head"]["place"], "confidence": 0.5}}}

    assert doubtful(draft) == ["head.place"]
    assert doubtful(edits.check(draft, "head.place").draft) == []


def test_an_empty_reading_is_faulty_but_not_broken():
    assert {fault.item for fault in faults(draft_of(""))} == {"head.kind", "head.title", "issuers"}
