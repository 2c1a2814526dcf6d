"""Names at the size of the country: one number of queries for any number of names, and no waiting."""

from datetime import date
from itertools import islice
from time import perf_counter

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from donghanh.documents import naming
from donghanh.documents.tests.naming.trees import BEFORE, HOI, PROVINCE
from donghanh.organisations.models import Level, System, Unit
from donghanh.organisations.standard import load, plan, source
from donghanh.organisations.tests.factories import SYSTEM, make_actor

OLD, NEW = date(2020, 3, 1), date(2026, 1, 10)
COMMON = (
    "Các huyện, thị, thành đoàn", "100% trường THPT", "Ban Tuyên giáo", "Sở Nội vụ", "đoàn viên", "BBT TWĐ",
    "Đoàn các xã, phường", "Huyện đoàn Không Có Thật", "các chi đoàn thôn", "đồng chí Bí thư Tỉnh đoàn",
)  # fmt: skip
MOST_QUERIES = 24


def asked(names, issuers, on, by):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        found = naming.resolve(names, issuers=issuers, issuer_key="", on=on, by=by)
    return found, len(queries)


@pytest.mark.parametrize("issuers", [(PROVINCE,), (HOI, PROVINCE), ("Đoàn xã Hòa An",)])
def test_the_number_of_queries_does_not_depend_on_the_names(trees, secretary, issuers):
    rows = [trees[name] for name in issuers]
    many = [*COMMON, *(f"Đoàn xã {name}" for name in map(str, range(290)))]

    counts = {asked(names, rows, BEFORE, secretary)[1] for names in ([], ["Sở Nội vụ"], list(COMMON), many)}

    assert len(counts) == 1
    assert counts.pop() <= MOST_QUERIES


@pytest.fixture(scope="module")
def country(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        load.load(plan.make(source.read()), tell=lambda _step: None, by=SYSTEM)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        yield
        transaction.set_rollback(True)


def names_below(top, on):
    units = Unit.objects.within(top.pk, on=on).exclude(pk=top.pk).named(on=on).in_order()
    return [unit.name_then for unit in islice(units, 290)]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("code", "on"), [("DTN-TW", OLD), ("DTN-TW", NEW), ("DTN-T01", OLD), ("HKH-T79", NEW)]
)
def test_three_hundred_names_in_half_a_second(country, db, code, on, capsys):
    issuer = Unit.objects.get(code=code)
    by = make_actor(issuer)
    names = [*COMMON, *names_below(issuer, on)]
    asked(names, [issuer], on, by)

    took = []
    for _ in range(5):
        start = perf_counter()
        naming.resolve(names, issuers=[issuer], issuer_key="", on=on, by=by)
        took.append(perf_counter() - start)

    with capsys.disabled():
        print(f"{code} {on}: {len(names)} names in {min(took):.3f} s")  # noqa: T201
    assert min(took) < 0.5


@pytest.mark.slow
def test_every_unit_of_the_country_is_found_by_its_name_or_asked(country, db):
    """By the centre, which sees all: names that stand once are sure, and none is taken for another."""
    centre = Unit.objects.get(system=System.YOUTH_UNION, level=Level.CENTRAL)
    by = make_actor(centre)
    for on in (OLD, NEW):
        units = Unit.objects.within(centre.pk, on=on).named(on=on).exclude(pk=centre.pk)
        named: dict[str, list[int]] = {}
        for unit in units:
            named.setdefault(unit.name_then, []).append(unit.pk)
        found = naming.resolve(list(named), issuers=[centre], issuer_key="", on=on, by=by)
        wrong = [
            name
            for name, keys in named.items()
            if (one := found[naming.key(name)]).sure and one.means != ({"unit": keys[0]},)
        ]
        sure = sum(found[naming.key(name)].sure for name in named)
        assert wrong == []
        assert sure >= 0.7 * sum(len(keys) == 1 for keys in named.values())
