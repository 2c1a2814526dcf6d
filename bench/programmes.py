"""A programme for the whole country: starting it, following the tree, the board and the desk.

    python bench/programmes.py [--small]

Starts a PostgreSQL of its own in a temporary folder, loads the standard data (four provinces with `--small`),
sets up a programme of 40 tasks for all communes, and prints: rows, seconds and statements of starting it
beside the bare INSERT of the same rows into a table of the same shape; of a second `sync`; and for the board,
the desk and the targets the number of queries, the median and the 95th percentile in milliseconds. Fails when
a figure does not hold: starting in 20 s and 60 statements, a page's question in 1 s.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path
from typing import Any

TASKS = 40
ROUNDS = 12
FOUR = ("tinhvinhlong", "tinhtayninh", "tinhdongthap", "tinhcamau")
SECONDS, STATEMENTS, PAGE_MS = 20.0, 60, 1000.0


def main() -> int:
    """Load, start, follow, ask; 1 when a figure does not hold."""
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
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connection

        call_command("migrate", verbosity=0)
        _load(small=small)
        held = _measure()
        connection.close()
    return 0 if held else 1


def _load(*, small: bool) -> None:
    from django.db import connection

    from donghanh.core.actor import system_actor
    from donghanh.organisations.standard import load, plan, source

    country = source.read()
    if small:
        country = country.part(FOUR)
    load.load(plan.make(country), tell=lambda _step: None, by=system_actor())
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _measure() -> bool:
    from donghanh.organisations.models import Level, Unit
    from donghanh.programmes import actions
    from donghanh.programmes.queries import boards, desks, targets

    central = Unit.objects.get(system="youth_union", level=Level.CENTRAL)
    chief, commune_officer = _people(central)
    programme = _programme(central, chief)
    started, seconds, statements = _counted(lambda: actions.start(programme, by=chief))
    programme.refresh_from_db()
    print(
        f"start: {TASKS} tasks × {started.units:,} communes = {started.assignments:,} assignments, "
        f"{started.told} people told: {seconds:.1f} s, {statements} statements"
    )
    bare = _bare()
    print(f"bare INSERT of the same rows: {bare:.1f} s; ratio {seconds / bare:.2f} ×")
    _do_some(programme)
    _, again, same = _counted(lambda: actions.sync(programme, on=chief.today, by=chief))
    print(f"sync with nothing new: {again:.1f} s, {same} statements")
    on = chief.today
    province = Unit.objects.under(central.pk, on=on).filter(level=Level.PROVINCE).in_order().first()
    questions: dict[str, Callable[[], Any]] = {
        "board of the country": lambda: boards.board(programme, central, on=on, by=chief),
        "board of a province": lambda: boards.board(programme, province, on=on, by=chief),
        "cell of a province": lambda: list(boards.units_of(programme, province, on=on, by=chief)[:50]),
        "numbers of a list of programmes": lambda: boards.counts_of([programme], on=on, by=chief),
        "desk of a commune": lambda: desks.desk(commune_officer, on=on),
        "targets": lambda: targets.targets(programme, on=on),
        "to be confirmed, first page": lambda: list(boards.to_confirm(chief)[:50]),
    }
    slowest = max(_asked(label, question) for label, question in questions.items())
    return seconds <= SECONDS and statements <= STATEMENTS and slowest <= PAGE_MS


def _people(central: Any) -> tuple[Any, Any]:
    from donghanh.core.actor import system_actor
    from donghanh.organisations.models import Level, Unit

    communes = Unit.objects.within(central.pk, on=date.today())  # noqa: DTZ011
    commune = communes.filter(level=Level.COMMUNE).order_by("pk").first()
    return tuple(_officer(unit, code, system_actor()) for unit, code in ((central, "mot"), (commune, "hai")))


def _officer(unit: Any, code: str, by: Any) -> Any:
    from django.utils import timezone

    from donghanh.accounts import actions as accounts
    from donghanh.accounts import queries
    from donghanh.accounts.models import Role
    from donghanh.identity.models import User

    accounts.load_standard_roles(by=by)
    user = User.objects.create_user(code, "mua-xuan-tren-ban", full_name=f"Nguyễn Văn {code}")
    role = Role.objects.get(code="lanh-dao")
    accounts.give_post(user, unit=unit, role=role, title="Bí thư", since=date(2025, 7, 1), by=by)
    standing = queries.standing(user, on=by.today)
    return queries.actor_in(standing.current, user=user, now=timezone.now())


def _programme(central: Any, by: Any) -> Any:
    from decimal import Decimal

    from donghanh.core.actor import system_actor
    from donghanh.organisations import actions as organisations
    from donghanh.organisations.actions.groups import Picks
    from donghanh.organisations.models import Level
    from donghanh.programmes import actions
    from donghanh.programmes.values import NewActor, NewOwner, NewProgramme, NewTarget, NewTask

    group = organisations.create_group(
        central,
        name="các xã, phường, đặc khu",
        picks=Picks(levels=(Level.COMMUNE,)),
        on=date(2025, 7, 1),
        by=system_actor(),
    )
    everybody = (NewActor(name=group.name, group=group.pk),)
    return actions.set_up(
        NewProgramme(
            name="Chương trình cả nước",
            owners=(NewOwner(unit=central.pk),),
            starts_on=by.today,
            ends_on=by.today + timedelta(days=300),
            tasks=tuple(
                NewTask(
                    key=f"t{number}",
                    text=f"Việc số {number}",
                    due_on=by.today + timedelta(days=number - 5),
                    actors=everybody,
                )
                for number in range(TASKS)
            ),
            targets=(
                NewTarget(
                    about="đơn vị thực hiện", value=Decimal(100), unit_name="%", of_units=True, task_key="t0"
                ),
            ),
        ),
        by=by,
    )


def _bare() -> float:
    """The floor: the same rows into a bare table of the same shape and indexes, without history or checks."""
    from django.db import connection, transaction

    with connection.cursor() as cursor, transaction.atomic():
        cursor.execute("CREATE TABLE kept (LIKE programmes_assignment INCLUDING ALL)")
        began = time.perf_counter()
        cursor.execute("INSERT INTO kept SELECT * FROM programmes_assignment")
        taken = time.perf_counter() - began
        transaction.set_rollback(True)
    return taken


def _do_some(programme: Any) -> None:
    """Every third is reported, every sixth confirmed, as after some months."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE programmes_assignment SET started_on = since, reported_on = since,
                reported_by_id = (SELECT max(id) FROM identity_user),
                confirmed_at = CASE WHEN id % 6 = 0 THEN now() END,
                confirmed_by_id = CASE WHEN id % 6 = 0 THEN (SELECT min(id) FROM identity_user) END
            WHERE programme_id = %s AND id % 3 = 0
            """.replace("% 6", "%% 6").replace("% 3", "%% 3"),
            [programme.pk],
        )
        cursor.execute("VACUUM ANALYZE programmes_assignment")


def _counted(deed: Callable[[], Any]) -> tuple[Any, float, int]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as statements:
        began = time.perf_counter()
        result = deed()
        seconds = time.perf_counter() - began
    return result, seconds, len(statements)


def _asked(label: str, question: Callable[[], Any]) -> float:
    _, _, queries = _counted(question)
    taken = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        question()
        taken.append((time.perf_counter() - began) * 1000)
    worst = sorted(taken)[int(ROUNDS * 0.95) - 1]
    print(f"{label:<34}{queries:>3} queries{statistics.median(taken):>8.0f} ms{worst:>8.0f} ms at p95")
    return worst


if __name__ == "__main__":
    sys.exit(main())
