"""Two people for merging, splitting, closing, abolishing a level, and for taking such a deed back."""

from dataclasses import replace
from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from donghanh.accounts.tests.factories import acting, make_post, sign_in
from donghanh.audit.models import Entry
from donghanh.core.errors import NotPermitted, Refused
from donghanh.organisations import actions, orders, reviewing
from donghanh.organisations.models import Change, Level, Proposal, ProposalState, Unit
from donghanh.organisations.tests.factories import SYSTEM, make_unit

DAY = date(2026, 4, 1)


@pytest.fixture
def central(db):
    return make_unit("Trung ương Đoàn")


@pytest.fixture
def province(central):
    return make_unit("Tỉnh đoàn Bình Minh", central)


@pytest.fixture
def one(province):
    return make_unit("Đoàn xã Hòa An", province, level=Level.COMMUNE)


@pytest.fixture
def two(province):
    return make_unit("Đoàn xã Hòa Bình", province, level=Level.COMMUNE)


@pytest.fixture
def branch(one):
    return make_unit("Chi đoàn ấp 1", one, level=Level.BRANCH)


@pytest.fixture
def first(province):
    """The post of the one who proposes."""
    return make_post(province)


@pytest.fixture
def second(province):
    """The post of the one who decides."""
    return make_post(province, "lanh-dao")


def merging(*units, into, **more):
    return {
        "units": [unit.pk for unit in units],
        "into": into.pk,
        "parent": None,
        "children_to": {},
        "on": DAY.isoformat(),
    } | more


@pytest.fixture
def proposal(one, two, branch, first):
    return actions.propose("merge", facts=merging(one, two, into=two), by=acting(first))


def seal(proposal):
    return orders.seal(orders.preview(orders.read(orders.Kind(proposal.kind), proposal.facts)))


def approve(proposal, post, **more):
    return actions.approve(proposal, by=acting(post), **({"seen": seal(proposal)} | more))


def test_a_proposal_changes_nothing_until_a_second_person_approves(proposal, one, two, branch, second):
    assert Unit.objects.get(pk=one.pk).closed_on is None

    change = approve(proposal, second)

    proposal.refresh_from_db()
    assert (proposal.state, proposal.change, proposal.decided_by_id) == ("approved", change, second.user_id)
    assert Unit.objects.get(pk=one.pk).closed_on == DAY
    assert list(Unit.objects.under(two.pk, on=DAY)) == [branch]


def test_nobody_merges_alone_not_even_with_every_right(one, two, first):
    with pytest.raises(Refused, match="Việc này cần hai người"):
        actions.merge([one, two], into=two, on=DAY, by=acting(first))


@pytest.mark.parametrize("deed", ["close", "split", "abolish_level"])
def test_nor_closes_splits_or_abolishes(deed, province, one, first):
    arguments = {
        "close": {"on": DAY},
        "split": {"into": [], "children_to": {}, "on": DAY},
        "abolish_level": {"level": Level.COMMUNE, "on": DAY},
    }[deed]
    subject = province if deed == "abolish_level" else one

    with pytest.raises(Refused, match="Việc này cần hai người"):
        getattr(actions, deed)(subject, **arguments, by=acting(first))


def test_the_proposer_cannot_approve(proposal, first):
    with pytest.raises(Refused, match="không ai duyệt việc mình đề nghị"):
        approve(proposal, first)


def test_nor_somebody_on_the_proposers_behalf(proposal, first, second):
    stand_in = replace(acting(second), on_behalf_of_id=first.user_id)

    with pytest.raises(Refused, match="không ai duyệt việc mình đề nghị"):
        actions.approve(proposal, seen=seal(proposal), by=stand_in)


def test_the_database_itself_refuses_one_person_in_both_places(proposal, first, second):
    change = approve(proposal, second)

    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.filter(pk=proposal.pk).update(decided_by=first.user_id, change=change)


def test_both_deeds_are_in_the_book_under_every_unit(proposal, one, two, branch, first, second):
    approve(proposal, second)

    verbs = {
        unit.name: list(
            Entry.objects.about(unit).exclude(verb="organisations.open").values_list("verb", flat=True)
        )
        for unit in (one, two, branch)
    }
    assert verbs == {
        one.name: ["organisations.merged"],
        two.name: ["organisations.merge"],
        branch.name: ["organisations.move"],
    }
    told = Entry.objects.about(proposal).order_by("pk").values_list("verb", "user_id")
    assert list(told) == [
        ("organisations.propose", first.user_id),
        ("organisations.approve", second.user_id),
    ]


def test_the_same_proposal_sent_twice_is_one(proposal, one, two, first):
    again = actions.propose("merge", facts=merging(one, two, into=two), by=acting(first))

    assert (again, Proposal.objects.count()) == (proposal, 1)


def test_a_changed_proposal_replaces_the_earlier(proposal, one, two, first):
    later = actions.propose("merge", facts=merging(one, two, into=two, on="2026-05-01"), by=acting(first))

    proposal.refresh_from_db()
    assert (proposal.state, proposal.replaced_by) == (ProposalState.SUPERSEDED, later)


def test_a_proposal_against_the_rules_is_not_taken(one, branch, first):
    with pytest.raises(Refused, match="còn 1 đơn vị trực thuộc"):
        actions.propose("close", facts={"unit": one.pk, "on": DAY.isoformat()}, by=acting(first))


def test_ground_that_changed_is_told_to_who_decides(proposal, one, first, second):
    make_unit("Chi đoàn ấp 2", one, level=Level.BRANCH)

    standing = reviewing.standing(proposal, by=acting(second))

    assert [line.split(" (")[0] for line in standing.differences] == ["Thêm: chuyển Chi đoàn ấp 2"]
    with pytest.raises(Refused, match="Đồng chí hãy xem lại rồi duyệt"):
        approve(proposal, second, seen="what it was")
    assert approve(proposal, second, seen=standing.seal).kind == "merge"


def test_ground_that_forbids_it_says_what(proposal, one, second):
    actions.merge([one], into=Unit.objects.get(pk=proposal.facts["into"]), on=date(2026, 3, 20), by=SYSTEM)

    with pytest.raises(Refused, match=r"Tình hình đã thay đổi.* Đoàn xã Hòa An đã kết thúc hoạt động"):
        approve(proposal, second)


def test_of_two_who_approve_the_second_reads_why(proposal, second, province):
    third = make_post(province)
    approve(proposal, second)

    with pytest.raises(Refused, match="không còn chờ duyệt: đã duyệt bởi Nguyễn Văn"):
        actions.approve(proposal, seen="", by=acting(third))


@pytest.mark.django_db(transaction=True)
def test_two_at_once_do_it_once(proposal, second, province):
    third = make_post(province)
    people, seen, said, start = [acting(second), acting(third)], seal(proposal), [], Barrier(2)

    def decide(by):
        start.wait()
        try:
            said.append(str(actions.approve(proposal, seen=seen, by=by)))
        except Refused as refusal:
            said.append(str(refusal))
        finally:
            connection.close()

    threads = [Thread(target=decide, args=(by,)) for by in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Change.objects.filter(kind="merge").count() == 1
    assert sorted(text[:12] for text in said) == ["Đoàn xã Hòa ", "Đề nghị này "]


def test_refused_with_a_reason(proposal, second):
    with pytest.raises(Refused, match="ghi lý do"):
        actions.refuse(proposal, reason=" ", by=acting(second))

    actions.refuse(proposal, reason="Chưa có nghị quyết.", by=acting(second))

    proposal.refresh_from_db()
    assert (proposal.state, proposal.reason) == ("refused", "Chưa có nghị quyết.")


def test_withdrawn_by_the_proposer_alone(proposal, first, second):
    with pytest.raises(Refused, match="Chỉ người gửi"):
        actions.withdraw(proposal, by=acting(second))

    actions.withdraw(proposal, by=acting(first))

    assert Proposal.objects.get().state == "withdrawn"


def test_undoing_takes_two_people_too(proposal, one, first, second):
    change = approve(proposal, second)
    with pytest.raises(Refused, match="Việc này cần hai người"):
        actions.undo(change, by=acting(second))

    back = actions.propose("undo", facts={"change": change.pk}, by=acting(second))
    approve(back, first)

    assert Unit.objects.get(pk=one.pk).closed_on is None


def test_those_out_of_reach_or_without_the_right_decide_nothing(proposal, central, province):
    stranger = make_post(make_unit("Tỉnh đoàn Sông Hậu", central))
    member = make_post(province, "chuyen-vien")

    assert list(Proposal.objects.visible_to(acting(stranger))) == []
    for post in (stranger, member):
        with pytest.raises(NotPermitted):
            approve(proposal, post)


def test_it_waits_for_the_others_not_for_oneself(proposal, first, second, central):
    above = make_post(central)

    waiting = {
        post: list(Proposal.objects.visible_to(acting(post)).waiting_for(acting(post)))
        for post in (first, second, above)
    }
    assert waiting == {first: [], second: [proposal], above: [proposal]}


def test_a_merger_within_one_unit_is_decided_there(one, first, central):
    schools = [make_unit(f"Chi đoàn {n}", one, level=Level.BRANCH) for n in (1, 2)]

    made = actions.propose("merge", facts=merging(*schools, into=schools[0]), by=acting(first))

    assert made.unit == one


def test_the_page_offers_the_decision_to_the_second_person_only(client, proposal, first, second):
    path = reverse("organisations:proposal", args=[proposal.pk])
    sign_in(client, first.user)
    own = client.get(path).text
    sign_in(client, second.user)
    other = client.get(path).text

    assert ("Duyệt và ghi" in own, "Rút đề nghị" in own) == (False, True)
    assert ("Duyệt và ghi" in other, "Rút đề nghị" in other) == (True, False)
    assert "Chờ Đồng chí duyệt" in client.get(reverse("organisations:proposals")).text


def test_approving_leads_to_the_certificate(client, proposal, second, one, branch):
    sign_in(client, second.user)

    response = client.post(
        reverse("organisations:approve", args=[proposal.pk]), {"seen": seal(proposal)}, follow=True
    )

    text = response.text
    assert response.redirect_chain[0][0] == reverse(
        "organisations:change", args=[Change.objects.latest("pk").pk]
    )
    for said in ("Bản ghi thay đổi tổ chức", "Chi đoàn ấp 1", "Đề nghị hoàn lại", one.name):
        assert said in text


@pytest.mark.parametrize("name", ["proposals", "changes"])
def test_lists_cost_the_same_for_one_row_and_three(
    client, proposal, second, province, one, first, name, django_assert_max_num_queries
):
    sign_in(client, second.user)
    path = reverse(f"organisations:{name}")
    client.get(path)
    with django_assert_max_num_queries(10) as once:
        client.get(path)
    for place in ("Bắc", "Nam"):
        unit = make_unit(f"Đoàn xã {place}", province, level=Level.COMMUNE)
        actions.propose("close", facts={"unit": unit.pk, "on": DAY.isoformat()}, by=acting(first))
    with django_assert_max_num_queries(10) as thrice:
        client.get(path)

    assert len(once) == len(thrice)
