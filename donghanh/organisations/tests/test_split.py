"""Splitting a unit."""

from dataclasses import replace
from datetime import date

import pytest

from donghanh.audit.models import Entry
from donghanh.core.errors import NotPermitted
from donghanh.organisations import actions, rules
from donghanh.organisations.models import Level, SuccessionKind, Unit
from donghanh.organisations.queries import previews, time
from donghanh.organisations.tests.factories import make_unit, new

DAY = date(2026, 1, 1)


@pytest.fixture
def parts():
    return [
        new("Đoàn xã Một", level=Level.COMMUNE, code="P1"),
        new("Đoàn xã Hai", level=Level.COMMUNE, code="P2"),
    ]


def test_split_opens_the_parts_and_shares_the_children(commune, branch, district, secretary, parts):
    second = make_unit("Chi đoàn ấp 2", commune)

    one, two = actions.split(
        commune, into=parts, children_to={branch.pk: "P1", second.pk: "P2"}, on=DAY, by=secretary
    )

    assert list(Unit.objects.under(one.pk, on=DAY)) == [branch]
    assert list(Unit.objects.under(two.pk, on=DAY)) == [second]
    assert set(Unit.objects.under(district.pk, on=DAY)) == {one, two}
    assert {step.kind for step in commune.became.all()} == {SuccessionKind.SPLIT}


def test_a_split_unit_cannot_be_compared(commune, secretary, parts):
    one, two = actions.split(commune, into=parts, children_to={}, on=DAY, by=secretary)

    recast = time.recast([commune.pk], to=DAY)[commune.pk]

    assert (recast.targets, recast.comparable) == ((one.pk, two.pk), False)


def test_split_is_recorded(commune, secretary, parts):
    actions.split(commune, into=parts, children_to={}, on=DAY, by=secretary)

    assert Entry.objects.about(commune).newest_first()[0].facts["after"] == ["P1", "P2"]


def test_split_is_refused_while_a_child_has_no_receiver(commune, branch, district, secretary, parts):
    reason = rules.split(commune, into=parts, children_to={}, on=DAY, by=secretary)

    assert reason == "Đồng chí chưa chọn nơi tiếp nhận cho: Chi đoàn ấp 1."


def test_split_is_refused_into_one_part(commune, district, secretary, parts):
    assert rules.split(commune, into=parts[:1], children_to={}, on=DAY, by=secretary) == (
        "Chia tách cần ít nhất hai đơn vị mới."
    )


def test_split_is_refused_with_one_code_twice(commune, district, secretary, parts):
    same = [parts[0], replace(parts[1], code="P1")]

    assert rules.split(commune, into=same, children_to={}, on=DAY, by=secretary) == (
        "Mã P1 dùng cho hai đơn vị mới."
    )


def test_split_needs_the_right_and_the_reach(commune, secretary, outsider, parts):
    for actor in (replace(secretary, permissions=frozenset()), outsider):
        with pytest.raises(NotPermitted):
            actions.split(commune, into=parts, children_to={}, on=DAY, by=actor)


def test_split_preview_names_parts_and_receivers(commune, branch, parts):
    preview = previews.preview_split(commune, into=parts, children_to={branch.pk: "P2"}, on=DAY)

    assert preview.opens == ("Đoàn xã Một", "Đoàn xã Hai")
    assert [(move.unit.name, move.parent) for move in preview.moves] == [("Chi đoàn ấp 1", "Đoàn xã Hai")]
