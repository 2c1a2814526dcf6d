"""Reading the tree: its top, what is below, search, a unit's page, both organisations of a place."""

from datetime import date

import pytest
from psycopg.types.range import Range

from donghanh.core.permissions import Permission
from donghanh.organisations import actions
from donghanh.organisations.models import Area, AreaLevel, Kind, Level, System, Unit
from donghanh.organisations.queries import pages, tree
from donghanh.organisations.tests.factories import SYSTEM, make_actor, make_unit, new

DAY = date(2026, 1, 1)
REFORM = date(2025, 7, 1)
EVE = date(2025, 6, 30)


def names(page):
    return [unit.name_then for unit in page.rows]


def test_top_is_the_root_for_who_sees_it(central, commune):
    for unit in (central, commune):
        assert list(tree.top(make_actor(unit), on=DAY)) == [central]


def test_top_of_today_is_found_like_that_of_any_day(central, province, district, commune, branch):
    """The short way of today and the long way answer the same."""
    board = make_unit("Ban Tuyên giáo", province, level=Level.PROVINCE, kind=Kind.STAFF_BOARD)
    for unit in (central, province, commune, branch, board):
        actor = make_actor(unit)
        assert list(tree.top(actor, on=actor.today)) == list(tree.top(actor, on=DAY)) == [central]


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


def search(typed, actor, on=DAY, **asked):
    return pages.found(pages.Asked(text=typed, **asked), actor, on=on).rows


@pytest.mark.parametrize("typed", ["hoa an", "HÒA AN", "xã hòa", "đoàn hoà an", "Hòa", "hoa"])
def test_search_forgives_accents_case_and_order(commune, secretary, typed):
    assert commune in search(typed, secretary)


def test_search_looks_through_old_names_aliases_and_codes(commune, secretary):
    actions.rename(commune, name="Đoàn phường Tân An", on=REFORM, by=SYSTEM)
    actions.set_aliases(commune, names=["Xã đoàn Bàu Sen"], by=SYSTEM)
    actions.give_code(commune, scheme="Thống kê", code="29398", on=REFORM, by=SYSTEM)

    for typed in ("hòa an", "tân an", "bau sen", commune.code.lower(), "29398"):
        assert search(typed, secretary) == (commune,)


def test_search_keeps_to_the_day_and_to_what_is_visible(branch, secretary, outsider):
    actions.close(branch, on=REFORM, by=SYSTEM)

    assert search("chi doan", secretary, on=EVE) == (branch,)
    assert search("chi doan", secretary) == ()
    assert search("chi doan", outsider, on=EVE) == ()


def test_search_finds_the_units_above_once(central, province, commune):
    assert search("doan", make_actor(commune), level=Level.CENTRAL) == (central,)
    assert search("tinh doan", make_actor(province)) == (province,)


def test_search_puts_the_exact_code_first_then_the_levels_from_the_top(district, secretary):
    one = make_unit("Đoàn xã An Sơn", district, code="AB")
    two = make_unit("Chi đoàn Sơn An", one, code="SON")
    three = make_unit("Chi đoàn An Sơn", one)

    assert search("son", secretary) == (two, one, three)
    assert search("sơn an", secretary) == (one, three, two)


def test_pages_of_a_search_follow_each_other(district, secretary):
    units = [make_unit(f"Đoàn xã Sơn {letter}", district, code=f"X{letter}") for letter in "ABCDE"]
    exact = make_unit("Chi đoàn Sơn", district, code="SON")
    asked = pages.Asked(text="sơn")

    read, offset = [], 0
    while offset is not None:
        page = pages.found(asked, secretary, on=DAY, offset=offset, size=2)
        read, offset = [*read, *page.rows], page.next_offset

    assert read == [exact, *units]


@pytest.mark.parametrize("typed", ["%", "_", "'; DROP TABLE", "\\"])
def test_search_for_signs_finds_nothing(commune, secretary, typed):
    assert search(typed, secretary) == ()


def test_search_results_name_the_unit_above(commune, district, branch):
    actions.close(branch, on=REFORM, by=SYSTEM)
    branch.refresh_from_db()

    assert tree.parents_of([commune, branch], on=DAY) == {commune.pk: district.name, branch.pk: commune.name}


def profile(unit, actor, on=DAY):
    return pages.profile(pages.profiled(actor, on=on).get(pk=unit.pk), actor, on=on)


def test_a_page_tells_place_past_and_kin(commune, sister, district, province, central, secretary):
    unit = actions.merge(
        [commune, sister],
        into=new("Đoàn xã Hòa Thuận", level=Level.COMMUNE),
        parent=district,
        on=REFORM,
        by=SYSTEM,
    )
    actions.move(unit, parent=province, on=DAY, by=SYSTEM)

    told = profile(unit, secretary)

    assert [row.unit_id for row in told.line] == [central.pk, province.pk]
    assert [(row.unit_id, row.first, row.last) for row in told.seats] == [
        (district.pk, REFORM, date(2025, 12, 31)),
        (province.pk, DAY, None),
    ]
    assert [step.name for step in told.came_from] == ["Đoàn xã Hòa An", "Đoàn xã Hòa Bình"]
    assert told.became == ()


def test_the_page_of_a_closed_unit_is_of_its_last_day(branch, commune, secretary):
    actions.close(branch, on=REFORM, by=SYSTEM)

    told = profile(branch, secretary)

    assert told.day == EVE
    assert [row.unit_id for row in told.line][-1:] == [commune.pk]


def test_names_out_of_sight_are_told_without_a_link(district, neighbour, commune, secretary):
    actions.move(commune, parent=neighbour, on=REFORM, by=SYSTEM)

    told = profile(commune, make_actor(commune))
    rows = [(row.text, row.unit_id) for row in told.seats]

    assert rows == [("Huyện đoàn Tân Lập", None), ("Tỉnh đoàn Sông Hậu", neighbour.pk)]


def test_what_is_below_is_counted_by_level(province, district, commune, sister, branch):
    assert pages.counts(province, on=DAY) == [
        (Level.DISTRICT.label, 1),
        (Level.COMMUNE.label, 2),
        (Level.BRANCH.label, 1),
    ]


def test_a_page_is_one_query(central, branch, secretary, django_assert_num_queries):
    for unit in (central, branch):
        with django_assert_num_queries(1):
            profile(unit, secretary)


OWN_ONLY = frozenset({Permission.UNIT_VIEW})


def test_a_right_to_see_units_that_ends_at_the_own_unit_shows_it_and_those_above(
    central, province, district, commune, sister, branch
):
    actor = make_actor(commune, own_only=OWN_ONLY)

    assert set(Unit.objects.visible_to(actor)) == {central, province, district, commune}
    assert list(tree.top(actor, on=DAY)) == [central]
    assert names(tree.children(commune.pk, actor, on=DAY)) == []
    assert names(tree.children(district.pk, actor, on=DAY)) == [commune.name]
    assert search("doan", actor) == (central, province, district, commune)


def test_a_staff_board_with_such_a_right_sees_itself_and_its_office(central, province, district):
    board = make_unit("Ban Tuyên giáo", province, level=Level.PROVINCE, kind=Kind.STAFF_BOARD)
    actor = make_actor(board, office_id=province.pk, own_only=OWN_ONLY)

    assert set(Unit.objects.visible_to(actor)) == {central, province, board}


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
