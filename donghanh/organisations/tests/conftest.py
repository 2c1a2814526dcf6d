"""The cast: one province with two communes below a district, and a neighbour."""

import pytest

from donghanh.organisations.models import Level
from donghanh.organisations.tests.factories import make_actor, make_unit


@pytest.fixture
def central(db):
    return make_unit("Trung ương Đoàn")


@pytest.fixture
def province(central):
    return make_unit("Tỉnh đoàn Bình Minh", central)


@pytest.fixture
def district(province):
    return make_unit("Huyện đoàn Tân Lập", province)


@pytest.fixture
def commune(district):
    return make_unit("Đoàn xã Hòa An", district)


@pytest.fixture
def sister(district):
    return make_unit("Đoàn xã Hòa Bình", district)


@pytest.fixture
def neighbour(central):
    return make_unit("Tỉnh đoàn Sông Hậu", central)


@pytest.fixture
def secretary(province):
    """Acts for the province, with every right."""
    return make_actor(province)


@pytest.fixture
def outsider(neighbour):
    return make_actor(neighbour)


@pytest.fixture
def branch(commune):
    return make_unit("Chi đoàn ấp 1", commune, level=Level.BRANCH)
