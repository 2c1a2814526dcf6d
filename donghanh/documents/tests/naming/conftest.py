"""The cast: both organisations of one province, planted by real deeds."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import transaction

from donghanh.documents import naming
from donghanh.documents.naming import Understanding
from donghanh.documents.tests.naming.trees import AFTER, BEFORE, HOI, PROVINCE, Trees, plant
from donghanh.organisations.tests.factories import make_actor

Ask = Callable[..., Understanding]


@pytest.fixture(scope="module")
def planted(django_db_setup, django_db_blocker):
    """The trees, planted once for a module; each test undoes what it did itself."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield plant()
        transaction.set_rollback(True)


@pytest.fixture
def trees(planted, db) -> Trees:
    return planted


@pytest.fixture
def secretary(trees):
    """Acts for the province's youth union, with every right."""
    return make_actor(trees[PROVINCE])


@pytest.fixture
def ask(trees, secretary) -> Ask:
    """What one name means in a paper, by default of the province's youth union before the reform."""

    def asked(name: str, *issuers: str, on: date = BEFORE, by=secretary) -> Understanding:
        rows = [trees[issuer] for issuer in issuers or (PROVINCE,)]
        return naming.resolve([name], issuers=rows, issuer_key="", on=on, by=by)[naming.key(name)]

    return asked


@pytest.fixture
def joint(ask):
    """In a joint paper of both organisations of the province."""

    def asked(name: str, **more: object) -> Understanding:
        return ask(name, HOI, PROVINCE, **more)

    return asked


@pytest.fixture
def later(ask):
    """In a paper of the province's youth union after the reform."""

    def asked(name: str, *issuers: str, **more: object) -> Understanding:
        return ask(name, *issuers, on=AFTER, **more)

    return asked
