"""Deadlines as the reader of documents gives them become rules."""

from datetime import date

import pytest

from donghanh.core.dates.rule import Rule

ISSUED = date(2025, 9, 20)


def heard(**deadline):
    return Rule.from_reading(deadline, issued_on=ISSUED)


@pytest.mark.parametrize(
    ("deadline", "said", "following"),
    [
        ({"every": "year", "month": 11, "day": 15}, "15/11 hằng năm", date(2025, 11, 15)),
        (
            {"every": "school_year", "month": 5, "day": 30, "text": "trước ngày 30/5 của năm học"},
            "trước ngày 30/5 mỗi năm học",
            date(2026, 5, 30),
        ),
        (
            {"every": "half_year", "month": 6, "day": 15, "text": "6 tháng trước ngày 15/6"},
            "trước ngày 15/6 hằng năm (cho 6 tháng đầu năm)",
            date(2026, 6, 15),
        ),
        (
            {"every": "half_year", "month": 7, "day": 10},
            "10/7 hằng năm (cho 6 tháng đầu năm)",
            date(2026, 7, 10),
        ),
        (
            {"every": "half_year", "month": 1, "day": 5},
            "05/01 hằng năm (cho 6 tháng cuối năm)",
            date(2026, 1, 5),
        ),
        ({"every": "quarter", "day": 20}, "ngày 20 tháng cuối của mỗi quý", date(2025, 12, 20)),
        ({"every": "quarter", "month": 4, "day": 5}, "ngày 05 tháng đầu của mỗi quý", date(2025, 10, 5)),
        ({"every": "month", "day": 25}, "ngày 25 hằng tháng", date(2025, 9, 25)),
        ({"every": "month"}, "ngày cuối cùng của mỗi tháng", date(2025, 9, 30)),
        ({"every": "week"}, "ngày làm việc cuối cùng của mỗi tuần", date(2025, 9, 26)),
        ({"every": "year", "month": 4, "day": 31}, "30/4 hằng năm", date(2026, 4, 30)),
    ],
)
def test_a_recurring_deadline_is_a_rule_from_the_documents_day_on(deadline, said, following):
    rule = heard(**deadline)

    assert rule.said() == f"{said}, từ ngày 20/9/2025"
    assert rule.next_after(ISSUED) == following


@pytest.mark.parametrize(
    ("deadline", "day"),
    [
        ({"date": "2025-11-15", "text": "trước ngày 15/11/2025"}, date(2025, 11, 15)),
        ({"date": "--11-15"}, date(2025, 11, 15)),
        ({"date": "--03-15"}, date(2026, 3, 15)),
        ({"date": "2026-09"}, date(2026, 9, 30)),
        ({"date": "2026-09", "text": "xong trước tháng 9/2026"}, date(2026, 8, 31)),
        ({"date": "2026-Q3"}, date(2026, 9, 30)),
        ({"date": "2026-Q3", "text": "trước quý III/2026"}, date(2026, 6, 30)),
        ({"date": "--Q2"}, date(2026, 6, 30)),
        ({"date": "2025-HK1"}, date(2026, 1, 15)),
        ({"date": "2025-HK2"}, date(2026, 5, 31)),
        ({"date": "2026"}, date(2026, 12, 31)),
        ({"date": "2026-02-30"}, date(2026, 2, 28)),
    ],
)
def test_a_date_as_far_as_it_is_known_is_one_day(deadline, day):
    rule = heard(**deadline)

    assert list(rule.occurrences(date.min, date.max)) == [day]


@pytest.mark.parametrize(
    "deadline",
    [
        {},
        {"nested_in": "báo cáo năm", "every": "year", "month": 11, "day": 15},
        {"date": None, "text": "trước ngày 15"},
        {"date": "sớm"},
        {"date": "2026-13-01"},
        {"date": "0000-01-01"},
        {"every": "decade", "day": 1},
        {"every": "once"},
        {"every": "year", "day": 15},
        {"every": "year", "month": 11},
        {"every": "week", "day": 9},
    ],
)
def test_what_is_nested_or_unreadable_is_no_rule(deadline):
    assert heard(**deadline) is None


def test_without_any_day_of_the_document_a_day_without_a_year_is_unknown():
    assert Rule.from_reading({"date": "--11-15"}) is None
    assert Rule.from_reading({"date": "2025-HK1"}).on == date(2026, 1, 15)


def test_the_documents_period_bounds_what_recurs():
    rule = Rule.from_reading(
        {"every": "year", "month": 11, "day": 15},
        issued_on=ISSUED,
        starts_on=date(2026, 1, 1),
        ends_on=date(2027, 12, 31),
    )

    assert list(rule.occurrences(date.min, date.max)) == [date(2026, 11, 15), date(2027, 11, 15)]
