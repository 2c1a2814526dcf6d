"""Reading the tree: its top, what is below, search, a unit's page, both organisations of a place."""

from datetime import date

import pytest
from psycopg.types.range import Range

from donghanh.organisations import actions
from donghanh.organisations.models import Area, AreaLevel, Level, System, Unit
from donghanh.organisations.queries import tree
from donghanh.organisations.tests.factories import SYSTEM, make_actor, make_unit, new

DAY = date(2026, 1, 1)
REFORM = date(2025, 7, 1)
EVE = date(2025, 6, 30)


def names(page):
    return [unit.name_then for unit in page.rows]


def test_top_is_the_root_for_who_sees_it(central, commune):
    for unit in (central, commune):
        assert list(tree.top(make_actor(unit), on=DAY)) == [central]


def test_top_of_an_earlier_day_is_what_was_inherited(province, neighbour, central, district, commune):
    merged = new("Tỉnh đoàn Mới", level=Level.PROVINCE)
    unit = actions.merge([province, neighbour], into=merged, parent=central, on=REFORM, by=SYSTEM)

    assert list(tree.top(make_actor(unit), on=EVE)) == [central]
    assert names(tree.children(central.pk, make_actor(unit), on=EVE)) == [
        "Tỉnh đoàn Bình Minh",
        "Tỉnh đoàn Sông Hậu",
    ]


def test_children_stand_in_vietnamese_order_with_their_numbers(district, commune, secretary):
    for name in ("Đoàn xã Đông", "Đoàn xã Ân", "Đoàn xã Anh", "Đoàn xã Dân", "Đoàn phường Ấm"):
        make_unit(name, district)
    make_unit("Chi đoàn ấp 1", commune)

    page = tree.children(district.pk, secretary, on=DAY)

    assert names(page) == [
        "Đoàn phường Ấm",
        "Đoàn xã Anh",
        "Đoàn xã Ân",
        "Đoàn xã Dân",
        "Đoàn xã Đông",
        "Đoàn xã Hòa An",
    ]
    assert [unit.child_count for unit in page.rows] == [0, 0, 0, 0, 0, 1]


def test_children_come_in_pages(district, commune, sister, secretary):
    first = tree.children(district.pk, secretary, on=DAY, size=1)
    second = tree.children(district.pk, secretary, on=DAY, size=1, offset=first.next_offset)

    assert (names(first), names(second)) == (["Đoàn xã Hòa An"], ["Đoàn xã Hòa Bình"])
    assert second.next_offset is None


def test_children_bear_the_names_of_the_day(district, commune, secretary):
    actions.rename(commune, name="Đoàn phường Hòa An", on=REFORM, by=SYSTEM)

    assert names(tree.children(district.pk, secretary, on=EVE)) == ["Đoàn xã Hòa An"]
    assert names(tree.children(district.pk, secretary, on=REFORM)) == ["Đoàn phường Hòa An"]


def test_children_out_of_sight_are_not_shown(central, province, neighbour, outsider):
    assert list(tree.children(central.pk, outsider, on=DAY).rows) == [neighbour]


@pytest.mark.parametrize("rows", [1, 3])
def test_children_are_one_query(district, secretary, rows, django_assert_num_queries):
    for number in range(rows):
        make_unit(f"Đoàn xã {number}", district)

    with django_assert_num_queries(1):
        assert len(tree.children(district.pk, secretary, on=DAY).rows) == rows


@pytest.mark.parametrize("typed", ["hoa an", "HÒA AN", "xã hòa", "đoàn hoà an", "Hòa", "hoa"])
def test_search_forgives_accents_case_and_order(commune, secretary, typed):
    assert commune in tree.search(typed, secretary, on=DAY).rows


def test_search_looks_through_old_names_aliases_and_codes(commune, secretary):
    actions.rename(commune, name="Đoàn phường Tân An", on=REFORM, by=SYSTEM)
    actions.set_aliases(commune, names=["Xã đoàn Bàu Sen"], by=SYSTEM)
    actions.give_code(commune, scheme="Thống kê", code="29398", on=REFORM, by=SYSTEM)

    for typed in ("hòa an", "tân an", "bau sen", commune.code.lower(), "29398"):
        assert tree.search(typed, secretary, on=DAY).rows == (commune,)


def test_search_keeps_to_the_day_and_to_what_is_visible(branch, secretary, outsider):
    actions.close(branch, on=REFORM, by=SYSTEM)

    assert tree.search("chi doan", secretary, on=EVE).rows == (branch,)
    assert tree.search("chi doan", secretary, on=DAY).rows == ()
    assert tree.search("chi doan", secretary, on=None).rows == (branch,)
    assert tree.search("chi doan", outsider, on=None).rows == ()


def test_search_puts_the_exact_code_and_the_beginning_first(district, secretary):
    one = make_unit("Đoàn xã An Bình", district, code="AB")
    two = make_unit("Đoàn Bình An", district)
    three = make_unit("Chi đoàn Bình An xa", district, code="BINH")

    assert tree.search("đoàn bình", secretary, on=DAY).rows[:1] == (two,)
    assert tree.search("binh", secretary, on=DAY).rows[:1] == (three,)
    assert set(tree.search("bình an", secretary, on=DAY).rows) == {one, two, three}


@pytest.mark.parametrize("typed", ["", "   ", "%", "_", "'; DROP TABLE", "\\"])
def test_search_for_nothing_or_for_signs_finds_nothing(commune, secretary, typed):
    assert tree.search(typed, secretary, on=DAY).rows == ()


def test_search_results_name_the_unit_above(commune, district, branch):
    actions.close(branch, on=REFORM, by=SYSTEM)
    branch.refresh_from_db()

    assert tree.parents_of([commune, branch], on=DAY) == {commune.pk: district.name, branch.pk: commune.name}


def test_portrait_tells_place_past_and_kin(commune, sister, district, province, central):
    unit = actions.merge(
        [commune, sister],
        into=new("Đoàn xã Hòa Thuận", level=Level.COMMUNE),
        parent=district,
        on=REFORM,
        by=SYSTEM,
    )
    actions.move(unit, parent=province, on=DAY, by=SYSTEM)

    portrait = tree.portrait(unit, on=DAY)

    assert [brief.id for brief in portrait.line] == [central.pk, province.pk, unit.pk]
    assert [(seat.parent.id, seat.first, seat.last) for seat in portrait.seats] == [
        (district.pk, REFORM, DAY),
        (province.pk, DAY, None),
    ]
    assert [kin.unit.name for kin in portrait.came_from] == ["Đoàn xã Hòa An", "Đoàn xã Hòa Bình"]
    assert portrait.became == ()


def test_portrait_of_a_closed_unit_shows_its_last_line(branch, commune):
    actions.close(branch, on=REFORM, by=SYSTEM)
    branch.refresh_from_db()

    assert [brief.id for brief in tree.portrait(branch, on=DAY).line][-2:] == [commune.pk, branch.pk]


def test_portrait_counts_what_is_below_by_level(province, district, commune, sister, branch):
    assert tree.portrait(province, on=DAY).below == {Level.DISTRICT: 1, Level.COMMUNE: 2, Level.BRANCH: 1}


def test_portrait_is_a_fixed_number_of_queries(central, branch, django_assert_num_queries):
    for unit in (central, branch):
        with django_assert_num_queries(8):
            tree.portrait(unit, on=DAY)


def test_both_organisations_of_a_place_stand_side_by_side(district):
    area = Area.objects.create(
        code="29398", level=AreaLevel.COMMUNE, kind="Xã", name="Hòa An", period=Range(None, None)
    )
    union = make_unit("Đoàn xã Hòa An", district, area_id=area.pk)
    association = make_unit(
        "Hội Khuyến học xã Hòa An",
        None,
        level=Level.COMMUNE,
        system=System.LEARNING_ASSOCIATION,
        area_id=area.pk,
    )

    assert tree.side_by_side(area, on=DAY) == (association, union)
    assert list(Unit.objects.at(area).existing(on=date(2019, 1, 1))) == []
