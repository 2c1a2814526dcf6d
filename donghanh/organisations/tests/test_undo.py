"""Undoing a change while nothing depends on it."""

from dataclasses import replace
from datetime import date

import pytest

from donghanh.audit.models import Entry
from donghanh.core.errors import NotPermitted, Refused
from donghanh.organisations import actions, rules
from donghanh.organisations.actions.groups import Picks
from donghanh.organisations.models import (
    Change,
    ChangeKind,
    Level,
    Lineage,
    Placement,
    Reach,
    Succession,
    Unit,
    UnitName,
)
from donghanh.organisations.queries import changes as queries
from donghanh.organisations.tests.factories import SYSTEM, new

DAY = date(2026, 1, 1)


def state():
    """Everything that a change can alter."""
    return {
        Unit: set(Unit.objects.values_list("code", "name", "closed_on")),
        UnitName: set(UnitName.objects.values_list("unit", "name", "period", "ended_by")),
        Placement: set(Placement.objects.values_list("unit", "parent", "period", "ended_by")),
        Succession: set(Succession.objects.values_list("predecessor", "successor")),
        Lineage: set(Lineage.objects.values_list("ancestor", "descendant", "depth", "period")),
        Reach: set(Reach.objects.values_list("top", "unit", "period")),
    }


DEEDS = {
    "open": lambda cast: actions.open_unit(
        cast["district"], new=new("Mới", level=Level.COMMUNE), on=DAY, by=SYSTEM
    ),
    "rename": lambda cast: actions.rename(cast["commune"], name="Tên khác", on=DAY, by=SYSTEM),
    "move": lambda cast: actions.move(cast["commune"], parent=cast["province"], on=DAY, by=SYSTEM),
    "close": lambda cast: actions.close(cast["branch"], on=DAY, by=SYSTEM),
    "merge": lambda cast: actions.merge(
        [cast["commune"], cast["sister"]],
        into=new("Hợp nhất", level=Level.COMMUNE),
        parent=cast["district"],
        on=DAY,
        by=SYSTEM,
    ),
    "merge_into": lambda cast: actions.merge([cast["commune"]], into=cast["sister"], on=DAY, by=SYSTEM),
    "split": lambda cast: actions.split(
        cast["commune"],
        into=[new("Một", level=Level.COMMUNE, code="M1"), new("Hai", level=Level.COMMUNE, code="M2")],
        children_to={cast["branch"].pk: "M1"},
        on=DAY,
        by=SYSTEM,
    ),
    "abolish": lambda cast: actions.abolish_level(cast["province"], level=Level.DISTRICT, on=DAY, by=SYSTEM),
}


@pytest.fixture
def cast(province, district, commune, sister, branch):
    return {
        "province": province,
        "district": district,
        "commune": commune,
        "sister": sister,
        "branch": branch,
    }


@pytest.mark.parametrize("deed", DEEDS)
def test_undo_leads_back_to_exactly_what_was(cast, deed):
    before = state()
    DEEDS[deed](cast)
    assert state() != before

    actions.undo(Change.objects.latest("pk"), by=SYSTEM)

    assert state() == before


@pytest.mark.parametrize("deed", DEEDS)
def test_a_kind_of_change_fills_no_list_that_its_page_leaves_out(cast, deed):
    DEEDS[deed](cast)
    change = Change.objects.latest("pk")

    filled = {name for name, ask in queries.LISTS.items() if ask(change)}

    assert filled
    assert filled <= queries.MAKES[ChangeKind(change.kind)]


def test_undo_is_recorded_and_done_once(cast):
    DEEDS["merge"](cast)
    change = actions.undo(Change.objects.latest("pk"), by=SYSTEM)

    assert Entry.objects.about(change).get().facts["summary"] == change.summary
    assert rules.undo(change, by=SYSTEM) == "Thay đổi này đã được hủy."


def test_undo_is_refused_while_a_later_change_rests_on_it(cast):
    actions.move(cast["commune"], parent=cast["province"], on=DAY, by=SYSTEM)
    first = Change.objects.latest("pk")
    actions.rename(cast["commune"], name="Đoàn phường Hòa An", on=date(2026, 2, 1), by=SYSTEM)

    assert rules.undo(first, by=SYSTEM) == (
        "Đã có thay đổi sau đó dựa vào thay đổi này: Đoàn xã Hòa An đổi tên thành Đoàn phường Hòa An "
        "từ 01/02/2026. Đồng chí hãy hủy thay đổi ấy trước."
    )


def test_undo_is_refused_while_records_rest_on_the_opened_unit(cast):
    unit = DEEDS["open"](cast)
    change = Change.objects.latest("pk")
    actions.create_group(unit, name="Các chi đoàn", picks=Picks(levels=(Level.BRANCH,)), on=DAY, by=SYSTEM)

    with pytest.raises(Refused, match="Đã có hồ sơ gắn với đơn vị được thành lập"):
        actions.undo(change, by=SYSTEM)

    assert Unit.objects.filter(pk=unit.pk).exists()


def test_undo_needs_the_right_and_the_reach(cast, secretary, outsider):
    DEEDS["close"](cast)
    change = Change.objects.latest("pk")

    for actor in (replace(secretary, permissions=frozenset()), outsider):
        with pytest.raises(NotPermitted):
            actions.undo(change, by=actor)


def test_undo_is_open_to_those_who_reach_the_closed_units(cast, secretary):
    DEEDS["merge"](cast)

    actions.undo(Change.objects.latest("pk"), by=secretary)

    assert Unit.objects.get(pk=cast["commune"].pk).closed_on is None
