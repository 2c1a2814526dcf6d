"""Names in papers at the size of the country: seconds and queries for 300 names, and every unit by its name.

    python bench/names.py [--small]

Starts a PostgreSQL of its own in a temporary folder and loads the standard data (four provinces with
`--small`). Papers of the centre and of a province, before and after 1 July 2025, name ten usual things and up
to 290 units. Then every unit of the Youth Union is looked for by its name of the day. Fails when 300 names
take half a second or more, when the number of queries differs between one name and 300, or when a name is
surely taken for another unit.
"""

import argparse
import os
import sys
import tempfile
import time
from contextlib import ExitStack
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

OLD, NEW = date(2020, 3, 1), date(2026, 1, 10)
COMMON = (
    "Các huyện, thị, thành đoàn", "100% trường THPT", "Ban Tuyên giáo", "Sở Nội vụ", "đoàn viên", "BBT TWĐ",
    "Đoàn các xã, phường", "Huyện đoàn Không Có Thật", "các chi đoàn thôn", "đồng chí Bí thư Tỉnh đoàn",
)  # fmt: skip
PAPERS = (("DTN-TW", OLD), ("DTN-TW", NEW), ("DTN-T86", NEW), ("HKH-T86", NEW))
FOUR = ("tinhvinhlong", "tinhtayninh", "tinhdongthap", "tinhcamau")
MOST_SECONDS, ROUNDS = 0.5, 7


def main() -> int:
    """Load, ask, compare; 1 when a figure does not hold."""
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
        held = [_paper(code, on) for code, on in PAPERS] + [_every_unit(on) for on in (OLD, NEW)]
        connection.close()
    return 0 if all(held) else 1


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


def _officer(unit: Any) -> Any:
    from django.utils import timezone

    from donghanh.core.actor import Actor
    from donghanh.core.permissions import Permission

    return Actor(user_id=0, organisation_id=unit.pk, permissions=frozenset(Permission), now=timezone.now())


def _paper(code: str, on: date) -> bool:
    """One paper of 300 names: the least and the median of several rounds, and the queries."""
    from donghanh.organisations.models import Unit

    issuer = Unit.objects.get(code=code)
    below = Unit.objects.within(issuer.pk, on=on).exclude(pk=issuer.pk).named(on=on).in_order()
    names = [*COMMON, *(unit.name_then for unit in islice(below, 290))]
    _, few = _asked(["Sở Nội vụ"], issuer, on)
    taken = sorted(_asked(names, issuer, on)[0] for _ in range(ROUNDS))
    _, many = _asked(names, issuer, on)
    print(
        f"{code} {on}: {len(names)} names, least {taken[0] * 1000:.0f} ms,"
        f" median {taken[ROUNDS // 2] * 1000:.0f} ms, {many} queries, {few} for one name",
        flush=True,
    )
    return taken[0] < MOST_SECONDS and few == many


def _asked(names: list[str], issuer: Any, on: date) -> tuple[float, int]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from donghanh.documents import naming

    with CaptureQueriesContext(connection) as queries:
        start = time.perf_counter()
        naming.resolve(names, issuers=[issuer], issuer_key="", on=on, by=_officer(issuer))
        return time.perf_counter() - start, len(queries)


def _every_unit(on: date) -> bool:
    """By the centre, which sees all: none is surely taken for another."""
    from donghanh.documents import naming
    from donghanh.organisations.models import Unit

    centre = Unit.objects.get(code="DTN-TW")
    named: dict[str, list[int]] = {}
    for unit in Unit.objects.within(centre.pk, on=on).exclude(pk=centre.pk).named(on=on):
        named.setdefault(unit.name_then, []).append(unit.pk)
    found = naming.resolve(list(named), issuers=[centre], issuer_key="", on=on, by=_officer(centre))
    sure = {name: one for name in named if (one := found[naming.key(name)]).sure}
    wrong = [name for name, one in sure.items() if one.means != ({"unit": named[name][0]},)]
    once = sum(len(keys) == 1 for keys in named.values())
    print(
        f"{on}: {len(named)} names, {once} borne once, {len(sure)} surely found, {len(wrong)} wrongly {wrong}"
    )
    return not wrong


if __name__ == "__main__":
    sys.exit(main())
