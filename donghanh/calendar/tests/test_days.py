"""Adding, changing and removing a day: done, recorded, refused with the reason, felt at once."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from donghanh.audit.history import versions
from donghanh.audit.models import Entry
from donghanh.calendar import actions, queries
from donghanh.calendar.models import DayKind, SpecialDay
from donghanh.calendar.tests.factories import DECISION, KEEPER, make_day
from donghanh.core.dates.periods import Every
from donghanh.core.dates.rule import Rule
from donghanh.core.dates.values import Shift
from donghanh.core.errors import NotPermitted, Refused

READER = replace(KEEPER, permissions=frozenset())
DAY = date(2026, 1, 2)
pytestmark = pytest.mark.django_db


def change(special, **fields):
    fields = {
        "kind": DayKind.WORKING,
        "note": "Làm việc",
        "decision": "12/TB",
        "reason": "Đính chính",
    } | fields
    return actions.change_day(special, **({"version": special.version, "by": KEEPER} | fields))


def test_a_day_is_off_from_then_on():
    assert queries.working_calendar().is_working(DAY)

    make_day()

    assert not queries.working_calendar().is_working(DAY)
    assert queries.working_calendar().name_of(DAY) == "Nghỉ bù Tết Dương lịch"


def test_days_to_come_are_computed_anew():
    rule = Rule(every=Every.MONTH, day=2, shift=Shift.AFTER)
    before = rule.next_after(date(2026, 1, 1), queries.working_calendar())

    special = make_day()
    after = rule.next_after(date(2026, 1, 1), queries.working_calendar())
    actions.remove_day(special, reason="Nhập nhầm", version=1, by=KEEPER)

    assert (before, after) == (date(2026, 1, 2), date(2026, 1, 5))
    assert rule.next_after(date(2026, 1, 1), queries.working_calendar()) == date(2026, 1, 2)


def test_the_calendar_is_kept_until_it_changes(django_assert_num_queries):
    make_day()
    kept = queries.working_calendar()

    with django_assert_num_queries(1):
        assert queries.working_calendar() is kept


def test_what_is_undone_is_forgotten():
    make_day()
    with transaction.atomic():
        make_day(date(2026, 1, 5))
        assert not queries.working_calendar().is_working(date(2026, 1, 5))
        transaction.set_rollback(True)

    assert queries.working_calendar().is_working(date(2026, 1, 5))
    assert not queries.working_calendar().is_working(DAY)


def test_each_deed_is_recorded_with_what_was_before():
    special = make_day(note="  Nghỉ   bù ")
    change(special)
    special.refresh_from_db()
    actions.remove_day(special, reason="Nhập nhầm", version=2, by=KEEPER)

    added, changed, removed = Entry.objects.order_by("pk")
    first = {"on_day": "2026-01-02", "kind": "Nghỉ", "note": "Nghỉ bù", "decision": DECISION}
    second = {"on_day": "2026-01-02", "kind": "Làm việc", "note": "Làm việc", "decision": "12/TB"}
    assert (added.verb, added.facts) == ("calendar.add_day", {"after": first})
    assert (changed.verb, changed.facts) == (
        "calendar.change_day",
        {"before": first, "after": second, "reason": "Đính chính"},
    )
    assert (removed.verb, removed.facts) == (
        "calendar.remove_day",
        {"before": second, "reason": "Nhập nhầm"},
    )
    assert SpecialDay.objects.count() == 0


def test_every_version_of_the_row_is_kept():
    special = make_day()
    change(special)

    assert [row.note for row in versions(special)] == ["Nghỉ bù Tết Dương lịch", "Làm việc"]


def test_a_day_is_entered_once():
    make_day()

    with pytest.raises(Refused, match=r"Ngày 02/01/2026: Nghỉ bù Tết Dương lịch đã có trong lịch"):
        make_day()
    with pytest.raises(IntegrityError), transaction.atomic():
        SpecialDay.objects.create(day=DAY, kind=DayKind.OFF, note="Nghỉ", decision="1")


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"day": date(1994, 12, 31)}, "Lịch có từ năm 1995 đến năm 2100."),
        ({"day": date(2101, 1, 1)}, "Lịch có từ năm 1995 đến năm 2100."),
        ({"note": " "}, "Đồng chí chưa ghi nội dung của ngày."),
    ],
)
def test_what_cannot_be_added_is_said(fields, reason):
    with pytest.raises(Refused, match=reason):
        make_day(**fields)


def test_two_who_change_the_same_day_notice_each_other():
    special = make_day()
    stale = SpecialDay.objects.get(pk=special.pk)
    change(special)

    with pytest.raises(Refused, match="vừa có người khác sửa"):
        change(stale)
    with pytest.raises(Refused, match="vừa có người khác sửa"):
        actions.remove_day(stale, reason="Nhầm", version=stale.version, by=KEEPER)


def test_a_day_that_somebody_removed_is_not_changed():
    special = make_day()
    stale = SpecialDay.objects.get(pk=special.pk)
    actions.remove_day(special, reason="Nhầm", version=1, by=KEEPER)

    with pytest.raises(Refused, match="vừa có người khác bỏ khỏi lịch"):
        change(stale)
    with pytest.raises(Refused, match="vừa có người khác bỏ khỏi lịch"):
        actions.remove_day(stale, reason="Nhầm", version=1, by=KEEPER)


def test_changing_and_removing_need_a_reason():
    special = make_day()

    with pytest.raises(Refused, match="chưa ghi lý do"):
        change(special, reason=" ")
    with pytest.raises(Refused, match="chưa ghi lý do"):
        actions.remove_day(special, reason="", version=1, by=KEEPER)
    with pytest.raises(Refused, match="chưa ghi số văn bản"):
        change(special, decision="")


def test_the_right_is_needed():
    special = make_day()

    with pytest.raises(NotPermitted):
        make_day(date(2026, 1, 5), by=READER)
    with pytest.raises(NotPermitted):
        change(special, by=READER)
    with pytest.raises(NotPermitted):
        actions.remove_day(special, reason="Nhầm", version=1, by=READER)
    with pytest.raises(NotPermitted):
        actions.enter_decree([], decision="1", by=READER)


def test_history_cannot_be_rewritten():
    make_day()

    with pytest.raises(DatabaseError, match="append_only"), connection.cursor() as cursor:
        cursor.execute("UPDATE calendar_specialdayevent SET note = 'khác'")
