"""What one wants to be told."""

import pytest

from donghanh.accounts.tests.factories import sign_in
from donghanh.core.errors import Refused
from donghanh.notifications import actions, queries
from donghanh.notifications.models import Preference
from tests.notifications.factories import DIGEST, LATE, TASK, acting_as

SETTINGS = "/thong-bao/cai-dat/"


def chosen(actor):
    return {choice.kind: choice.on for choice in queries.choices(actor)}


def test_a_choice_can_be_taken_back_and_leaves_its_history(lan):
    by = acting_as(lan)

    for on in (False, True):
        assert actions.choose(kind=TASK.code, on=on, by=by).on is on
        assert chosen(by)[TASK] is on

    (choice,) = Preference.objects.all()
    assert [event.on for event in choice.events.order_by("pgh_id")] == [False, True]
    assert choice.events.first().pgh_context["user"] == lan.pk


def test_without_a_choice_the_kind_decides(lan):
    assert {kind: on for kind, on in chosen(acting_as(lan)).items() if kind in {TASK, LATE, DIGEST}} == {
        TASK: True,
        LATE: True,
        DIGEST: False,
    }


def test_one_s_choice_is_nobody_else_s(lan, minh):
    actions.choose(kind=TASK.code, on=False, by=acting_as(lan))

    assert chosen(acting_as(minh))[TASK] is True


def test_what_is_urgent_is_not_turned_off(lan):
    with pytest.raises(Refused, match="“Việc quá hạn” là thông báo khẩn nên không tắt được"):
        actions.choose(kind=LATE.code, on=False, by=acting_as(lan))


def test_a_kind_that_is_gone_is_not_chosen(lan):
    with pytest.raises(Refused, match="không còn dùng"):
        actions.choose(kind="khong.co", on=True, by=acting_as(lan))


def test_the_page_says_why_each_kind_exists_and_keeps_what_is_ticked(client, lan):
    sign_in(client, lan)
    assert TASK.why in client.get(SETTINGS).text

    response = client.post(SETTINGS, {"nhan": [DIGEST.code]})

    assert response["Location"] == SETTINGS
    kept = chosen(acting_as(lan))
    assert (kept[TASK], kept[LATE], kept[DIGEST]) == (False, True, True)


def test_nothing_ticked_turns_off_what_can_be(client, lan):
    sign_in(client, lan)

    client.post(SETTINGS, {})

    assert chosen(acting_as(lan))[TASK] is False


def test_a_made_up_kind_changes_nothing(client, lan):
    sign_in(client, lan)

    assert client.post(SETTINGS, {"nhan": ["khong.co"]}).status_code == 200
    assert not Preference.objects.exists()
