"""Units at full size and at a tenth: loading, importing, proof, and the pages' questions by three officers.

    python bench/organisations.py [--small]

Starts a PostgreSQL of its own in a temporary folder, loads the standard data, imports 100,000 branches by
spreadsheet (10,000 at a tenth, where only four provinces are loaded), and prints rows, seconds, memory, and
for each question the number of queries, the median and the 95th percentile in milliseconds.
"""

import argparse
import os
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any

DAY = date(2026, 3, 1)
ROUNDS = 20
FOUR = ("tinhvinhlong", "tinhtayninh", "tinhdongthap", "tinhcamau")
WORDS = ("xã tân", "doan", "vinh long", "chi doan ap 3", "DTN-X29", "Hoà Bình", "khong co don vi nay")


def main() -> None:
    """Run one size, or both in processes of their own."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--small", action="store_true", help="a tenth only")
    parser.add_argument("--full", action="store_true", help="full size only")
    chosen = parser.parse_args()
    sizes = [name for name in ("small", "full") if getattr(chosen, name)] or ["small", "full"]
    figures = {name: _in_own_process(name) for name in sizes}
    if len(figures) == 2:
        _compare(figures["small"], figures["full"])


def _in_own_process(name: str) -> dict[str, float]:
    """Fork, so that each size has its own server, its own Django and its own memory figure."""
    reader, writer = os.pipe()
    if (child := os.fork()) == 0:
        os.close(reader)
        with os.fdopen(writer, "w") as out:
            out.writelines(f"{label}\t{value}\n" for label, value in measure(name).items())
            out.flush()
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as lines:
        figures = {label: float(value) for label, value in (line.rstrip("\n").split("\t") for line in lines)}
    os.waitpid(child, 0)
    return figures


def measure(name: str) -> dict[str, float]:
    """Everything at one size."""
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
        print(f"\n== {name}: {'the whole country' if name == 'full' else 'four provinces'} ==")
        _load(name)
        _import(100_000 if name == "full" else 10_000)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
        figures = _questions()
        call_command("check_lineage")
        _deeds()
        connection.close()
        return figures


def _load(name: str) -> None:
    from donghanh.core.actor import system_actor
    from donghanh.organisations.standard import load, plan, source

    began = time.perf_counter()
    country = source.read()
    if name == "small":
        country = country.part(FOUR)
    loaded = load.load(plan.make(country), tell=lambda _step: None, by=system_actor())
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    print(f"standard data: {loaded.total:,} rows in {time.perf_counter() - began:.1f} s, {memory} MB")


def _import(number: int) -> None:
    from donghanh.core.actor import system_actor
    from donghanh.organisations import actions
    from donghanh.organisations.exchange import sheet
    from donghanh.organisations.models import Level, Unit

    communes = list(
        Unit.objects.existing(on=DAY)
        .filter(level=Level.COMMUNE, system="youth_union")
        .order_by("pk")
        .values_list("code", flat=True)
    )
    rows = (
        {
            "code": f"CD-{serial}",
            "name": f"Chi đoàn ấp {serial // len(communes) + 1}",
            "system": "Đoàn Thanh niên",
            "level": "Chi đoàn, chi hội",
            "parent": communes[serial % len(communes)],
            "opened_on": date(2025, 9, 1),
        }
        for serial in range(number)
    )
    data = sheet.write(rows)
    for again in ("first", "again"):
        began = time.perf_counter()
        done = actions.import_units(data, on=DAY, by=system_actor())
        print(
            f"spreadsheet {again}: {number:,} rows, {done.opened:,} opened, {done.unchanged:,} unchanged "
            f"in {time.perf_counter() - began:.1f} s"
        )


def _questions() -> dict[str, float]:
    from django.db import connection, reset_queries

    from donghanh.organisations.models import Level, Unit
    from donghanh.organisations.queries import time as across
    from donghanh.organisations.queries import tree

    central = Unit.objects.get(code="DTN-TW")
    province = Unit.objects.get(code="DTN-T86")
    commune = Unit.objects.under(province.pk, on=DAY).filter(level=Level.COMMUNE).order_by("pk")[0]
    connection.force_debug_cursor = True
    figures = {}
    eve, reform = date(2025, 6, 30), date(2025, 7, 1)
    print(f"{'':<44}{'queries':>8}{'median':>9}{'p95':>9}  ms")
    for title, unit in (("central", central), ("province", province), ("commune", commune)):
        actor = _actor(unit)
        questions: dict[str, Callable[[], Any]] = {
            "tree, top": lambda actor=actor: list(tree.top(actor, on=DAY)),
            "tree, top, 30/6/2025": lambda actor=actor: list(tree.top(actor, on=eve)),
            "tree, below own unit": lambda actor=actor, unit=unit: tree.children(unit.pk, actor, on=DAY),
            "unit page": lambda actor=actor, unit=unit: _page(unit, actor),
        }
        for words in WORDS:
            questions[f"search “{words}”"] = lambda words=words, actor=actor: tree.search(
                words, actor, on=DAY
            )
        if title != "commune":
            questions["difference of two days"] = lambda unit=unit: across.difference(
                unit, first=eve, second=reform
            )
        for label, question in questions.items():
            reset_queries()
            question()
            queries = len(connection.queries)
            connection.force_debug_cursor = False
            median, worst = _timed(question)
            connection.force_debug_cursor = True
            figures[f"{title}: {label}"] = median
            print(f"{title + ': ' + label:<44}{queries:>8}{median:>9.1f}{worst:>9.1f}")
    return figures


def _page(unit: Any, actor: Any) -> Any:
    from donghanh.organisations.models import Unit
    from donghanh.organisations.queries import tree

    found = Unit.objects.visible_to(actor).select_related("area").get(pk=unit.pk)
    return tree.portrait(found, on=DAY)


def _deeds() -> None:
    """A province's move and a level's end at this size, undone again."""
    from donghanh.core.actor import system_actor
    from donghanh.organisations import actions
    from donghanh.organisations.models import Change, Level, Unit
    from donghanh.organisations.queries.proof import prove
    from donghanh.organisations.values import NewUnit

    by = system_actor()
    central, province = Unit.objects.get(code="DTN-TW"), Unit.objects.get(code="DTN-T86")
    new = NewUnit(code="DTN-VUNG", name="Đoàn vùng", system=central.system, level=Level.PROVINCE)
    region = actions.open_unit(central, new=new, on=date(2026, 4, 1), by=by)
    for label, deed in (
        ("move a province", lambda: actions.move(province, parent=region, on=date(2026, 5, 1), by=by)),
        ("undo it", lambda: actions.undo(Change.objects.latest("pk"), by=by)),
    ):
        began = time.perf_counter()
        deed()
        print(f"{label}: {time.perf_counter() - began:.2f} s")
    assert prove().holds


def _actor(unit: Any) -> Any:
    from django.utils import timezone

    from donghanh.core.actor import Actor
    from donghanh.core.permissions import Permission

    return Actor(user_id=0, organisation_id=unit.pk, permissions=frozenset(Permission), now=timezone.now())


def _timed(question: Callable[[], Any]) -> tuple[float, float]:
    taken = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        question()
        taken.append((time.perf_counter() - began) * 1000)
    return statistics.median(taken), sorted(taken)[int(ROUNDS * 0.95) - 1]


def _compare(small: dict[str, float], full: dict[str, float]) -> None:
    ratios = {label: full[label] / small[label] for label in full if label in small}
    print("\n== full size against a tenth (median) ==")
    for label, ratio in sorted(ratios.items(), key=lambda pair: -pair[1]):
        print(f"{label:<44}{ratio:>6.2f} ×")


if __name__ == "__main__":
    main()
