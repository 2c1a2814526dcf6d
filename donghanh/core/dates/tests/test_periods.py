"""Periods: which one a day lies in, its neighbours, and from when to when its data are taken."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from donghanh.core.dates.periods import Every, Period, clamped

RECURRING = [every for every in Every if every is not Every.ONCE]


@pytest.mark.parametrize(
    ("every", "day", "said", "first", "last"),
    [
        (Every.WEEK, date(2026, 3, 4), "tuần từ 02/3/2026", date(2026, 3, 2), date(2026, 3, 8)),
        (Every.MONTH, date(2024, 2, 9), "tháng 2/2024", date(2024, 2, 1), date(2024, 2, 29)),
        (Every.QUARTER, date(2026, 5, 1), "quý II/2026", date(2026, 4, 1), date(2026, 6, 30)),
        (Every.HALF_YEAR, date(2026, 7, 1), "6 tháng cuối năm 2026", date(2026, 7, 1), date(2026, 12, 31)),
        (Every.YEAR, date(2026, 7, 1), "năm 2026", date(2026, 1, 1), date(2026, 12, 31)),
        (Every.SCHOOL_YEAR, date(2026, 9, 1), "năm học 2026-2027", date(2026, 9, 1), date(2027, 5, 31)),
        (Every.SCHOOL_YEAR, date(2026, 8, 31), "năm học 2025-2026", date(2025, 9, 1), date(2026, 5, 31)),
        (Every.ONCE, date(2026, 8, 31), "31/8/2026", date(2026, 8, 31), date(2026, 8, 31)),
    ],
)
def test_a_day_lies_in_a_period(every, day, said, first, last):
    period = Period.of(day, every)

    assert (str(period), period.first, period.last) == (said, first, last)


@pytest.mark.parametrize(
    ("every", "day", "window"),
    [  # the windows of Decree 09/2019/NĐ-CP as circulars copy them
        (Every.MONTH, date(2026, 1, 5), (date(2025, 12, 15), date(2026, 1, 14))),
        (Every.QUARTER, date(2026, 2, 1), (date(2025, 12, 15), date(2026, 3, 14))),
        (Every.HALF_YEAR, date(2026, 2, 1), (date(2025, 12, 15), date(2026, 6, 14))),
        (Every.HALF_YEAR, date(2026, 9, 1), (date(2026, 6, 15), date(2026, 12, 14))),
        (Every.YEAR, date(2026, 9, 1), (date(2025, 12, 15), date(2026, 12, 14))),
        (Every.WEEK, date(2026, 3, 4), (date(2026, 3, 2), date(2026, 3, 8))),
    ],
)
def test_data_are_taken_from_and_to(every, day, window):
    assert Period.of(day, every).cut_off() == window


def test_an_office_may_close_its_data_on_another_day():
    assert Period.of(date(2026, 3, 1), Every.MONTH).cut_off(closes_on=31) == (
        date(2026, 3, 1),
        date(2026, 3, 31),
    )


@given(st.sampled_from(RECURRING), st.dates(date(3, 1, 1), date(9997, 1, 1)))
def test_periods_follow_one_another_without_overlap(every, day):
    period = Period.of(day, every)

    assert period.first <= day
    assert period.last < period.shifted(1).first
    assert period.shifted(1).shifted(-1) == period
    assert every is Every.SCHOOL_YEAR or period.first <= day <= period.last


@given(st.sampled_from(list(Every)), st.dates())
def test_even_at_the_ends_of_the_calendar_there_is_a_period(every, day):
    period = Period.of(day, every)

    assert period.first <= period.last
    assert period.cut_off()[1] <= period.last


def test_a_short_month_gives_its_last_day():
    assert clamped(2026 * 12 + 1, 31) == date(2026, 2, 28)
    assert clamped(2024 * 12 + 1, 29) == date(2024, 2, 29)
    assert clamped(9999 * 12 + 11, 31) == date.max
