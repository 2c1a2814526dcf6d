"""Units by spreadsheet on screen: upload, check, confirm, result, undo as a batch, export."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from donghanh.accounts.tests.factories import make_post, sign_in
from donghanh.audit.models import Entry
from donghanh.organisations import actions, jobs
from donghanh.organisations.exchange import sheet
from donghanh.organisations.models import Batch, Change, Level, Stage, Undoing, Unit
from donghanh.organisations.queries.proof import prove, wrong_words
from donghanh.organisations.tests.factories import SYSTEM, make_unit
from donghanh.organisations.tests.test_exchange import book, row
from donghanh.organisations.tests.test_undo import state

ON = "2026-04-01"


@pytest.fixture
def province(db):
    return make_unit("Tỉnh đoàn Bình Minh", make_unit("Trung ương Đoàn"))


@pytest.fixture
def commune(province):
    return make_unit("Đoàn xã Hòa An", province, level=Level.COMMUNE)


@pytest.fixture
def chief(client, province):
    post = make_post(province)
    sign_in(client, post.user)
    return post


def upload(client, data, **typed):
    file = SimpleUploadedFile("don-vi.xlsx", data)
    return client.post(reverse("organisations:upload"), {"file": file, "on": ON} | typed, follow=True)


def press(client, name, **typed):
    path = reverse(f"organisations:{name}", args=[Batch.objects.latest("pk").pk])
    return client.post(path, typed, follow=True)


def test_a_sheet_is_checked_then_stored_then_taken_back_as_one(client, chief, province, commune):
    before, kind = state(), commune.kind
    actions.set_aliases(commune, names=["Xã đoàn"], by=SYSTEM)
    data = book(
        row("X-1", "Đoàn xã Tân Hòa", province.code),
        row("CD-1", "Chi đoàn ấp 1", "X-1", level="Chi đoàn, chi hội"),
        row(commune.code, "Đoàn phường Hòa An", province.code, kind="Cơ quan", aliases="Hòa An cũ"),
    )

    page = upload(client, data, decision_number="5-QĐ/TĐTN")
    assert "3 dòng đúng" in page.text
    assert not Unit.objects.filter(code="X-1").exists()

    page = press(client, "store")
    change = Change.objects.latest("pk")
    assert "Mở mới 2 đơn vị, thay đổi 1, giữ nguyên 0" in page.text
    assert str(change.decision) == "5-QĐ/TĐTN"
    commune.refresh_from_db()
    assert (commune.name, commune.kind) == ("Đoàn phường Hòa An", "agency")

    page = client.post(reverse("organisations:undo", args=[change.pk]), follow=True)
    commune.refresh_from_db()
    assert "Đã hoàn lại" in page.text
    assert (state(), commune.kind) == (before, kind)
    assert list(commune.aliases.values_list("name", flat=True)) == ["Xã đoàn"]
    assert prove().holds


def test_errors_by_row_and_cell_then_the_sound_part(client, chief, province):
    data = book(
        row("X-1", "Đoàn xã Một", province.code),
        row("X-1", "Đoàn xã Hai", province.code),
        row("X-3", "F:=A2", province.code),
    )

    page = upload(client, data)
    for said in ("1 dòng đúng", "2 dòng có lỗi", "Mã X-1 đã có ở dòng 2.", "Ô là công thức", "<td>B4</td>"):
        assert said in page.text
    assert press(client, "store").status_code == 409  # all of it cannot be stored

    press(client, "store", part="1")
    assert Unit.objects.filter(code__startswith="X-").count() == 1
    listed = client.get(reverse("organisations:troubles", args=[Batch.objects.get().pk]))
    assert listed.content[:2] == b"PK"


@pytest.mark.parametrize("data", [b"khong phai bang tinh", book(titles=["Mã", "Tên"])])
def test_a_file_that_is_no_sheet_says_why(client, chief, data):
    page = upload(client, data)

    assert 'class="note note-error"' in page.text
    batch = Batch.objects.get()
    assert (batch.state, batch.file) == ("refused", None)


def test_what_changed_since_the_check_is_said(client, chief, province):
    upload(client, book(row("X-1", "Đoàn xã Một", province.code)))
    far = make_unit("Tỉnh đoàn Sông Hậu", province.placements.get().parent)
    make_unit("Đoàn xã khác", far, level=Level.COMMUNE, code="X-1")

    page = press(client, "store")

    assert "Mã X-1 là của đơn vị ngoài phạm vi" in page.text
    assert Batch.objects.get().state == "refused"


def test_a_dropped_sheet_is_forgotten(client, chief, province):
    upload(client, book(row("X-1", "Đoàn xã Một", province.code)))

    press(client, "drop")

    batch = Batch.objects.get()
    assert (batch.state, batch.file, batch.found) == ("dropped", None, {})
    assert press(client, "store").status_code == 409


def test_a_large_sheet_is_checked_and_stored_behind_the_page(client, chief, province, monkeypatch):
    monkeypatch.setattr("donghanh.organisations.views.batches.AT_ONCE", 10)
    monkeypatch.setattr("donghanh.organisations.views.batches.ROWS_AT_ONCE", 2)
    rows = [row(f"X-{number}", f"Đoàn xã {number}", province.code) for number in range(3)]

    page = upload(client, book(*rows))
    assert "Chờ đến lượt." in page.text
    assert 'hx-trigger="every 1500ms"' in page.text
    run(ProcrastinateJob.objects.latest("id"))
    batch = Batch.objects.get()
    path = reverse("organisations:batch", args=[batch.pk])
    part = client.get(path, headers={"HX-Request": "true", "HX-Target": "batch"}).text
    assert ("3 dòng đúng" in part, "<html" in part, "every 1500ms" in part) == (True, False, False)

    assert "Đang ghi" in press(client, "store").text
    run(ProcrastinateJob.objects.latest("id"))
    assert Unit.objects.filter(code__startswith="X-").count() == 3
    assert "Mở mới 3 đơn vị" in client.get(path).text
    imported = Entry.objects.get(verb="organisations.import")
    assert imported.user_id == chief.user_id


def run(job):
    """What the worker does with this job."""
    name = job.task_name.rsplit(".", 1)[1]
    getattr(jobs, name)(**job.args)


def test_a_job_for_a_sheet_that_was_dropped_does_nothing(client, chief, province):
    upload(client, book(row("X-1", "Đoàn xã Một", province.code)))
    batch = Batch.objects.get()
    press(client, "drop")

    jobs.check(batch=batch.pk)
    jobs.store(batch=batch.pk)

    assert not Unit.objects.filter(code="X-1").exists()


def test_another_persons_sheet_is_not_found(client, chief, province):
    upload(client, book(row("X-1", "Đoàn xã Một", province.code)))
    sign_in(client, make_post(province).user)

    assert press(client, "store").status_code == 404


def test_export_takes_the_question_of_the_page_and_is_recorded(client, chief, province, commune):
    make_unit("Đoàn xã Bình Tân", province, level=Level.COMMUNE)

    data = client.get(reverse("organisations:export"), {"q": "hoa an", "ngay": "2026-03-01"}).content

    assert [found.cells["code"] for found in sheet.read(data).rows] == [commune.code]
    entry = Entry.objects.get(verb="organisations.export")
    assert (entry.user_id, entry.facts["asked"]) == (chief.user_id, {"text": "hoa an"})


def test_the_empty_form_is_taken_back_as_a_sheet_without_rows(client, chief):
    data = client.get(reverse("organisations:template")).content

    assert "Bảng tính chưa có dòng nào" in upload(client, BytesIO(data).getvalue()).text


def test_an_import_on_which_a_later_change_rests_is_kept(client, chief, province):
    upload(client, book(row("X-1", "Đoàn xã Một", province.code)))
    press(client, "store")
    change = Change.objects.latest("pk")
    actions.rename(Unit.objects.get(code="X-1"), name="Đoàn xã Một Mới", on=date(2026, 5, 1), by=SYSTEM)

    response = client.post(reverse("organisations:undo", args=[change.pk]))

    assert response.status_code == 409
    assert Unit.objects.filter(code="X-1").exists()


@pytest.fixture
def imported(client, chief, province):
    """A sheet of three communes, stored; large enough to be taken back behind the page."""
    upload(client, book(*(row(f"X-{number}", f"Đoàn xã {number}", province.code) for number in range(3))))
    press(client, "store")
    return Change.objects.latest("pk")


@pytest.fixture
def all_is_large(monkeypatch):
    monkeypatch.setattr("donghanh.organisations.views.changes.UNITS_AT_ONCE", 2)


def take_back(client, change, *, follow=True):
    return client.post(reverse("organisations:undo", args=[change.pk]), follow=follow)


def jobs_of(undoing):
    return ProcrastinateJob.objects.filter(task_name__endswith="jobs.undo", args__undoing=undoing.pk)


def test_a_large_import_is_taken_back_behind_the_page(client, chief, imported, all_is_large):
    page = take_back(client, imported)
    assert "Chờ đến lượt." in page.text
    assert 'hx-trigger="every 1500ms"' in page.text
    assert "Hoàn lại</button>" not in page.text
    assert Unit.objects.filter(code__startswith="X-").count() == 3

    run(jobs_of(Undoing.objects.get()).get())

    assert not Unit.objects.filter(code__startswith="X-").exists()
    path = reverse("organisations:change", args=[imported.pk])
    part = client.get(path, headers={"HX-Request": "true", "HX-Target": "change"}).text
    said = ("đã được hoàn lại lúc" in part, "<html" in part, "every 1500ms" in part)
    assert said == (True, False, False)
    verbs = ("organisations.start_undoing", "organisations.undo", "organisations.finish_undoing")
    assert [Entry.objects.get(verb=verb).user_id for verb in verbs] == [chief.user_id] * 3
    assert prove().holds


def test_a_second_press_starts_no_second_job(client, imported, all_is_large):
    take_back(client, imported)
    take_back(client, imported)

    undoing = Undoing.objects.get()
    assert jobs_of(undoing).count() == 1
    job = jobs_of(undoing).get()
    run(job)
    run(job)  # as after a revival: nothing is left to do
    assert Entry.objects.filter(verb="organisations.undo").count() == 1


def test_work_whose_job_failed_is_said_and_begun_again(client, imported, all_is_large):
    take_back(client, imported)
    undoing = Undoing.objects.get()
    jobs_of(undoing).get()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'failed'")

    page = client.get(reverse("organisations:change", args=[imported.pk]))
    assert "đã dừng giữa chừng" in page.text
    take_back(client, imported)

    assert sorted(jobs_of(undoing).values_list("status", flat=True)) == ["failed", "todo"]
    assert "đã dừng giữa chừng" not in client.get(reverse("organisations:change", args=[imported.pk])).text


def test_what_came_to_rest_meanwhile_is_said_and_nothing_is_gone(client, imported, all_is_large):
    take_back(client, imported)
    unit = Unit.objects.get(code="X-1")
    make_post(unit, since=date(2026, 4, 1))
    before = state()

    run(jobs_of(Undoing.objects.get()).get())

    page = client.get(reverse("organisations:change", args=[imported.pk]))
    assert "Đã có hồ sơ gắn với đơn vị được thành lập (nhiệm vụ được giao)" in page.text
    assert state() == before
    assert Undoing.objects.get().state == "refused"


def test_an_import_on_which_a_later_change_rests_begins_no_job(client, imported, all_is_large):
    actions.rename(Unit.objects.get(code="X-1"), name="Đoàn xã Khác", on=date(2026, 5, 1), by=SYSTEM)

    assert take_back(client, imported, follow=False).status_code == 409
    assert not Undoing.objects.exists()


def test_a_change_whose_units_are_all_gone_is_still_seen_by_those_who_made_it(client, chief, imported):
    page = take_back(client, imported)

    assert (page.status_code, "đã được hoàn lại lúc" in page.text) == (200, True)
    sign_in(client, make_post(make_unit("Tỉnh đoàn Sông Hậu", Unit.objects.get(level=1))).user)
    assert client.get(reverse("organisations:change", args=[imported.pk])).status_code == 404


def test_every_step_is_told_with_how_many_are_done(imported, province, monkeypatch):
    monkeypatch.setattr("donghanh.organisations.telling.PART", 2)
    told = []

    actions.undo(imported, tell=lambda *words: told.append(words), by=SYSTEM)

    removing = [(done, total) for stage, done, total in told if stage == Stage.REMOVING]
    assert removing == [(0, 3), (2, 3), (3, 3)]
    assert told[-1] == (Stage.CLOSING, 0, 0)
    assert prove().holds


def test_parts_give_the_same_as_one_statement(client, chief, province, commune, monkeypatch):
    """Rows that open, move and correct, in parts of two, stored and taken back."""
    monkeypatch.setattr("donghanh.organisations.telling.PART", 2)
    make_unit("Chi đoàn ấp 9", commune, level=Level.BRANCH)
    before = state()
    opened = [row(f"X-{number}", f"Đoàn xã {number}", province.code) for number in range(5)]
    branches = [
        row(f"CD-{number}", f"Chi đoàn {number}", f"X-{number}", level="Chi đoàn, chi hội", aliases="Cũ")
        for number in range(5)
    ]
    moved = row(commune.code, "Đoàn phường Hòa An", "X-3", aliases="Hòa An cũ; Xã đoàn")
    upload(client, book(*branches, moved, *opened))
    press(client, "store")
    assert prove().holds
    assert wrong_words() == []
    assert Unit.objects.within(Unit.objects.get(code="X-3").pk, on=date(2026, 4, 1)).count() == 4

    take_back(client, Change.objects.latest("pk"))

    assert state() == before
    assert prove().holds
    assert wrong_words() == []


def test_a_change_page_asks_at_most_eight_questions(client, imported, django_assert_max_num_queries):
    path = reverse("organisations:change", args=[imported.pk])
    client.get(path)

    with django_assert_max_num_queries(8):
        client.get(path)
