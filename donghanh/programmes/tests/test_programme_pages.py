"""The list of programmes and the pages of one: tasks under their headings, filters, targets, people."""

import re
from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from donghanh.accounts.tests.factories import TODAY, acting, make_post, sign_in
from donghanh.core.dates.periods import Every
from donghanh.core.dates.rule import Rule
from donghanh.identity.models import User
from donghanh.programmes import actions
from donghanh.programmes.models import Nature
from donghanh.programmes.queries import beginning, listing, outline, timeline
from donghanh.programmes.tests.factories import (
    all_communes,
    helps,
    make_communes,
    make_programme,
    make_running,
    target,
    task,
)
from donghanh.programmes.values import NewActor, NewDeadline

FIXED = 6  # session, person, posts and their reach, bell: what every page asks
MONTHLY = Rule(every=Every.MONTH, day=20).as_dict()


def enter(client, by):
    sign_in(client, User.objects.get(pk=by.user_id))


def get(client, name, programme, query=""):
    response = client.get(reverse(f"programmes:{name}", args=[programme.pk]) + query)
    return response.content.decode()


def names(page):
    return re.findall(r'<h2><a href="/chuong-trinh/\d+/">(.*?)</a></h2>', page)


def tasks(page):
    return re.findall(r'<p class="task-text">(.*?)</p>', page)


def test_the_list_shows_what_one_may_see_and_how_far_it_is(client, province, commune, chief, doer, outsider):
    make_running(province, task(commune), by=chief, name="Phong trào đọc sách")
    make_programme(province, task(commune), by=chief, name="Bản nháp riêng")

    for by, seen in ((chief, ["Bản nháp riêng", "Phong trào đọc sách"]), (doer, ["Phong trào đọc sách"])):
        enter(client, by)
        assert names(client.get("/chuong-trinh/").content.decode()) == seen
    enter(client, outsider)
    assert "Chưa có chương trình nào" in client.get("/chuong-trinh/").content.decode()


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ("?q=doc+sach", ["Phong trào đọc sách"]),
        ("?loai=movement", ["Thi đua"]),
        ("?tinh_trang=draft", ["Bản nháp"]),
        ("?cua=toi", ["Bản nháp", "Phong trào đọc sách", "Thi đua"]),
        ("?nam=2031", []),
        ("?nam=khong", ["Bản nháp", "Phong trào đọc sách", "Thi đua"]),
    ],
)
def test_the_list_is_filtered(client, province, commune, chief, query, seen):
    make_running(province, task(commune), by=chief, name="Phong trào đọc sách")
    make_running(province, task(commune), by=chief, name="Thi đua", kind="movement")
    make_programme(province, task(commune), by=chief, name="Bản nháp")
    enter(client, chief)

    assert sorted(names(client.get(f"/chuong-trinh/{query}").content.decode())) == sorted(seen)


@pytest.mark.parametrize("more", [1, 3])
def test_the_list_costs_the_same_for_more_rows(
    client, province, commune, chief, more, django_assert_max_num_queries
):
    for _ in range(more):
        make_running(province, task(commune), by=chief)
    enter(client, chief)
    client.get("/chuong-trinh/")

    with django_assert_max_num_queries(10):
        assert len(names(client.get("/chuong-trinh/").content.decode())) == more


def test_pages_of_the_list_turn(client, province, commune, chief, monkeypatch):
    monkeypatch.setattr(listing, "PAGE", 2)
    for number in range(3):
        make_programme(province, task(commune), by=chief, name=f"Số {number}")

    first = listing.page(listing.Asked(), by=chief, size=2)
    second = listing.page(listing.Asked(), by=chief, offset=2, size=2)

    assert (len(first.lines), first.next_offset) == (2, 2)
    assert (len(second.lines), second.next_offset) == (1, None)


def test_the_list_as_a_spreadsheet_counts_in_numbers(client, province, commune, chief):
    make_running(province, task(commune, due_on=None), by=chief, name="Phong trào đọc sách", ends_on=None)
    enter(client, chief)

    response = client.get(reverse("programmes:export"))

    rows = CalamineWorkbook.from_filelike(BytesIO(response.content)).get_sheet_by_index(0).to_python()
    row = next(row for row in rows if row[0] == "Phong trào đọc sách")
    assert row[3] == "Tỉnh đoàn Bình Minh"
    assert row[7:] == [1, 0, 0, 0, 1, 0, 0]


def test_a_programme_shows_its_tasks_with_who_and_when(client, province, commune, sister, chief):
    programme = make_running(
        province,
        task(commune, helps(sister), text="Mở lớp học", due_on=date(2026, 6, 30)),
        task(
            all_communes(province), text="Báo cáo tháng", due_on=None, nature=Nature.RECURRING, rule=MONTHLY
        ),
        by=chief,
        ends_on=None,
    )
    enter(client, chief)

    shown = get(client, "programme", programme)

    assert tasks(shown) == ["Mở lớp học", "Báo cáo tháng"]
    first = programme.tasks.get(text="Mở lớp học")
    assert f'id="viec-{first.pk}"' in shown
    assert "30/6/2026" in shown
    assert re.search(r"ngày 20 hằng tháng; sắp tới: 20/\d+/\d+, 20/\d+/\d+, 20/\d+/\d+", shown)


@pytest.mark.parametrize(
    ("asked", "seen"),
    [
        (outline.Asked(), ["Sớm", "Muộn", "Không hạn"]),
        (outline.Asked(who="Đoàn xã Hòa Bình"), ["Muộn"]),
        (outline.Asked(who="toi"), ["Sớm"]),
        (outline.Asked(state="qua-han"), ["Sớm"]),
        (outline.Asked(state="xong"), []),
        (outline.Asked(state="chua-xong"), ["Sớm", "Muộn", "Không hạn"]),
        (outline.Asked(section="II"), ["Muộn"]),
        (outline.Asked(due="da-qua"), ["Sớm"]),
        (outline.Asked(due="sau-nay"), ["Muộn"]),
        (outline.Asked(due="khong-ghi"), ["Không hạn"]),
    ],
)
def test_tasks_are_filtered(province, commune, sister, chief, doer, asked, seen):
    programme = make_running(
        province,
        task(commune, text="Sớm", due_on=date(2026, 3, 1), section="I"),
        task(sister, text="Muộn", due_on=date(2026, 9, 1), section="II.1"),
        task(sister.__class__.objects.get(pk=province.pk), text="Không hạn", due_on=None),
        by=chief,
        ends_on=None,
    )
    by = doer if asked.who == "toi" else chief

    shown = outline.outline(outline.found(by).get(pk=programme.pk), asked, by=by)

    assert [line.task.text for group in shown.groups for line in group.lines] == seen
    assert len(shown.lines) == 3


@pytest.mark.parametrize("more", [1, 3])
def test_a_programme_costs_the_same_for_more_tasks(
    client, province, commune, chief, more, django_assert_max_num_queries
):
    programme = make_running(province, *(task(commune, text=f"Việc {n}") for n in range(more)), by=chief)
    enter(client, chief)
    get(client, "programme", programme)

    with django_assert_max_num_queries(FIXED + 8):
        assert len(tasks(get(client, "programme", programme))) == more


def test_targets_say_honestly_when_there_is_no_figure(client, province, commune, chief):
    programme = make_running(
        province, task(commune), by=chief, targets=(target(),),
        deadlines=(NewDeadline(what="Báo cáo tháng", rule=MONTHLY, to_name="Tỉnh đoàn", who_name="các xã"),),
        ends_on=None,
    )  # fmt: skip
    enter(client, chief)

    shown = get(client, "measures", programme)

    assert "chưa có số liệu" in shown
    assert "ngày 20 hằng tháng" in shown
    assert re.search(r"Sắp tới: 20/\d+/\d+, 20/\d+/\d+, 20/\d+/\d+", shown)


def test_the_months_show_days_with_their_state_in_words(province, commune, sister, chief, doer):
    programme = make_running(
        province,
        task(commune, text="Xong", due_on=date(2026, 5, 1)),
        task(sister, text="Quá hạn", due_on=date(2026, 3, 1)),
        task(commune, text="Hằng tháng", due_on=None, nature=Nature.RECURRING, rule=MONTHLY),
        by=chief,
    )
    done = programme.assignments.get(task__text="Xong")
    actions.report_done(done, note="Xong.", by=doer)
    actions.confirm_done(done, by=chief)

    shown = timeline.timeline(programme, year=2026, by=chief)

    marks = {str(row.thing): [(mark.day.month, mark.said) for mark in row.marks] for row in shown.rows}
    assert marks["Xong"] == [(5, "xong")]
    assert marks["Quá hạn"] == [(3, "quá hạn")]
    assert [month for month, _ in marks["Hằng tháng"]] == list(range(3, 13))
    assert timeline.timeline(programme, year=1999, by=chief).year == 2026


def test_people_are_the_owners_their_boards_and_officers(client, province, board, commune, chief, keeper):
    programme = make_running(province, task(commune), by=chief, boards=[(province, board)])
    enter(client, chief)

    shown = get(client, "people", programme)

    assert "Thường trực: Ban Tuyên giáo Tỉnh đoàn" in shown
    assert str(User.objects.get(pk=keeper.user_id)) in shown


def test_starting_says_first_who_gets_what(client, province, chief):
    make_communes(province, 3)
    empty = all_communes(make_communes(province, 1)[0])
    programme = make_programme(
        province,
        task(all_communes(province), text="Cho các xã"),
        task(empty, text="Cho nhóm rỗng"),
        task(NewActor(name="Đơn vị liên quan"), text="Chưa rõ ai"),
        by=chief,
    )

    seen = beginning.preview(programme, on=TODAY)

    assert (seen.units, seen.tasks) == (4, 3)
    assert [(share.units, share.tasks) for share in seen.shares] == [(4, 1)]
    assert [str(one) for one in seen.without_actor] == ["Chưa rõ ai"]
    assert [str(one) for one in seen.without_unit] == ["Cho nhóm rỗng"]
    enter(client, chief)
    shown = get(client, "start", programme)
    assert "Còn 1 việc chưa giao cho ai" in shown
    assert "disabled" in shown


def test_what_is_shown_before_the_start_is_what_is_given(client, province, commune, sister, chief):
    programme = make_programme(
        province,
        task(all_communes(province)),
        task(commune, due_on=None, nature=Nature.RECURRING, rule=MONTHLY),
        by=chief,
        ends_on=None,
    )
    seen = beginning.preview(programme, on=timezone.localdate())
    enter(client, chief)

    response = client.post(reverse("programmes:start", args=[programme.pk]))

    assert response["Location"] == programme.get_absolute_url()
    assert seen.days == programme.assignments.count()
    again = client.post(reverse("programmes:start", args=[programme.pk]))
    assert again["Location"] == programme.get_absolute_url()


def test_a_joint_programme_says_who_agreed(client, central, province, neighbour, chief, outsider):
    programme = make_programme(
        province, task(province), task(neighbour), owners=[neighbour], by=chief, kind="joint"
    )
    enter(client, outsider)
    shown = get(client, "programme", programme)
    assert "cũng đồng ý" in shown

    client.post(reverse("programmes:agree", args=[programme.pk]))

    assert "Rút lại đồng ý" in get(client, "programme", programme)
    enter(client, chief)
    assert client.post(reverse("programmes:start", args=[programme.pk])).status_code == 302


@pytest.mark.parametrize(
    "name", ["programme", "measures", "timeline", "people", "printed", "export_tasks", "start", "text"]
)
def test_outsiders_find_nothing(client, province, commune, chief, outsider, name):
    programme = make_running(province, task(commune), by=chief)
    enter(client, outsider)

    assert client.get(reverse(f"programmes:{name}", args=[programme.pk])).status_code == 404


def test_print_and_spreadsheet_follow_the_filters(client, province, commune, chief):
    programme = make_running(
        province,
        task(commune, text="Sớm", due_on=date(2026, 3, 1)),
        task(commune, text="Muộn", due_on=None),
        by=chief,
        ends_on=None,
    )
    enter(client, chief)

    printed = get(client, "printed", programme, "?han=da-qua")
    sheet = client.get(reverse("programmes:export_tasks", args=[programme.pk]) + "?han=da-qua")

    assert "đang lọc (1/2)" in printed
    rows = CalamineWorkbook.from_filelike(BytesIO(sheet.content)).get_sheet_by_index(0).to_python()
    assert [row[1] for row in rows if row[2] == "Đoàn xã Hòa An"] == ["Sớm"]


def test_another_office_reads_the_list_by_its_own_numbers(province, commune, sister, chief, doer):
    make_running(province, task(all_communes(province)), by=chief)

    (line,) = listing.page(listing.Asked(), by=doer).lines
    (whole,) = listing.page(listing.Asked(), by=acting(make_post(province, "lanh-dao"))).lines

    assert (line.counts.total, whole.counts.total) == (1, 2)
