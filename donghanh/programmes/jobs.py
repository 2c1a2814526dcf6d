"""What is done about programmes in the background."""

from typing import Any

import structlog
from django.utils import timezone
from procrastinate.contrib.django import app

from donghanh.core.actor import system_actor
from donghanh.core.errors import Refused
from donghanh.programmes import actions, warning
from donghanh.programmes.models import Programme

log = structlog.get_logger()
LOCK = "programmes.sync"  # one at a time: two would only wait for each other


@app.task(name="programmes.follow", lock=LOCK)
def follow() -> None:
    """The tree or a group has changed: every running programme is brought up to today."""
    sync_all()


@app.periodic(cron="20 0,5 * * *")
@app.task(name="programmes.daily", lock=LOCK, queueing_lock="programmes.daily")
def daily(timestamp: int) -> None:
    """What begins today: units that open or close, the next days of recurring tasks; what falls due."""
    sync_all()
    log.info("people told of days", notices=warning.warn(by=system_actor(now=timezone.now())))


def sync_all() -> None:
    """Each running programme in a transaction of its own."""
    by = system_actor(now=timezone.now())
    for programme in Programme.objects.running().order_by("pk"):
        try:
            done = actions.sync(programme, on=by.today, by=by)
        except Refused:  # it ended in the meantime
            continue
        if done.changed:
            log.info("assignments brought up to date", programme=programme.pk, **vars(done))


def defer_follow() -> Any:
    """After a change of the tree, in its transaction."""
    return follow.defer()
