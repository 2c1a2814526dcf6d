"""What people do at their desk that is written down: addresses for the calendars of their phones.

Each deed: right, lock, rule, write, record, return.
"""

import secrets

from donghanh.accounts.models import Post
from donghanh.audit import actions as audit
from donghanh.core.actor import Actor
from donghanh.core.errors import Refused
from donghanh.core.permissions import Permission
from donghanh.desk import feeds, rules
from donghanh.desk.models import CalendarFeed


@audit.deed
def make_feed(*, by: Actor) -> tuple[CalendarFeed, str]:
    """Lập địa chỉ lịch: a new secret for the actor's post, said this once; the one before works no longer."""
    by.require(Permission.PROGRAMME_VIEW)
    if reason := rules.make_feed(by=by):
        raise Refused(reason)
    Post.objects.select_for_update().get(pk=by.post_id)

    CalendarFeed.objects.live().filter(post=by.post_id).update(revoked_at=by.now)
    token = secrets.token_urlsafe(32)
    feed = CalendarFeed.objects.create(
        user_id=by.user_id, post_id=by.post_id, digest=feeds.digest(token), made_at=by.now
    )
    audit.record("desk.make_feed", feed, by=by)
    return feed, token


@audit.deed
def revoke_feed(feed: CalendarFeed, *, by: Actor) -> CalendarFeed:
    """Thu hồi địa chỉ lịch: whoever still has it reads nothing any more."""
    feed = CalendarFeed.objects.select_for_update().get(pk=feed.pk)
    if reason := rules.revoke_feed(feed, by=by):
        raise Refused(reason)

    feed.revoked_at = max(by.now, feed.made_at)
    feed.save(update_fields=["revoked_at"])
    audit.record("desk.revoke_feed", feed, by=by)
    return feed
