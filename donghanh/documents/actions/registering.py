"""From a confirmed draft to a document in the register, its links to other documents, and back again."""

import hashlib
from datetime import date

from donghanh.audit import actions as audit
from donghanh.core.actor import Actor
from donghanh.core.errors import Refused
from donghanh.core.permissions import Permission
from donghanh.documents import linking, numbers, rules
from donghanh.documents.actions.receiving import ORIGINAL
from donghanh.documents.draft.shape import Item, head, standing
from donghanh.documents.models import (
    Basis,
    Direction,
    Document,
    DocumentIssuer,
    Reception,
    ReceptionState,
    Recipient,
    Signer,
)
from donghanh.files import actions as files
from donghanh.files import store
from donghanh.files.kinds import DOCUMENT
from donghanh.files.models import Attachment


@audit.deed
def register(reception: Reception, *, by: Actor) -> Document:
    """Vào sổ: the confirmed draft becomes a document, linked to what it cites and to what cites it."""
    by.require(Permission.DOCUMENT_INTAKE)
    reception = Reception.objects.visible_to(by).select_for_update(of=("self",)).get(pk=reception.pk)
    if reason := rules.register(reception):
        raise Refused(reason)

    meanings = linking.meanings(reception, by=by)
    document = _document(reception, meanings, by)
    _issuers(document, reception, meanings)
    _signers(document, reception)
    _bases(document, reception)
    _recipients(document, reception, meanings)
    _original(document, reception, by)
    linking.link(document, by=by)
    reception.state, reception.document = ReceptionState.CONFIRMED, document
    reception.settled_at, reception.settled_by_id = by.now, by.user_id
    reception.save(update_fields=["state", "document", "settled_at", "settled_by"])
    audit.record("documents.register", document, by=by, edits=reception.version)
    return document


@audit.deed
def unregister(document: Document, *, by: Actor) -> Reception:
    """Hủy vào sổ: the document goes, the draft is open again; who cited it cites it by number as before."""
    by.require(Permission.DOCUMENT_INTAKE)
    document = Document.objects.visible_to(by).select_for_update(of=("self",)).get(pk=document.pk)
    reception = (
        Reception.objects.visible_to(by).filter(document=document).select_for_update(of=("self",)).first()
    )
    if (reason := rules.unregister(document, reception)) or reception is None:
        raise Refused(reason)
    reception.state, reception.document = ReceptionState.READ, None
    reception.settled_at = reception.settled_by = None
    reception.save(update_fields=["state", "document", "settled_at", "settled_by"])
    audit.record("documents.unregister", reception, by=by, document=str(document))
    Attachment.objects.of(document).delete()
    document.delete()
    return reception


def _document(reception: Reception, meanings: linking.Meanings, by: Actor) -> Document:
    draft = reception.draft
    own = {meanings.unit(item["name"]) for item in standing(draft, "issuers")} & {reception.unit_id}
    number = str(head(draft, "number") or "")
    return Document.objects.create(
        unit_id=reception.unit_id,
        direction=Direction.OWN if own else Direction.INCOMING,
        kind=head(draft, "kind") or "",
        number=number,
        number_key=numbers.key(number),
        title=head(draft, "title"),
        place=head(draft, "place") or "",
        issued_on=_day(head(draft, "issued_on")),
        starts_on=_day(head(draft, "starts_on")),
        ends_on=_day(head(draft, "ends_on")),
        outline=[
            {"label": item["label"], "heading": item["heading"], "span": item["span"]}
            for item in standing(draft, "sections")
        ],
        text=reception.text,
        text_sha256=hashlib.sha256(reception.text.encode()).hexdigest(),
        reader=reception.reader,
        sha256=reception.sha256,
        registered_at=by.now,
        registered_by_id=by.user_id,
    )


def _issuers(document: Document, reception: Reception, meanings: linking.Meanings) -> None:
    DocumentIssuer.objects.bulk_create(
        DocumentIssuer(
            document=document,
            place=place,
            name=item["name"],
            issuing_unit_id=meanings.unit(item["name"]),
            body_id=meanings.body(item["name"]),
        )
        for place, item in enumerate(standing(reception.draft, "issuers"), start=1)
    )


def _signers(document: Document, reception: Reception) -> None:
    Signer.objects.bulk_create(
        Signer(
            document=document,
            place=place,
            **{key: item[key] or "" for key in ("authority", "on_behalf_of", "title", "name")},
        )
        for place, item in enumerate(standing(reception.draft, "signatures"), start=1)
    )


def _bases(document: Document, reception: Reception) -> None:
    Basis.objects.bulk_create(
        Basis(
            document=document,
            place=place,
            kind=item["relation"] or "rests_on",
            number=item["number"] or "",
            number_key=numbers.key(item["number"] or ""),
            title=item["title"] or "",
            issued_on=_day(item["issued_on"]),
            issuer=item["issuer"] or "",
            **_words(item),
        )
        for place, item in enumerate(standing(reception.draft, "bases"), start=1)
    )


def _recipients(document: Document, reception: Reception, meanings: linking.Meanings) -> None:
    lines = [*standing(reception.draft, "addressees"), *standing(reception.draft, "recipients")]
    Recipient.objects.bulk_create(
        Recipient(
            document=document,
            place=place,
            name=item["name"],
            purpose=item.get("purpose") or "",
            receiving_unit_id=meanings.unit(item["name"]),
            group_id=meanings.group(item["name"]),
            body_id=meanings.body(item["name"]),
        )
        for place, item in enumerate(lines, start=1)
    )


def _original(document: Document, reception: Reception, by: Actor) -> None:
    """The same bytes hang at the document; of a paper that was sent to the office, the sender's original."""
    owner = reception.of_document or reception
    original = Attachment.objects.of(owner).present().filter(purpose=ORIGINAL).select_related("blob").first()
    if original is None:
        return
    files.keep(
        store.read(original.blob),
        owner=document,
        name=original.name,
        purpose=ORIGINAL,
        accept=DOCUMENT,
        by=by,
    )


def _words(item: Item) -> dict[str, int | None]:
    span = item.get("span")
    return {"start": span[0], "length": span[1] - span[0]} if span else {"start": None, "length": None}


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None
