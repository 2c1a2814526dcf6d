"""Starts the test suite's PostgreSQL, and gives it a folder for files, before Django reads its settings.

Loaded by `-p` in pyproject.toml.
"""

import os
import tempfile
from contextlib import ExitStack

import psycopg
import pytest

from donghanh.config import postgres

_running = ExitStack()

os.environ["DONGHANH_TESTING"] = "1"
os.environ["DONGHANH_MEDIA"] = _running.enter_context(tempfile.TemporaryDirectory(prefix="dh-files-"))
if "DATABASE_URL" not in os.environ:
    os.environ["DATABASE_URL"] = _running.enter_context(postgres.test_cluster()).owner_url


STRAGGLERS = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname LIKE %s AND pid <> ALL(%s)
"""


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_teardown(nextitem: pytest.Item | None) -> None:
    """After the last test, end what its threads left connected: a database in use cannot be removed."""
    if nextitem is not None:
        return
    from django.db import connections  # noqa: PLC0415 - settings are read only after this module

    mine = [one.connection.info.backend_pid for one in connections.all() if one.connection is not None]
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as session:
        session.execute(STRAGGLERS, [f"test_donghanh_{os.getpid()}%", mine])


def pytest_unconfigure(config: pytest.Config) -> None:
    """Let the server go, which the last process that uses it stops, and the files."""
    _running.close()
