"""Renaming: another name from a day on, the same unit."""

from dataclasses import replace
from datetime import date

import pytest

from donghanh.audit.models import Entry
from donghanh.core.errors import NotPermitted
from donghanh.organisations import actions, rules
from donghanh.organisations.models import Unit
from donghanh.organisations.queries import previews
from donghanh.organisations.tests.factories import make_actor

DAY = date(2026, 1, 1)
EVE = date(2025, 12, 31)


def test_rename_holds_from_its_day_on(commune, secretary):
    actions.rename(commune, name="Đoàn phường Hòa An", on=DAY, by=secretary)

    named = {day: Unit.objects.named(on=day).get(pk=commune.pk).name_then for day in (EVE, DAY)}
    assert named == {EVE: "Đoàn xã Hòa An", DAY: "Đoàn phường Hòa An"}
    assert Unit.objects.get(pk=commune.pk).name == "Đoàn phường Hòa An"


def test_rename_makes_no_successor_and_is_recorded(commune, secretary):
    actions.rename(commune, name="Đoàn phường Hòa An", on=DAY, by=secretary)

    assert not commune.became.exists()
    entry = Entry.objects.about(commune).newest_first()[0]
    assert (entry.facts["before"], entry.facts["after"]) == ("Đoàn xã Hòa An", "Đoàn phường Hòa An")


def test_a_composed_and_a_decomposed_name_are_the_same(commune, secretary):
    decomposed = "Đoàn xã Hòa An"

    assert (
        rules.rename(commune, name=decomposed, on=DAY, by=secretary)
        == "Đoàn xã Hòa An đang mang chính tên này."
    )


def test_rename_is_refused_before_a_rename_already_told(commune, secretary):
    actions.rename(commune, name="Đoàn phường Hòa An", on=DAY, by=secretary)

    assert rules.rename(commune, name="Đoàn xã Khác", on=EVE, by=secretary) == (
        "Đoàn xã Hòa An đã mang tên “Đoàn phường Hòa An” từ ngày 01/01/2026. "
        "Đồng chí chọn một ngày sau đó, hoặc hủy lần đổi tên ấy trước."
    )


@pytest.mark.parametrize(
    ("name", "reason"), [("  ", "Đồng chí chưa nhập tên mới."), ("a" * 201, "Tên đơn vị dài nhất 200 chữ.")]
)
def test_rename_rule_looks_at_the_name(commune, secretary, name, reason):
    assert rules.rename(commune, name=name, on=DAY, by=secretary) == reason


def test_a_unit_may_rename_itself_but_not_its_sister(commune, sister):
    clerk = make_actor(commune)

    actions.rename(commune, name="Đoàn phường Hòa An", on=DAY, by=clerk)

    with pytest.raises(NotPermitted):
        actions.rename(sister, name="Đoàn phường Hòa Bình", on=DAY, by=clerk)


def test_rename_needs_the_right(commune, secretary):
    with pytest.raises(NotPermitted):
        actions.rename(commune, name="Khác", on=DAY, by=replace(secretary, permissions=frozenset()))


def test_rename_preview(commune):
    preview = previews.preview_rename(commune, name="Đoàn phường Hòa An", on=DAY)

    assert [(unit.name, name) for unit, name in preview.renames] == [("Đoàn xã Hòa An", "Đoàn phường Hòa An")]
