"""Starts the test suite's PostgreSQL, and gives it a folder for files, before Django reads its settings.

Loaded by `-p` in pyproject.toml.
"""

import os
import tempfile
from collections.abc import Generator
from contextlib import ExitStack
from typing import Any

import psycopg
import pytest
from psycopg import sql

from donghanh.config import postgres

_running = ExitStack()

os.environ["DONGHANH_TESTING"] = "1"
os.environ["DONGHANH_MEDIA"] = _running.enter_context(tempfile.TemporaryDirectory(prefix="dh-files-"))
if "DATABASE_URL" not in os.environ:
    os.environ["DATABASE_URL"] = _running.enter_context(postgres.test_cluster()).owner_url


SERVER = os.environ["DATABASE_URL"]  # a test may take the variable away
OURS = "SELECT datname FROM pg_database WHERE datname LIKE %s"
END = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ANY(%s)"


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(
    fixturedef: pytest.FixtureDef[Any], request: pytest.FixtureRequest
) -> Generator[None, Any, Any]:
    """Before the test databases are removed, end what threads, pools and browsers left connected to them."""
    value = yield
    if fixturedef.argname == "django_db_setup" and not request.config.getoption("reuse_db"):
        fixturedef.addfinalizer(_end_sessions)
    return value


def _end_sessions() -> None:
    """Nobody connects any more, and who is connected is not: a database in use could not be removed."""
    with psycopg.connect(SERVER, autocommit=True) as session:
        names = [name for (name,) in session.execute(OURS, [f"test_donghanh_{os.getpid()}%"])]
        for name in names:
            closed = sql.SQL("ALTER DATABASE {} WITH ALLOW_CONNECTIONS false")
            session.execute(closed.format(sql.Identifier(name)))
        session.execute(END, [names])


def pytest_unconfigure(config: pytest.Config) -> None:
    """Let the server go, which the last process that uses it stops, and the files."""
    _running.close()
