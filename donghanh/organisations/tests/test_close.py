"""Closing a unit."""

from dataclasses import replace
from datetime import date

import pytest

from donghanh.audit.models import Entry
from donghanh.core.errors import NotPermitted
from donghanh.organisations import actions, rules
from donghanh.organisations.models import Unit
from donghanh.organisations.tests.factories import make_actor, make_unit

DAY = date(2026, 1, 1)
EVE = date(2025, 12, 31)


def test_close_ends_unit_place_and_name_on_the_same_day(branch, commune, secretary):
    closed = actions.close(branch, on=DAY, by=secretary)

    assert closed.closed_on == DAY
    assert (closed.placements.get().period.upper, closed.names.get().period.upper) == (DAY, DAY)
    assert branch in Unit.objects.within(commune.pk, on=EVE)
    assert branch not in Unit.objects.within(commune.pk, on=DAY)
    assert Entry.objects.about(branch).newest_first()[0].verb == "organisations.close"


def test_close_is_refused_while_units_stand_below(commune, branch, secretary):
    for number in (2, 3, 4):
        make_unit(f"Chi đoàn ấp {number}", commune, level=branch.level)

    assert rules.close(commune, on=DAY, by=secretary) == (
        "Đoàn xã Hòa An còn 4 đơn vị trực thuộc: Chi đoàn ấp 1, Chi đoàn ấp 2, Chi đoàn ấp 3 "
        "và 1 đơn vị khác. "
        "Đồng chí hãy chuyển hoặc kết thúc các đơn vị ấy trước."
    )


def test_close_is_refused_twice(branch, secretary):
    actions.close(branch, on=DAY, by=secretary)
    branch.refresh_from_db()

    assert rules.close(branch, on=date(2026, 2, 1), by=secretary) == (
        "Chi đoàn ấp 1 đã kết thúc hoạt động từ ngày 01/01/2026."
    )


def test_an_end_before_the_start_is_refused(branch, secretary):
    assert rules.close(branch, on=date(2019, 1, 1), by=secretary) == (
        "Chi đoàn ấp 1 chỉ có từ ngày 01/01/2020, sau ngày 01/01/2019 mà Đồng chí chọn."
    )
    assert rules.close(branch, on=date(2020, 1, 1), by=secretary) == (
        "Chi đoàn ấp 1 mới thành lập từ chính ngày 01/01/2020."
    )


def test_a_unit_does_not_close_itself(branch):
    assert rules.close(branch, on=DAY, by=make_actor(branch)) == (
        "Việc này do đơn vị cấp trên của Chi đoàn ấp 1 thực hiện."
    )


def test_close_needs_the_right_and_the_reach(branch, secretary, outsider):
    for actor in (replace(secretary, permissions=frozenset()), outsider):
        with pytest.raises(NotPermitted):
            actions.close(branch, on=DAY, by=actor)
