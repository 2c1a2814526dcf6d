"""Choices of names are remembered for the issuer; groups and bodies they mean are made."""

from dataclasses import replace

import pytest

from donghanh.audit.models import Entry
from donghanh.core.errors import NotPermitted
from donghanh.core.permissions import Permission
from donghanh.documents import actions, naming
from donghanh.documents.models import NameChoice, OutsideBody
from donghanh.documents.naming import Source
from donghanh.documents.tests.naming.trees import BEFORE, HOI, PROVINCE
from donghanh.organisations.models import UnitGroup
from donghanh.organisations.tests.factories import make_actor

NAME = "Các đơn vị cụm 1"


def chosen(*means, written=NAME):
    return {naming.key(written): {"written": written, "means": list(means)}}


def remember(trees, by, names, *issuers):
    rows = [trees[issuer] for issuer in issuers or (PROVINCE,)]
    key = " + ".join(issuers)
    return actions.remember(names, issuers=rows, issuer_key=key, by=by)


def test_a_choice_is_remembered_for_the_issuer(ask, trees, secretary):
    meant = {"unit": trees["Đoàn xã Hòa An"].pk}

    assert remember(trees, secretary, chosen(meant)) == 1

    found = ask(NAME)
    assert (found.means, found.sure, found.source) == ((meant,), True, Source.REMEMBERED)
    assert found.said == ("Đoàn xã Hòa An",)
    assert ask(NAME, HOI).source is Source.NONE


def test_a_name_left_open_on_purpose_is_remembered_too(ask, trees, secretary):
    remember(trees, secretary, chosen(written="Ban Tuyên giáo"))

    found = ask("Ban Tuyên giáo")

    assert (found.means, found.sure, found.source) == ((), True, Source.REMEMBERED)


def test_another_choice_takes_its_place_and_the_same_one_writes_nothing(ask, trees, secretary):
    first, second = ({"unit": trees[name].pk} for name in ("Đoàn xã Hòa An", "Đoàn xã Hòa Phú"))
    remember(trees, secretary, chosen(first))

    assert remember(trees, secretary, chosen(first)) == 0
    assert remember(trees, secretary, chosen(second, first)) == 1
    assert ask(NAME).means == (second, first)
    assert NameChoice.objects.count() == 1


def test_choices_of_one_office_are_not_those_of_another(ask, trees, secretary):
    remember(trees, secretary, chosen({"unit": trees["Đoàn xã Hòa An"].pk}))

    assert ask(NAME, by=make_actor(trees["Đoàn xã Hòa An"])).source is Source.NONE


def test_a_choice_in_a_joint_paper_holds_for_both_issuers_together(trees, secretary):
    meant = {"unit": trees["Đoàn xã Hòa An"].pk}
    remember(trees, secretary, chosen(meant), HOI, PROVINCE)

    both = [trees[HOI], trees[PROVINCE]]
    found = naming.resolve([NAME], issuers=both, issuer_key=f"{HOI} + {PROVINCE}", on=BEFORE, by=secretary)

    assert found[naming.key(NAME)].means == (meant,)


def test_a_remembered_choice_still_says_what_its_unit_is_today(ask, trees, secretary):
    remember(trees, secretary, chosen({"unit": trees["Huyện đoàn Tân Lập"].pk}))

    assert ask(NAME).today.startswith("Huyện đoàn Tân Lập đã kết thúc từ 01/7/2025")


def test_remembering_is_recorded_and_needs_the_right(trees, secretary):
    remember(trees, secretary, chosen())

    entry = Entry.objects.about(trees[PROVINCE]).newest_first()[0]
    assert (entry.verb, entry.facts["names"]) == ("documents.remember_names", [naming.key(NAME)])
    with pytest.raises(NotPermitted):
        remember(trees, replace(secretary, permissions=frozenset()), chosen())


def test_groups_and_bodies_become_rows_once(ask, trees, secretary):
    means = [*ask("Các huyện, thị, thành đoàn").means, *ask("Sở Nội vụ").means, *ask("Sở Nội vụ").means]

    made = actions.materialise([*means, {"unit": 1}], on=BEFORE, by=secretary)
    again = actions.materialise(means, on=BEFORE, by=secretary)

    group, body = UnitGroup.objects.get(), OutsideBody.objects.get()
    assert made.means == ({"group": group.pk}, {"body": body.pk}, {"unit": 1})
    assert again.means == made.means[:2]
    assert group.members(on=BEFORE).count() == 3
    assert [entry.verb for entry in Entry.objects.about(body)] == ["documents.note_body"]
    assert ask("Sở Nội vụ").means == ({"body": body.pk},)
    assert ask("Các huyện, thị, thành đoàn").means == ({"group": group.pk},)


@pytest.mark.parametrize("lack", ["right", "reach"])
def test_a_group_that_the_actor_may_not_make_is_said_and_the_rest_is_made(ask, trees, secretary, lack):
    means = [*ask("Các huyện, thị, thành đoàn").means, *ask("Sở Nội vụ").means]
    actor = replace(secretary, permissions=frozenset(Permission) - {Permission.GROUP_CHANGE})
    if lack == "reach":
        actor = make_actor(trees["Đoàn xã Hòa An"])

    made = actions.materialise(means, on=BEFORE, by=actor)

    assert made.means == ({"body": OutsideBody.objects.get().pk},)
    assert made.refused[0].startswith("Nhóm “Các huyện, thị, thành đoàn” chưa lập được: ")
    assert not UnitGroup.objects.exists()


def test_making_needs_the_right_to_take_in(secretary):
    with pytest.raises(NotPermitted):
        actions.materialise([], on=BEFORE, by=replace(secretary, permissions=frozenset()))


def test_a_superiors_group_is_narrowed_to_the_own_unit(ask, trees):
    commune = make_actor(trees["Đoàn xã Hòa An"])
    group = ask("Đoàn các xã, phường, thị trấn").means
    others = [*ask("Ban Tuyên giáo").means, *ask("Sở Nội vụ").means, *ask("Các huyện, thị, thành đoàn").means]

    assert naming.narrowed(group, by=commune, on=BEFORE) == ({"unit": commune.top_id},)
    assert naming.narrowed(others, by=commune, on=BEFORE) == ()


def test_a_superiors_group_is_narrowed_to_what_lies_below(ask, trees):
    district = make_actor(trees["Huyện đoàn Tân Lập"])

    (meant,) = naming.narrowed(ask("Đoàn các xã, phường, thị trấn").means, by=district, on=BEFORE)

    assert meant["new_group"]["owner"] == district.top_id
    assert meant["new_group"]["levels"] == [4]


def test_the_own_group_stays(ask, secretary):
    means = ask("Các huyện, thị, thành đoàn").means

    assert naming.narrowed(means, by=secretary, on=BEFORE) == means
    made = actions.materialise(means, on=BEFORE, by=secretary)
    assert naming.narrowed(made.means, by=secretary, on=BEFORE) == made.means
