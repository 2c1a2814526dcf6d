"""What holds for every rule, every span of days and every calendar."""

import json
from datetime import date, timedelta
from itertools import islice

from hypothesis import given, settings
from hypothesis import strategies as st

from donghanh.core.dates.rule import Rule
from donghanh.core.dates.tests.strategies import calendars, days, rules
from donghanh.core.dates.values import Position, Shift

SPAN = st.integers(-10, 1500).map(lambda count: timedelta(days=count))


@given(rules(), days, SPAN, calendars)
def test_occurrences_are_in_order_within_the_span_and_each_once(rule, first, span, calendar):
    found = list(rule.occurrences(first, first + span, calendar))

    assert found == sorted(set(found))
    assert all(first <= day <= first + span for day in found)


@given(rules(), days, SPAN, calendars)
def test_a_span_in_two_parts_gives_the_same_days(rule, first, span, calendar):
    last, middle = first + span, first + span / 2

    parts = [
        *rule.occurrences(first, middle, calendar),
        *rule.occurrences(middle + timedelta(1), last, calendar),
    ]

    assert parts == list(rule.occurrences(first, last, calendar))


@given(rules(), days, calendars)
def test_the_next_day_is_the_first_of_those_to_come(rule, day, calendar):
    following = rule.occurrences(day + timedelta(days=1), day + timedelta(days=36_500), calendar)

    assert rule.next_after(day, calendar) == next(following, None)


@given(rules())
def test_a_rule_comes_back_from_json_as_it_was(rule):
    assert Rule.from_dict(json.loads(json.dumps(rule.as_dict()))) == rule


@given(rules(with_exceptions=False), days, calendars)
def test_a_day_moves_at_most_a_month_and_the_right_way(rule, day, calendar):
    for one in islice(rule.planned(day, day + timedelta(days=1500), calendar), 30):
        moved = (one.day - one.original).days
        assert abs(moved) <= 31
        if rule.shift is Shift.AFTER or rule.position is Position.FIRST_WORKING:
            assert moved >= 0
        elif rule.shift is Shift.BEFORE or rule.position is Position.LAST_WORKING:
            assert moved <= 0
        else:
            assert moved == 0


@given(rules(), days, calendars)
@settings(max_examples=200)
def test_exceptions_are_honoured(rule, first, calendar):
    planned = list(rule.planned(first, first + timedelta(days=3000), calendar))
    originals = {one.original for one in planned}

    for original, change in rule.exceptions.items():
        if change.day is None:
            assert original not in originals
        elif first <= change.day <= first + timedelta(days=3000):
            assert change.day in {one.day for one in planned}
    for one in planned:
        if one.original in rule.exceptions:
            assert (one.day, one.reason) == (rule.exceptions[one.original].day, "Theo công văn")


@given(rules(with_exceptions=False), days)
def test_what_is_named_lies_between_the_rules_first_and_last_day(rule, first):
    for one in islice(rule.planned(first, date(2070, 1, 1)), 20):
        assert (rule.starts_on or date.min) <= one.original <= (rule.ends_on or date.max)


@given(rules(), days, calendars)
def test_every_rule_can_be_said_and_knows_its_periods(rule, day, calendar):
    assert "None" not in rule.said()
    assert rule.said() == rule.said().strip(" ,")
    for one in islice(rule.planned(day, date(2060, 1, 1), calendar), 5):
        period = rule.period_of(one.original)
        assert period.shifted(rule.lag).first <= one.original
