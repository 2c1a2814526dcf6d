"""Moving a unit below another parent."""

from dataclasses import replace
from datetime import date

import pytest

from donghanh.audit.models import Entry
from donghanh.core.errors import NotPermitted, Refused
from donghanh.organisations import actions, rules
from donghanh.organisations.models import System, Unit
from donghanh.organisations.queries import previews
from donghanh.organisations.tests.factories import make_actor, make_unit

DAY = date(2026, 1, 1)
EVE = date(2025, 12, 31)


def test_move_takes_everything_below_along_from_that_day(commune, branch, province, secretary):
    other = make_unit("Huyện đoàn Tân Thành", province)

    actions.move(commune, parent=other, on=DAY, by=secretary)

    assert branch in Unit.objects.within(other.pk, on=DAY)
    assert branch not in Unit.objects.within(other.pk, on=EVE)
    assert branch in Unit.objects.within(province.pk, on=EVE)


def test_move_is_recorded(commune, district, province, secretary):
    other = make_unit("Huyện đoàn Tân Thành", province)

    actions.move(commune, parent=other, on=DAY, by=secretary)

    entry = Entry.objects.about(commune).newest_first().first()
    assert (entry.verb, entry.unit_id) == ("organisations.move", province.pk)
    assert (entry.facts["before"], entry.facts["after"]) == (district.code, other.code)


def test_move_leaves_versions_of_the_placement_with_the_actor(commune, province, secretary):
    other = make_unit("Huyện đoàn Tân Thành", province)
    old = commune.placements.get()

    actions.move(commune, parent=other, on=DAY, by=replace(secretary, address="10.0.0.7"))

    insert, update = old.events.order_by("pgh_id")
    assert (insert.period.upper, update.period.upper) == (None, DAY)
    assert update.pgh_context["deed"] == "organisations.move"
    assert (update.pgh_context["unit"], update.pgh_context["address"]) == (province.pk, "10.0.0.7")


def test_move_is_refused_below_itself(district, commune, secretary):
    reason = rules.move(district, parent=commune, on=DAY, by=secretary)

    assert reason == ("Huyện đoàn Tân Lập (cấp huyện) không thể đứng dưới Đoàn xã Hòa An (cấp xã).")
    with pytest.raises(Refused):
        actions.move(district, parent=commune, on=DAY, by=secretary)


def test_move_is_refused_where_it_would_close_a_ring(commune, secretary):
    upper = make_unit("Đoàn khối A", commune, level=commune.level)
    lower = make_unit("Đoàn khối B", upper, level=commune.level)

    reason = rules.move(upper, parent=lower, on=DAY, by=secretary)

    assert (
        reason
        == "Đoàn khối B đang đứng dưới Đoàn khối A, nên Đoàn khối A không thể chuyển xuống dưới Đoàn khối B."
    )


def test_move_is_refused_where_a_later_move_would_close_a_ring(province, district, secretary):
    first = make_unit("Đoàn khối A", district, level=district.level)
    second = make_unit("Đoàn khối B", district, level=district.level)
    actions.move(second, parent=first, on=date(2027, 1, 1), by=secretary)

    with pytest.raises(Refused, match="không thể chuyển xuống dưới"):
        actions.move(first, parent=second, on=DAY, by=secretary)


def test_move_is_refused_into_another_system(commune, secretary, province):
    alien = make_unit("Hội Khuyến học tỉnh Bình Minh", None, system=System.LEARNING_ASSOCIATION)

    assert rules.move(commune, parent=alien, on=DAY, by=secretary) == (
        "Đoàn xã Hòa An và Hội Khuyến học tỉnh Bình Minh thuộc hai hệ thống khác nhau."
    )


def test_move_is_refused_before_the_unit_opened(commune, province, secretary):
    assert rules.move(commune, parent=province, on=date(2019, 5, 1), by=secretary) == (
        "Đoàn xã Hòa An chỉ có từ ngày 01/01/2020, sau ngày 01/5/2019 mà Đồng chí chọn."
    )


def test_move_is_refused_before_a_move_already_told(commune, district, province, secretary):
    actions.move(commune, parent=province, on=DAY, by=secretary)

    assert rules.move(commune, parent=district, on=EVE, by=secretary) == (
        "Đoàn xã Hòa An đã trực thuộc Tỉnh đoàn Bình Minh từ ngày 01/01/2026. "
        "Đồng chí chọn một ngày sau đó, hoặc hủy thay đổi ấy trước."
    )


def test_move_is_refused_where_the_unit_already_stands(commune, district, secretary):
    assert rules.move(commune, parent=district, on=DAY, by=secretary) == (
        "Đoàn xã Hòa An đang trực thuộc Huyện đoàn Tân Lập."
    )


def test_move_of_the_own_unit_is_for_the_one_above(province, neighbour):
    assert rules.move(province, parent=neighbour, on=DAY, by=make_actor(province)) == (
        "Việc này do đơn vị cấp trên của Tỉnh đoàn Bình Minh thực hiện."
    )


def test_move_needs_the_right(commune, province, secretary):
    with pytest.raises(NotPermitted):
        actions.move(commune, parent=province, on=DAY, by=replace(secretary, permissions=frozenset()))


def test_move_is_not_for_an_outsider(commune, province, outsider):
    with pytest.raises(NotPermitted, match="ở ngoài phạm vi"):
        actions.move(commune, parent=province, on=DAY, by=outsider)


def test_move_preview_counts_what_goes_along(commune, branch, province):
    preview = previews.preview_move(commune, parent=province, on=DAY)

    assert (preview.moves_count, preview.keeps_below) == (1, 1)


def test_move_costs_the_same_number_of_queries_for_one_and_three_below(
    commune, sister, branch, province, secretary, django_assert_num_queries
):
    for number in range(3):
        make_unit(f"Chi đoàn ấp {number + 2}", sister)
    with django_assert_num_queries(21) as once:
        actions.move(commune, parent=province, on=DAY, by=secretary)
    with django_assert_num_queries(len(once)):
        actions.move(sister, parent=province, on=DAY, by=secretary)
