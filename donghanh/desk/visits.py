"""When the desk was seen, so that it can say what is new since then. Seeing is no deed: it is not recorded.

One statement, so that two windows that open at once do no harm; looks within half an hour are one visit.
"""

from datetime import date, datetime, timedelta

from django.db import connection
from django.utils import timezone

from donghanh.core.actor import Actor

ONE_VISIT = timedelta(minutes=30)
FIRST = timedelta(days=7)
SEEN = """
    INSERT INTO desk_visit (post_id, seen_at) VALUES (%(post)s, %(now)s)
    ON CONFLICT (post_id) DO UPDATE SET
        before_at = CASE WHEN desk_visit.seen_at < %(edge)s
            THEN desk_visit.seen_at ELSE desk_visit.before_at END,
        seen_at = GREATEST(desk_visit.seen_at, EXCLUDED.seen_at)
    RETURNING before_at
"""


def see(by: Actor) -> date:
    """Note that the holder of the post looks now; answers with the day since which things are new.

    On the first visit that is a week ago.
    """
    with connection.cursor() as cursor:
        cursor.execute(SEEN, {"post": by.post_id, "now": by.now, "edge": by.now - ONE_VISIT})
        before: datetime | None = cursor.fetchone()[0]
    return timezone.localdate(before) if before else by.today - FIRST
