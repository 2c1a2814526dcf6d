"""Units by spreadsheet on screen: upload, check, confirm, result, undo as a batch, export."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from donghanh.accounts.tests.factories import make_post, sign_in
from donghanh.audit.models import Entry
from donghanh.organisations import actions, jobs
from donghanh.organisations.exchange import sheet
from donghanh.organisations.models import Batch, Change, Level, Unit
from donghanh.organisations.queries.proof import prove
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
    assert "Đang đọc tệp." in page.text
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
