"""Working days of Vietnam: weeks' ends, the law's holidays by sun and moon, and days that decrees move."""

from datetime import date, timedelta

import pytest

from donghanh.core.dates.working import PlainWeek, Special, Vietnam, nearest, year_of_holidays

VIETNAM = Vietnam()


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 1, 1), "Tết Dương lịch"),
        (date(2026, 2, 17), "Tết Nguyên Đán"),
        (date(2027, 2, 6), "Tết Nguyên Đán"),
        (date(2026, 4, 27), "Ngày Giỗ Tổ Hùng Vương (nghỉ bù)"),
        (date(2025, 5, 2), "Ngày nghỉ (thay cho ngày 26/04/2025)"),
        (date(2026, 9, 2), "Quốc khánh"),
    ],
)
def test_holidays_are_off_and_named(day, name):
    assert not VIETNAM.is_working(day)
    assert VIETNAM.name_of(day) == name


@pytest.mark.parametrize("day", [date(2025, 4, 26), date(2019, 1, 5), date(2014, 12, 27), date(2026, 8, 22)])
def test_a_saturday_that_was_swapped_is_worked(day):
    assert day.weekday() == 5
    assert VIETNAM.is_working(day)
    assert VIETNAM.name_of(day) == "Làm bù"


@pytest.mark.parametrize("year", range(2015, 2036))
def test_each_year_knows_its_tet_and_its_ten_days_or_more(year):
    off, _ = year_of_holidays(year)
    tet = [day for day, holiday in off.items() if "Tết Nguyên Đán" in holiday.name]

    assert len(off) >= 10
    assert date(year, 1, 20) < tet[0] < date(year, 2, 21)
    assert not any(holiday.expected for holiday in off.values())


def test_a_decree_goes_before_the_law():
    moved = {
        date(2026, 1, 2): Special(working=False, note="Nghỉ bù"),
        date(2026, 1, 10): Special(working=True, note="Làm bù ngày 02/01"),
        date(2026, 9, 2): Special(working=True, note="Trực"),
    }
    calendar = Vietnam(special=moved)

    assert [calendar.is_working(day) for day in moved] == [False, True, True]
    assert [VIETNAM.is_working(day) for day in moved] == [True, False, False]
    assert calendar.name_of(date(2026, 1, 10)) == "Làm bù ngày 02/01"


@pytest.mark.parametrize("day", [date.min, date(1950, 6, 5), date(2150, 6, 5), date.max])
def test_where_nothing_is_known_a_week_is_a_week(day):
    assert VIETNAM.is_working(day) == (day.weekday() < 5)


def test_the_nearest_working_day_jumps_over_tet():
    assert nearest(date(2026, 2, 17), VIETNAM, step=1) == date(2026, 2, 23)
    assert nearest(date(2026, 2, 17), VIETNAM, step=-1) == date(2026, 2, 13)
    assert nearest(date(2026, 2, 12), VIETNAM, step=1) == date(2026, 2, 12)


class NeverWorks:
    def is_working(self, day):
        return False


def test_where_nobody_works_the_day_stays():
    assert nearest(date(2026, 2, 12), NeverWorks(), step=1) == date(2026, 2, 12)
    assert nearest(date.max, NeverWorks(), step=1) == date.max


def test_a_plain_week_has_five_days():
    monday = date(2026, 2, 16)

    assert [PlainWeek().is_working(monday + timedelta(days=n)) for n in range(7)] == [True] * 5 + [False] * 2
