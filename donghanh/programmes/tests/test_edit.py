"""A programme is changed: its facts, tasks, targets, deadlines; each owner its own part, nobody silently."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from donghanh.accounts.tests.factories import acting, make_post
from donghanh.audit.models import Entry
from donghanh.core.dates.periods import Every
from donghanh.core.dates.rule import Rule
from donghanh.core.errors import NotPermitted, Refused
from donghanh.notifications.models import Notice
from donghanh.organisations.models import Level
from donghanh.organisations.tests.factories import make_unit
from donghanh.programmes import actions, notices, rules
from donghanh.programmes.models import Ending, Nature, ProgrammeKind, TaskState
from donghanh.programmes.tests.factories import (
    DUE,
    all_communes,
    lead,
    make_programme,
    make_running,
    target,
    task,
)
from donghanh.programmes.values import NewDeadline

OTHER_DAY = date(2026, 9, 1)


def changed(programme, by, **facts):
    values = {"version": programme.version, "name": programme.name, "kind": programme.kind}
    return actions.change_programme(programme, **(values | facts), by=by)


def test_its_facts_are_changed_and_recorded(province, commune, chief):
    programme = make_programme(province, task(commune), by=chief)

    changed(programme, chief, name="Tên mới", kind=ProgrammeKind.CAMPAIGN, ends_on=OTHER_DAY)

    programme.refresh_from_db()
    assert (programme.name, programme.kind, programme.ends_on) == ("Tên mới", "campaign", OTHER_DAY)
    entry = Entry.objects.about(programme).get(verb="programmes.change_programme")
    assert entry.facts["after"]["name"] == "Tên mới"


def test_who_saw_an_older_version_is_told_who_changed_it(province, commune, chief):
    programme = make_programme(province, task(commune), by=chief)
    seen = programme.version
    changed(programme, chief, name="Tên mới")

    with pytest.raises(actions.Clash) as clash:
        actions.change_programme(programme, version=seen, name="Khác", kind="plan", by=chief)

    name = Entry.objects.about(programme).newest_first().first().user.full_name
    assert str(clash.value).startswith(f"Nội dung này vừa được {name} sửa lúc 10:00.")


def test_the_end_may_not_come_before_the_beginning(province, commune, chief):
    programme = make_programme(province, task(commune), by=chief)

    with pytest.raises(Refused, match="Ngày kết thúc không được trước"):
        changed(programme, chief, starts_on=DUE, ends_on=date(2026, 1, 1))


def test_a_task_added_to_a_running_programme_is_assigned_at_once(province, commune, chief, doer):
    programme = make_running(province, task(all_communes(province)), by=chief)

    added = actions.add_task(programme, new=task(commune, text="Việc thêm"), by=chief)

    assert [row.unit for row in added.assignments.all()] == [commune]
    assert added.given_on == chief.today
    titles = set(Notice.objects.filter(user=doer.user_id).values_list("title", flat=True))
    assert "Việc mới: Việc thêm" in titles


def test_a_task_added_in_preparation_waits_for_the_start(province, commune, chief):
    programme = make_programme(province, task(commune), by=chief)

    added = actions.add_task(programme, new=task(commune, text="Việc thêm"), by=chief)

    assert (added.place, added.assignments.count()) == (2, 0)


def test_another_day_moves_what_is_open_and_keeps_what_is_done(
    province, commune, sister, chief, doer, sister_doer
):
    programme = make_running(province, task(commune, sister), by=chief)
    actions.report_done(programme.assignments.get(unit=commune), note="Xong.", by=doer)
    actions.note_progress(programme.assignments.get(unit=sister), note="Đang làm.", by=sister_doer)
    row = programme.tasks.get()

    actions.change_task(row, version=0, new=task(commune, sister, due_on=OTHER_DAY), by=chief)

    assert {(a.unit, a.due_on) for a in programme.assignments.standing()} == {
        (commune, DUE),
        (sister, OTHER_DAY),
    }
    assert programme.assignments.get(unit=sister).started_on is not None


def test_whoever_is_meant_no_longer_is_let_go_and_the_new_one_gets_it(province, commune, sister, chief):
    programme = make_running(province, task(commune), by=chief)

    actions.change_task(programme.tasks.get(), version=0, new=task(sister), by=chief)

    assert programme.assignments.get(unit=commune).ending == Ending.LEFT
    assert programme.assignments.get(unit=sister).ending == ""


def test_another_rule_makes_other_days(province, commune, chief):
    quarterly = Rule(every=Every.QUARTER, month=3, day=20).as_dict()
    yearly = Rule(every=Every.YEAR, month=11, day=15).as_dict()
    recurring = {"nature": Nature.RECURRING, "due_on": None}
    programme = make_running(province, task(commune, rule=quarterly, **recurring), by=chief)

    actions.change_task(
        programme.tasks.get(), version=0, new=task(commune, rule=yearly, **recurring), by=chief
    )

    assert [row.due_on for row in programme.assignments.all()] == [date(2026, 11, 15)]


def test_two_who_change_one_task_notice_each_other(province, commune, chief):
    row = make_programme(province, task(commune), by=chief).tasks.get()
    actions.change_task(row, version=0, new=task(commune, text="Lời mới"), by=chief)

    with pytest.raises(actions.Clash):
        actions.change_task(row, version=0, new=task(commune, text="Lời khác"), by=chief)

    row.refresh_from_db()
    assert (row.text, row.version) == ("Lời mới", 1)


def test_the_sentence_stays_tied_when_words_are_changed(province, commune, chief):
    row = make_programme(province, task(commune), by=chief).tasks.get()
    before = (row.start, row.length, row.document_sha256)

    row = actions.change_task(row, version=0, new=task(commune, text="Lời mới"), by=chief)

    assert (row.start, row.length, row.document_sha256) == before


def test_a_dropped_task_is_nobodys_any_more(province, commune, chief, doer):
    programme = make_running(province, task(commune), by=chief)
    row = programme.tasks.get()

    actions.drop_task(row, by=chief)

    row.refresh_from_db()
    assert row.state == TaskState.DROPPED
    assignment = programme.assignments.get()
    assert assignment.ending == Ending.TASK_DROPPED
    assert "thôi thực hiện" in rules.report_done(assignment, note="x", link="", count=None, by=doer)
    assert rules.drop_task(row, by=chief) == "Việc này đã bỏ."


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"text": "  "}, "Việc chưa có nội dung."),
        ({"nature": Nature.RECURRING}, "Việc định kỳ chưa ghi lặp lại thế nào."),
        ({"rule": {"every": "year"}}, "Có quy tắc lặp lại nhưng tần suất không phải định kỳ."),
    ],
)
def test_a_task_that_makes_no_sense_is_refused(province, commune, chief, fields, reason):
    programme = make_programme(province, task(commune), by=chief)

    assert rules.add_task(programme, new=task(commune, **fields), by=chief) == reason


# --- targets and deadlines ---


def test_targets_are_added_changed_and_dropped(province, commune, chief):
    programme = make_programme(province, task(commune), by=chief)
    share = target(about="xã có câu lạc bộ", value=Decimal(100), unit_name="%", of_units=True)

    row = actions.add_target(programme, new=target(), by=chief)
    programme.refresh_from_db()
    row = actions.change_target(
        row, version=programme.version, new=share, task=programme.tasks.get(), by=chief
    )

    assert (row.task, row.indicator.name, row.value) == (programme.tasks.get(), "xã có câu lạc bộ", 100)
    with pytest.raises(actions.Clash):
        actions.change_target(row, version=0, new=share, by=chief)
    actions.drop_target(row, by=chief)
    assert not programme.targets.exists()


def test_a_share_over_a_hundred_is_refused(province, commune, chief):
    programme = make_programme(province, task(commune), by=chief)

    reason = rules.add_target(programme, new=target(of_units=True, value=Decimal(101)), by=chief)

    assert reason == "Tỷ lệ đơn vị phải từ 0 đến 100%."


def test_deadlines_are_added_changed_and_dropped(province, commune, chief):
    programme = make_programme(province, task(commune), by=chief)

    row = actions.add_deadline(programme, new=NewDeadline(what="báo cáo", due_on=DUE), by=chief)
    programme.refresh_from_db()
    row = actions.change_deadline(
        row, version=programme.version, new=NewDeadline(what="báo cáo", due_on=OTHER_DAY), by=chief
    )

    assert row.due_on == OTHER_DAY
    with pytest.raises(actions.Clash):
        actions.change_deadline(row, version=0, new=NewDeadline(what="x", due_on=DUE), by=chief)
    assert "chưa có ngày" in rules.add_deadline(programme, new=NewDeadline(what="x"), by=chief)
    actions.drop_deadline(row, by=chief)
    assert not programme.deadlines.exists()


# --- whose part, and rights ---


def test_each_owner_of_a_joint_programme_changes_its_own_part_only(province, commune, chief):
    partner = make_unit("Hội Khuyến học tỉnh", level=Level.PROVINCE, system="learning_association")
    other = acting(make_post(partner, "lanh-dao"))
    programme = make_programme(
        province,
        task(commune, part_of=province.pk),
        task(commune, text="Chung"),
        owners=(partner,),
        by=chief,
    )
    mine, common = programme.tasks.order_by("place")

    refused = "Phần này của chương trình thuộc đơn vị cùng chủ trì, Đồng chí chỉ được xem."
    assert rules.change_task(mine, new=task(commune, part_of=province.pk), by=other) == refused
    assert rules.change_task(common, new=task(commune, part_of=province.pk), by=other) == refused
    assert rules.change_task(common, new=task(commune), by=other) == ""
    assert rules.change_task(mine, new=task(commune, part_of=province.pk), by=chief) == ""


def test_a_change_takes_back_what_was_agreed_to(province, commune, chief):
    partner = make_unit("Hội Khuyến học tỉnh", level=Level.PROVINCE, system="learning_association")
    other = acting(make_post(partner, "lanh-dao"))
    programme = make_programme(province, task(commune), owners=(partner,), by=chief)
    actions.agree(programme, by=other)

    actions.add_task(programme, new=task(commune, text="Thêm"), by=chief)

    assert programme.owners.get(unit=partner).agreed_at is None


def test_others_change_nothing(province, commune, chief, doer, outsider):
    programme = make_running(province, task(commune), by=chief)

    for who in (doer, outsider):
        assert "thuộc đơn vị khác" in rules.change_programme(programme, by=who)
        assert "thuộc đơn vị khác" in rules.drop_task(programme.tasks.get(), by=who)


def test_changing_needs_the_right(province, commune, chief, without_rights):
    programme = make_programme(province, task(commune), targets=(target(),), by=chief)
    deadline = actions.add_deadline(programme, new=NewDeadline(what="báo cáo", due_on=DUE), by=chief)
    row, aim = programme.tasks.get(), programme.targets.get()
    new = NewDeadline(what="x", due_on=DUE)
    for deed in (
        lambda by: changed(programme, by),
        lambda by: actions.add_task(programme, new=task(commune), by=by),
        lambda by: actions.change_task(row, version=0, new=task(commune), by=by),
        lambda by: actions.drop_task(row, by=by),
        lambda by: actions.add_target(programme, new=target(), by=by),
        lambda by: actions.change_target(aim, version=0, new=target(), by=by),
        lambda by: actions.drop_target(aim, by=by),
        lambda by: actions.add_deadline(programme, new=new, by=by),
        lambda by: actions.change_deadline(deadline, version=0, new=new, by=by),
        lambda by: actions.drop_deadline(deadline, by=by),
        lambda by: actions.end_programme(programme, by=by),
        lambda by: actions.drop(programme, reason="x", by=by),
        lambda by: actions.remind(programme, by=by),
    ):
        with pytest.raises(NotPermitted):
            deed(without_rights)


# --- the end, and reminders ---


def test_ending_keeps_what_was_late_and_ends_the_rest(province, commune, chief, doer):
    programme = make_running(
        province,
        task(commune, text="đã quá hạn", due_on=date(2026, 3, 1)),
        task(commune, text="chưa đến hạn"),
        task(commune, text="đã báo"),
        by=chief,
    )
    actions.report_done(programme.assignments.get(task__text="đã báo"), note="Xong.", by=doer)

    actions.end_programme(programme, by=chief)

    assert {row.task.text: row.ending for row in programme.assignments.select_related("task")} == {
        "đã quá hạn": "",
        "chưa đến hạn": Ending.PROGRAMME_ENDED,
        "đã báo": "",
    }
    programme.refresh_from_db()
    reported = programme.assignments.get(task__text="đã báo")
    assert rules.confirm_done(reported, by=chief) == ""
    assert "đã kết thúc" in rules.send_back(reported, reason="x", by=chief)
    assert not Notice.objects.unread().filter(kind=notices.STARTED.code).exists()
    assert rules.end_programme(programme, by=chief) == "Chương trình đã kết thúc."


def test_only_what_is_in_preparation_is_dropped(province, commune, chief):
    programme = make_programme(province, task(commune), by=chief)
    assert "chưa bắt đầu" in rules.end_programme(programme, by=chief)
    assert rules.drop(programme, reason=" ", by=chief) == "Đồng chí hãy ghi lý do hủy chương trình."

    actions.drop(programme, reason="Trùng kế hoạch khác.", by=chief)

    programme.refresh_from_db()
    assert programme.state == "dropped"
    assert rules.change_programme(programme, by=chief) == "Chương trình đã hủy."
    running = make_running(province, task(commune), by=chief)
    assert "đang thực hiện" in rules.drop(running, reason="x", by=chief)


def test_a_reminder_reaches_those_who_have_not_reported_once_a_day(
    province, commune, sister, chief, doer, sister_doer
):
    programme = make_running(province, task(commune, sister), by=chief)
    actions.report_done(programme.assignments.get(unit=commune), note="Xong.", by=doer)

    first = actions.remind(programme, task=programme.tasks.get(), by=chief)
    second = actions.remind(programme, task=programme.tasks.get(), by=chief)

    assert (first.units, first.people, second.people) == (1, 1, 0)
    told = Notice.objects.filter(kind=notices.REMINDED.code)
    assert [notice.user_id for notice in told] == [sister_doer.user_id]
    tomorrow = replace(chief, now=chief.now.replace(day=chief.now.day + 1))
    assert actions.remind(programme, task=programme.tasks.get(), by=tomorrow).people == 1


def test_a_reminder_may_be_for_some_units_only(province, commune, sister, chief, doer, sister_doer):
    programme = make_running(province, task(commune, sister), by=chief)

    actions.remind(programme, units=[commune.pk], by=chief)

    told = Notice.objects.filter(kind=notices.REMINDED.code)
    assert [notice.user_id for notice in told] == [doer.user_id]


def test_what_does_not_run_reminds_nobody(province, commune, chief):
    programme = make_programme(province, task(commune), by=chief)

    assert rules.remind(programme, task=None, by=chief) == (
        "Chương trình chưa bắt đầu nên chưa có ai để nhắc."
    )
    assert lead(commune).unit == commune.pk
