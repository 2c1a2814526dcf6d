"""Across days: differences, what became of whom, and a past tree recast."""

from datetime import date, timedelta

import pytest

from donghanh.organisations import actions
from donghanh.organisations.models import Level
from donghanh.organisations.queries import time
from donghanh.organisations.tests.factories import SYSTEM, make_unit, new

REFORM = date(2025, 7, 1)
EVE = REFORM - timedelta(days=1)
DAY = date(2026, 1, 1)


@pytest.fixture
def reformed(province, neighbour, central, district, commune, sister):
    """Two communes merge, the districts end, the two provinces become one: all on one day."""
    actions.merge(
        [commune, sister],
        into=new("Đoàn xã Hòa Thuận", level=Level.COMMUNE),
        parent=district,
        on=EVE,
        by=SYSTEM,
    )
    actions.abolish_level(province, level=Level.DISTRICT, on=REFORM, by=SYSTEM)
    merged = new("Tỉnh đoàn Mới", level=Level.PROVINCE)
    return actions.merge([province, neighbour], into=merged, parent=central, on=DAY, by=SYSTEM)


def test_what_became_of_a_unit_is_told_step_by_step(reformed, district):
    fates = [(fate.unit.name, fate.on, fate.kind, fate.steps) for fate in time.what_became(district)]

    assert fates == [
        ("Tỉnh đoàn Bình Minh", REFORM, "level_abolished", 1),
        ("Tỉnh đoàn Mới", DAY, "merge", 2),
    ]


def test_where_a_unit_came_from_is_told_back_to_the_oldest(reformed, district, province, neighbour):
    came = {fate.unit.id for fate in time.where_from(reformed)}

    assert came == {province.pk, neighbour.pk, district.pk}


def test_recast_leads_past_units_to_the_tree_of_the_day(reformed, district, commune, province, central):
    found = time.recast([district.pk, province.pk, central.pk], to=DAY)

    assert {key: recast.targets for key, recast in found.items()} == {
        district.pk: (reformed.pk,),
        province.pk: (reformed.pk,),
        central.pk: (central.pk,),
    }
    assert all(recast.comparable for recast in found.values())


def test_recast_to_an_earlier_day_knows_no_later_successor(reformed, district, province):
    assert time.recast([district.pk], to=EVE)[district.pk].targets == (district.pk,)
    assert time.recast([district.pk], to=REFORM)[district.pk].targets == (province.pk,)


def test_recast_is_one_query_for_any_number_of_units(reformed, district, commune, django_assert_num_queries):
    with django_assert_num_queries(1):
        time.recast([district.pk, commune.pk], to=DAY)


def test_difference_names_what_opened_closed_moved_and_was_renamed(
    province, district, commune, sister, branch
):
    actions.move(branch, parent=sister, on=REFORM, by=SYSTEM)
    actions.rename(commune, name="Đoàn phường Hòa An", on=REFORM, by=SYSTEM)
    opened = make_unit("Đoàn xã Mới", district, on=REFORM)
    gone = make_unit("Đoàn xã Cũ", district)
    actions.close(gone, on=REFORM, by=SYSTEM)

    found = time.difference(province, first=EVE, second=REFORM)

    assert [unit.id for unit in found.opened] == [opened.pk]
    assert [unit.id for unit in found.closed] == [gone.pk]
    assert [(kept.unit.id, kept.before, kept.after) for kept in found.moved] == [
        (branch.pk, "Đoàn xã Hòa An", "Đoàn xã Hòa Bình")
    ]
    assert [(kept.before, kept.after) for kept in found.renamed] == [("Đoàn xã Hòa An", "Đoàn phường Hòa An")]
    assert found.counts == {"opened": 1, "closed": 1, "joined": 0, "left": 0, "moved": 1, "renamed": 1}


def test_difference_tells_joining_and_leaving_from_opening_and_closing(
    province, neighbour, commune, district
):
    actions.move(commune, parent=neighbour, on=REFORM, by=SYSTEM)

    assert [unit.id for unit in time.difference(province, first=EVE, second=REFORM).left] == [commune.pk]
    assert [unit.id for unit in time.difference(neighbour, first=EVE, second=REFORM).joined] == [commune.pk]


def test_difference_between_equal_days_is_empty(province, commune):
    assert not any(time.difference(province, first=EVE, second=EVE).counts.values())
