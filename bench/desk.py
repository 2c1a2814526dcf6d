"""The desk, its calendar and the superior's board as whole pages, with one province and with the country.

    python bench/desk.py [--small]

Starts a PostgreSQL of its own in a temporary folder and loads the standard data (four provinces with
`--small`). First one province runs 40 tasks for its communes, then the country runs 40 tasks for all
communes, too. Prints for each page the number of queries, the median and the 95th percentile in
milliseconds, and the size of the page; fails when a page asks more than 14 questions (four of them are the
session, the person, the posts and the bell), or takes more than a second at p95.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import programmes as country  # the bench beside this one: the same people, programme and progress

ROUNDS = 20
QUERIES, PAGE_MS = 14, 1000.0


def main() -> int:
    """Load, run one province, run the country; 1 when a figure does not hold."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--small", action="store_true", help="four provinces only")
    small = parser.parse_args().small
    with ExitStack() as stack:
        home = stack.enter_context(tempfile.TemporaryDirectory(prefix="donghanh-bench-"))
        Path(home).chmod(0o755)  # run by root, the server belongs to another user
        os.environ["DONGHANH_HOME"] = home
        from donghanh.config import postgres

        cluster = stack.enter_context(postgres.running(Path(home)))
        os.environ["DATABASE_URL"] = cluster.owner_url
        os.environ["DJANGO_SETTINGS_MODULE"] = "donghanh.config.settings"
        os.environ["DONGHANH_LOG_LEVEL"] = "WARNING"
        os.environ["DONGHANH_TESTING"] = "1"  # static files as they lie there, without collecting them first
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connection

        call_command("migrate", verbosity=0)
        country._load(small=small)
        held = _measure()
        connection.close()
    return 0 if held else 1


def _measure() -> bool:
    from donghanh.core.actor import system_actor
    from donghanh.organisations.models import Level, Unit

    system = system_actor()
    central = Unit.objects.get(system="youth_union", level=Level.CENTRAL)
    provinces = Unit.objects.under(central.pk, on=system.today).filter(level=Level.PROVINCE)
    communes = Unit.objects.filter(level=Level.COMMUNE)
    province = max(provinces, key=lambda one: communes.filter(placements__parent=one).count())
    commune = communes.under(province.pk, on=system.today).order_by("pk").first()
    people = {
        name: country._officer(unit, name, system)
        for name, unit in (("trung-uong", central), ("tinh", province), ("xa", commune))
    }
    held = []
    for owner, name in ((province, "tinh"), (central, "trung-uong")):
        programme = _running(owner, people[name])
        print(f"\n{owner.name}: {country.TASKS} tasks, {programme.assignments.count():,} assignments")
        pages = {
            "desk of a commune": ("xa", "/ban-lam-viec/"),
            "month of a commune": ("xa", "/ban-lam-viec/lich/"),
            "desk of the owner": (name, "/ban-lam-viec/"),
            "all programmes and units": (name, "/tien-do/"),
            "board": (name, f"/tien-do/{programme.pk}/"),
            "board below a province": (name, f"/tien-do/{programme.pk}/?don-vi={province.pk}"),
            "tasks behind a province": (name, f"/tien-do/{programme.pk}/chi-tiet/?don-vi={province.pk}"),
        }
        held += [_asked(label, people[who], path) for label, (who, path) in pages.items()]
    return all(held)


def _running(owner: Any, by: Any) -> Any:
    from donghanh.programmes import actions

    programme = country._programme(owner, by)
    actions.start(programme, by=by)
    country._do_some(programme)
    programme.refresh_from_db()
    return programme


def _asked(label: str, actor: Any, path: str) -> bool:
    from django.db import connection
    from django.test import Client

    from donghanh.identity import backend
    from donghanh.identity.models import User

    client = Client(headers={"host": "localhost"})
    client.force_login(User.objects.get(pk=actor.user_id), backend=backend.PATH)
    client.get(path)
    made = []

    def count(execute: Any, *question: Any) -> Any:
        made.append(question[0])
        return execute(*question)

    with connection.execute_wrapper(count):
        response = client.get(path)
    assert response.status_code == 200, (label, response.status_code)
    assert made, label
    taken = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        client.get(path)
        taken.append((time.perf_counter() - began) * 1000)
    worst = sorted(taken)[int(ROUNDS * 0.95) - 1]
    size = len(response.content) / 1024
    print(
        f"{label:<28}{len(made):>3} queries{statistics.median(taken):>8.0f} ms{worst:>8.0f} ms at p95"
        f"{size:>7.0f} kB",
        flush=True,
    )
    return len(made) <= QUERIES and worst <= PAGE_MS


if __name__ == "__main__":
    sys.exit(main())
