"""The standard data: one province of today with all that it came from, as the whole country is loaded."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from donghanh.organisations.models import (
    Area,
    AreaLevel,
    AreaSuccession,
    Level,
    Lineage,
    Succession,
    SuccessionKind,
    System,
    Unit,
)
from donghanh.organisations.queries import time, tree
from donghanh.organisations.queries.proof import prove
from donghanh.organisations.standard import check, load, plan, source
from donghanh.organisations.tests.factories import SYSTEM, make_actor

REFORM = date(2025, 7, 1)
EVE = REFORM - timedelta(days=1)


@pytest.fixture(scope="module")
def country():
    return source.read()


@pytest.fixture
def loaded(db, country):
    return load.load(plan.make(country.part({"tinhvinhlong"})), tell=lambda _step: None, by=SYSTEM)


def units(day, **fields):
    return Unit.objects.existing(on=day).filter(**fields)


def test_the_source_is_whole(country):
    assert (len(country.old_provinces), len(country.old_districts), len(country.old_communes)) == (
        63,
        696,
        10_035,
    )
    assert (len(country.new_provinces), len(country.new_communes)) == (34, 3_321)
    assert country.unknown == ()
    assert set(country.old_communes) <= set(country.became)
    assert set(country.new_communes) == set(country.came_from())


def test_eleven_provinces_went_through_as_they_were(country):
    assert sorted(country.new_provinces[key].name for key in country.kept_provinces()) == [
        "Cao Bằng", "Huế", "Hà Nội", "Hà Tĩnh", "Lai Châu", "Lạng Sơn", "Nghệ An", "Quảng Ninh", "Sơn La",
        "Thanh Hóa", "Điện Biên",
    ]  # fmt: skip


def test_vinh_long_has_three_predecessors_and_124_communes(loaded):
    for system in (System.YOUTH_UNION, System.LEARNING_ASSOCIATION):
        province = units(REFORM, system=system).get(level=Level.PROVINCE)
        assert province.came_from.filter(kind=SuccessionKind.MERGE).count() == 3
        assert Unit.objects.under(province.pk, on=REFORM).count() == 124
        assert units(EVE, system=system, level=Level.PROVINCE).count() == 3
        assert units(REFORM, system=system, level=Level.DISTRICT).count() == 0


def test_units_are_called_as_the_organisations_call_them(loaded):
    names = set(units(EVE).values_list("name", flat=True)) | set(units(REFORM).values_list("name", flat=True))

    assert {
        "Tỉnh đoàn Vĩnh Long", "Tỉnh đoàn Trà Vinh", "Huyện đoàn Càng Long", "Thành đoàn Trà Vinh",
        "Hội Khuyến học tỉnh Bến Tre", "Hội Khuyến học huyện Càng Long", "Trung ương Đoàn TNCS Hồ Chí Minh",
    } <= names  # fmt: skip


def test_every_old_unit_has_an_heir_and_every_new_one_came_from_somewhere(loaded):
    assert not Unit.objects.filter(closed_on=REFORM, became=None).exists()
    assert not Unit.objects.filter(opened_on=REFORM, came_from=None).exists()


def test_a_district_office_of_old_is_reached_from_the_new_province(loaded):
    province = units(REFORM, system=System.YOUTH_UNION).get(level=Level.PROVINCE)
    district = Unit.objects.get(name="Huyện đoàn Càng Long")

    assert district in Unit.objects.reached_by(make_actor(province))
    assert [fate.unit.id for fate in time.what_became(district)] == [province.pk]


def test_lineage_equals_the_recursion(loaded):
    assert prove().holds
    assert loaded.rows["dòng trên dưới"] == Lineage.objects.count()


def test_a_second_load_changes_nothing(loaded, country):
    again = load.load(plan.make(country.part({"tinhvinhlong"})), tell=lambda _step: None, by=SYSTEM)

    assert again.total == 0


def test_a_second_load_adds_what_is_missing(loaded, country):
    load.load(plan.make(country.part({"tinhvinhlong", "tinhcamau"})), tell=lambda _step: None, by=SYSTEM)

    assert units(REFORM, system=System.YOUTH_UNION, level=Level.PROVINCE).count() == 2
    assert prove().holds


def test_both_organisations_stand_side_by_side_at_every_commune(loaded):
    area = Area.objects.on(REFORM).filter(level=AreaLevel.COMMUNE).in_order()[0]

    assert [unit.system for unit in tree.side_by_side(area, on=REFORM)] == [
        System.LEARNING_ASSOCIATION,
        System.YOUTH_UNION,
    ]


def test_the_check_finds_what_is_lost_and_what_comes_from_nowhere(loaded, country):
    assert check.check(country.part({"tinhvinhlong"})).wrong == ()
    step = AreaSuccession.objects.filter(predecessor__level=AreaLevel.COMMUNE, in_part=False).first()
    lonely = step.successor.came_from.count() == 1
    AreaSuccession.objects.filter(pk=step.pk).delete()
    Succession.objects.filter(predecessor__name="Huyện đoàn Càng Long").delete()

    wrong = check.check(country.part({"tinhvinhlong"})).wrong

    assert f"Không có nơi kế thừa: {step.predecessor} ({step.predecessor.code})" in wrong
    assert any(line.startswith("Không có đơn vị kế thừa: Huyện đoàn Càng Long") for line in wrong)
    assert len(wrong) == 3 if lonely else 2


def test_the_commands_say_what_they_find(loaded):
    out = StringIO()
    call_command("check_lineage", stdout=out)
    assert "Khớp hoàn toàn." in out.getvalue()

    Lineage.objects.filter(depth=1)[:1].get().delete()
    with pytest.raises(CommandError, match="không khớp"):
        call_command("check_lineage", stdout=StringIO(), stderr=StringIO())

    call_command("rebuild_lineage", stdout=StringIO())
    call_command("check_lineage", stdout=StringIO())
