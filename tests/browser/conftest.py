"""The system's Chromium, and a page that counts every complaint of the browser as a failure."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from donghanh.accounts.tests.factories import make_user, sign_in
from tests.browser import chromium

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = (
    "1"  # Playwright runs a loop in this thread; Django would refuse queries
)

# A refusal or a lost line that a test asks for is reported by the browser too; the test looks at it itself.
EXPECTED = (
    "Failed to load resource: the server responded with a status of 4",
    "Failed to load resource: net::ERR_CONNECTION_FAILED",
    "Failed to load resource: net::ERR_INTERNET_DISCONNECTED",
)
# pytest-base-url, which pytest-playwright brings along, is behind pytest in this.
PLUGIN = "ignore:Session-scoped fixtures defined as instance methods"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder drives the browser."""
    for item in items:
        if "tests/browser" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.filterwarnings(PLUGIN))


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    """Chromium of the system, without anything that would reach for the network."""
    program = chromium.find()
    if not program:
        pytest.fail(chromium.MISSING)
    return {"executable_path": program, "args": chromium.ARGS}


@pytest.fixture(params=[1280, 390], ids=["desktop", "phone"])
def width(request) -> int:
    """A desktop's and a phone's width."""
    return request.param


@pytest.fixture
def page(page: Page, width: int) -> Iterator[Page]:
    """A page of that width; an error in its console, of a script or of the content policy, fails the test."""
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.set_viewport_size({"width": width, "height": 844})
    yield page
    assert [text for text in complaints if not text.startswith(EXPECTED)] == []


@pytest.fixture
def signed_in(page: Page, live_server, client):
    """The page, signed in as somebody with a password."""
    sign_in(client, make_user())
    name = client.cookies["donghanh"]
    page.context.add_cookies([{"name": "donghanh", "value": name.value, "url": live_server.url}])
    return page
