"""The test suite's server: kept between runs, fast, never the installation's own."""

from collections.abc import Iterator
from contextlib import contextmanager

from donghanh.config import folders
from donghanh.config.postgres import programs
from donghanh.config.postgres.cluster import Cluster
from donghanh.config.postgres.lifecycle import running


@contextmanager
def test_cluster() -> Iterator[Cluster]:
    """A real server for tests. Processes that run at the same time share it; the last one stops it.

    There is one folder per major version, so that trying another one (`DONGHANH_PG_BIN`) needs no cleaning.
    """
    base = folders.tests_home()
    major = programs.choose(base / "none").major
    with running(base / f"pg{major}", fast=True) as cluster:
        yield cluster


test_cluster.__test__ = False  # type: ignore[attr-defined]  # for pytest: not a test
