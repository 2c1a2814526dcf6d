"""The cast: a few people; the posts that they hold do not matter here."""

import pytest

from donghanh.accounts.tests.factories import make_user
from donghanh.core.actor import system_actor
from donghanh.organisations.tests.factories import NOW


@pytest.fixture
def lan(db):
    return make_user("lan.tran", full_name="Trần Ngọc Lan")


@pytest.fixture
def minh(db):
    return make_user("minh.le", full_name="Lê Văn Minh")


@pytest.fixture
def system(db):
    return system_actor(now=NOW)
