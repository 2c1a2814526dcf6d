"""Two people at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection

from donghanh.calendar import actions, queries
from donghanh.calendar.models import DayKind, SpecialDay
from donghanh.calendar.tests.factories import KEEPER, make_day
from donghanh.core.errors import Refused

pytestmark = pytest.mark.django_db(transaction=True)


def together(*deeds):
    """Each deed in a thread of its own, all let go at the same moment; what each came to."""
    start = Barrier(len(deeds))

    def run(deed):
        start.wait()
        try:
            return deed()
        except Refused as refusal:
            return str(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def test_a_double_click_adds_a_day_once():
    said = together(make_day, make_day, make_day)

    assert sum(isinstance(each, str) and "đã có trong lịch" in each for each in said) == 2
    assert SpecialDay.objects.count() == 1


def test_of_two_who_change_a_day_the_second_is_told():
    special = make_day()

    def change():
        return actions.change_day(
            SpecialDay.objects.get(pk=special.pk),
            kind=DayKind.WORKING,
            note="Làm việc",
            decision="13/TB",
            reason="Đính chính",
            version=1,
            by=KEEPER,
        )

    said = together(change, change)

    assert sum(isinstance(each, str) and "vừa có người khác sửa" in each for each in said) == 1


def test_days_that_two_add_together_are_both_in_the_calendar():
    days = [date(2026, 1, number) for number in (5, 6, 7, 8)]

    together(*(lambda day=day: make_day(day) for day in days))

    assert not any(queries.working_calendar().is_working(day) for day in days)
