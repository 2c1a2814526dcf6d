"""Questions about notices as the pages ask them."""

from dataclasses import dataclass

from django.db.models import Max

from donghanh.core.actor import Actor
from donghanh.core.reach import units_named
from donghanh.notifications import kinds
from donghanh.notifications.kinds import NoticeKind
from donghanh.notifications.models import Channel, Notice, Preference

PAGE = 30
MOST_COUNTED = 100


@dataclass(frozen=True, kw_only=True)
class Line:
    """One notice with the name of the unit that it is about."""

    notice: Notice
    unit: str


@dataclass(frozen=True, kw_only=True)
class Lines:
    """One page of the inbox, where the next one begins, and the newest notice that waits, if one does."""

    rows: tuple[Line, ...]
    next_offset: int | None
    newest: int | None


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A kind, and whether this person is told it."""

    kind: NoticeKind
    on: bool


def unread(user_id: int) -> int:
    """How many wait, counted to a hundred; one query on an index that holds nothing else."""
    waiting = Notice.objects.filter(user_id=user_id).unread()
    return waiting.order_by()[:MOST_COUNTED].count()


def inbox(actor: Actor, *, only_unread: bool = False, kind: str = "", offset: int = 0) -> Lines:
    """One page of the actor's notices, the unread first; three queries."""
    notices = Notice.objects.visible_to(actor)
    if only_unread:
        notices = notices.unread()
    if kind:
        notices = notices.filter(kind=kind)
    rows = list(notices.in_order()[offset : offset + PAGE + 1])
    ids = {row.unit_id for row in rows if row.unit_id}
    names = units_named(ids) if ids else {}
    lines = tuple(Line(notice=row, unit=names.get(row.unit_id or 0, "")) for row in rows[:PAGE])
    newest = Notice.objects.visible_to(actor).unread().aggregate(newest=Max("pk"))["newest"]
    return Lines(rows=lines, next_offset=offset + PAGE if len(rows) > PAGE else None, newest=newest)


def choices(actor: Actor, *, channel: Channel = Channel.IN_APP) -> list[Choice]:
    """Every kind that exists, and whether the actor is told it on this channel."""
    said = dict(Preference.objects.visible_to(actor).filter(channel=channel).values_list("kind", "on"))
    return [
        Choice(kind=kind, on=kind.urgent or said.get(kind.code, kind.default_on)) for kind in kinds.every()
    ]
