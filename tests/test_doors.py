"""Every address, tried as a stranger and with ids that are nobody's."""

import re
from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

# Addresses for everybody, by name; all others lead an anonymous visitor to the sign-in page.
PUBLIC = {
    "portal:front",
    "portal:read",
    "account_login",
    "account_logout",
    "account_inactive",
    "demo_sign_in",
    "healthz",
}
SAMPLES = {
    "slug": "khong-co",
    "int": "987654321",
    "str": "khong-co",
    "uuid": "00000000-0000-4000-8000-000000000000",
}


def addresses(resolver: URLResolver, prefix: str = "", space: str = "") -> Iterator[tuple[str, str]]:
    """Name and path of every address, parameters filled with what does not exist."""
    for pattern in resolver.url_patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from addresses(pattern, path, inner)
        elif isinstance(pattern, URLPattern):
            filled = re.sub(r"<(?:(\w+):)?\w+>", lambda found: SAMPLES[found[1] or "str"], path)
            yield f"{space}{pattern.name}", "/" + filled


ALL = sorted(set(addresses(get_resolver())))


def test_every_address_has_a_name():
    assert [path for name, path in ALL if name.endswith("None")] == []


def test_public_names_are_addresses():
    assert PUBLIC - {name for name, _ in ALL} == set()


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "path"), [pair for pair in ALL if pair[0] not in PUBLIC])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_is_turned_away(client, name, path, method):
    response = getattr(client, method)(path)

    assert response.status_code in {302, 401, 403, 404, 405}
    if response.status_code == 302:
        assert response["Location"].startswith("/dang-nhap/")


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "path"), [pair for pair in ALL if pair[0] in PUBLIC])
def test_public_addresses_answer_a_stranger(client, name, path):
    assert client.get(path).status_code in {200, 302, 404, 405}
