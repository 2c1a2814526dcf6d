"""Background work: found in every app, begun again when its worker died."""

import os
import subprocess
import sys
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

PERIODIC = {"core.revive", "core.forget", "files.sweep"}
DEAD_WORKER = """
    INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '1 hour') RETURNING id
"""
TAKEN = "UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s WHERE id = %s"


def work(media):
    """A real worker on the test's database, until the queue is empty."""
    address = urlsplit(os.environ["DATABASE_URL"])
    url = urlunsplit(address._replace(path=f"/{connection.settings_dict['NAME']}"))
    settings = {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "donghanh.config.settings"}
    subprocess.run(
        [sys.executable, "-m", "django", "procrastinate", "worker", "--one-shot"],
        env={**os.environ, **settings, "DONGHANH_MEDIA": str(media)},
        check=True,
        capture_output=True,
        timeout=60,
    )


def test_jobs_of_every_app_are_known_to_the_worker():
    assert set(app.tasks) >= PERIODIC
    assert {task for task, _ in app.periodic_registry.periodic_tasks} >= PERIODIC


@pytest.mark.django_db(transaction=True)
def test_a_job_whose_worker_died_begins_again(tmp_path):
    number = app.configure_task("core.forget").defer(timestamp=0)
    with connection.cursor() as cursor:
        cursor.execute(DEAD_WORKER)
        cursor.execute(TAKEN, [*cursor.fetchone(), number])
    app.configure_task("core.revive").defer(timestamp=0)

    work(tmp_path)

    job = ProcrastinateJob.objects.get(pk=number)
    assert (job.status, job.attempts) == ("succeeded", 2)


@pytest.mark.django_db(transaction=True)
def test_the_sweep_runs_as_a_job(tmp_path):
    number = app.configure_task("files.sweep").defer(timestamp=0)

    work(tmp_path)

    assert ProcrastinateJob.objects.get(pk=number).status == "succeeded"
