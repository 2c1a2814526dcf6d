"""The cast: a province with a standing board and two communes, its neighbour, and people with posts there."""

from dataclasses import replace

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
def chief(province):
    """Leads the province: sets programmes up, starts them, confirms results."""
    return acting(make_post(province, "lanh-dao", title="Bí thư Tỉnh đoàn"))


@pytest.fixture
def keeper(board):
    """Works in the board that keeps the province's programmes."""
    return acting(make_post(board, "chuyen-vien", title="Chuyên viên"))


@pytest.fixture
def doer(commune):
    """Does what the commune is given."""
    return acting(make_post(commune, "can-bo-co-so", title="Bí thư Đoàn xã"))


@pytest.fixture
def sister_doer(sister):
    return acting(make_post(sister, "can-bo-co-so", title="Bí thư Đoàn xã"))


@pytest.fixture
def outsider(neighbour):
    """Leads another province."""
    return acting(make_post(neighbour, "lanh-dao", title="Bí thư Tỉnh đoàn"))


@pytest.fixture
def without_rights(chief):
    return replace(chief, permissions=frozenset())
