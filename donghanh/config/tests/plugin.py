"""Starts the test suite's PostgreSQL before Django reads its settings; loaded by `-p` in pyproject.toml."""

import os
from contextlib import ExitStack

import pytest

from donghanh.config import postgres

_running = ExitStack()

os.environ["DONGHANH_TESTING"] = "1"
if "DATABASE_URL" not in os.environ:
    os.environ["DATABASE_URL"] = _running.enter_context(postgres.test_cluster()).owner_url


def pytest_unconfigure(config: pytest.Config) -> None:
    """Let the server go; the last process that uses it stops it."""
    _running.close()
