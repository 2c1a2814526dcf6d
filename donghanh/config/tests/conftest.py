"""Homes and programs for tests that start real servers of their own."""

import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg
import pytest

from donghanh.config import postgres, supervisor
from donghanh.config.postgres import programs
from donghanh.config.postgres.cluster import SUPERUSER

HERE = Path(__file__).parent

# In memory where there is plenty of it: a fresh database is 45 MB of small files.
MEMORY = Path("/dev/shm")  # noqa: S108 -- mkdtemp below is safe there
ROOM = MEMORY if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > 4 * 2**30 else None


def pytest_collection_modifyitems(items):
    """The long ones of this folder run in `make soak` only; each promise has a short one as well."""
    if os.environ.get("DONGHANH_SOAK") == "1":
        return
    for item in items:
        if item.path.parent == HERE and item.get_closest_marker("slow"):
            item.add_marker(pytest.mark.skip(reason="long; DONGHANH_SOAK=1 runs it"))


@pytest.fixture
def home(monkeypatch):
    """An empty home that the server's user can reach (pytest's own folders are closed when root runs it)."""
    folder = Path(tempfile.mkdtemp(prefix="dh-", dir=ROOM))
    folder.chmod(0o755)
    monkeypatch.setenv("DONGHANH_HOME", str(folder / "home"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    yield folder / "home"
    for cluster in folder.glob("*/postgres"):
        postgres.stop(cluster.parent, patience=5)
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def seeds():
    """Stopped homes, one per version in use, to copy from: making a database costs a second each time."""
    folder = Path(tempfile.mkdtemp(prefix="dh-seed-", dir=ROOM))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def made(home, seeds):
    """A home in which a database was made before and is now stopped."""
    seed = seeds / str(programs.choose(home).major)
    if not seed.exists():
        postgres.start(seed, fast=True)
        postgres.stop(seed)
    subprocess.run(["cp", "-a", seed, home], check=True)
    return home


@pytest.fixture
def migrated(home, seeds):
    """A home whose database has all the tables and is now stopped."""
    seed = seeds / f"{programs.choose(home).major}-migrated"
    if not seed.exists():
        draft = seeds / "draft"
        with postgres.running(draft, fast=True) as cluster:
            supervisor.prepare(["migrate", "--noinput"], cluster.owner_url)
        draft.rename(seed)
    home.mkdir(exist_ok=True)  # migrating may have put the secret there
    subprocess.run(["cp", "-a", f"{seed}/.", home], check=True)
    return home


@pytest.fixture(params=["system", "wheel"])
def source(request, monkeypatch):
    """Each kind of programs in turn: the machine's own, and the wheel's."""
    monkeypatch.delenv("DONGHANH_PG_BIN", raising=False)
    found = [each for each in programs.candidates() if each.source == request.param]
    if not found:
        pytest.skip(f"no PostgreSQL of the kind “{request.param}” here")
    monkeypatch.setenv("DONGHANH_PG_BIN", str(found[0].folder))
    return found[0]


@pytest.fixture
def as_root():
    if os.geteuid() != 0:
        pytest.skip("only root can run the server as another user")


def until(condition, seconds=10):
    """Wait for something that other processes are about to do."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.02)


def superuser(cluster):
    return psycopg.connect(cluster.url_as(SUPERUSER, "postgres"), autocommit=True)


def rows(cluster):
    """The numbers in table `kept`."""
    with psycopg.connect(cluster.owner_url) as connection:
        return [number for (number,) in connection.execute("SELECT n FROM kept ORDER BY n").fetchall()]


def write_rows(cluster, count):
    """Commit rows one by one, as people do."""
    with psycopg.connect(cluster.owner_url, autocommit=True) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (n int PRIMARY KEY)")
        for number in range(count):
            connection.execute("INSERT INTO kept VALUES (%s)", [number])
