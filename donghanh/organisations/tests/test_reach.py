"""How far an actor reaches: the unit, below it today, what these inherited; never sideways."""

from dataclasses import replace
from datetime import date

import pytest

from donghanh.core.permissions import Permission
from donghanh.organisations import actions
from donghanh.organisations.models import Kind, Level, Unit
from donghanh.organisations.queries import tree
from donghanh.organisations.tests.factories import NOW, SYSTEM, make_actor, make_unit, new

DAY = date(2026, 1, 1)


def reached(unit, **fields):
    return set(Unit.objects.reached_by(make_actor(unit, **fields)))


def test_reach_goes_down_and_never_sideways(central, province, district, commune, sister, branch, neighbour):
    assert reached(province) == {province, district, commune, sister, branch}
    assert reached(commune) == {commune, branch}
    assert reached(sister) == {sister}
    assert reached(central) == {central, province, district, commune, sister, branch, neighbour}


def test_reach_is_as_of_today(province, district, commune, branch, neighbour, central):
    actions.move(commune, parent=neighbour, on=DAY, by=SYSTEM)
    actions.move(branch, parent=province, on=date(2026, 12, 1), by=SYSTEM)

    assert reached(district) == {district}
    assert reached(neighbour) == {neighbour, commune, branch}


def test_reach_keeps_what_stood_below_at_its_closing(province, district, commune, branch):
    actions.close(branch, on=DAY, by=SYSTEM)
    actions.move(commune, parent=province, on=date(2026, 2, 1), by=SYSTEM)

    assert branch in reached(province)
    assert branch in reached(commune)
    assert branch in reached(district)


def test_who_comes_to_reach_a_unit_reaches_what_it_inherited(commune, branch, neighbour, central):
    actions.close(branch, on=DAY, by=SYSTEM)
    actions.move(commune, parent=neighbour, on=date(2026, 2, 1), by=SYSTEM)

    assert reached(neighbour) == {neighbour, commune, branch}


def test_what_a_successor_inherited_goes_with_it(commune, sister, branch, neighbour):
    actions.merge([commune], into=sister, on=DAY, by=SYSTEM)
    actions.move(sister, parent=neighbour, on=date(2026, 2, 1), by=SYSTEM)

    assert reached(neighbour) == {neighbour, sister, commune, branch}


def test_reach_of_an_abolished_level_goes_up(province, district, commune, sister, branch):
    actions.abolish_level(province, level=Level.DISTRICT, on=DAY, by=SYSTEM)

    assert reached(province) == {province, district, commune, sister, branch}
    assert reached(commune) == {commune, branch}


def test_reach_follows_successors_to_another_branch_of_the_tree(
    province, neighbour, central, commune, branch
):
    merged = new("Tỉnh đoàn Mới", level=Level.PROVINCE)
    unit = actions.merge([province, neighbour], into=merged, parent=central, on=DAY, by=SYSTEM)

    assert {province, neighbour, commune, branch} <= reached(unit)


def test_before_it_closes_nobody_inherits(province, neighbour, central, commune):
    merged = new("Tỉnh đoàn Mới", level=Level.PROVINCE)
    actions.merge([province, neighbour], into=merged, parent=central, on=date(2026, 12, 1), by=SYSTEM)

    assert reached(neighbour) == {neighbour}


def test_a_staff_board_reaches_what_its_office_reaches(province, district, commune):
    board = make_unit("Ban Tuyên giáo", province, level=Level.PROVINCE, kind=Kind.STAFF_BOARD)
    office = tree.office_of(board.pk, on=DAY)

    assert office == province.pk
    assert reached(board, office_id=office) == reached(province)
    assert tree.office_of(commune.pk, on=DAY) == commune.pk


def test_a_right_of_own_scope_ends_at_the_own_unit(province, commune):
    actor = make_actor(province, own_only=frozenset({Permission.UNIT_CHANGE}))

    assert set(Unit.objects.reached_by(actor, right=Permission.UNIT_CHANGE)) == {province}
    assert commune in Unit.objects.reached_by(actor, right=Permission.UNIT_VIEW)


def test_visible_is_reach_and_the_line_above(central, province, district, commune, sister, branch, neighbour):
    assert set(Unit.objects.visible_to(make_actor(commune))) == {central, province, district, commune, branch}


def test_who_acts_for_nothing_reaches_nothing(province):
    nobody = replace(make_actor(province), organisation_id=0)

    assert not Unit.objects.reached_by(nobody).exists()
    assert not Unit.objects.visible_to(nobody).exists()


@pytest.mark.parametrize("title", ["central", "commune"])
def test_the_filter_is_one_query_for_everybody(title, request, branch, django_assert_num_queries):
    actor = make_actor(request.getfixturevalue(title))

    with django_assert_num_queries(1):
        list(Unit.objects.reached_by(actor))
    assert actor.now == NOW
