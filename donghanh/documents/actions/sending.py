"""Sending a registered document to units, and opening what was sent."""

from collections.abc import Sequence

from donghanh.audit import actions as audit
from donghanh.core.actor import Actor
from donghanh.core.errors import Refused
from donghanh.core.permissions import Permission
from donghanh.documents import rules
from donghanh.documents.models import Dispatch, Document
from donghanh.organisations.models import Unit


@audit.deed
def send(document: Document, *, units: Sequence[Unit], by: Actor) -> int:
    """Gửi văn bản: it stands in the incoming list of these units; says how many did not have it before."""
    by.require(Permission.DOCUMENT_INTAKE)
    document = Document.objects.visible_to(by).select_for_update(of=("self",)).get(pk=document.pk)
    if reason := rules.send(document, units, by=by):
        raise Refused(reason)
    before = document.dispatches.count()
    Dispatch.objects.bulk_create(
        (
            Dispatch(document=document, unit=unit, sent_at=by.now)
            for unit in units
            if unit.pk != document.unit_id
        ),
        ignore_conflicts=True,
    )
    sent = document.dispatches.count() - before
    audit.record("documents.send", document, by=by, units=sent)
    return sent


@audit.deed
def open_dispatch(dispatch: Dispatch, *, by: Actor) -> Dispatch:
    """Mở văn bản đến: note who of the unit opened it first, and when; later openings change nothing."""
    by.require(Permission.DOCUMENT_VIEW)
    dispatch = Dispatch.objects.visible_to(by).select_for_update(of=("self",)).get(pk=dispatch.pk)
    if reason := rules.open_dispatch(dispatch, by=by):
        raise Refused(reason)
    if dispatch.opened_at is None:
        dispatch.opened_at, dispatch.opened_by_id = by.now, by.user_id
        dispatch.save(update_fields=["opened_at", "opened_by"])
        audit.record("documents.open", dispatch.document, by=by)
    return dispatch
