"""Abolishing a level, as happened to the districts."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from donghanh.audit.models import Entry
from donghanh.core.errors import NotPermitted
from donghanh.organisations import actions, rules
from donghanh.organisations.models import Level, SuccessionKind, Unit
from donghanh.organisations.queries import previews
from donghanh.organisations.tests.factories import make_unit

REFORM = date(2025, 7, 1)
EVE = REFORM - timedelta(days=1)


def test_abolish_lifts_the_children_one_step(province, district, commune, sister, branch, secretary):
    actions.abolish_level(province, level=Level.DISTRICT, on=REFORM, by=secretary)

    assert set(Unit.objects.under(province.pk, on=REFORM)) == {commune, sister}
    assert set(Unit.objects.under(province.pk, on=EVE)) == {district}
    assert branch in Unit.objects.within(province.pk, on=REFORM)
    assert set(Unit.objects.within(district.pk, on=EVE)) == {district, commune, sister, branch}


def test_abolish_hands_each_unit_over_to_the_one_above(province, district, secretary):
    actions.abolish_level(province, level=Level.DISTRICT, on=REFORM, by=secretary)

    step = district.became.get()
    assert (step.successor, step.kind) == (province, SuccessionKind.LEVEL_ABOLISHED)


def test_abolish_is_recorded_with_its_numbers(province, district, commune, secretary):
    actions.abolish_level(province, level=Level.DISTRICT, on=REFORM, by=secretary)

    facts = Entry.objects.about(province).newest_first()[0].facts
    assert (facts["closed"], facts["moved"]) == (1, 1)


def test_abolish_costs_the_same_for_one_and_for_three(
    central, django_assert_num_queries, secretary, province
):
    def prepared(districts):
        top = make_unit("Tỉnh đoàn Thử", central)
        for number in range(districts):
            make_unit(f"Đoàn xã {number}", make_unit(f"Huyện đoàn {number}", top), level=Level.COMMUNE)
        return top

    few, many = prepared(1), prepared(3)
    by = replace(secretary, organisation_id=central.pk)
    with django_assert_num_queries(33) as once:
        actions.abolish_level(few, level=Level.DISTRICT, on=REFORM, by=by)
    with django_assert_num_queries(len(once)):
        actions.abolish_level(many, level=Level.DISTRICT, on=REFORM, by=by)


def test_abolish_is_refused_for_the_own_level_and_above(province, secretary):
    assert rules.abolish_level(province, level=Level.PROVINCE, on=REFORM, by=secretary) == (
        "Chỉ bỏ được một cấp ở dưới Tỉnh đoàn Bình Minh."
    )


def test_abolish_is_refused_where_nothing_stands(province, secretary):
    assert rules.abolish_level(province, level=Level.BASE, on=REFORM, by=secretary) == (
        "Ngày 01/7/2025 không có đơn vị cấp cơ sở nào dưới Tỉnh đoàn Bình Minh."
    )


def test_abolish_is_refused_where_units_of_the_level_stand_below_each_other(province, district, secretary):
    make_unit("Đoàn khối huyện", district, level=Level.DISTRICT)

    assert rules.abolish_level(province, level=Level.DISTRICT, on=REFORM, by=secretary) == (
        "Đoàn khối huyện đang trực thuộc Huyện đoàn Tân Lập, đơn vị cùng cấp; Đồng chí hãy chuyển trước."
    )


def test_abolish_needs_the_right_and_the_reach(province, district, secretary, outsider):
    for actor in (replace(secretary, permissions=frozenset()), outsider):
        with pytest.raises(NotPermitted):
            actions.abolish_level(province, level=Level.DISTRICT, on=REFORM, by=actor)


def test_abolish_preview_says_what_then_happens(province, district, commune, sister, secretary):
    preview = previews.preview_abolish(province, level=Level.DISTRICT, on=REFORM)

    assert (preview.closes_count, preview.moves_count) == (1, 2)
    assert {(move.unit.name, move.parent) for move in preview.moves} == {
        ("Đoàn xã Hòa An", "Tỉnh đoàn Bình Minh"),
        ("Đoàn xã Hòa Bình", "Tỉnh đoàn Bình Minh"),
    }
