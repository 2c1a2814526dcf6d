"""Starts the test suite's PostgreSQL, and gives it a folder for files, before Django reads its settings.

Loaded by `-p` in pyproject.toml.
"""

import os
import tempfile
from contextlib import ExitStack

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
END = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ANY(%s) AND pid <> ALL(%s)"


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """After the last test nobody connects any more, and what threads and pools left connected ends.

    A database in use could not be removed.
    """
    if nextitem is not None or item.config.getoption("reuse_db"):
        return
    from django.db import connections  # noqa: PLC0415 - settings are read only after this module

    mine = [one.connection.info.backend_pid for one in connections.all() if one.connection is not None]
    with psycopg.connect(SERVER, autocommit=True) as session:
        names = [name for (name,) in session.execute(OURS, [f"test_donghanh_{os.getpid()}%"])]
        for name in names:
            closed = sql.SQL("ALTER DATABASE {} WITH ALLOW_CONNECTIONS false")
            session.execute(closed.format(sql.Identifier(name)))
        session.execute(END, [names, mine])


def pytest_unconfigure(config: pytest.Config) -> None:
    """Let the server go, which the last process that uses it stops, and the files."""
    _running.close()
