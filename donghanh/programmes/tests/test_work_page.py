"""The page of one unit's task: who does it says how far it is, who gave it confirms or sends it back."""

import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from donghanh.accounts.tests.factories import acting, make_post, sign_in
from donghanh.files.models import Attachment
from donghanh.identity.models import User
from donghanh.programmes import actions
from donghanh.programmes.models import Assignment, Evidence, StepKind
from donghanh.programmes.tests.factories import helps, make_assignment, make_reported, make_running, task

FIXED = 6  # session, person, posts and their reach, bell: what every page asks


def enter(client, by):
    sign_in(client, User.objects.get(pk=by.user_id))


def page(client, assignment):
    return client.get(assignment.get_absolute_url()).content.decode()


def press(client, name, assignment, **data):
    return client.post(reverse(f"programmes:{name}", args=[assignment.pk]), data)


def files(shown):
    return re.findall(r'<a class="file-name"[^>]*>(.*?)</a>', shown)


def steps(assignment):
    return list(assignment.steps.order_by("pk").values_list("kind", "note"))


def photo(name="hop.jpg"):
    data = BytesIO()
    Image.new("RGB", (40, 30), "green").save(data, "JPEG")
    return SimpleUploadedFile(name, data.getvalue(), "image/jpeg")


def test_the_page_says_what_is_to_be_done_and_offers_to_report(client, province, commune, chief, doer):
    assignment = make_assignment(province, commune, by=chief, text="Tổ chức ngày hội đọc sách")
    enter(client, doer)

    shown = page(client, assignment)

    assert re.findall(r"<h1>(.*?)</h1>", shown) == ["Tổ chức ngày hội đọc sách"]
    assert "Báo hoàn thành" in shown
    assert "Xác nhận hoàn thành" not in shown
    assert "Tỉnh đoàn Bình Minh" in shown


def test_a_note_is_kept_with_the_key_of_its_form_and_sent_twice_it_is_one(
    client, province, commune, chief, doer
):
    assignment = make_assignment(province, commune, by=chief)
    enter(client, doer)

    for _ in range(2):
        response = press(client, "note_progress", assignment, note="Đã lập danh sách.", client_key="k-1")

    assert response["Location"] == assignment.get_absolute_url()
    assert steps(assignment) == [(StepKind.PROGRESS, "Đã lập danh sách.")]
    assert 'data-kept="tien-do:k-1"' in page(client, assignment)


def test_a_report_without_its_evidence_says_what_is_missing_and_keeps_what_was_typed(
    client, province, commune, chief, doer
):
    assignment = make_assignment(province, commune, by=chief, evidence=Evidence.PHOTO)
    enter(client, doer)

    response = press(client, "report_done", assignment, note="Đã làm xong cả rồi.", client_key="k-1")

    shown = response.content.decode()
    assert response.status_code == 409
    assert "Việc này cần ảnh làm minh chứng." in shown
    assert "Đã làm xong cả rồi.</textarea>" in shown
    assert 'value="k-1"' in shown
    assert steps(assignment) == []


@pytest.mark.parametrize(
    ("typed", "kept"), [("25", 25), ("1.250", 1250), ("12,5", 12.5), ("1.250,75", 1250.75), ("12.5", 12.5)]
)
def test_numbers_are_understood_as_people_write_them(client, province, commune, chief, doer, typed, kept):
    assignment = make_assignment(province, commune, by=chief, evidence=Evidence.COUNT, count_of="câu lạc bộ")
    enter(client, doer)

    press(client, "report_done", assignment, note="Xong.", count=typed)

    assert [float(step.count) for step in assignment.steps.all()] == [kept]


@pytest.mark.parametrize("typed", ["nhiều", "1.2.3", "-5", "1,2,3"])
def test_what_is_no_number_is_said_to_be_none(client, province, commune, chief, doer, typed):
    assignment = make_assignment(province, commune, by=chief, evidence=Evidence.COUNT)
    enter(client, doer)

    response = press(client, "report_done", assignment, note="Xong.", count=typed)

    assert "Số lượng chưa đúng." in response.content.decode()
    assert steps(assignment) == []


def test_a_photo_is_sent_and_taken_off_again_with_a_reason(client, province, commune, chief, doer):
    assignment = make_assignment(province, commune, by=chief, evidence=Evidence.PHOTO)
    enter(client, doer)

    client.post(reverse("programmes:attach", args=[assignment.pk]), {"files": photo()})
    file = Attachment.objects.of(assignment).get()
    assert files(page(client, assignment)) == ["hop.jpg"]
    client.post(reverse("programmes:detach", args=[file.pk]), {"reason": "Gửi nhầm"})

    file.refresh_from_db()
    assert file.removal_reason == "Gửi nhầm"
    assert files(page(client, assignment)) == []


def test_evidence_of_a_report_that_waits_is_not_taken_off(client, province, commune, chief, doer):
    assignment = make_assignment(province, commune, by=chief, evidence=Evidence.PHOTO)
    file = actions.attach(assignment, upload=photo().read(), name="hop.jpg", by=doer)
    actions.report_done(assignment, note="Xong.", by=doer)
    enter(client, doer)

    response = client.post(reverse("programmes:detach", args=[file.pk]), {"reason": "Nhầm"})

    assert response.status_code == 409
    assert "Đồng chí rút lại báo hoàn thành rồi mới gỡ tệp." in response.content.decode()


def test_a_report_is_taken_back_and_a_second_click_says_so(client, province, commune, chief, doer):
    assignment = make_reported(province, commune, by=chief, doer=doer)
    enter(client, doer)

    first = press(client, "take_back", assignment)
    second = press(client, "take_back", assignment)

    assert [first.status_code, second.status_code] == [302, 302]
    assert [kind for kind, _ in steps(assignment)] == [StepKind.REPORTED, StepKind.TAKEN_BACK]
    assert "không có gì để rút lại" in page(client, assignment)


def test_who_gave_it_confirms_and_a_second_click_changes_nothing(client, province, commune, chief, doer):
    assignment = make_reported(province, commune, by=chief, doer=doer)
    enter(client, chief)
    assert "Xác nhận hoàn thành" in page(client, assignment)

    first = press(client, "confirm_done", assignment, note="Làm tốt.")
    second = press(client, "confirm_done", assignment, note="Làm tốt.")

    assert [first.status_code, second.status_code] == [302, 302]
    assert steps(assignment)[1:] == [(StepKind.CONFIRMED, "Làm tốt.")]


def test_sending_back_asks_for_a_reason_which_the_unit_reads(client, province, commune, chief, doer):
    assignment = make_reported(province, commune, by=chief, doer=doer)
    enter(client, chief)

    without = press(client, "send_back", assignment, note=" ")
    press(client, "send_back", assignment, note="Thiếu danh sách.")

    assert without.status_code == 409
    assert "Đồng chí hãy ghi lý do trả lại" in without.content.decode()
    enter(client, doer)
    assert re.search(r"Bị trả lại\.</strong>\s*Thiếu danh sách\.", page(client, assignment))


def test_another_persons_confirmation_is_told_not_hidden(
    client, province, board, commune, chief, keeper, doer
):
    assignment = make_reported(
        province,
        commune,
        by=chief,
        doer=doer,
    )
    actions.confirm_done(assignment, by=chief)
    other = acting(make_post(province, "lanh-dao"))
    enter(client, other)

    response = press(client, "confirm_done", assignment)

    assert response.status_code == 409
    assert "Việc đã được xác nhận hoàn thành." in response.content.decode()


def test_who_only_looks_gets_no_buttons(client, province, commune, sister, chief, sister_doer):
    programme = make_running(province, task(sister, helps(commune)), by=chief)
    assignment = programme.assignments.get(unit=commune)
    enter(client, sister_doer)  # leads the task, and sees what the other one helps with

    shown = page(client, assignment)

    assert "Đoàn xã Hòa An" in shown
    assert "Ghi tiến độ</button>" not in shown
    assert press(client, "note_progress", assignment, note="x").status_code == 409


def test_the_lead_sees_the_parts_of_those_who_help(client, province, commune, sister, chief, doer):
    programme = make_running(province, task(commune, helps(sister)), by=chief)
    enter(client, doer)

    shown = page(client, programme.assignments.get(unit=commune))

    assert re.search(r"Đơn vị phối hợp.*Đoàn xã Hòa Bình", shown, re.S)


def test_outsiders_find_nothing(client, province, commune, chief, outsider):
    assignment = make_assignment(province, commune, by=chief)
    enter(client, outsider)

    assert client.get(assignment.get_absolute_url()).status_code == 404
    for name in ("note_progress", "report_done", "take_back", "attach", "confirm_done", "send_back"):
        assert press(client, name, assignment).status_code == 404


def test_the_page_costs_the_same_with_more_steps_and_helpers(
    client, province, commune, sister, chief, doer, django_assert_max_num_queries
):
    programme = make_running(province, task(commune, helps(sister)), by=chief)
    assignment = programme.assignments.get(unit=commune)
    enter(client, doer)
    page(client, assignment)
    for number in range(3):
        actions.note_progress(assignment, note=f"Lần {number}", by=doer)

    with django_assert_max_num_queries(FIXED + 8):
        page(client, assignment)


def test_a_task_that_ended_says_why_and_offers_nothing(client, province, commune, chief, doer):
    assignment = make_assignment(province, commune, by=chief)
    Assignment.objects.filter(pk=assignment.pk).update(ending="left", ended_on="2026-03-01")
    enter(client, doer)

    shown = page(client, assignment)

    assert "thôi thực hiện việc này từ 01/3/2026" in shown
    assert "Ghi tiến độ</button>" not in shown
