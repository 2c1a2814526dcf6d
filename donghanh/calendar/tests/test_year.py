"""A year as people see it."""

from datetime import date

import pytest

from donghanh.calendar import queries
from donghanh.calendar.models import DayKind
from donghanh.calendar.tests.factories import make_day

TODAY = date(2026, 3, 15)
pytestmark = pytest.mark.django_db


def cells(year):
    return {cell.day: cell for month in year.months for week in month.weeks for cell in week if cell}


def test_a_year_has_all_its_days_each_in_its_column():
    year = queries.year(2024, today=TODAY)

    assert len(cells(year)) == 366
    assert all(
        cell is None or cell.day.weekday() == column
        for month in year.months
        for week in month.weeks
        for column, cell in enumerate(week)
    )


def test_days_show_what_they_are():
    make_day(date(2026, 1, 2))
    make_day(date(2026, 1, 10), kind=DayKind.WORKING, note="Làm bù")

    found = cells(queries.year(2026, today=TODAY))

    states = {day: found[date(2026, 1, day)].state for day in (1, 2, 3, 5, 10)}
    assert states == {1: "off", 2: "moved-off", 3: "rest", 5: "work", 10: "moved-work"}
    assert [day for day, cell in found.items() if cell.today] == [TODAY]
    assert found[date(2026, 1, 1)].said == "Tết Dương lịch"
    assert found[date(2026, 1, 3)].said == "Nghỉ cuối tuần"
    assert found[date(2026, 1, 5)].said == ""


def test_the_list_names_every_day_of_note_in_order():
    special = make_day()

    rows = queries.year(2026, today=TODAY).rows

    assert [row.day for row in rows] == sorted(row.day for row in rows)
    assert [(row.name, row.special) for row in rows[:2]] == [
        ("Tết Dương lịch", None),
        ("Nghỉ bù Tết Dương lịch", special),
    ]
    assert [(row.day, row.working) for row in rows if row.working] == [(date(2026, 8, 22), True)]


def test_working_days_are_counted():
    before = queries.year(2026, today=TODAY)
    make_day()
    after = queries.year(2026, today=TODAY)

    assert before.working - after.working == 1
    assert sum(month.working for month in after.months) == after.working


@pytest.mark.parametrize(("asked", "shown"), [(1900, 1995), (2026, 2026), (3000, 2100)])
def test_years_end_where_the_moon_is_no_longer_known(asked, shown):
    year = queries.year(asked, today=TODAY)

    assert (year.number, year.before, year.after) == (
        shown,
        shown - 1 if shown > 1995 else None,
        shown + 1 if shown < 2100 else None,
    )
