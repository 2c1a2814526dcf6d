"""Reviewing a draft: one change at a time, nobody overwritten; dropping a paper, taking it back."""

from collections.abc import Callable

from donghanh.audit import actions as audit
from donghanh.core.actor import Actor
from donghanh.core.errors import Refused
from donghanh.core.permissions import Permission
from donghanh.documents import intake, rules
from donghanh.documents.draft.edits import Change
from donghanh.documents.draft.shape import Draft
from donghanh.documents.models import Edit, Reception, ReceptionState


@audit.deed
def edit(reception: Reception, *, change: Callable[[Draft], Change], by: Actor) -> tuple[Reception, Change]:
    """Sửa bản soát: change one thing of the draft as it is now, by a function of `draft.edits`.

    The draft is locked, so two people change one after the other; a `Clash` tells the later one. Each change
    is a row; the book of deeds gets one line when the paper is confirmed.
    """
    by.require(Permission.DOCUMENT_INTAKE)
    reception = Reception.objects.visible_to(by).select_for_update(of=("self",)).get(pk=reception.pk)
    if reason := rules.edit(reception):
        raise Refused(reason)
    done = change(reception.draft)
    if done.nothing:
        return reception, done
    reception.draft, reception.version = done.draft, reception.version + 1
    reception.number_key = intake.number_key(done.draft)
    reception.save(update_fields=["draft", "version", "number_key"])
    _record(reception, done, by)
    return reception, done


@audit.deed
def drop(reception: Reception, *, by: Actor) -> Reception:
    """Bỏ văn bản: it leaves the review; what was corrected stays, and it can be taken back."""
    by.require(Permission.DOCUMENT_INTAKE)
    reception = Reception.objects.visible_to(by).select_for_update(of=("self",)).get(pk=reception.pk)
    if reason := rules.drop(reception):
        raise Refused(reason)
    reception.state = ReceptionState.DROPPED
    reception.settled_at, reception.settled_by_id = by.now, by.user_id
    reception.save(update_fields=["state", "settled_at", "settled_by"])
    audit.record("documents.drop", reception, by=by)
    return reception


@audit.deed
def restore(reception: Reception, *, by: Actor) -> Reception:
    """Lấy lại văn bản đã bỏ: the review goes on where it was."""
    by.require(Permission.DOCUMENT_INTAKE)
    reception = Reception.objects.visible_to(by).select_for_update(of=("self",)).get(pk=reception.pk)
    if reason := rules.restore(reception):
        raise Refused(reason)
    reception.state = ReceptionState.READ if reception.reading else ReceptionState.UNREADABLE
    reception.settled_at = reception.settled_by = None
    reception.save(update_fields=["state", "settled_at", "settled_by"])
    audit.record("documents.restore", reception, by=by)
    return reception


def _record(reception: Reception, change: Change, by: Actor) -> None:
    Edit.objects.create(
        reception=reception,
        version=reception.version,
        at=by.now,
        user_id=by.user_id,
        item=change.item,
        before=dict(change.before),
        after=dict(change.after),
    )
