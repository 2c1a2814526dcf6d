"""The book of deeds is read as far as one's units reach."""

from datetime import date

from donghanh.audit.models import Entry
from donghanh.organisations import actions
from donghanh.organisations.tests.factories import make_actor

DAY = date(2026, 1, 1)


def test_deeds_of_units_below_are_visible_and_those_beside_are_not(commune, sister, province, neighbour):
    actions.rename(commune, name="Đoàn phường Hòa An", on=DAY, by=make_actor(commune))

    seen = {
        unit.name: Entry.objects.visible_to(make_actor(unit)).filter(verb="organisations.rename").count()
        for unit in (province, commune, sister, neighbour)
    }
    assert list(seen.values()) == [1, 1, 0, 0]


def test_deeds_of_a_closed_unit_stay_visible_to_its_heirs(commune, sister, branch, province):
    actions.rename(commune, name="Đoàn phường Hòa An", on=DAY, by=make_actor(commune))
    actions.merge([commune], into=sister, on=date(2026, 2, 1), by=make_actor(province))

    assert Entry.objects.visible_to(make_actor(sister)).about(commune).count() == 1
