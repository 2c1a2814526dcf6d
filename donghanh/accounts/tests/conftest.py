"""The cast: a province with a staff board and two communes, a neighbour, and people with posts in them."""

import pytest

from donghanh.accounts.tests.factories import acting, make_post
from donghanh.organisations.models import Kind, Level
from donghanh.organisations.tests.factories import make_unit


@pytest.fixture
def central(db):
    return make_unit("Trung ương Đoàn")


@pytest.fixture
def province(central):
    return make_unit("Tỉnh đoàn Bình Minh", central)


@pytest.fixture
def board(province):
    return make_unit("Ban Tuyên giáo Tỉnh đoàn", province, level=Level.PROVINCE, kind=Kind.STAFF_BOARD)


@pytest.fixture
def commune(province):
    return make_unit("Đoàn xã Hòa An", province, level=Level.COMMUNE)


@pytest.fixture
def sister(province):
    return make_unit("Đoàn xã Hòa Bình", province, level=Level.COMMUNE)


@pytest.fixture
def neighbour(central):
    return make_unit("Tỉnh đoàn Sông Hậu", central)


@pytest.fixture
def keeper(central):
    """Keeps the whole: nobody else is ever the last administrator."""
    return make_post(central)


@pytest.fixture
def chief(province, keeper):
    """The post of the province's administrator."""
    return make_post(province)


@pytest.fixture
def administrator(chief):
    return acting(chief)


@pytest.fixture
def clerk(commune):
    """The post of a commune's officer, who administers nothing."""
    return make_post(commune, "can-bo-co-so")


@pytest.fixture
def outsider(neighbour, keeper):
    """The post of another province's administrator."""
    return make_post(neighbour)
