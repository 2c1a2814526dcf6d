"""Small pictures of photos: made when first asked for, kept as contents of their own; no deed of anybody."""

from datetime import datetime

from django.db import transaction

from donghanh.files import photos, store
from donghanh.files.models import Blob


def of(blob: Blob, *, name: str, now: datetime) -> Blob:
    """The thumbnail of this photo; two who ask at once for the first time make the same one."""
    if blob.thumbnail is not None:
        return blob.thumbnail
    data, kind = photos.thumbnail(store.read(blob), name=name)
    with transaction.atomic():
        small = store.put(data, kind=kind, now=now)
        Blob.objects.filter(pk=blob.pk).update(thumbnail=small)
    return small
