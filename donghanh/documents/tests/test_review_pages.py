"""The review page, and one value's way from the page to the draft."""

import json
from dataclasses import replace

import pytest
from django.urls import reverse

from donghanh.core.permissions import Permission
from donghanh.documents import actions, keeping, queries
from donghanh.documents.draft import edits
from donghanh.documents.models import Document, Edit, Reception
from donghanh.documents.tests.factories import edited, make_document, make_reception, make_upload, plan, word
from donghanh.organisations import actions as organisations
from donghanh.organisations.models import Level
from donghanh.organisations.tests.factories import SYSTEM, make_unit

SCRIPT = {"X-Review": "1"}


@pytest.fixture
def paper(specialist):
    return make_reception(by=specialist)


def ask(desk, paper, **values):
    """One change as the script sends it."""
    given = {key: json.dumps(value) if key == "before" else value for key, value in values.items()}
    return desk.post(reverse("documents:edit", args=[paper.pk]), given, headers=SCRIPT)


def page_of(desk, paper):
    return desk.get(reverse("documents:review", args=[paper.pk])).content.decode()


def value(paper, item, field="value"):
    paper.refresh_from_db()
    return edits.item_of(paper.draft, item)[field]


def test_values_and_words_lead_to_each_other(desk, paper):
    shown = page_of(desk, paper)

    assert '<a class="value-text" href="#wt1" data-i="t1">' in shown
    assert 'href="#vt1" data-i="t1' in shown
    assert 'data-at="0"' in shown


def test_the_script_gets_the_entry_anew_and_the_version(desk, paper):
    answer = ask(
        desk, paper, op="set", item="head.place", field="value", value="Hòa An", before="Bình Minh"
    ).json()

    assert value(paper, "head.place") == "Hòa An"
    assert answer["version"] == 1
    assert "Hòa An" in answer["entries"]["head.place"]
    assert answer["now"] == {"head.place": {"value": "Hòa An"}}
    assert not answer["moved"]


def test_who_comes_later_sees_both_values_and_a_choice(desk, paper, specialist):
    edited(paper, "head.place", "value", "Sông Hậu", by=specialist)

    answer = ask(desk, paper, op="set", item="head.place", field="value", value="Hòa An", before="Bình Minh")

    assert answer.status_code == 409
    for words in ("Sông Hậu", "Hòa An", "Dùng giá trị của tôi", "Giữ giá trị đang có"):
        assert words in answer.json()["clash"]
    assert value(paper, "head.place") == "Sông Hậu"
    taken = ask(desk, paper, op="set", item="head.place", field="value", value="Hòa An", before="Sông Hậu")
    assert taken.status_code == 200


def test_a_clash_has_a_page_without_a_script_too(desk, paper, specialist):
    edited(paper, "t1", "text", "Của người khác", by=specialist)
    given = {"op": "set", "item": "t1", "field": "text", "value": "Của tôi", "before": '"cũ"'}

    answer = desk.post(reverse("documents:edit", args=[paper.pk]), given)

    assert answer.status_code == 409
    assert "Của người khác" in answer.content.decode()


@pytest.mark.parametrize(
    ("given", "status", "reason"),
    [
        ({"op": "set", "item": "g1", "field": "value", "value": "nhiều", "before": 100}, 422, "Chưa hiểu số"),
        ({"op": "set", "item": "t99", "field": "text", "value": "x", "before": ""}, 409, "không còn nữa"),
        ({"op": "nothing"}, 409, "không còn nữa"),
        ({"op": "set", "item": "t1", "field": "text", "value": "x"}, 422, "đã cũ"),
        ({"op": "tie", "item": "t1", "before": None, "words": "chữ không hề có"}, 422, "Không tìm thấy"),
        ({"op": "tie", "item": "t1", "before": None, "start": "5", "end": "999999"}, 422, "không nằm trong"),
        ({"op": "add", "list": "khong-co"}, 409, "không còn nữa"),
    ],
)
def test_what_cannot_be_done_is_said(desk, paper, given, status, reason):
    answer = ask(desk, paper, **given)

    assert answer.status_code == status
    assert reason in answer.json()["reason"]
    assert Edit.objects.count() == 0


def test_selected_words_are_tied_and_the_paper_comes_anew(desk, paper):
    span = value(paper, "t1", "span")
    start = paper.text.index("Nâng cao ý thức")

    answer = ask(desk, paper, op="tie", item="t1", before=span, start=str(start), end=str(start + 15)).json()

    assert answer["moved"]
    assert value(paper, "t1", "span") == [start, start + 15]


def test_typed_words_are_found_near_the_old_place_whatever_their_case(desk, paper):
    ask(
        desk,
        paper,
        op="tie",
        item="head.title",
        before=value(paper, "head.title", "span"),
        words="học TẬP suốt đời",
    )

    start, end = value(paper, "head.title", "span")
    assert paper.text[start:end] == "Học tập suốt đời"


def test_selected_words_become_a_task_in_their_place(desk, paper):
    start = paper.text.index("Nâng cao ý thức")

    answer = ask(
        desk, paper, op="add", list="tasks", text="Nâng cao ý thức", start=str(start), end=str(start + 15)
    )

    paper.refresh_from_db()
    assert paper.draft["tasks"][0]["text"] == "Nâng cao ý thức"
    assert answer.json()["last"] == paper.draft["tasks"][0]["id"]
    assert "Nâng cao ý thức" in answer.json()["groups"]["tasks"]


def test_an_entry_is_removed_and_put_back(desk, paper):
    ask(desk, paper, op="remove", item="t1")
    gone = page_of(desk, paper)
    ask(desk, paper, op="restore", item="t1")

    assert "Đã bỏ 1" in gone
    assert 'id="vt1"' not in gone
    assert 'id="vt1"' in page_of(desk, paper)


def test_each_value_can_be_changed_on_a_plain_page(desk, paper):
    address = reverse("documents:item", args=[paper.pk, "head.issued_on"])
    assert "Ngày ban hành" in desk.get(address).content.decode()

    answer = desk.post(address, {"value": "2026-03-11", "truoc-value": '"2026-03-10"'})

    assert answer.status_code == 302
    assert value(paper, "head.issued_on") == "2026-03-11"


def test_a_plain_page_says_what_is_wrong_and_keeps_what_was_typed(desk, paper):
    answer = desk.post(
        reverse("documents:item", args=[paper.pk, "head.number"]), {"value": "x" * 90, "truoc-value": '"cũ"'}
    )

    assert answer.status_code == 422
    assert "nhiều nhất là 80" in answer.content.decode()
    assert "x" * 90 in answer.content.decode()


def test_an_entry_is_added_on_a_plain_page(desk, paper):
    address = reverse("documents:add", args=[paper.pk, "recipients"])

    assert desk.get(address).status_code == 200
    desk.post(address, {"name": "Hội Khuyến học tỉnh", "purpose": "cooperate"})

    paper.refresh_from_db()
    assert paper.draft["recipients"][-1]["name"] == "Hội Khuyến học tỉnh"


def test_a_page_catches_up_with_what_others_changed(desk, paper, specialist):
    edited(paper, "head.place", "value", "Hòa An", by=specialist)
    actions.edit(paper, change=lambda draft: edits.remove(draft, "t2"), by=specialist)

    news = desk.get(reverse("documents:changes", args=[paper.pk]), {"tu": "0"}).json()

    assert news["version"] == 2
    assert "Hòa An" in news["entries"]["head.place"]
    assert list(news["groups"]) == ["tasks"]


def test_the_bar_counts_doubts_and_names_faults(desk, paper, specialist):
    edited(paper, "head.title", "value", "", by=specialist)

    shown = page_of(desk, paper)

    assert "1 chỗ phải sửa" in shown
    assert "Chưa có “Trích yếu”." in shown
    assert "data-confirm" not in shown


def test_names_show_what_they_are_taken_to_mean(desk, paper, board, commune):
    shown = page_of(desk, paper)

    assert "Ban Tuyên giáo Tỉnh đoàn" in shown
    assert '<span class="name name-good">Đoàn xã Hòa An' in shown


def test_a_name_gets_another_meaning_and_the_draft_keeps_it(desk, paper, commune, sister):
    address = reverse("documents:name", args=[paper.pk]) + "?ten=Đoàn xã Hòa An&tim=Hòa Bình"
    page = desk.get(address).content.decode()
    number = page.split("Đoàn xã Hòa Bình")[0].rsplit('value="', 1)[1].split('"')[0]

    desk.post(address, {"chon": number, "before": "null"})

    paper.refresh_from_db()
    (choice,) = paper.draft["names"].values()
    assert choice == {"written": "Đoàn xã Hòa An", "means": [{"unit": sister.pk}]}
    assert "Đoàn xã Hòa Bình" in page_of(desk, paper)


@pytest.mark.parametrize(
    ("given", "means"),
    [
        ({"chon": "de-ngo"}, []),
        ({"chon": "ngoai", "body": "Sở Nội vụ"}, [{"new_body": "Sở Nội vụ"}]),
    ],
)
def test_a_name_is_left_open_or_is_outside(desk, paper, given, means):
    desk.post(reverse("documents:name", args=[paper.pk]) + "?ten=Đoàn xã Hòa An", {**given, "before": "null"})

    paper.refresh_from_db()
    assert [choice["means"] for choice in paper.draft["names"].values()] == [means]


def test_a_name_becomes_a_new_group_below_the_office(desk, paper, province):
    given = {"chon": "nhom", "name": "Các xã", "levels": ["4"], "directly_below": "on", "before": "null"}

    desk.post(reverse("documents:name", args=[paper.pk]) + "?ten=Đoàn xã Hòa An", given)

    paper.refresh_from_db()
    (choice,) = paper.draft["names"].values()
    assert choice["means"][0]["new_group"] == {
        "owner": province.pk,
        "name": "Các xã",
        "levels": [4],
        "kinds": [],
        "directly_below": True,
        "name_has": "",
    }


def test_a_name_that_is_not_in_the_paper_is_not_found(desk, paper):
    assert desk.get(reverse("documents:name", args=[paper.pk]) + "?ten=Không có").status_code == 404


def test_the_same_bytes_and_the_same_number_are_both_shown_beside_this_paper(desk, specialist):
    data = word()
    first = make_upload(data, by=specialist)
    registered = make_document(plan(**{"năm 2026\n\nThực": "năm 2026 (bản sửa)\n\nThực"}), by=specialist)
    second = make_upload(data, by=specialist)

    assert "2 văn bản có thể trùng" in page_of(desk, second)
    pair = desk.get(reverse("documents:alike", args=[second.pk])).content.decode()

    assert reverse("documents:review", args=[first.pk]) in pair
    assert reverse("documents:document", args=[registered.pk]) in pair
    assert "Trùng từng chữ" in pair
    assert "Cùng số, cùng cơ quan, cùng năm" in pair


def test_papers_that_somebody_called_different_are_not_asked_about_again(desk, specialist):
    document = make_document(plan(), by=specialist)
    paper = make_reception(by=specialist)

    desk.post(reverse("documents:alike", args=[paper.pk]), {"other": f"d{document.pk}"})

    assert "có thể trùng" not in page_of(desk, paper)


def test_the_same_number_of_another_year_or_office_is_no_duplicate(desk, specialist):
    make_document(plan(**{"tháng 3 năm 2026": "tháng 3 năm 2025"}), by=specialist)

    assert "có thể trùng" not in page_of(desk, make_reception(by=specialist))


def test_a_paper_for_the_file_is_registered_without_a_programme(desk, paper):
    answer = desk.post(reverse("documents:register", args=[paper.pk]))

    document = Document.objects.get()
    assert answer["Location"] == reverse("documents:document", args=[document.pk])
    assert desk.get(reverse("documents:review", args=[paper.pk]))["Location"] == answer["Location"]


def many(number):
    """The plan with so many more tasks, each of two units."""
    line = "- Đoàn xã Hòa An phối hợp với Hội Khuyến học xã Hòa An tổ chức lớp số {} trước ngày 20/4/2026."
    last = "- Khuyến khích các chi đoàn xây dựng tủ sách nơi sinh hoạt."
    return plan(**{last: "\n".join(line.format(one) for one in range(number))})


@pytest.fixture
def small_and_large(desk, commune):
    """Two papers that came in by the page, as people bring them."""
    for number in (3, 300):
        desk.post(reverse("documents:intake"), {"text": many(number)})
    papers = list(Reception.objects.order_by("pk"))
    assert len(papers[1].draft["tasks"]) == len(papers[0].draft["tasks"]) + 297 > 300
    return papers


def test_three_hundred_tasks_cost_the_queries_of_three(desk, small_and_large, django_assert_max_num_queries):
    counts = []
    for paper in small_and_large:
        with django_assert_max_num_queries(12) as asked:
            page_of(desk, paper)
        counts.append(len(asked))

    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    "change",
    [
        {"op": "set", "item": "head.place", "field": "value", "value": "Hòa An", "before": "Bình Minh"},
        {"op": "check", "item": "t3"},
        {"op": "remove", "item": "k1"},
        {"op": "add", "list": "tasks", "text": "Tổng kết năm học"},
    ],
)
def test_a_change_of_what_is_no_name_asks_for_none(
    desk, small_and_large, change, django_assert_max_num_queries
):
    counts = []
    for paper in small_and_large:
        with django_assert_max_num_queries(10) as asked:
            assert ask(desk, paper, **change).status_code == 200
        counts.append(len(asked))

    assert counts[0] == counts[1]
    assert not any("organisations_unitname" in query["sql"] for query in asked)


def test_a_name_that_somebody_writes_is_understood_at_once(desk, paper, sister):
    before = value(paper, "t1", "leads")

    answer = ask(
        desk, paper, op="set", item="t1", field="leads", value="Đoàn xã Hòa Bình", before=before
    ).json()

    assert '<span class="name name-good">Đoàn xã Hòa Bình' in answer["entries"]["t1"]
    assert '<span class="name name-good">Đoàn xã Hòa Bình' in page_of(desk, paper)


def test_a_unit_that_is_opened_meanwhile_is_found_at_the_next_look(desk, paper, province):
    assert '<span class="name name-good">Đoàn xã Hòa An' not in page_of(desk, paper)

    make_unit("Đoàn xã Hòa An", province, level=Level.COMMUNE)

    assert '<span class="name name-good">Đoàn xã Hòa An' in page_of(desk, paper)


def test_a_chosen_unit_that_is_renamed_is_called_by_its_new_name(desk, paper, commune, sister, specialist):
    named = {"written_as": "Đoàn xã Hòa An", "means": [{"unit": sister.pk}], "before": None}
    actions.edit(
        paper, change=lambda draft: edits.choose_name(draft, "doan xa hoa an", **named), by=specialist
    )
    assert "là Đoàn xã Hòa Bình" in page_of(desk, paper)

    organisations.rename(sister, name="Đoàn xã Thái Hòa", on=specialist.today, by=SYSTEM)

    assert "là Đoàn xã Thái Hòa" in page_of(desk, paper)


def test_what_is_kept_says_the_same_as_what_is_asked_anew(paper, commune, sister, specialist):
    paper.refresh_from_db()
    asked = queries.understand(paper.draft, by=specialist, today=specialist.today).by_key
    keeping.look(paper, by=specialist)
    paper.refresh_from_db()

    assert dict(keeping.last(paper, by=specialist).understood) == asked


def test_meanings_kept_for_one_reach_are_not_shown_to_another(paper, commune, specialist):
    narrow = replace(specialist, own_only=frozenset({Permission.UNIT_VIEW}))
    keeping.look(paper, by=specialist)
    kept = paper.understood["asked"]

    keeping.last(paper, by=narrow)

    assert paper.understood["asked"] != kept
