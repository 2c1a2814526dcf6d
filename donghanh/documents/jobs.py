"""What is read in the background."""

from procrastinate.contrib.django import app

from donghanh.core.actor import system_actor
from donghanh.documents import actions
from donghanh.documents.actions.receiving import READ_SCAN
from donghanh.documents.models import Reception


@app.task(name=READ_SCAN, queue="documents")
def read_scan(*, reception: int) -> None:
    """Recognise a scan; a paper that is gone or settled meanwhile is left as it is."""
    if found := Reception.objects.filter(pk=reception).first():
        actions.settle_scan(found, by=system_actor())
