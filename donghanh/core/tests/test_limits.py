"""A fair share for every visitor, counted by all workers together."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from donghanh.core import limits
from donghanh.core.errors import TooOften
from donghanh.core.models import Use

DAY = timedelta(days=1)  # long enough that no test crosses into the next span


def use(rf, *, times, address="192.0.2.7", what="thử"):
    limits.allow(rf.get("/", REMOTE_ADDR=address), what=what, times=times, within=DAY)


@pytest.mark.django_db
def test_allows_so_many_and_then_says_when_to_come_back(rf):
    for _ in range(3):
        use(rf, times=3)

    with pytest.raises(
        TooOften, match=r"^Mỗi máy chỉ được 3 lượt trong 1440 phút\. Vui lòng thử lại sau \d+ giây\.$"
    ):
        use(rf, times=3)


@pytest.mark.django_db
def test_counts_each_visitor_and_each_thing_apart(rf):
    use(rf, times=1)
    use(rf, times=1, address="192.0.2.8")
    use(rf, times=1, what="việc khác")

    assert sorted(Use.objects.values_list("count", flat=True)) == [1, 1, 1]


@pytest.mark.django_db
def test_an_ipv6_network_counts_as_one_visitor(rf):
    use(rf, times=1, address="2001:db8::1")

    with pytest.raises(TooOften):
        use(rf, times=1, address="2001:db8::2:1")


@pytest.mark.django_db
def test_forgets_what_is_over_and_keeps_no_address(rf):
    Use.objects.create(key="cũ", ends_at=timezone.now() - DAY)

    use(rf, times=1)

    kept = Use.objects.get()
    assert len(kept.key) == 64
    assert "192.0.2.7" not in kept.key


@pytest.mark.django_db(transaction=True)
def test_a_flood_from_many_threads_gets_no_more_than_its_share(rf):
    def try_once(_):
        try:
            use(rf, times=10)
        except TooOften:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(8) as threads:
        allowed = sum(threads.map(try_once, range(40)))

    assert allowed == 10
