"""Starting a programme: who gets what, all or nothing."""

from dataclasses import replace

import pytest
from django.urls import reverse

from donghanh.accounts.tests.factories import TODAY, acting, make_post, sign_in
from donghanh.audit.models import Entry
from donghanh.core.errors import NotPermitted, Refused
from donghanh.identity.models import User
from donghanh.notifications.models import Notice
from donghanh.organisations.models import Level
from donghanh.organisations.tests.factories import make_unit
from donghanh.programmes import actions, rules
from donghanh.programmes.models import Part, Programme, ProgrammeState
from donghanh.programmes.tests.factories import (
    DUE,
    all_communes,
    helps,
    make_communes,
    make_programme,
    make_running,
    task,
)


def given(programme):
    """Who has which task: unit and part, in order."""
    rows = programme.assignments.order_by("task__place", "unit__name", "post")
    return [(row.unit.name, row.part, row.due_on) for row in rows.select_related("unit")]


def test_every_unit_of_a_group_gets_the_task_once(province, commune, sister, neighbour, chief):
    programme = make_programme(province, task(all_communes(province), commune), by=chief)

    started = actions.start(programme, by=chief)

    assert given(programme) == [(commune.name, Part.LEAD, DUE), (sister.name, Part.LEAD, DUE)]
    assert (started.assignments, started.units) == (2, 2)
    programme.refresh_from_db()
    assert (programme.state, programme.started_at) == (ProgrammeState.RUNNING, chief.now)
    assert {row.since for row in programme.assignments.all()} == {TODAY}


def test_who_leads_and_helps_in_one_task_leads(province, commune, sister, chief):
    programme = make_programme(province, task(commune, helps(all_communes(province))), by=chief)

    actions.start(programme, by=chief)

    assert given(programme) == [(commune.name, Part.LEAD, DUE), (sister.name, Part.COORDINATE, DUE)]


def test_a_post_gets_the_task_for_its_holder(province, commune, chief):
    post = make_post(commune, "can-bo-co-so")

    programme = make_running(province, task(post), by=chief)

    row = programme.assignments.get()
    assert (row.unit, row.post) == (commune, post)


def test_nobody_outside_the_owners_reach_is_given_anything(province, commune, neighbour, chief):
    programme = make_programme(province, task(commune, neighbour), by=chief)

    actions.start(programme, by=chief)

    assert given(programme) == [(commune.name, Part.LEAD, DUE)]


def test_a_boards_own_programme_goes_down_from_the_office_that_it_serves(province, board, commune, keeper):
    programme = make_programme(board, task(commune), by=keeper)

    actions.start(programme, by=keeper)

    assert given(programme) == [(commune.name, Part.LEAD, DUE)]


def test_people_who_do_tasks_in_those_units_are_told_once(province, commune, doer, outsider, chief):
    make_post(commune, "thanh-vien")

    make_running(province, task(commune), task(commune, text="Nộp danh sách"), by=chief)

    assert [notice.user_id for notice in Notice.objects.all()] == [doer.user_id]


def test_starting_is_recorded(province, commune, chief):
    programme = make_running(province, task(commune), by=chief)

    entry = Entry.objects.about(programme).get(verb="programmes.start")
    assert (entry.user_id, entry.facts["assignments"], entry.facts["units"]) == (chief.user_id, 1, 1)


def test_starting_takes_as_many_statements_for_many_units(
    province, chief, django_assert_num_queries, django_assert_max_num_queries
):
    group = all_communes(province)
    make_communes(province, 2)
    with django_assert_max_num_queries(60) as few:
        make_running(province, task(group), by=chief)
    make_communes(province, 8)

    with django_assert_num_queries(len(few)):
        make_running(province, task(group), by=chief)


def test_a_task_for_nobody_keeps_the_programme_from_starting(province, commune, chief):
    programme = make_programme(province, task(commune), task(text="Vận động nguồn lực"), by=chief)

    with pytest.raises(Refused) as refusal:
        actions.start(programme, by=chief)

    assert str(refusal.value) == (
        "Còn 1 việc chưa giao cho ai: “Vận động nguồn lực”. Đồng chí chọn đơn vị thực hiện hoặc bỏ việc ấy."
    )
    assert not programme.assignments.exists()


def test_a_group_that_is_empty_on_the_day_gives_nothing_yet(province, chief):
    programme = make_running(province, task(all_communes(province)), by=chief)

    assert given(programme) == []


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        (ProgrammeState.RUNNING, "Chương trình đang thực hiện."),
        (ProgrammeState.ENDED, "Chương trình đã kết thúc."),
        (ProgrammeState.DROPPED, "Chương trình đã hủy."),
    ],
)
def test_only_what_is_in_preparation_starts(chief, state, reason):
    assert rules.start(Programme(state=state), by=chief) == reason


def test_a_programme_without_tasks_does_not_start(province, chief):
    assert (
        rules.start(make_programme(province, by=chief), by=chief) == "Chương trình chưa có việc nào để giao."
    )


def test_another_office_does_not_start_it(province, commune, chief, outsider):
    programme = make_programme(province, task(commune), by=chief)

    assert rules.start(programme, by=outsider) == "Chương trình thuộc đơn vị khác, Đồng chí chỉ được xem."


def test_starting_needs_the_right(province, commune, chief):
    programme = make_programme(province, task(commune), by=chief)

    with pytest.raises(NotPermitted):
        actions.start(programme, by=replace(chief, permissions=frozenset()))


def test_the_page_starts_it_and_shows_its_tasks(client, province, commune, chief):
    programme = make_programme(province, task(commune), by=chief)
    sign_in(client, User.objects.get(pk=chief.user_id))

    response = client.post(reverse("programmes:start", args=[programme.pk]), follow=True)

    assert "1 đơn vị được giao việc" in response.content.decode()
    assert programme.assignments.count() == 1


@pytest.mark.parametrize("door", ["programme", "start", "agree", "withdraw_agreement"])
def test_an_outsider_finds_no_such_programme(client, province, commune, chief, outsider, door):
    programme = make_programme(province, task(commune), by=chief)
    sign_in(client, User.objects.get(pk=outsider.user_id))
    method = client.get if door == "programme" else client.post

    assert method(reverse(f"programmes:{door}", args=[programme.pk])).status_code == 404


def test_a_unit_sees_the_programme_once_it_has_started(province, commune, chief, doer):
    programme = make_programme(province, task(commune), by=chief)
    assert not Programme.objects.visible_to(doer).exists()

    actions.start(programme, by=chief)

    assert Programme.objects.visible_to(doer).get() == programme


# --- joint programmes ---


@pytest.fixture
def partner(db):
    return make_unit("Hội Khuyến học tỉnh Bình Minh", level=Level.PROVINCE, system="learning_association")


@pytest.fixture
def partner_chief(partner):
    return acting(make_post(partner, "lanh-dao"))


@pytest.fixture
def joint(province, partner, commune, chief):
    return make_programme(province, task(commune), owners=(partner,), by=chief)


def test_a_joint_programme_starts_when_both_agree(joint, partner, chief, partner_chief):
    with pytest.raises(Refused) as refusal:
        actions.start(joint, by=chief)
    assert str(refusal.value) == (f"Chương trình phối hợp chỉ bắt đầu khi {partner} cũng đồng ý.")

    actions.agree(joint, by=partner_chief)
    actions.start(joint, by=chief)

    joint.refresh_from_db()
    assert joint.state == ProgrammeState.RUNNING
    assert {owner.agreed_by_id for owner in joint.owners.all()} == {chief.user_id, partner_chief.user_id}


def test_an_agreement_is_told_to_the_other_side_and_may_be_withdrawn(joint, chief, partner_chief):
    actions.agree(joint, by=partner_chief)
    assert Notice.objects.unread().get().user_id == chief.user_id

    actions.withdraw_agreement(joint, by=partner_chief)

    assert not Notice.objects.unread().exists()
    assert "cũng đồng ý" in rules.start(joint, by=chief)


def test_one_agrees_once_and_withdraws_only_what_was_said(joint, partner_chief, outsider):
    assert "chưa đồng ý" in rules.withdraw_agreement(joint, by=partner_chief)
    actions.agree(joint, by=partner_chief)
    assert "đã đồng ý" in rules.agree(joint, by=partner_chief)
    assert rules.agree(joint, by=outsider) == "Chương trình thuộc đơn vị khác, Đồng chí chỉ được xem."
