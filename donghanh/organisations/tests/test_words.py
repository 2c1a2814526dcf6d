"""The words by which a unit is found stay those of its rows, whatever is done to them and by whom."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from donghanh.organisations import actions
from donghanh.organisations.models import Change, Unit, UnitName
from donghanh.organisations.queries.proof import wrong_words
from donghanh.organisations.tests.factories import SYSTEM, make_unit
from donghanh.organisations.tests.test_tree import REFORM


def said(unit):
    return Unit.objects.get(pk=unit.pk).words.split("\n")[1:-1]


def test_a_new_unit_has_its_code_and_its_name(commune):
    assert said(commune) == sorted([f" {commune.code.lower()}", " doan xa hoa an"])
    assert wrong_words() == []


def test_names_aliases_and_codes_come_and_go(commune):
    actions.rename(commune, name="Đoàn phường Tân An", on=REFORM, by=SYSTEM)
    renaming = Change.objects.latest("pk")
    actions.set_aliases(commune, names=["Xã đoàn Bàu Sen"], by=SYSTEM)
    actions.give_code(commune, scheme="Thống kê", code="29398", on=REFORM, by=SYSTEM)
    assert set(said(commune)) == {
        f" {commune.code.lower()}",
        " doan xa hoa an",
        " doan phuong tan an",
        " xa doan bau sen",
        " 29398",
    }

    actions.set_aliases(commune, names=[], by=SYSTEM)
    actions.undo(renaming, by=SYSTEM)

    assert set(said(commune)) == {f" {commune.code.lower()}", " doan xa hoa an", " 29398"}
    assert wrong_words() == []


def test_a_name_that_begins_like_another_is_one_of_its_own(commune):
    actions.rename(commune, name="Đoàn xã Hòa", on=REFORM, by=SYSTEM)

    assert {" doan xa hoa", " doan xa hoa an"} < set(said(commune))
    assert wrong_words() == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE organisations_unit SET words = 'khác'",
        "UPDATE organisations_unit SET code = code || 'X'",
        "UPDATE organisations_unitname SET name = name || ' lớn'",
        "DELETE FROM organisations_unitname",
    ],
)
def test_rows_changed_by_hand_are_followed_too(commune, statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)

    assert wrong_words() == []


def test_a_name_that_moves_to_another_unit_is_followed(commune):
    other = make_unit("Đoàn xã Khác")
    UnitName.objects.filter(unit=other).delete()

    UnitName.objects.filter(unit=commune).update(unit=other)

    assert " doan xa hoa an" in said(other)
    assert wrong_words() == []


def test_the_words_are_no_part_of_the_history(commune):
    before = commune.events.count()

    actions.set_aliases(commune, names=["Xã đoàn Bàu Sen"], by=SYSTEM)

    assert commune.events.count() == before


def test_the_command_says_that_all_is_right_and_what_is_wrong(commune, capsys):
    call_command("check_search")
    assert "Khớp hoàn toàn." in capsys.readouterr().out

    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE organisations_unit DISABLE TRIGGER unit_words")
        cursor.execute("UPDATE organisations_unit SET words = 'khác' WHERE id = %s", [commune.pk])
    with pytest.raises(CommandError, match="không khớp ở 1 đơn vị"):
        call_command("check_search")
    assert commune.code in capsys.readouterr().err
