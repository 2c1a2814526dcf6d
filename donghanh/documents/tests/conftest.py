"""The cast of intake: a specialist of the province's staff board, and a scan."""

import io

import pytest
from PIL import Image

from donghanh.accounts.tests.conftest import (  # noqa: F401 - the cast
    administrator,
    board,
    central,
    chief,
    clerk,
    commune,
    keeper,
    neighbour,
    outsider,
    province,
    sister,
)
from donghanh.accounts.tests.factories import acting, make_post


@pytest.fixture
def specialist(board, keeper):  # noqa: F811
    """Acts for the province through its board."""
    return acting(make_post(board, "chuyen-vien"))


@pytest.fixture
def scan():
    """A PDF of one page that is only a picture."""
    target = io.BytesIO()
    Image.new("L", (600, 800), 230).save(target, "PDF")
    return target.getvalue()
