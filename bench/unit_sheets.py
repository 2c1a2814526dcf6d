"""A spreadsheet of 100,000 units: checked, stored and taken back by the jobs behind the page.

    python bench/unit_sheets.py [--rows 100000]

One PostgreSQL of its own with the standard data of four provinces. An officer of the centre sends a sheet of
branches, first a tenth of the rows, then all. Printed are the seconds of each step, milliseconds a row, the
longest time between two words of progress, and the memory at its highest.

Holds when all rows cost at most 1.5 times as much a row as a tenth, when taking back leads to exactly as many
rows in every table as before, and when the derived tables equal a plain recursion at the end.
"""

import argparse
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from organisations import DAY, _load, _signed_in

MOST = 1.5  # all rows against a tenth, by the row


def main() -> int:
    """Both sizes; 1 when a figure does not hold."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=100_000)
    rows = parser.parse_args().rows
    with ExitStack() as stack:
        home = stack.enter_context(tempfile.TemporaryDirectory(prefix="donghanh-bench-"))
        Path(home).chmod(0o755)  # run by root, the server belongs to another user
        os.environ["DONGHANH_HOME"] = home
        from donghanh.config import postgres

        os.environ["DATABASE_URL"] = stack.enter_context(postgres.running(Path(home))).owner_url
        os.environ["DJANGO_SETTINGS_MODULE"] = "donghanh.config.settings"
        os.environ["DONGHANH_LOG_LEVEL"] = "WARNING"
        Path(home, "static").mkdir()  # nothing is served from it
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connection

        call_command("migrate", verbosity=0)
        _load("small")
        by = _officer()
        wrong = _compared(by, rows)
        connection.close()
    print("holds" if not wrong else "DOES NOT HOLD:\n" + "\n".join(wrong))
    return 1 if wrong else 0


def _compared(by: Any, rows: int) -> list[str]:
    from donghanh.organisations.queries.proof import prove

    wrong: list[str] = []
    few, many = _taken(by, rows // 10, wrong), _taken(by, rows, wrong)
    for step in few:
        ratio = many[step] / few[step]
        print(f"{step}: {ratio:.2f} × the time of a tenth, by the row")
        if ratio > MOST:
            wrong.append(f"{step}: {ratio:.2f} × the time of a tenth, by the row")
    if not prove().holds:
        wrong.append("lines or reach differ from a plain recursion")
    return wrong


def _taken(by: Any, number: int, wrong: list[str]) -> dict[str, float]:
    """Milliseconds a row for each step with a sheet of this size."""
    from donghanh.organisations import actions, jobs
    from donghanh.organisations.models import Batch

    data, before = _sheet(number), _counts()
    print(f"\n{number:,} rows, {len(data) / 1e6:.1f} MB")
    batch = actions.read_batch(data, file_name="don-vi.xlsx", on=DAY, decision={}, later=True, by=by)
    cost = {"check": _timed("check", number, lambda: jobs.check(batch=batch.pk))}
    assert Batch.objects.get(pk=batch.pk).found["sound"] == number
    actions.start_batch(batch, later=True, by=by)
    cost["store"] = _timed("store", number, lambda: jobs.store(batch=batch.pk))
    batch = Batch.objects.get(pk=batch.pk)
    assert batch.change, batch.trouble
    _refreshed()
    undoing = actions.start_undoing(batch.change, by=by)
    cost["undo"] = _timed("undo", number, lambda: jobs.undo(undoing=undoing.pk))
    undoing.refresh_from_db()
    assert undoing.state == "done", undoing.trouble
    if _counts() != before:
        wrong.append(f"{number:,} rows taken back: {before} before, {_counts()} after")
    _refreshed()
    return cost


def _timed(step: str, number: int, job: Callable[[], None]) -> float:
    with _listening() as heard:
        began = time.perf_counter()
        job()
        ended = time.perf_counter()
    times = [began, *heard, ended]
    silence = max(after - before for before, after in pairwise(times))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    spent = ended - began
    print(
        f"{step:<6}{spent:>8.1f} s{spent / number * 1000:>8.2f} ms a row, {len(heard)} words of progress, "
        f"longest silence {silence:.1f} s, {memory} MB",
        flush=True,
    )
    return spent / number * 1000


@contextmanager
def _listening() -> Iterator[list[float]]:
    """When progress was written, by the statement that writes it, over whichever connection."""
    from django.db.backends.utils import CursorWrapper

    heard: list[float] = []
    execute = CursorWrapper.execute

    def noting(self: Any, sql: Any, params: Any = None) -> Any:
        done = execute(self, sql, params)
        if "SET stage = " in str(sql):
            heard.append(time.perf_counter())
        return done

    CursorWrapper.execute = noting  # type: ignore[method-assign]
    try:
        yield heard
    finally:
        CursorWrapper.execute = execute  # type: ignore[method-assign]


def _officer() -> Any:
    """Somebody of the centre with every right there, as a request would know that person."""
    from django.utils import timezone

    from donghanh.accounts import queries
    from donghanh.accounts.models import Post
    from donghanh.organisations.models import Unit

    _signed_in("central", Unit.objects.get(code="DTN-TW"))
    post = Post.objects.select_related("user").get(user__code="central")
    standing = queries.standing(post.user, on=timezone.localdate(), chosen=post.pk)
    return queries.actor_in(standing.current, user=post.user, now=timezone.now())


def _sheet(number: int) -> bytes:
    from donghanh.organisations.exchange import sheet
    from donghanh.organisations.models import Level, Unit

    communes = Unit.objects.existing(on=DAY).filter(level=Level.COMMUNE, system="youth_union").order_by("pk")
    codes = list(communes.values_list("code", flat=True))
    return sheet.write(
        {
            "code": f"CD-{serial}",
            "name": f"Chi đoàn ấp {serial // len(codes) + 1}",
            "system": "Đoàn Thanh niên",
            "level": "Chi đoàn, chi hội",
            "parent": codes[serial % len(codes)],
            "opened_on": date(2025, 9, 1),
            "aliases": f"Chi đoàn số {serial}" if serial % 10 == 0 else "",
        }
        for serial in range(number)
    )


def _counts() -> dict[str, int]:
    from donghanh.organisations.models import Lineage, Placement, Reach, Unit, UnitAlias, UnitName

    tables = (Unit, UnitName, UnitAlias, Placement, Lineage, Reach)
    return {table.__name__: table.objects.count() for table in tables}


def _refreshed() -> None:
    """As autovacuum does between two deeds."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


if __name__ == "__main__":
    sys.exit(main())
