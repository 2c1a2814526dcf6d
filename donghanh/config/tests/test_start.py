"""A server that starts, serves, stops and starts again, with either kind of programs."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from donghanh.config import postgres
from donghanh.config.postgres import processes
from donghanh.config.tests.conftest import rows, superuser, write_rows
from donghanh.config.trouble import Trouble

START = "from donghanh.config import postgres; postgres.start(fast=True)"


def test_start_serves_and_keeps_its_rows_over_a_restart(home, source):
    cluster = postgres.start(home, fast=True)
    write_rows(cluster, 3)
    assert postgres.stop(home)
    assert not postgres.is_running(home)

    assert postgres.start(home, fast=True) == cluster

    assert rows(cluster) == [0, 1, 2]
    with superuser(cluster) as connection:
        assert connection.info.server_version // 10000 == source.major


def test_start_again_changes_nothing(made):
    first = processes.postmaster(postgres.start(made, fast=True).data)

    second = processes.postmaster(postgres.start(made, fast=True).data)

    assert first == second is not None


def test_stop_of_nothing_says_so(home):
    assert postgres.stop(home) is False


def test_vietnamese_capitals_time_and_encoding(source, made):
    cluster = postgres.start(made, fast=True)

    with psycopg.connect(cluster.url) as connection:
        answer = connection.execute(
            "SELECT upper('đặưộ'), lower('ĐẶƯỘ'), 'Đồng' ILIKE 'đồng', current_setting('TimeZone'), "
            "current_setting('server_encoding'), current_setting('listen_addresses')"
        ).fetchone()

    assert answer == ("ĐẶƯỘ", "đặưộ", True, "Asia/Ho_Chi_Minh", "UTF8", "")


def test_application_role_uses_tables_but_makes_none(made):
    cluster = postgres.start(made, fast=True)
    write_rows(cluster, 1)

    with psycopg.connect(cluster.url, autocommit=True) as connection:
        connection.execute("INSERT INTO kept VALUES (7)")
        for forbidden in (
            "CREATE TABLE mine (n int)",
            "TRUNCATE kept",
            "DROP TABLE kept",
            "CREATE SCHEMA mine",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(forbidden)

    assert rows(cluster) == [0, 7]


def test_a_database_made_later_by_the_owner_opens_to_the_application(made):
    cluster = postgres.start(made, fast=True)
    with psycopg.connect(cluster.owner_url, autocommit=True) as connection:
        connection.execute("CREATE DATABASE later")
    with psycopg.connect(cluster.url_as(postgres.OWNER, "later")) as connection:
        connection.execute("CREATE EXTENSION btree_gist")
        connection.execute("CREATE TABLE t (id bigint GENERATED ALWAYS AS IDENTITY, x int)")

    with psycopg.connect(cluster.url_as(postgres.APP, "later")) as connection:
        connection.execute("INSERT INTO t (x) VALUES (5)")
        assert connection.execute("SELECT id, x FROM t").fetchall() == [(1, 5)]


def test_many_starts_at_once_make_one_server(home):
    with ThreadPoolExecutor(4) as pool:
        ends = list(pool.map(lambda _: subprocess.run([sys.executable, "-c", START], check=False), range(4)))

    assert [end.returncode for end in ends] == [0, 0, 0, 0]
    assert postgres.is_running(home)


def test_start_after_the_home_was_moved(made):
    write_rows(postgres.start(made, fast=True), 2)
    postgres.stop(made)
    moved = made.rename(made.with_name("nhà mới, 'lạ'"))

    assert rows(postgres.start(moved, fast=True)) == [0, 1]


def test_start_of_a_copy_while_the_first_runs(made):
    """The copy brings along a pid file that names a live server, but not its own."""
    cluster = postgres.start(made, fast=True)
    write_rows(cluster, 2)
    copy = made.with_name("copy")
    with superuser(cluster) as connection:
        connection.execute("CHECKPOINT")
    subprocess.run(["cp", "-a", made, copy], check=True)

    assert rows(postgres.start(copy, fast=True)) == [0, 1]
    assert processes.postmaster(cluster.data)


def test_start_in_a_very_long_place(made):
    far = made.rename(made.with_name("d" * 120))

    cluster = postgres.start(far, fast=True)

    assert postgres.is_running(far)
    postgres.stop(far)
    assert not cluster.socket.exists()


def test_the_last_to_leave_stops_the_server(made):
    with postgres.running(made, fast=True):
        with postgres.running(made, fast=True):
            pass
        assert postgres.is_running(made)

    assert not postgres.is_running(made)


def test_leaving_a_server_that_was_started_for_good_lets_it_run(made):
    postgres.start(made, fast=True)

    with postgres.running(made, fast=True):
        pass

    assert postgres.is_running(made)


def test_a_strange_path_is_refused(home, monkeypatch):
    monkeypatch.setenv("DONGHANH_HOME", str(home / 'a"b'))

    with pytest.raises(Trouble, match="DONGHANH_HOME"):
        postgres.start()
