"""What is done waits no longer, for anybody."""

import pytest

from donghanh.notifications import actions, queries
from donghanh.notifications.models import Notice
from tests.notifications.factories import notify


def test_the_notices_of_a_matter_wait_no_longer(lan, minh, system):
    for key in ("assignment:12:7d", "assignment:12:1d", "assignment:123:7d"):
        notify([lan.pk, minh.pk], key=key, by=system)

    assert actions.settle(prefix="assignment:12:", by=system) == 4

    assert [queries.unread(user.pk) for user in (lan, minh)] == [1, 1]
    assert set(Notice.objects.filter(settled_at=system.now).values_list("key", flat=True)) == {
        "assignment:12:7d",
        "assignment:12:1d",
    }
    assert actions.settle(prefix="assignment:12:", by=system) == 0


def test_by_whole_keys(lan, system):
    for key in ("a", "b", "c"):
        notify([lan.pk], key=key, by=system)

    assert actions.settle(["a", "b"], by=system) == 2
    assert actions.settle([], by=system) == 0


def test_signs_of_patterns_in_a_prefix_are_plain_letters(lan, system):
    notify([lan.pk], key="a_b:1", by=system)
    notify([lan.pk], key="axb:1", by=system)

    assert actions.settle(prefix="a_b:", by=system) == 1


def test_half_a_number_is_no_prefix(system):
    with pytest.raises(ValueError, match="colon"):
        actions.settle(prefix="assignment:12", by=system)


def test_a_settled_matter_is_not_told_again(lan, system):
    notify([lan.pk], by=system)
    actions.settle(["task:1"], by=system)

    assert notify([lan.pk], by=system) == 0
