"""Telling people, and what they do with what they are told.

Notices are their own record: each says who is told what, why, when and through whom; the book of deeds would
only repeat them. Who is told is decided by the apps above; here is only who does not want to be.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils.http import url_has_allowed_host_and_scheme

from donghanh.audit import actions as audit
from donghanh.core.actor import NOBODY, Actor
from donghanh.core.errors import Refused
from donghanh.notifications import kinds, rules
from donghanh.notifications.kinds import NoticeKind
from donghanh.notifications.models import Channel, Notice, NoticeQuerySet, Preference

BATCH = 5_000
WANTED = """
    JOIN identity_user person ON person.id = told.user_id AND person.is_active
    LEFT JOIN notifications_preference choice
        ON choice.user_id = told.user_id AND choice.kind = %(kind)s AND choice.channel = %(channel)s
    WHERE %(urgent)s OR COALESCE(choice."on", %(default_on)s)
"""
TELL = f"""
    INSERT INTO notifications_notice
        (user_id, kind, title, reason, url, unit_id, key, urgent, caused_by_id, created_at)
    SELECT DISTINCT ON (told.user_id, told.key) told.user_id, %(kind)s, told.title, told.reason, told.url,
        told.unit_id, told.key, %(urgent)s, %(caused_by)s::bigint, %(now)s
    FROM ({{told}}) told {WANTED}
    ORDER BY told.user_id, told.key
    ON CONFLICT (user_id, key) DO NOTHING
"""  # noqa: S608 - our own text
ONE_MATTER = """
    SELECT DISTINCT listed.user_id, %(title)s::text title, %(reason)s::text reason, %(url)s::text url,
        %(unit_id)s::bigint unit_id, %(key)s::text key
    FROM ({users}) listed (user_id)
"""
LISTED = "SELECT unnest(%(users)s::bigint[])"
MANY_MATTERS = """
    SELECT * FROM unnest(%(users)s::bigint[], %(titles)s::text[], %(reasons)s::text[], %(urls)s::text[],
        %(units)s::bigint[], %(keys)s::text[]) matter (user_id, title, reason, url, unit_id, key)
"""


@dataclass(frozen=True, kw_only=True)
class Told:
    """One line of `notify_each`: this person is told this."""

    user_id: int
    title: str
    reason: str
    url: str
    key: str
    unit_id: int | None = None


@transaction.atomic
def notify(
    users: "Iterable[int] | QuerySet[Any, Any]",
    *,
    kind: NoticeKind,
    title: str,
    reason: str,
    url: str,
    key: str,
    by: Actor,
    unit_id: int | None = None,
) -> int:
    """Báo: tell all these people one thing, in one statement; returns how many are told now.

    `users` are ids, or a queryset of one column of ids that is never fetched. Nobody is told the same `key`
    twice, and nobody what they turned off.
    """
    facts = _facts(kind, by) | {"title": title[:300], "reason": reason[:300], "url": _ours(url)}
    facts |= {"unit_id": unit_id, "key": key}
    if isinstance(users, QuerySet):
        return _tell_found(users, facts)
    return _tell(ONE_MATTER.format(users=LISTED), facts | {"users": list(users)})


@transaction.atomic
def notify_each(lines: Iterable[Told], *, kind: NoticeKind, by: Actor) -> int:
    """Báo từng người: each line its own matter, thousands in one statement; returns how many are told now."""
    facts, told = _facts(kind, by), 0
    rest = iter(lines)
    while batch := list(islice(rest, BATCH)):
        told += _tell(MANY_MATTERS, facts | _columns(batch))
    return told


@transaction.atomic
def settle(keys: Collection[str] = (), *, prefix: str = "", by: Actor) -> int:
    """Xong việc: what these keys are about waits no longer, for anybody.

    A `prefix` ends with a colon: `assignment:12:` is not about `assignment:123:7d`.
    """
    if prefix and not prefix.endswith(":"):
        raise ValueError("a prefix of keys ends with a colon")
    about = Notice.objects.filter(settled_at=None)
    about = about.filter(key__startswith=prefix) if prefix else about.filter(key__in=keys)
    return about.update(settled_at=by.now)


@transaction.atomic
def mark_read(notices: NoticeQuerySet, *, by: Actor) -> int:
    """Đánh dấu đã đọc: of these notices the actor's own that are not read yet."""
    return notices.visible_to(by).filter(read_at=None).update(read_at=by.now)


@audit.deed
def choose(*, kind: str, on: bool, by: Actor, channel: Channel = Channel.IN_APP) -> Preference:
    """Chọn nhận hay không: one kind on one channel, for oneself."""
    if reason := rules.choose(kinds.known(kind), on=on):
        raise Refused(reason)

    choice, _ = Preference.objects.update_or_create(
        user_id=by.user_id, kind=kind, channel=channel, defaults={"on": on}
    )
    return choice


def _facts(kind: NoticeKind, by: Actor) -> dict[str, Any]:
    if kinds.known(kind.code) != kind:
        raise ValueError(f"the kind {kind.code} is not signed in")
    return {
        "kind": kind.code,
        "urgent": kind.urgent,
        "default_on": kind.default_on,
        "channel": Channel.IN_APP,
        "caused_by": by.user_id if by.user_id != NOBODY else None,
        "now": by.now,
    }


def _columns(batch: Collection[Told]) -> dict[str, Any]:
    return {
        "users": [line.user_id for line in batch],
        "titles": [line.title[:300] for line in batch],
        "reasons": [line.reason[:300] for line in batch],
        "urls": [_ours(line.url) for line in batch],
        "units": [line.unit_id for line in batch],
        "keys": [line.key for line in batch],
    }


def _ours(url: str) -> str:
    """The path, if it leads to a page of this site and nowhere else."""
    if not url.startswith("/") or not url_has_allowed_host_and_scheme(url, allowed_hosts=None):
        raise ValueError(f"{url} is no path of this site")
    return url


def _tell(told: str, facts: Mapping[str, Any]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(TELL.format(told=told), facts)
        return int(cursor.rowcount)


def _tell_found(users: "QuerySet[Any, Any]", facts: dict[str, Any]) -> int:
    """As `_tell`, with the people found by a query of their own, whose parameters get names of ours."""
    try:
        found, values = users.order_by().query.sql_with_params()
    except EmptyResultSet:  # Django sees by itself that nobody can be found
        return 0
    names = {f"found{place}": value for place, value in enumerate(values)}
    found %= tuple(f"%({name})s" for name in names)
    return _tell(ONE_MATTER.format(users=found), facts | names)
