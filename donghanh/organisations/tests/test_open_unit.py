"""Opening a unit."""

from dataclasses import replace
from datetime import date

import pytest

from donghanh.audit.models import Entry
from donghanh.core.errors import NotPermitted, Refused
from donghanh.organisations import actions, rules
from donghanh.organisations.models import Decision, Kind, Level, System, Unit
from donghanh.organisations.queries import previews
from donghanh.organisations.tests.factories import make_unit, new

DAY = date(2026, 1, 1)


def test_open_makes_a_unit_with_name_place_and_lineage(district, province, central, secretary):
    spec = new("  Đoàn xã   Tân Hòa ", level=Level.COMMUNE, code="X-1", aliases=("Xã Tân Hòa cũ",))

    unit = actions.open_unit(district, new=spec, on=DAY, by=secretary)

    assert (unit.code, unit.name, unit.opened_on) == ("X-1", "Đoàn xã Tân Hòa", DAY)
    assert list(Unit.objects.above(unit.pk, on=DAY)) == [central, province, district, unit]
    assert [alias.name for alias in unit.aliases.all()] == ["Xã Tân Hòa cũ"]


def test_open_keeps_the_decision_and_is_recorded(district, secretary):
    decision = Decision(number="12-QĐ/TĐTN", issued_on=date(2025, 12, 20), issuer="Tỉnh đoàn Bình Minh")

    unit = actions.open_unit(
        district, new=new("Đoàn xã Tân Hòa", level=Level.COMMUNE), on=DAY, decision=decision, by=secretary
    )

    assert str(unit.opened_by.decision) == "12-QĐ/TĐTN ngày 20/12/2025 của Tỉnh đoàn Bình Minh"
    entry = Entry.objects.about(unit).get()
    assert (entry.verb, entry.facts["parent"]) == ("organisations.open", district.code)


def test_the_same_decision_is_told_once(district, secretary):
    for name in ("Đoàn xã Một", "Đoàn xã Hai"):
        decision = Decision(number="12-QĐ/TĐTN")
        actions.open_unit(
            district, new=new(name, level=Level.COMMUNE), on=DAY, decision=decision, by=secretary
        )

    assert Decision.objects.count() == 1


def test_open_is_refused_before_the_parent(district, secretary):
    early = new("Đoàn xã Tân Hòa", level=Level.COMMUNE)

    reason = rules.open_unit(district, new=early, on=date(2019, 12, 31), by=secretary)

    assert reason == (
        "Đoàn xã Tân Hòa không thể thành lập từ ngày 31/12/2019: đơn vị cấp trên Huyện đoàn Tân Lập "
        "chỉ có từ ngày 01/01/2020."
    )


def test_open_is_refused_below_a_closed_parent(district, secretary, commune):
    actions.close(commune, on=DAY, by=secretary)

    with pytest.raises(Refused, match=r"^Đoàn xã Hòa An đã kết thúc hoạt động từ ngày 01/01/2026\.$"):
        actions.open_unit(commune, new=new("Chi đoàn ấp 9"), on=date(2026, 2, 1), by=secretary)


@pytest.mark.parametrize(
    ("spec", "reason"),
    [
        (new("", code="X-1"), "Đơn vị mới phải có mã và tên."),
        (new("Chi đoàn ấp 1", code=" "), "Đơn vị mới phải có mã và tên."),
        (new("a" * 201), "Mã đơn vị dài nhất 40 chữ, tên dài nhất 200 chữ."),
        (
            new("Tỉnh đoàn Mới", level=Level.PROVINCE),
            "Tỉnh đoàn Mới (cấp tỉnh) không thể đứng dưới Huyện đoàn Tân Lập (cấp huyện).",
        ),
        (
            new("Chi hội ấp 1", system=System.LEARNING_ASSOCIATION),
            "Chi hội ấp 1 và Huyện đoàn Tân Lập thuộc hai hệ thống khác nhau.",
        ),
    ],
)
def test_open_rule_says_what_is_wrong(district, secretary, spec, reason):
    assert rules.open_unit(district, new=spec, on=DAY, by=secretary) == reason


def test_open_is_refused_with_a_code_in_use(district, commune, secretary):
    again = new("Đoàn xã Khác", level=Level.COMMUNE, code=commune.code)

    assert rules.open_unit(district, new=again, on=DAY, by=secretary) == (
        f"Mã {commune.code} đã dùng cho Đoàn xã Hòa An."
    )


def test_open_below_nothing_is_for_the_system_alone(secretary):
    with pytest.raises(NotPermitted):
        actions.open_unit(None, new=new("Trung ương Khác", level=Level.CENTRAL), on=DAY, by=secretary)


def test_open_needs_the_right_and_the_reach(district, secretary, outsider):
    spec = new("Đoàn xã Tân Hòa", level=Level.COMMUNE)

    for actor in (replace(secretary, permissions=frozenset()), outsider):
        with pytest.raises(NotPermitted):
            actions.open_unit(district, new=spec, on=DAY, by=actor)


def test_staff_boards_stand_beside_their_office(province, secretary):
    board = make_unit("Ban Tuyên giáo", province, level=province.level, kind=Kind.STAFF_BOARD)

    assert board in Unit.objects.within(province.pk, on=DAY)


def test_open_preview_names_the_new_unit(district):
    preview = previews.preview_open(district, new=new("Đoàn xã Tân Hòa"), on=DAY)

    assert preview.opens == ("Đoàn xã Tân Hòa (thuộc Huyện đoàn Tân Lập)",)
