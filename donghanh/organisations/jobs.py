"""Work on units behind the page, with progress: checking and storing large sheets, taking them back."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections
from procrastinate.contrib.django import app

from donghanh.core.errors import Refused
from donghanh.organisations import actions
from donghanh.organisations.acting import acting
from donghanh.organisations.models import Batch, BatchState, Stage, Undoing, UndoingState
from donghanh.organisations.telling import Tell

TELL = "UPDATE {table} SET stage = %s, done = %s, total = %s WHERE id = %s"


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


@app.task(name="donghanh.organisations.jobs.undo", retry=2)
def undo(undoing: int) -> None:
    """Take a large change back; what was refused is said on its page."""
    which = Undoing.objects.filter(pk=undoing, state=UndoingState.WORKING).select_related("change").first()
    if which is None:
        return
    by = acting(which.actor)
    try:
        with telling(which) as tell:
            actions.finish_undoing(which, tell=tell, by=by)
    except Refused as refusal:
        actions.fail_undoing(which, reason=str(refusal), by=by)


@contextmanager
def telling(work: Batch | Undoing) -> Iterator[Tell]:
    """Progress over a connection of its own, so that the page sees it before the work is committed."""
    told = TELL.format(table=work._meta.db_table)
    beside = connections["default"].copy()

    def tell(stage: Stage, done: int, total: int) -> None:
        with beside.cursor() as cursor:
            cursor.execute(told, [stage, done, total, work.pk])

    try:
        yield tell
    finally:
        beside.close()
