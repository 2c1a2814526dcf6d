"""Reminders of a day: 100,000 lines through `notify_each`, against the bare INSERT of the same rows.

    python bench/notices.py

Starts a PostgreSQL of its own in a temporary folder. Both sides write the same rows into the same table with
the same keys, in turn (A-B-A-B), three pairs; the table is emptied in between. The daily job's second run
(nothing left to tell), the bell and settling one matter are shown beside them.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

LINES, PEOPLE, PAIRS = 100_000, 10_000, 3
MOST = 3.0  # times the bare INSERT
BARE = """
    INSERT INTO notifications_notice
        (user_id, kind, title, reason, url, key, urgent, created_at)
    SELECT p.id, 'bench', 'Còn 7 ngày: báo cáo kết quả tháng ' || n,
        'Đơn vị của Đồng chí được giao việc này.',
        '/viec/' || n || '/', 'assignment:' || n || ':7d', false, now()
    FROM generate_series(0, %s - 1) n JOIN identity_user p ON p.code = 'nguoi.' || (n %% %s)
"""


def main() -> int:
    """Measure; 1 when the ratio does not hold."""
    from donghanh.config import postgres, supervisor

    with tempfile.TemporaryDirectory(prefix="donghanh-bench-") as home:
        Path(home).chmod(0o755)
        with postgres.running(Path(home) / "home") as cluster:
            supervisor.prepare(["migrate", "--noinput"], cluster.owner_url)
            os.environ |= {"DATABASE_URL": cluster.owner_url, "DONGHANH_HOME": f"{home}/home"}
            return measured()


def measured() -> int:
    """Both sides in turn, then what stands beside them."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "donghanh.config.settings")
    django.setup()
    from django.db import connection

    from donghanh.core.actor import system_actor
    from donghanh.identity.models import User
    from donghanh.notifications import actions, kinds, queries

    kind = kinds.NoticeKind(code="bench", title="Nhắc việc", why="Việc sắp đến hạn.")
    kinds.sign_in(kind)
    people = User.objects.bulk_create(
        [User(code=f"nguoi.{number}", full_name=f"Người {number}") for number in range(PEOPLE)]
    )
    by = system_actor()

    def lines() -> list[actions.Told]:
        return [
            actions.Told(
                user_id=people[number % PEOPLE].pk,
                title=f"Còn 7 ngày: báo cáo kết quả tháng {number}",
                reason="Đơn vị của Đồng chí được giao việc này.",
                url=f"/viec/{number}/",
                key=f"assignment:{number}:7d",
            )
            for number in range(LINES)
        ]

    def sql(text: str, *values: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute(text, values)

    def ours() -> None:
        assert actions.notify_each(lines(), kind=kind, by=by) == LINES

    ratios = []
    for _ in range(PAIRS):
        sql("TRUNCATE notifications_notice")
        bare = seconds(lambda: sql(BARE, LINES, PEOPLE))
        sql("TRUNCATE notifications_notice")
        mine = seconds(ours)
        ratios.append(mine / bare)
        print(f"bare INSERT {bare:.2f} s, notify_each {mine:.2f} s ({LINES / mine:,.0f} lines/s)")
    again = seconds(lambda: actions.notify_each(lines(), kind=kind, by=by))
    sql("ANALYZE notifications_notice")
    bell = statistics.median(seconds(lambda: queries.unread(people[0].pk)) for _ in range(50))
    settled = seconds(lambda: actions.settle(prefix="assignment:77:", by=by))
    print(f"second run: {again:.2f} s; bell {bell * 1000:.2f} ms; settle {settled * 1000:.2f} ms")
    print(f"ratio: minimum {min(ratios):.2f}, median {statistics.median(ratios):.2f} (hold: <= {MOST})")
    return int(statistics.median(ratios) > MOST)


def seconds(work: Callable[[], object]) -> float:
    """How long it takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
