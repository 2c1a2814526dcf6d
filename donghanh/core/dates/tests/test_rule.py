"""Rules one by one: on which days, in which words, and what is refused."""

from datetime import date

import pytest

from donghanh.core.dates.periods import Every
from donghanh.core.dates.rule import Rule
from donghanh.core.dates.values import Change, Occurrence, Position, Shift
from donghanh.core.dates.working import Special, Vietnam

VIETNAM = Vietnam()
FROM, TO = date(2026, 1, 1), date(2027, 6, 30)
YEARLY = Rule(every=Every.YEAR, month=11, day=15)


def days(rule, first=FROM, last=TO, calendar=VIETNAM):
    return [day.isoformat() for day in rule.occurrences(first, last, calendar)]


@pytest.mark.parametrize(
    ("rule", "said", "found"),
    [
        (YEARLY, "15/11 hằng năm", ["2026-11-15"]),
        (
            Rule(every=Every.QUARTER, position=Position.LAST_WORKING),
            "ngày làm việc cuối cùng của mỗi quý",
            ["2026-03-31", "2026-06-30", "2026-09-30", "2026-12-31", "2027-03-31", "2027-06-30"],
        ),
        (
            Rule(every=Every.SCHOOL_YEAR, month=5, day=30, before=True),
            "trước ngày 30/5 mỗi năm học",
            ["2026-05-30", "2027-05-30"],
        ),
        (
            Rule(every=Every.MONTH, day=31, ends_on=date(2026, 4, 30)),
            "ngày 31 hằng tháng, đến hết ngày 30/4/2026",
            ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"],
        ),
        (
            Rule(every=Every.MONTH, day=31, shift=Shift.AFTER, ends_on=date(2026, 3, 1)),
            "ngày 31 hằng tháng, gặp ngày nghỉ thì lùi sang ngày làm việc liền sau, đến hết ngày 01/3/2026",
            ["2026-02-02", "2026-03-02"],
        ),
        (
            Rule(every=Every.HALF_YEAR, month=6, day=15),
            "15/6 và 15/12 hằng năm",
            ["2026-06-15", "2026-12-15", "2027-06-15"],
        ),
        (
            Rule(every=Every.HALF_YEAR, month=1, day=5, only=2, lag=1),
            "05/7 hằng năm (cho 6 tháng đầu năm)",
            ["2026-07-05"],
        ),
        (
            Rule(every=Every.QUARTER, month=3, day=20, starts_on=date(2026, 9, 21)),
            "ngày 20 tháng cuối của mỗi quý, từ ngày 21/9/2026",
            ["2026-12-20", "2027-03-20", "2027-06-20"],
        ),
        (
            Rule(every=Every.YEAR, month=12, day=15, lag=-1, before=True),
            "trước ngày 15/12 hằng năm, cho năm liền sau",
            ["2026-12-15"],
        ),
        (
            Rule(every=Every.QUARTER, position=Position.FIRST_WORKING, lag=1),
            "ngày làm việc đầu tiên của mỗi quý, cho quý liền trước",
            ["2026-01-02", "2026-04-01", "2026-07-01", "2026-10-01", "2027-01-04", "2027-04-01"],
        ),
        (
            Rule(every=Every.WEEK, day=5, starts_on=date(2027, 6, 12)),
            "thứ Sáu hằng tuần, từ ngày 12/6/2027",
            ["2027-06-18", "2027-06-25"],
        ),
        (
            Rule(every=Every.ONCE, on=date(2026, 11, 20), before=True),
            "trước ngày 20/11/2026",
            ["2026-11-20"],
        ),
        (
            Rule(every=Every.YEAR, position=Position.LAST),
            "ngày cuối cùng của mỗi năm",
            ["2026-12-31"],
        ),
        (
            Rule(every=Every.SCHOOL_YEAR, position=Position.FIRST),
            "ngày đầu tiên của mỗi năm học",
            ["2026-09-01"],
        ),
    ],
)
def test_a_rule_gives_its_days_and_its_sentence(rule, said, found):
    assert (rule.said(), days(rule)) == (said, found)


def test_29_february_is_the_28th_in_other_years():
    rule = Rule(every=Every.YEAR, month=2, day=29)

    assert days(rule, date(2023, 1, 1), date(2026, 1, 1)) == ["2023-02-28", "2024-02-29", "2025-02-28"]


def test_a_month_that_ends_in_tet_ends_before_it():
    rule = Rule(every=Every.MONTH, position=Position.LAST_WORKING)

    assert days(rule, date(2025, 1, 1), date(2025, 1, 31)) == ["2025-01-24"]  # Tết on 29 January 2025


def test_an_empty_span_and_an_ended_rule_give_nothing():
    ended = Rule(every=Every.MONTH, day=5, ends_on=date(2025, 12, 31))

    assert days(YEARLY, TO, FROM) == []
    assert days(ended) == []
    assert ended.next_after(date(2025, 12, 5)) is None
    assert YEARLY.next_after(date(2026, 11, 15)) == date(2027, 11, 15)
    assert YEARLY.next_after(date.max) is None
    assert YEARLY.next_after(date(9999, 11, 15)) is None


def test_occurrences_are_found_as_they_are_asked_for():
    endless = Rule(every=Every.WEEK, day=1).occurrences(date(2026, 1, 1), date.max, VIETNAM)

    assert [next(endless), next(endless)] == [date(2026, 1, 5), date(2026, 1, 12)]


def test_an_exception_moves_or_drops_one_day():
    rule = YEARLY.with_exception(date(2026, 11, 15), day=date(2026, 12, 1), reason="Công văn 12-CV/TWĐTN")
    rule = rule.with_exception(date(2027, 11, 15), day=None, reason="Năm đại hội")

    planned = list(rule.planned(date(2026, 1, 1), date(2028, 12, 31), VIETNAM))

    assert planned == [
        Occurrence(day=date(2026, 12, 1), original=date(2026, 11, 15), reason="Công văn 12-CV/TWĐTN"),
        Occurrence(day=date(2028, 11, 15), original=date(2028, 11, 15)),
    ]
    assert rule.dropped() == [(date(2027, 11, 15), "Năm đại hội")]
    assert rule.said() == "15/11 hằng năm, 1 lần đổi ngày, bỏ 1 lần"


def test_a_day_moved_out_of_its_period_is_still_for_it():
    rule = Rule(every=Every.MONTH, day=28).with_exception(
        date(2026, 1, 28), day=date(2026, 2, 5), reason="Nghỉ Tết"
    )

    assert str(rule.period_of(date(2026, 2, 5))) == "tháng 1/2026"
    assert days(rule, date(2026, 2, 1), date(2026, 2, 28)) == ["2026-02-05", "2026-02-28"]


def test_an_exception_is_only_for_a_day_that_the_rule_names():
    with pytest.raises(ValueError, match=r"Ngày 16/11/2026 không phải là ngày của quy tắc này\."):
        YEARLY.with_exception(date(2026, 11, 16), day=None, reason="Nhầm")


def test_a_decree_moves_the_days_to_come():
    rule = Rule(every=Every.MONTH, day=2, shift=Shift.AFTER)
    off = Vietnam(special={date(2026, 1, 2): Special(working=False, note="Nghỉ bù")})

    assert rule.next_after(date(2026, 1, 1), VIETNAM) == date(2026, 1, 2)
    assert rule.next_after(date(2026, 1, 1), off) == date(2026, 1, 5)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"every": Every.ONCE}, "Việc làm một lần cần có ngày."),
        ({"every": Every.ONCE, "on": FROM, "day": 3}, "Việc làm một lần chỉ có một ngày"),
        ({"every": Every.YEAR, "month": 3, "day": 1, "on": FROM}, "Quy tắc lặp lại không mang"),
        ({"every": Every.YEAR, "day": 1}, "Quy tắc hằng năm cần có ngày và tháng."),
        ({"every": Every.YEAR, "month": 4, "day": 31}, "Tháng 4 không có ngày 31."),
        ({"every": Every.YEAR, "month": 13, "day": 1}, "Tháng trong kỳ phải từ 1 đến 12."),
        ({"every": Every.QUARTER, "month": 4, "day": 1}, "Tháng trong kỳ phải từ 1 đến 3."),
        ({"every": Every.MONTH, "month": 4, "day": 1}, "không mang tháng."),
        ({"every": Every.MONTH}, "Ngày trong tháng phải từ 1 đến 31."),
        ({"every": Every.WEEK, "day": 8}, "Thứ trong tuần phải từ 1"),
        ({"every": Every.MONTH, "day": 3, "position": Position.LAST}, "không mang thêm số ngày."),
        ({"every": Every.QUARTER, "position": Position.LAST, "only": 5}, "kỳ ấy phải có thật."),
        ({"every": Every.YEAR, "position": Position.LAST, "only": 1}, "kỳ ấy phải có thật."),
        ({"every": Every.MONTH, "day": 1, "lag": 13}, "nhiều nhất 12 kỳ."),
        (
            {"every": Every.MONTH, "position": Position.LAST_WORKING, "shift": Shift.AFTER},
            "không cần dời khi gặp ngày nghỉ.",
        ),
        (
            {"every": Every.MONTH, "day": 1, "starts_on": TO, "ends_on": FROM},
            "Ngày kết thúc 01/01/2026 ở trước ngày bắt đầu 30/6/2027.",
        ),
        (
            {"every": Every.MONTH, "day": 1, "exceptions": {FROM: Change(day=None, reason=" ")}},
            "Ngoại lệ của ngày 01/01/2026 chưa có lý do.",
        ),
    ],
)
def test_what_is_no_rule_is_refused_with_the_reason(fields, reason):
    with pytest.raises(ValueError, match=r".+") as refused:
        Rule(**fields)

    assert reason in str(refused.value)
