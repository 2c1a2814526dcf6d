"""A first draft from a reading."""

import pytest

from donghanh.documents import reading
from donghanh.documents.draft.begin import begin
from donghanh.documents.draft.shape import HEAD, LETTERS, LISTS, head, standing
from donghanh.documents.tests.factories import PLAN, plan


def draft_of(text=PLAN):
    return begin(reading.read_text(text).as_dict())


def values(draft, list_name, key):
    return [item[key] for item in standing(draft, list_name)]


def test_every_field_of_the_shape_is_there_and_ids_tell_what_they_are():
    draft = draft_of()

    assert set(draft["head"]) == {field.key for field in HEAD}
    for name, fields in LISTS.items():
        for item in draft[name]:
            assert {field.key for field in fields} <= set(item)
            assert item["id"].startswith(LETTERS[name])


def test_the_head_has_days_and_the_period():
    draft = draft_of()

    assert head(draft, "kind") == "KH"
    assert head(draft, "number") == "47-KH/TĐTN-BTG"
    assert head(draft, "issued_on") == "2026-03-10"
    assert (head(draft, "starts_on"), head(draft, "ends_on")) == ("2026-01-01", "2026-12-31")


def test_each_value_knows_its_words():
    draft = draft_of()

    for item in [draft["head"]["number"], *standing(draft, "bases"), *standing(draft, "tasks")]:
        start, end = item["span"]
        assert PLAN[start:end].split()[0] in (item.get("value") or item.get("number") or item["text"])


def test_what_is_implemented_is_told_from_what_a_paper_rests_on():
    assert values(draft_of(), "bases", "relation") == ["implements", "rests_on"]


def test_a_task_has_its_actors_day_and_proof():
    book = next(task for task in draft_of()["tasks"] if "biên soạn" in task["text"])
    festival = next(task for task in draft_of()["tasks"] if "phối hợp" in task["text"])

    assert (book["leads"], book["due_on"], book["nature"]) == (
        ["Ban Tuyên giáo Tỉnh đoàn"],
        "2026-04-15",
        "once",
    )
    assert festival["coordinators"] == ["Hội Khuyến học xã Hòa An"]
    assert festival["due_on"] == "2026-04-30"


@pytest.mark.parametrize(
    ("sentence", "evidence"),
    [
        ("Các xã đoàn treo băng rôn tại trụ sở.", "photo"),
        ("Các xã đoàn lập danh sách học sinh khó khăn.", "file"),
        ("Các xã đoàn đăng tải bài viết trên fanpage.", "link"),
        ("Các xã đoàn tổ chức ít nhất 02 lớp tin học.", "count"),
        ("Các xã đoàn thăm hỏi gia đình chính sách.", "note"),
    ],
)
def test_proof_is_guessed_from_the_words(sentence, evidence):
    draft = draft_of(plan(**{"Các xã, phường đoàn treo băng rôn tại trụ sở trước ngày 20/4/2026.": sentence}))

    assert [task["evidence"] for task in draft["tasks"] if task["text"] == sentence] == [evidence]


@pytest.mark.parametrize(
    ("words", "owed"),
    [
        ("Khuyến khích", False),
        ("Tùy điều kiện,", False),
        ("Tuỳ điều kiện thực tế,", False),
        ("Vận động", True),
    ],
)
def test_what_is_encouraged_is_not_owed(words, owed):
    draft = draft_of(plan(**{"Khuyến khích các chi đoàn": f"{words} các chi đoàn"}))

    assert [task["owed"] for task in draft["tasks"] if "tủ sách nơi sinh hoạt" in task["text"]] == [owed]


def test_a_task_without_actors_stays_without():
    draft = draft_of(plan(**{"Đoàn xã Hòa An phối hợp với Hội Khuyến học xã Hòa An tổ chức": "Tổ chức"}))

    assert [task["leads"] for task in draft["tasks"] if "ngày hội đọc sách trong tháng" in task["text"]] == [
        []
    ]


def test_what_recurs_gets_a_rule_within_the_period():
    draft = draft_of(plan(**{"trước ngày 20/4/2026": "trước ngày 25 hằng tháng"}))

    task = next(task for task in draft["tasks"] if "băng rôn" in task["text"])
    assert (task["nature"], task["due_on"]) == ("recurring", None)
    assert task["rule"] == {
        "version": 1,
        "every": "month",
        "day": 25,
        "before": True,
        "starts_on": "2026-01-01",
        "ends_on": "2026-12-31",
    }


def test_a_share_of_units_knows_of_which():
    target = draft_of()["targets"][0]

    assert (target["value"], target["unit_name"], target["of_units"]) == (100, "%", True)
    assert target["population"] == ["Đoàn xã, phường"]
    assert target["about"].startswith("tổ chức ít nhất 01 ngày hội đọc sách")
    assert target["due_on"] == "2026-12-31"


def test_a_deadline_knows_who_owes_it_to_whom_through_whom():
    report = next(one for one in draft_of()["deadlines"] if one["what"] == "Báo cáo")

    assert (report["due_on"], report["to"], report["through"]) == (
        "2026-11-15",
        ["Tỉnh đoàn"],
        ["Ban Tuyên giáo"],
    )
    assert report["who"] == ["Các xã, phường đoàn"]


@pytest.mark.parametrize("text", ["", "Chào các bạn.", "😀\n" * 50, "Số: /\nNgày tháng năm\n"])
def test_what_is_no_official_paper_gives_a_draft_all_the_same(text):
    draft = draft_of(text)

    assert draft["names"] == {}
    assert set(draft) == {"head", "names", *LISTS}
