"""One number of queries for any number of names, and every unit of a real province by its name.

`bench/names.py` does both at the size of the country.
"""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from donghanh.documents import naming
from donghanh.documents.tests.naming.trees import BEFORE, HOI, PROVINCE
from donghanh.organisations.models import Unit
from donghanh.organisations.standard import load, plan, source
from donghanh.organisations.tests.factories import SYSTEM, make_actor

COMMON = (
    "Các huyện, thị, thành đoàn", "100% trường THPT", "Ban Tuyên giáo", "Sở Nội vụ", "đoàn viên", "BBT TWĐ",
    "Đoàn các xã, phường", "Huyện đoàn Không Có Thật", "các chi đoàn thôn", "đồng chí Bí thư Tỉnh đoàn",
)  # fmt: skip
MOST_QUERIES = 20


@pytest.mark.parametrize("issuers", [(PROVINCE,), (HOI, PROVINCE), ("Đoàn xã Hòa An",)])
def test_the_number_of_queries_does_not_depend_on_the_names(trees, secretary, issuers):
    rows = [trees[name] for name in issuers]
    many = [*COMMON, *(f"Đoàn xã {number}" for number in range(290))]

    counts = set()
    for names in ([], ["Sở Nội vụ"], list(COMMON), many):
        with CaptureQueriesContext(connection) as queries:
            naming.resolve(names, issuers=rows, issuer_key="", on=BEFORE, by=secretary)
        counts.add(len(queries))

    assert len(counts) == 1
    assert counts.pop() <= MOST_QUERIES


@pytest.mark.slow
def test_every_unit_of_a_province_is_found_by_its_name_or_asked(db):
    load.load(plan.make(source.read().part({"tinhvinhlong"})), tell=lambda _step: None, by=SYSTEM)
    centre = Unit.objects.get(code="DTN-TW")
    for on in (date(2020, 3, 1), date(2026, 1, 10)):
        named: dict[str, list[int]] = {}
        for unit in Unit.objects.within(centre.pk, on=on).named(on=on).exclude(pk=centre.pk):
            named.setdefault(unit.name_then, []).append(unit.pk)

        found = naming.resolve(list(named), issuers=[centre], issuer_key="", on=on, by=make_actor(centre))

        once = [name for name, keys in named.items() if len(keys) == 1]
        sure = [name for name in named if found[naming.key(name)].sure]
        assert [name for name in sure if found[naming.key(name)].means != ({"unit": named[name][0]},)] == []
        assert len(sure) >= 0.9 * len(once)
