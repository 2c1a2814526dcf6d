"""Work on sheets of units behind the page: checking and storing large ones, with progress."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connections
from django.utils import timezone
from procrastinate.contrib.django import app

from donghanh.core.actor import Actor
from donghanh.core.errors import Refused
from donghanh.core.permissions import Permission
from donghanh.organisations import actions
from donghanh.organisations.exchange.plan import Tell
from donghanh.organisations.models import Batch, BatchState

TELL = "UPDATE organisations_batch SET done = %s, total = %s WHERE id = %s"


@app.task(name="donghanh.organisations.jobs.check", retry=2)
def check(batch: int) -> None:
    """Check a sheet that was sent."""
    which = Batch.objects.filter(pk=batch, state=BatchState.CHECKING).first()
    if which is None:
        return
    with telling(which) as tell:
        actions.preview_batch(which, tell=tell, by=acting(which.actor))


@app.task(name="donghanh.organisations.jobs.store", retry=2)
def store(batch: int) -> None:
    """Store a sheet that was confirmed; what was refused is said on its page."""
    which = Batch.objects.filter(pk=batch, state=BatchState.STORING).first()
    if which is None:
        return
    by = acting(which.actor)
    try:
        with telling(which) as tell:
            actions.store_batch(which, tell=tell, by=by)
    except Refused as refusal:
        actions.fail_batch(which, reason=str(refusal), by=by)


def acting(kept: dict[str, Any]) -> Actor:
    """Who pressed the button, with the rights of that moment, and the clock of now."""
    known = {str(permission) for permission in Permission}
    rights = {
        name: frozenset(Permission(right) for right in kept[name] if right in known)
        for name in ("permissions", "own_only")
    }
    return Actor(**{**kept, **rights}, now=timezone.now())


@contextmanager
def telling(batch: Batch) -> Iterator[Tell]:
    """Progress over a connection of its own, so that the page sees it before the work is committed."""
    beside = connections["default"].copy()

    def tell(done: int, total: int) -> None:
        with beside.cursor() as cursor:
            cursor.execute(TELL, [done, total, batch.pk])

    try:
        yield tell
    finally:
        beside.close()
