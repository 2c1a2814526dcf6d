"""What keeps the queue itself in order."""

from typing import Any

from procrastinate import JobContext
from procrastinate.contrib.django import app

DAYS_KEPT = 14


@app.periodic(cron="*/5 * * * *")
@app.task(name="core.revive", queueing_lock="core.revive", pass_context=True)
async def revive(context: JobContext, timestamp: int) -> None:
    """Jobs whose worker died in the middle begin again."""
    for job in await context.app.job_manager.get_stalled_jobs():
        await context.app.job_manager.retry_job(job)


@app.periodic(cron="0 5 * * *")
@app.task(name="core.forget", queueing_lock="core.forget", pass_context=True)
async def forget(context: JobContext, timestamp: int) -> Any:
    """Jobs that ended well two weeks ago leave the table; failed ones stay until somebody looked at them."""
    await context.app.job_manager.delete_old_jobs(nb_hours=24 * DAYS_KEPT)
