"""Who assigned a task confirms its result or sends it back."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection

from donghanh.accounts.tests.factories import TODAY, acting, make_post
from donghanh.audit.models import Entry
from donghanh.core.errors import NotPermitted, Refused
from donghanh.notifications.models import Notice
from donghanh.organisations.models import Level
from donghanh.organisations.tests.factories import NOW, make_unit
from donghanh.programmes import actions, notices, rules
from donghanh.programmes.models import Assignment, Status, StepKind
from donghanh.programmes.tests.factories import (
    DUE,
    make_assignment,
    make_reported,
    make_running,
    task,
)


def status(assignment, *, on=TODAY):
    return Assignment.objects.with_status(on=on).get(pk=assignment.pk).status


def test_confirming_closes_the_task(province, commune, chief, doer):
    assignment = make_reported(province, commune, by=chief, doer=doer)

    actions.confirm_done(assignment, note="Tốt.", by=chief)

    assignment.refresh_from_db()
    assert (assignment.confirmed_at, assignment.confirmed_by_id) == (chief.now, chief.user_id)
    assert status(assignment) == Status.DONE_IN_TIME
    assert assignment.steps.latest("pk").kind == StepKind.CONFIRMED
    assert Entry.objects.about(assignment).filter(verb="programmes.confirm_done").count() == 1
    assert Notice.objects.get(kind=notices.CONFIRMED.code).user_id == doer.user_id


def test_the_day_of_the_report_decides_whether_it_was_late(province, commune, chief, doer):
    late = replace(doer, now=NOW + timedelta(days=200))
    assignment = make_assignment(province, commune, by=chief)

    actions.report_done(assignment, note="Xong.", by=late)
    assert status(assignment, on=late.today) == Status.OVERDUE
    actions.confirm_done(assignment, by=chief)

    assert late.today > DUE
    assert status(assignment, on=late.today) == Status.DONE_LATE


def test_the_standing_board_confirms_too(province, board, commune, chief, keeper, doer):
    programme = make_running(province, task(commune), boards=[(province, board)], by=chief)
    assignment = programme.assignments.get()
    actions.report_done(assignment, note="Xong.", by=doer)

    assert rules.confirm_done(programme.assignments.get(), by=keeper) == ""


def test_nobody_confirms_what_he_reported_himself(province, chief):
    assignment = make_assignment(province, province, by=chief)
    actions.report_done(assignment, note="Tỉnh đoàn đã ban hành.", by=chief)

    with pytest.raises(Refused) as refusal:
        actions.confirm_done(assignment, by=chief)
    assert str(refusal.value) == (
        "Người báo hoàn thành không tự xác nhận được; cần một người khác của đơn vị giao việc."
    )

    actions.confirm_done(assignment, by=acting(make_post(province, "lanh-dao")))
    assert status(assignment) == Status.DONE_IN_TIME


def test_the_unit_itself_and_others_do_not_confirm(province, commune, chief, doer, outsider):
    assignment = make_reported(province, commune, by=chief, doer=doer)

    colleague = acting(make_post(commune, "can-bo-co-so"))
    assert {rules.confirm_done(assignment, by=who) for who in (doer, colleague, outsider)} == {
        "Chỉ đơn vị giao việc hoặc ban thường trực của chương trình được xác nhận kết quả."
    }


def test_what_was_not_reported_or_is_confirmed_cannot_be_judged(province, commune, chief, doer):
    assignment = make_assignment(province, commune, by=chief)
    assert rules.confirm_done(assignment, by=chief) == "Đơn vị chưa báo hoàn thành việc này."
    actions.report_done(assignment, note="Xong.", by=doer)
    actions.confirm_done(assignment, by=chief)
    assignment.refresh_from_db()

    done = "Việc đã được xác nhận hoàn thành."
    assert rules.confirm_done(assignment, by=chief) == done
    assert rules.send_back(assignment, reason="Thiếu ảnh", by=chief) == done
    assert rules.note_progress(assignment, note="Thêm.", link="", count=None, by=doer) == done
    assert rules.take_back(assignment, by=doer) == "Việc đã được xác nhận hoàn thành, không rút lại được nữa."


def test_sending_back_tells_the_unit_at_once_why(province, commune, chief, doer):
    assignment = make_reported(province, commune, by=chief, doer=doer)

    actions.send_back(assignment, reason="Thiếu danh sách hội viên.", by=chief)

    assignment.refresh_from_db()
    assert (assignment.reported_on, assignment.returned_at) == (None, chief.now)
    told = Notice.objects.get(kind=notices.RETURNED.code)
    assert (told.user_id, told.urgent, told.reason) == (
        doer.user_id,
        True,
        "Lý do: Thiếu danh sách hội viên.",
    )
    assert assignment.steps.latest("pk").note == "Thiếu danh sách hội viên."
    actions.report_done(assignment, note="Đã bổ sung.", by=doer)
    assignment.refresh_from_db()
    assert assignment.returned_at is None
    assert not Notice.objects.unread().filter(kind=notices.RETURNED.code).exists()


def test_sending_back_needs_a_reason(province, commune, chief, doer):
    assignment = make_reported(province, commune, by=chief, doer=doer)

    reason = rules.send_back(assignment, reason="  ", by=chief)

    assert reason == "Đồng chí hãy ghi lý do trả lại để đơn vị biết phải làm gì thêm."


def test_confirming_needs_the_right(province, commune, chief, doer, without_rights):
    assignment = make_reported(province, commune, by=chief, doer=doer)

    for deed in (
        lambda: actions.confirm_done(assignment, by=without_rights),
        lambda: actions.send_back(assignment, reason="x", by=without_rights),
        lambda: actions.confirm_many([assignment], by=without_rights),
    ):
        with pytest.raises(NotPermitted):
            deed()


def test_many_are_confirmed_row_by_row(province, commune, sister, chief, doer):
    programme = make_running(province, task(commune, sister), by=chief)
    actions.report_done(programme.assignments.get(unit=commune), note="Xong.", by=doer)

    outcomes = actions.confirm_many(list(programme.assignments.order_by("unit__name")), by=chief)

    assert [(row.name, row.refusal) for row in outcomes.rows] == [
        (f"Tổ chức sinh hoạt câu lạc bộ tiếng Anh – {commune}", ""),
        (f"Tổ chức sinh hoạt câu lạc bộ tiếng Anh – {sister}", "Đơn vị chưa báo hoàn thành việc này."),
    ]
    assert (outcomes.done, len(outcomes.refused)) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_two_who_confirm_at_once_confirm_once():
    province = make_unit("Tỉnh đoàn Bình Minh", level=Level.PROVINCE)
    commune = make_unit("Đoàn xã Hòa An", province, level=Level.COMMUNE)
    doer = acting(make_post(commune, "can-bo-co-so"))
    one, other = (acting(make_post(province, "lanh-dao")) for _ in range(2))
    assignment = make_reported(province, commune, by=one, doer=doer)
    start = Barrier(2)

    def confirm(by):
        start.wait()
        try:
            actions.confirm_done(assignment, by=by)
            return ""
        except Refused as refusal:
            return str(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        said = sorted(pool.map(confirm, [one, other]))

    assert said == ["", "Việc đã được xác nhận hoàn thành."]
    assert assignment.steps.filter(kind=StepKind.CONFIRMED).count() == 1
