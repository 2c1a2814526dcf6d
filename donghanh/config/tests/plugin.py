"""Starts the test suite's PostgreSQL, and gives it a folder for files, before Django reads its settings.

Loaded by `-p` in pyproject.toml.
"""

import os
import tempfile
from contextlib import ExitStack

import pytest

from donghanh.config import postgres

_running = ExitStack()

os.environ["DONGHANH_TESTING"] = "1"
os.environ["DONGHANH_MEDIA"] = _running.enter_context(tempfile.TemporaryDirectory(prefix="dh-files-"))
if "DATABASE_URL" not in os.environ:
    os.environ["DATABASE_URL"] = _running.enter_context(postgres.test_cluster()).owner_url


def pytest_unconfigure(config: pytest.Config) -> None:
    """Let the server go, which the last process that uses it stops, and the files."""
    _running.close()
