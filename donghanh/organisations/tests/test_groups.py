"""Groups of units by a dated rule."""

from dataclasses import replace
from datetime import date

import pytest

from donghanh.audit.models import Entry
from donghanh.core.errors import NotPermitted
from donghanh.organisations import actions, rules
from donghanh.organisations.actions.groups import Picks
from donghanh.organisations.models import Kind, Level, UnitGroup
from donghanh.organisations.tests.factories import SYSTEM, make_actor, make_unit

START = date(2025, 1, 1)
DAY = date(2026, 1, 1)
DISTRICTS = Picks(levels=(Level.DISTRICT,), directly_below=True)


@pytest.fixture
def group(province, secretary):
    return actions.create_group(
        province, name="Các huyện đoàn trực thuộc", picks=DISTRICTS, on=START, by=secretary
    )


def test_a_group_picks_by_level_and_directness(group, province, district, commune):
    make_unit("Đoàn khối", district, level=Level.DISTRICT)

    assert list(group.members(on=DAY)) == [district]


def test_a_group_has_the_members_of_the_day(group, province, district):
    added = make_unit("Huyện đoàn Tân Thành", province, on=DAY)

    assert list(group.members(on=date(2025, 12, 31))) == [district]
    assert list(group.members(on=DAY)) == [district, added]


def test_a_group_picks_by_kind_and_by_a_word_in_the_name(province, commune, secretary):
    schools = [
        make_unit(name, commune, level=Level.BASE, kind=Kind.SCHOOL)
        for name in ("Đoàn Trường THPT Hòa An", "Đoàn Trường THCS Hòa An")
    ]
    picks = Picks(kinds=(Kind.SCHOOL,), name_has="thpt")

    group = actions.create_group(province, name="100% trường THPT", picks=picks, on=START, by=secretary)

    assert list(group.members(on=DAY)) == schools[:1]


def test_a_group_takes_some_more_and_leaves_some_out(province, district, commune, sister, secretary):
    picks = replace(DISTRICTS, also=(commune.pk, sister.pk), without=(district.pk,))

    group = actions.create_group(province, name="Điểm", picks=picks, on=START, by=secretary)

    assert list(group.members(on=DAY)) == [commune, sister]


def test_change_holds_from_its_day_on(group, district, commune, sister, secretary):
    actions.change_group(group, picks=Picks(levels=(Level.COMMUNE,)), on=DAY, by=secretary)

    assert list(group.members(on=date(2025, 12, 31))) == [district]
    assert list(group.members(on=DAY)) == [commune, sister]


def test_groups_are_recorded(group, secretary):
    actions.change_group(group, picks=DISTRICTS, on=DAY, by=secretary)

    verbs = [entry.verb for entry in Entry.objects.about(group).newest_first()]
    assert verbs == ["organisations.change_group", "organisations.create_group"]


def test_change_is_refused_before_the_rule_in_force(group, secretary):
    assert rules.change_group(group, on=date(2024, 1, 1), by=secretary) == (
        "Nhóm đã có quy tắc từ ngày 01/01/2025; quy tắc mới phải bắt đầu sau ngày đó."
    )


def test_create_is_refused_with_a_name_in_use_or_none(group, province, secretary):
    assert rules.create_group(province, name=group.name, on=DAY, by=secretary) == (
        "Tỉnh đoàn Bình Minh đã có nhóm “Các huyện đoàn trực thuộc”."
    )
    assert rules.create_group(province, name=" ", on=DAY, by=secretary) == "Đồng chí chưa nhập tên nhóm."


def test_groups_need_the_right_and_the_reach(group, province, secretary, outsider):
    for actor in (replace(secretary, permissions=frozenset()), outsider):
        with pytest.raises(NotPermitted):
            actions.create_group(province, name="Khác", picks=DISTRICTS, on=DAY, by=actor)
        with pytest.raises(NotPermitted):
            actions.change_group(group, picks=DISTRICTS, on=DAY, by=actor)


def test_groups_are_visible_below_their_owner_and_not_beside(group, commune, outsider):
    assert list(UnitGroup.objects.visible_to(make_actor(commune))) == [group]
    assert not UnitGroup.objects.visible_to(outsider).exists()
    assert list(UnitGroup.objects.visible_to(SYSTEM)) == [group]
