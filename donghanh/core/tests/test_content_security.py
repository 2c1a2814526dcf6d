"""The policy against injected scripts, and that our own pages keep it."""

import re

import pytest

PAGES = ["/", "/dang-nhap/", "/doc-thu/", "/doc-thu/?mau=ke-hoach", "/khong-co-trang-nay/"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", PAGES)
def test_the_policy_allows_nothing_inline_and_no_other_site(client, path):
    policy = client.get(path)["Content-Security-Policy"]

    assert "unsafe" not in policy
    assert "http" not in policy
    assert "default-src 'none'" in policy


@pytest.mark.django_db
@pytest.mark.parametrize("path", PAGES)
def test_pages_hold_no_inline_style_script_or_handler(client, path):
    html = client.get(path).text

    assert re.findall(r"<[^>]+\s(?:style|on\w+)=", html) == []
    assert "<style" not in html
    assert re.findall(r"<script(?![^>]*\b(?:src=|type=\"application/json\"))[^>]*>", html) == []


@pytest.mark.django_db
def test_headers_close_the_usual_doors(client):
    response = client.get("/")

    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
