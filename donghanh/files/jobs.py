"""What is done about files in the background."""

from django.utils import timezone
from procrastinate.contrib.django import app

from donghanh.files import store


@app.periodic(cron="30 5 * * *")  # half past noon in Vietnam: many offices turn their server off at night
@app.task(name="files.sweep", queueing_lock="files.sweep")
def sweep(timestamp: int) -> None:
    """Delete what nothing has needed for a day."""
    rows, files = store.sweep(now=timezone.now())
    store.log.info("files swept", rows=rows, files=files)
