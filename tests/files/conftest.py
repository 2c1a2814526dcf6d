"""The cast: files hang on a unit here; any record with `visible_to` would do."""

import pytest

from donghanh.accounts.tests.factories import acting, make_post
from donghanh.organisations.models import Level
from donghanh.organisations.tests.factories import make_unit


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    """A folder of its own for what is kept."""
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT


@pytest.fixture
def central(db):
    return make_unit("Trung ương Đoàn")


@pytest.fixture
def province(central):
    return make_unit("Tỉnh đoàn Bình Minh", central)


@pytest.fixture
def commune(province):
    return make_unit("Đoàn xã Hòa An", province, level=Level.COMMUNE)


@pytest.fixture
def officer(commune):
    """The post of somebody who sends files for the commune."""
    return make_post(commune, "can-bo-co-so")


@pytest.fixture
def sender(officer):
    return acting(officer)


@pytest.fixture
def outsider(central):
    """The post of somebody in another province."""
    return make_post(make_unit("Tỉnh đoàn Sông Hậu", central))
