"""The calendar tells people: 30, 7 and 1 days before, after the day also those above; all stop when done."""

from dataclasses import replace
from datetime import timedelta

import pytest

from donghanh.notifications.models import Notice
from donghanh.organisations.tests.factories import NOW, SYSTEM
from donghanh.programmes import actions, notices, warning
from donghanh.programmes.models import Evidence
from donghanh.programmes.tests.factories import DUE, helps, make_assignment, make_running, task


def on(day):
    return replace(SYSTEM, now=NOW + (day - SYSTEM.today))


def warned(day):
    return warning.warn(by=on(day))


def told(user, kind=notices.DUE):
    rows = Notice.objects.filter(user=user.user_id, kind=kind.code).order_by("pk")
    return [row.title.split(":")[0] for row in rows]


@pytest.fixture
def assignment(province, commune, chief, doer):
    return make_assignment(province, commune, by=chief)


def test_each_step_is_told_once(assignment, doer):
    for days in (31, 30, 29, 7, 6, 1, 0):
        warned(DUE - timedelta(days=days))

    assert told(doer) == [
        "Hạn 30/6/2026, còn 30 ngày",
        "Hạn 30/6/2026, còn 7 ngày",
        "Hạn 30/6/2026, còn 1 ngày",
    ]


def test_a_step_missed_because_the_server_was_off_is_told_when_it_is_on_again(assignment, doer):
    warned(DUE - timedelta(days=5))

    assert told(doer) == ["Hạn 30/6/2026, còn 5 ngày"]


def test_after_the_day_the_unit_and_those_above_are_told_once(assignment, doer, chief):
    for days in (1, 2):
        warned(DUE + timedelta(days=days))

    assert told(doer, notices.LATE) == ["Quá hạn từ 30/6/2026"]
    assert told(chief, notices.LATE) == ["1 đơn vị quá hạn 30/6/2026"]


def test_all_stop_when_it_is_reported(assignment, doer, chief):
    warned(DUE - timedelta(days=7))
    warned(DUE + timedelta(days=1))

    actions.report_done(assignment, note="Xong.", by=doer)
    warned(DUE + timedelta(days=2))

    assert not Notice.objects.unread().filter(kind__in=[notices.DUE.code, notices.LATE.code]).exists()
    assert told(chief, notices.LATE) == ["1 đơn vị quá hạn 30/6/2026"]


def test_what_is_encouraged_helped_with_or_without_a_day_warns_nobody(province, commune, sister, chief, doer):
    make_running(
        province,
        task(commune, owed=False),
        task(sister, helps(commune)),
        task(commune, due_on=None),
        ends_on=None,
        by=chief,
    )

    warned(DUE - timedelta(days=1))

    assert told(doer) == []


def test_a_task_without_its_own_day_is_due_at_the_programmes_end(province, commune, chief, doer):
    make_running(province, task(commune, due_on=None, evidence=Evidence.NOTE), ends_on=DUE, by=chief)

    warned(DUE - timedelta(days=1))

    assert told(doer) == ["Hạn 30/6/2026, còn 1 ngày"]


def test_an_ended_programme_warns_nobody(assignment, doer, chief):
    actions.end_programme(assignment.programme, by=chief)

    assert warned(DUE - timedelta(days=1)) == 0
