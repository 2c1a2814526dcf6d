"""Merging units into a new or a standing one."""

from dataclasses import replace
from datetime import date

import pytest

from donghanh.audit.models import Entry
from donghanh.core.errors import NotPermitted, Refused
from donghanh.organisations import actions, rules
from donghanh.organisations.models import Level, SuccessionKind, System, Unit
from donghanh.organisations.queries import previews
from donghanh.organisations.tests.factories import SYSTEM, make_actor, make_unit, new

DAY = date(2026, 1, 1)
EVE = date(2025, 12, 31)


@pytest.fixture
def merged():
    return new("Đoàn xã Hòa Thuận", level=Level.COMMUNE, code="HT")


def test_merge_closes_the_old_and_hands_their_children_over(
    commune, sister, branch, district, secretary, merged
):
    unit = actions.merge([commune, sister], into=merged, parent=district, on=DAY, by=secretary)

    assert list(Unit.objects.under(unit.pk, on=DAY)) == [branch]
    assert list(Unit.objects.under(commune.pk, on=EVE)) == [branch]
    assert list(Unit.objects.under(district.pk, on=DAY)) == [unit]
    assert {(step.predecessor, step.on, step.kind) for step in unit.came_from.all()} == {
        (commune, DAY, SuccessionKind.MERGE),
        (sister, DAY, SuccessionKind.MERGE),
    }


def test_merge_into_one_of_the_units_keeps_that_one(commune, sister, secretary):
    unit = actions.merge([commune, sister], into=sister, on=DAY, by=secretary)

    assert unit == sister
    assert Unit.objects.get(pk=sister.pk).closed_on is None
    assert Unit.objects.get(pk=commune.pk).closed_on == DAY


def test_merge_is_recorded(commune, sister, district, secretary, merged):
    unit = actions.merge([commune, sister], into=merged, parent=district, on=DAY, by=secretary)

    entry = Entry.objects.about(unit).get()
    assert (entry.verb, entry.facts["before"]) == ("organisations.merge", [commune.code, sister.code])


def test_the_successor_reaches_what_its_predecessors_left(
    commune, sister, branch, district, secretary, merged
):
    actions.close(branch, on=date(2025, 6, 1), by=secretary)

    unit = actions.merge([commune, sister], into=merged, parent=district, on=DAY, by=secretary)

    assert set(Unit.objects.reached_by(make_actor(unit))) == {unit, commune, sister, branch}


def test_merge_is_refused_across_systems(commune, secretary, district, merged):
    alien = make_unit(
        "Hội Khuyến học xã Hòa An", None, level=Level.COMMUNE, system=System.LEARNING_ASSOCIATION
    )

    assert rules.merge([commune, alien], into=merged, parent=district, on=DAY, by=SYSTEM) == (
        "Hội Khuyến học xã Hòa An thuộc Hội Khuyến học; "
        "không sáp nhập được đơn vị của hai hệ thống khác nhau."
    )


def test_merge_is_refused_for_one_unit_alone(commune, district, secretary, merged):
    assert rules.merge([commune], into=merged, parent=district, on=DAY, by=secretary).startswith(
        "Sáp nhập cần ít nhất hai đơn vị"
    )


def test_merge_is_refused_with_a_unit_twice(commune, district, secretary, merged):
    assert rules.merge([commune, commune], into=merged, parent=district, on=DAY, by=secretary) == (
        "Một đơn vị được chọn hai lần."
    )


def test_merge_is_refused_below_a_unit_that_ends(commune, sister, district, secretary):
    inner = new("Chi đoàn Mới", level=Level.BRANCH)

    assert rules.merge([commune, sister], into=inner, parent=commune, on=DAY, by=secretary) == (
        "Đoàn xã Hòa An kết thúc hoạt động trong chính lần này, nên không thể là đơn vị cấp trên."
    )


def test_merge_is_refused_into_a_unit_below_one_that_ends(commune, branch, secretary):
    assert rules.merge([commune], into=branch, parent=None, on=DAY, by=secretary) == (
        "Chi đoàn ấp 1 đang đứng dưới Đoàn xã Hòa An, đơn vị sẽ kết thúc; "
        "Đồng chí hãy chuyển Chi đoàn ấp 1 trước."
    )


def test_merge_is_refused_where_a_child_joins_later(commune, sister, branch, district, secretary, merged):
    actions.move(branch, parent=sister, on=date(2026, 6, 1), by=secretary)

    assert rules.merge([commune, sister], into=merged, parent=district, on=DAY, by=secretary) == (
        "Chi đoàn ấp 1 trực thuộc Đoàn xã Hòa Bình từ ngày 01/6/2026. Đồng chí hãy hủy thay đổi ấy trước."
    )


def test_merge_is_refused_where_a_child_leaves_or_ends_later(
    commune, sister, branch, district, secretary, merged
):
    actions.move(branch, parent=district, on=date(2026, 6, 1), by=secretary)

    assert rules.merge([commune, sister], into=merged, parent=district, on=DAY, by=secretary) == (
        "Chi đoàn ấp 1 rời Đoàn xã Hòa An từ ngày 01/6/2026. Đồng chí hãy hủy thay đổi ấy trước."
    )


def test_a_refused_merge_leaves_nothing_behind(commune, sister, district, secretary, merged):
    with pytest.raises(Refused):
        actions.merge([commune, sister], into=merged, parent=district, on=date(2019, 1, 1), by=secretary)

    assert not Unit.objects.filter(code="HT").exists()


def test_merge_needs_the_right_and_the_reach(commune, sister, district, secretary, outsider, merged):
    for actor in (replace(secretary, permissions=frozenset()), outsider):
        with pytest.raises(NotPermitted):
            actions.merge([commune, sister], into=merged, parent=district, on=DAY, by=actor)


def test_merge_preview_says_what_the_merge_then_does(commune, sister, branch, district, secretary, merged):
    preview = previews.preview_merge([commune, sister], into=merged, on=DAY)

    unit = actions.merge([commune, sister], into=merged, parent=district, on=DAY, by=secretary)

    assert {brief.id for brief in preview.closes} == set(unit.came_from.values_list("predecessor", flat=True))
    assert [move.unit.id for move in preview.moves] == [
        child.pk for child in Unit.objects.under(unit.pk, on=DAY)
    ]
