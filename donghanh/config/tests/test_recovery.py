"""After kill -9 and half-made folders: the server comes back, with everything that was committed."""

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress

import psutil
import psycopg
import pytest

from donghanh.config import postgres
from donghanh.config.postgres import processes
from donghanh.config.postgres.identity import as_user, server_user
from donghanh.config.tests.conftest import rows, superuser, until, write_rows

START = "from donghanh.config import postgres; postgres.start()"


def kill(cluster, *, children):
    """kill -9 of the server, with or without its children."""
    server = psutil.Process(processes.postmaster(cluster.data))
    victims = [server, *(server.children(recursive=True) if children else [])]
    for victim in victims:
        with suppress(psutil.NoSuchProcess):
            victim.kill()


@pytest.mark.parametrize("children", [True, False])
def test_committed_rows_survive_kill_9(source, made, children):
    cluster = postgres.start(made)
    write_rows(cluster, 50)

    kill(cluster, children=children)

    assert rows(postgres.start(made)) == list(range(50))


@pytest.mark.slow
def test_kill_9_while_a_child_is_too_busy_to_notice(made):
    cluster = postgres.start(made)
    write_rows(cluster, 5)
    busy = threading.Thread(target=_count_for_ever, args=[cluster])
    busy.start()
    until(lambda: _active(cluster))

    kill(cluster, children=False)
    began = time.monotonic()

    assert rows(postgres.start(made)) == list(range(5))
    assert time.monotonic() - began < 15
    busy.join(5)
    assert not busy.is_alive()


def _count_for_ever(cluster):
    """A statement that never looks up from its work."""
    with suppress(psycopg.OperationalError), psycopg.connect(cluster.url) as connection:
        connection.execute("SELECT count(*) FROM generate_series(1, 100000000000::bigint)")


def _active(cluster):
    with superuser(cluster) as connection:
        return connection.execute(
            "SELECT 1 FROM pg_stat_activity WHERE query LIKE 'SELECT count%'"
        ).fetchone()


def test_a_pid_file_that_names_another_process_of_the_same_user(made):
    cluster = postgres.start(made)
    write_rows(cluster, 2)
    kill(cluster, children=True)
    stranger = subprocess.Popen(["sleep", "60"], **as_user(server_user(cluster.data)))
    try:
        pid_file = cluster.data / "postmaster.pid"
        _, *rest = pid_file.read_text().splitlines()
        pid_file.write_text("\n".join([str(stranger.pid), *rest]) + "\n")

        assert rows(postgres.start(made)) == [0, 1]
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


@pytest.mark.parametrize(
    "moment",
    [
        pytest.param("data.unfinished-*/PG_VERSION", marks=pytest.mark.slow),
        "data.unfinished-*/base/1",
        pytest.param("data", marks=pytest.mark.slow),
    ],
)
def test_start_that_was_killed_while_making_the_folder(home, moment):
    """At three moments of the first start; whatever is left behind, the next start makes it whole."""
    starter = subprocess.Popen([sys.executable, "-c", START], start_new_session=True)
    until(lambda: list((home / "postgres").glob(moment)))
    os.killpg(starter.pid, signal.SIGKILL)
    starter.wait()

    cluster = postgres.start(home)

    write_rows(cluster, 1)
    with psycopg.connect(cluster.url) as connection:
        assert connection.execute("SELECT n FROM kept").fetchall() == [(0,)]


def test_a_server_whose_socket_was_swept_away_is_started_anew(made):
    cluster = postgres.start(made)
    write_rows(cluster, 1)
    for path in cluster.socket.iterdir():
        path.unlink()

    assert rows(postgres.start(made)) == [0]


def test_stop_while_people_are_connected_is_quick(made):
    cluster = postgres.start(made)
    connection = psycopg.connect(cluster.url)
    connection.execute("SELECT 1")
    began = time.monotonic()

    assert postgres.stop(made)

    assert time.monotonic() - began < 5
    with pytest.raises(psycopg.OperationalError):
        connection.execute("SELECT 1")
    connection.close()
