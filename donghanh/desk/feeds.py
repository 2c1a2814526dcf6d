"""Calendar addresses: the digest under which one is kept, and who reads through it."""

import hashlib
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from donghanh.accounts import queries as accounts
from donghanh.core.actor import Actor
from donghanh.core.permissions import Permission
from donghanh.desk.models import CalendarFeed

NOTED = timedelta(hours=1)
TIMES, SPAN = 120, timedelta(minutes=1)


def digest(token: str) -> str:
    """What is kept of a secret of 256 random bits: nothing slower is needed, nothing leads back to it."""
    return hashlib.sha256(token.encode()).hexdigest()


def found(token: str, *, now: datetime, address: str = "") -> tuple[CalendarFeed, Actor] | None:
    """The live address and its holder as actor in its post; nothing once post or account has ended."""
    feed = (
        CalendarFeed.objects.live().filter(digest=digest(token)).select_related("user", "post__unit").first()
    )
    if feed is None:
        return None
    standing = accounts.standing(feed.user, on=timezone.localdate(now), chosen=feed.post_id)
    if standing.current is None or standing.current.pk != feed.post_id:
        return None
    actor = accounts.actor_in(standing.current, user=feed.user, now=now, address=address)
    return (feed, actor) if Permission.PROGRAMME_VIEW in actor.permissions else None


def note_read(feed: CalendarFeed, *, now: datetime) -> None:
    """Keep when it was read, for who wonders whether the phone still does; once an hour is enough."""
    stale = Q(last_read_at=None) | Q(last_read_at__lt=now - NOTED)
    CalendarFeed.objects.filter(stale, pk=feed.pk).update(last_read_at=now)
