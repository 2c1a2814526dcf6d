"""Keeping what people send, and taking it off again.

The app that owns the record asks its own right and rule first; these actions make sure that the record is
one that the actor sees, and write down in the record's history what was done.
"""

import hashlib

from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.db.models import Q

from donghanh.audit import actions as audit
from donghanh.core.actor import Actor
from donghanh.core.errors import NotPermitted, Refused
from donghanh.files import examine, rules, store
from donghanh.files.kinds import Profile
from donghanh.files.models import Attachment, AttachmentQuerySet, owners_seen


def keep(
    upload: UploadedFile | bytes,
    *,
    owner: models.Model,
    name: str,
    purpose: str,
    accept: Profile,
    by: Actor,
    key: str = "",
) -> Attachment:
    """Đính kèm tệp: keep what was sent at a record of another app.

    The same bytes, or the same `key`, sent again for the same purpose are the attachment that is there: a
    retry after a lost connection doubles nothing. What is slow happens before the transaction begins.
    """
    if not _seen(owner, by):
        raise NotPermitted("Đồng chí không có quyền đính kèm tệp vào hồ sơ này.")
    data = examine.contents(upload, name=name, accept=accept)
    sent = hashlib.sha256(data).hexdigest()
    if there := _there(owner, purpose, sent=sent, key=key).first():
        return there
    ready = examine.look(data, name=name, accept=accept)
    with audit.signed_by(by, deed="files.keep"):
        blob = store.put(ready.data, kind=ready.kind, now=by.now)
        # The bytes are locked now: of two requests with the same file the later one finds the first one's.
        if there := _there(owner, purpose, sent=sent, key=key).first():
            return there
        attachment = Attachment.objects.create(
            blob=blob,
            owner_type=ContentType.objects.get_for_model(owner),
            owner_id=owner.pk,
            name=ready.name,
            purpose=purpose,
            sent_sha256=sent,
            key=key,
            added_by_id=by.user_id or None,
            added_at=by.now,
        )
        audit.record("files.keep", owner, by=by, file=ready.name, purpose=purpose, bytes=blob.size)
    return attachment


@audit.deed
def remove(attachment: Attachment, *, reason: str, by: Actor) -> Attachment:
    """Gỡ tệp: it is shown no more; who removed it, when and why stays."""
    attachment = Attachment.objects.select_for_update().get(pk=attachment.pk)
    if not Attachment.objects.visible_to(by).filter(pk=attachment.pk).exists():
        raise NotPermitted("Đồng chí không có quyền gỡ tệp này.")
    if why_not := rules.remove(attachment, reason=reason):
        raise Refused(why_not)

    attachment.removed_at, attachment.removal_reason = by.now, reason.strip()[:300]
    attachment.removed_by_id = by.user_id or None
    attachment.save(update_fields=["removed_at", "removal_reason", "removed_by"])
    owner = attachment.owner or attachment
    audit.record("files.remove", owner, by=by, file=attachment.name, reason=attachment.removal_reason)
    return attachment


def _seen(owner: models.Model, by: Actor) -> bool:
    owners = owners_seen(ContentType.objects.get_for_model(owner), by)
    return owners is not None and owners.filter(pk=owner.pk).exists()


def _there(owner: models.Model, purpose: str, *, sent: str, key: str) -> AttachmentQuerySet:
    """The same file at the same record, if it was sent before."""
    same = Q(sent_sha256=sent) | (Q(key=key) & ~Q(key=""))
    return Attachment.objects.of(owner).present().filter(same, purpose=purpose).in_order()
