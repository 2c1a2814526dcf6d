"""`kill -9` while a programme starts: after the restart all of it is there, or nothing.

By default a small programme; `make soak` (DONGHANH_SOAK=1) takes 500 tasks for 124 units.
"""

import os
import subprocess
import sys
from contextlib import suppress

import psutil
import psycopg
import pytest

from donghanh.config import postgres
from donghanh.config.postgres import processes
from donghanh.config.tests.conftest import home, migrated, seeds, superuser, until

__all__ = ["home", "migrated", "seeds"]  # fixtures

pytestmark = pytest.mark.slow

TASKS, UNITS = (500, 124) if os.environ.get("DONGHANH_SOAK") == "1" else (30, 12)

BEGIN = """
import os, sys
os.environ["DONGHANH_TESTING"] = "false"
os.environ["DJANGO_SETTINGS_MODULE"] = "donghanh.config.settings"
import django
django.setup()
from donghanh.accounts.tests.factories import acting, make_post
from donghanh.organisations.models import Level, Unit
from donghanh.organisations.tests.factories import make_unit
from donghanh.programmes import actions
from donghanh.programmes.models import Programme
from donghanh.programmes.tests.factories import all_communes, make_communes, make_programme, task
"""
PREPARE = f"""{BEGIN}
province = make_unit("Tỉnh đoàn Bình Minh", level=Level.PROVINCE)
for commune in make_communes(province, {UNITS}):
    make_post(commune, "can-bo-co-so")
everybody = all_communes(province)
tasks = [task(everybody, text=f"Việc số {{number}}") for number in range({TASKS})]
make_programme(province, *tasks, by=acting(make_post(province, "lanh-dao")))
"""
START = f"""{BEGIN}
from donghanh.accounts.models import Post
post = Post.objects.get(unit__name="Tỉnh đoàn Bình Minh")
actions.start(Programme.objects.get(), by=acting(post))
print("started", flush=True)
"""
FACTS = """
    SELECT (SELECT state FROM programmes_programme),
        (SELECT count(*) FROM programmes_assignment),
        (SELECT count(*) FROM programmes_assignmentevent),
        (SELECT count(*) FROM notifications_notice),
        (SELECT count(*) FROM audit_entry WHERE verb = 'programmes.start')
"""
NOTHING = ("draft", 0, 0, 0, 0)
ALL = ("running", TASKS * UNITS, TASKS * UNITS, UNITS, 1)


@pytest.fixture
def prepared(migrated):
    """A home with a programme in preparation; its database runs."""
    cluster = postgres.start(migrated)
    run(PREPARE, cluster).communicate(timeout=600)
    assert facts(cluster) == NOTHING
    return migrated


def run(script, cluster):
    environment = {**os.environ, "DATABASE_URL": cluster.owner_url, "DONGHANH_LOG_LEVEL": "WARNING"}
    return subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, env=environment, start_new_session=True
    )


def facts(cluster):
    with psycopg.connect(cluster.owner_url) as connection:
        return connection.execute(FACTS).fetchone()


def kill_database(cluster):
    server = psutil.Process(processes.postmaster(cluster.data))
    for victim in [server, *server.children(recursive=True)]:
        with suppress(psutil.NoSuchProcess):
            victim.kill()


def waits_at_commit(cluster):
    """Whether the starter has written everything and only waits to be let through its last checks."""
    with superuser(cluster) as connection:
        return connection.execute(
            "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query ILIKE 'COMMIT%'"
        ).fetchone()


@pytest.mark.parametrize(("victim", "left"), [("starter", ALL), ("database", NOTHING)])
def test_killed_while_it_is_being_stored(prepared, victim, left):
    """A unit's row is held, so that the commit's last checks wait with all rows written.

    The database carries out what it was asked to store, though nobody waits for the answer any more; when it
    is killed itself, nothing of it is there.
    """
    cluster = postgres.start(prepared)
    holder = psycopg.connect(cluster.owner_url)
    holder.execute("SELECT 1 FROM organisations_unit WHERE name LIKE 'Đoàn xã%' LIMIT 1 FOR UPDATE")
    starter = run(START, cluster)
    until(lambda: waits_at_commit(cluster), 300)

    if victim == "starter":
        starter.kill()
        holder.close()
        until(lambda: not waits_at_commit(cluster), 60)
    else:
        kill_database(cluster)
        holder.close()
    starter.communicate()  # waits, and closes its pipe

    cluster = postgres.start(prepared)
    until(lambda: facts(cluster) == left, 30)


@pytest.mark.parametrize("victim", ["starter", "database"])
def test_killed_in_the_middle_nothing_is_there_and_it_starts_again(prepared, victim):
    cluster = postgres.start(prepared)
    starter = run(START, cluster)
    until(lambda: _inserts(cluster) or starter.poll() is not None, 300)

    starter.kill() if victim == "starter" else kill_database(cluster)
    starter.communicate()  # waits, and closes its pipe

    cluster = postgres.start(prepared)
    assert facts(cluster) in {NOTHING, ALL}
    if facts(cluster) == NOTHING:
        run(START, cluster).communicate(timeout=600)
    assert facts(cluster) == ALL


def test_killed_right_after_it_was_stored_all_of_it_is_there(prepared):
    cluster = postgres.start(prepared)
    starter = run(START, cluster)
    assert starter.stdout.readline() == b"started\n"

    kill_database(cluster)
    starter.kill()
    starter.communicate()  # waits, and closes its pipe

    assert facts(postgres.start(prepared)) == ALL


def _inserts(cluster):
    with superuser(cluster) as connection:
        return connection.execute(
            "SELECT 1 FROM pg_stat_activity WHERE state = 'active'"
            " AND query LIKE '%INSERT INTO programmes_assignment%' AND pid <> pg_backend_pid()"
        ).fetchone()
