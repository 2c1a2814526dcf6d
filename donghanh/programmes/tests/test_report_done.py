"""A unit notes progress, shows evidence, reports its task as done, takes the report back."""

from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from PIL import Image

from donghanh.accounts.tests.factories import TODAY, acting, make_post, sign_in
from donghanh.audit.models import Entry
from donghanh.core.errors import NotPermitted, Refused
from donghanh.identity.models import User
from donghanh.notifications.models import Notice
from donghanh.programmes import actions, notices, rules
from donghanh.programmes.models import Assignment, Evidence, Status, Step, StepKind
from donghanh.programmes.tests.factories import helps, make_assignment, make_reported, make_running, task


def photo():
    data = BytesIO()
    Image.new("RGB", (40, 30), "green").save(data, "JPEG")
    return data.getvalue()


def status(assignment, *, on=TODAY):
    return Assignment.objects.with_status(on=on).get(pk=assignment.pk).status


def test_the_first_note_starts_the_task(province, commune, chief, doer):
    assignment = make_assignment(province, commune, by=chief)
    assert status(assignment) == Status.NOT_STARTED

    step = actions.note_progress(assignment, note="Đã lập danh sách.", count=Decimal(3), by=doer)

    assignment.refresh_from_db()
    assert (step.kind, step.note, step.count) == (StepKind.PROGRESS, "Đã lập danh sách.", 3)
    assert (assignment.started_on, assignment.version) == (TODAY, 1)
    assert status(assignment) == Status.IN_TIME
    assert Entry.objects.about(assignment).get().verb == "programmes.note_progress"


def test_an_empty_note_is_refused(province, commune, chief, doer):
    assignment = make_assignment(province, commune, by=chief)

    reason = rules.note_progress(assignment, note=" ", link="", count=None, by=doer)

    assert reason == "Đồng chí hãy ghi tiến độ: đã làm được gì, còn vướng gì."


def test_the_same_form_sent_twice_is_one_step(province, commune, chief, doer):
    assignment = make_assignment(province, commune, by=chief)

    first = actions.note_progress(assignment, note="Một lần.", client_key="k1", by=doer)
    second = actions.note_progress(assignment, note="Một lần.", client_key="k1", by=doer)

    assert first == second
    assert assignment.steps.count() == 1


def test_reporting_makes_it_wait_for_confirmation(province, commune, chief, doer):
    assignment = make_reported(province, commune, by=chief, doer=doer)

    assert (assignment.reported_on, assignment.reported_by_id) == (TODAY, doer.user_id)
    assert assignment.waits
    assert status(assignment) == Status.IN_TIME
    entry = Entry.objects.about(assignment).get(verb="programmes.report_done")
    assert entry.facts["note"] == "Đã làm xong."


def test_reporting_twice_with_one_form_is_one_report(province, commune, chief, doer):
    assignment = make_assignment(province, commune, by=chief)

    first = actions.report_done(assignment, note="Xong.", client_key="k1", by=doer)

    assert actions.report_done(assignment, note="Xong.", client_key="k1", by=doer) == first
    assignment.refresh_from_db()
    assert "đang chờ xác nhận" in rules.report_done(assignment, note="", link="", count=None, by=doer)


@pytest.mark.parametrize(
    ("evidence", "shown", "reason"),
    [
        (Evidence.NOTE, {"note": "Đã tổ chức 2 buổi."}, "Đồng chí hãy ghi kết quả đã làm được."),
        (
            Evidence.LINK,
            {"link": "https://binhminh.vn/tin"},
            "Việc này cần đường dẫn làm minh chứng. Đồng chí dán đường dẫn rồi báo lại.",
        ),
        (
            Evidence.COUNT,
            {"count": Decimal(12)},
            "Việc này cần số lượng (câu lạc bộ). Đồng chí ghi số rồi báo lại.",
        ),
    ],
)
def test_it_is_not_done_without_what_the_task_asks_for(
    province, commune, chief, doer, evidence, shown, reason
):
    assignment = make_assignment(province, commune, by=chief, evidence=evidence, count_of="câu lạc bộ")

    with pytest.raises(Refused) as refusal:
        actions.report_done(assignment, by=doer)
    assert str(refusal.value) == reason

    actions.report_done(assignment, by=doer, **shown)
    assignment.refresh_from_db()
    assert assignment.reported_on == TODAY


def test_what_was_shown_with_an_earlier_note_counts(province, commune, chief, doer):
    assignment = make_assignment(province, commune, by=chief, evidence=Evidence.LINK)
    actions.note_progress(assignment, link="https://binhminh.vn/tin", by=doer)

    actions.report_done(assignment, by=doer)

    assert assignment.steps.count() == 2


@pytest.mark.parametrize(
    ("evidence", "name", "data", "reason"),
    [
        (
            Evidence.PHOTO,
            "buoi-le.jpg",
            photo(),
            "Việc này cần ảnh làm minh chứng. Đồng chí gửi ít nhất một ảnh rồi báo lại.",
        ),
        (
            Evidence.FILE,
            "danh-sach.txt",
            "Danh sách câu lạc bộ".encode(),
            "Việc này cần tệp làm minh chứng (văn bản, danh sách). Đồng chí gửi tệp rồi báo lại.",
        ),
    ],
)
def test_photos_and_files_are_asked_for(
    settings, tmp_path, province, commune, chief, doer, evidence, name, data, reason
):
    settings.MEDIA_ROOT = tmp_path
    assignment = make_assignment(province, commune, by=chief, evidence=evidence)
    assert rules.report_done(assignment, note="Xong.", link="", count=None, by=doer) == reason

    actions.attach(assignment, upload=data, name=name, by=doer)

    assignment.refresh_from_db()
    assert assignment.started_on == TODAY
    assert rules.report_done(assignment, note="", link="", count=None, by=doer) == ""


def test_a_text_file_is_no_photo(settings, tmp_path, province, commune, chief, doer):
    settings.MEDIA_ROOT = tmp_path
    assignment = make_assignment(province, commune, by=chief, evidence=Evidence.PHOTO)

    actions.attach(assignment, upload=b"Danh sach", name="danh-sach.txt", by=doer)

    assert "cần ảnh" in rules.report_done(assignment, note="", link="", count=None, by=doer)


def test_taking_back_opens_it_again(province, commune, chief, doer):
    assignment = make_reported(province, commune, by=chief, doer=doer)

    actions.take_back(assignment, note="Ghi nhầm việc.", by=doer)

    assignment.refresh_from_db()
    assert (assignment.reported_on, assignment.reported_by) == (None, None)
    assert [step.kind for step in assignment.steps.order_by("pk")] == [StepKind.REPORTED, StepKind.TAKEN_BACK]
    assert rules.take_back(assignment, by=doer) == "Việc chưa được báo hoàn thành."


def test_who_helps_notes_progress_too_and_the_lead_sees_it(
    province, commune, sister, chief, doer, sister_doer
):
    programme = make_running(province, task(commune, helps(sister)), by=chief)
    helping = programme.assignments.get(unit=sister)

    actions.note_progress(helping, note="Cho mượn hội trường.", by=sister_doer)

    assert set(Assignment.objects.visible_to(doer)) == set(programme.assignments.all())
    assert set(Assignment.objects.visible_to(sister_doer)) == {helping}
    assert Step.objects.visible_to(doer).get().note == "Cho mượn hội trường."


def test_another_unit_does_not_report_it(province, commune, chief, sister_doer):
    assignment = make_assignment(province, commune, by=chief)

    with pytest.raises(Refused) as refusal:
        actions.report_done(assignment, note="Xong.", by=sister_doer)

    assert str(refusal.value) == "Việc này được giao cho đơn vị khác, Đồng chí chỉ được xem."


@pytest.mark.parametrize("deed", [actions.note_progress, actions.report_done, actions.take_back])
def test_doing_needs_the_right(province, commune, chief, doer, deed):
    assignment = make_assignment(province, commune, by=chief)

    with pytest.raises(NotPermitted):
        deed(assignment, note="Xong.", by=replace(doer, permissions=frozenset()))


def test_those_who_confirm_and_want_to_know_are_told(province, commune, chief, doer):
    from donghanh.notifications import actions as notifications  # noqa: PLC0415 - only here

    notifications.choose(kind=notices.REPORTED.code, on=True, by=chief)

    assignment = make_reported(province, commune, by=chief, doer=doer)

    told = Notice.objects.get(kind=notices.REPORTED.code)
    assert (told.user_id, told.url) == (chief.user_id, reverse("programmes:assignment", args=[assignment.pk]))


def test_the_page_shows_what_happened(client, province, commune, chief, doer):
    assignment = make_reported(province, commune, by=chief, doer=doer)
    sign_in(client, User.objects.get(pk=doer.user_id))

    page = client.get(assignment.get_absolute_url()).content.decode()

    assert "Đã làm xong." in page
    assert "Báo hoàn thành" in page


def test_an_outsider_finds_no_such_task(client, province, commune, chief, outsider):
    assignment = make_assignment(province, commune, by=chief)
    sign_in(client, User.objects.get(pk=outsider.user_id))

    assert client.get(assignment.get_absolute_url()).status_code == 404


def test_somebody_else_of_the_unit_may_go_on(province, commune, chief, doer):
    assignment = make_assignment(province, commune, by=chief)
    actions.note_progress(assignment, note="Bắt đầu.", by=doer)

    actions.report_done(assignment, note="Xong.", by=acting(make_post(commune, "can-bo-co-so")))

    assert assignment.steps.count() == 2
