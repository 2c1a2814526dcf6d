"""What a first visit costs: everything that the browser asks for, compressed as the server sends it."""

import gzip

import brotli
import pytest

FIRST_VISIT = 180_000
LATER_PAGE = 25_000
PAGES = ["/", "/dang-nhap/", "/doc-thu/?mau=ke-hoach", "/doc-thu/?mau=chuong-trinh-phoi-hop"]


def weight(response):
    body = response.body()
    if response.url.endswith(".woff2"):
        return len(body)
    if "/tinh/" in response.url:
        return len(brotli.compress(body))
    return len(gzip.compress(body, 6))


@pytest.mark.parametrize("width", [1280], indirect=True, ids=["desktop"])
@pytest.mark.parametrize("path", PAGES)
def test_a_first_visit_is_light_and_a_later_page_lighter(page, live_server, settings, path):
    settings.DEMO = True
    responses = []
    page.on("response", lambda response: responses.append(response))  # noqa: PLW0108 -- it marks its handler
    page.goto(live_server.url + path, wait_until="networkidle")

    weights = {response.url.removeprefix(live_server.url): weight(response) for response in responses}

    assert "/tinh/vendor/fonts/vietnamese-400.woff2" in weights
    assert sum(weights.values()) <= FIRST_VISIT, weights
    assert weights[path] <= LATER_PAGE, weights


@pytest.mark.parametrize("width", [1280], indirect=True, ids=["desktop"])
def test_pages_are_sent_compressed(page, live_server):
    response = page.goto(live_server.url)

    assert response.all_headers()["content-encoding"] == "gzip"
