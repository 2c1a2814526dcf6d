"""What hangs at a paper that was found by its own `visible_to`: originals, changes, citations."""

from collections.abc import Sequence
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from donghanh.core.actor import Actor
from donghanh.documents.models import Basis, Document, DocumentIssuer, Edit, Reception, Recipient, Signer
from donghanh.files.models import Attachment


def originals(paper: Document | Reception) -> list[Attachment]:
    """The files as they came; of a paper that the office was sent, the sender's."""
    owner = paper.of_document or paper if isinstance(paper, Reception) else paper
    return list(Attachment.objects.of(owner).present().in_order())


def in_full(documents: "QuerySet[Document]") -> "QuerySet[Document]":
    """With the values of issuers, signers and recipients, in order, by the query for the document itself."""
    return documents.annotate(
        issuers_said=_parts(DocumentIssuer.objects.all(), name="name", unit="issuing_unit__name"),
        signers_said=_parts(
            Signer.objects.all(),
            authority="authority",
            on_behalf_of="on_behalf_of",
            title="title",
            name="name",
        ),
        recipients_said=_parts(
            Recipient.objects.all(), name="name", unit="receiving_unit__name", group="group__name"
        ),
    )


def _parts(rows: "QuerySet[Any]", **fields: str) -> ArraySubquery:
    mine = rows.filter(document=OuterRef("pk")).order_by("place")
    return ArraySubquery(mine.values(said=JSONObject(**fields)))


def edits_since(reception: Reception, version: int, *, most: int) -> Sequence[Edit]:
    """The changes after this version, the oldest first."""
    newer = Edit.objects.filter(reception=reception, version__gt=version)
    return list(newer.order_by("version")[:most])


def latest_edit(reception: Reception, item: str) -> Edit | None:
    """Who changed this item last."""
    made = Edit.objects.filter(reception=reception, item=item).select_related("user")
    return made.order_by("version").last()


def citing(document: Document, *, by: Actor) -> "QuerySet[Basis]":
    """Citations of this document in documents that the actor sees."""
    seen = Document.objects.visible_to(by).only("pk")
    return Basis.objects.filter(target=document, document__in=seen).select_related("document").order_by("pk")


def same(document: Document, *, by: Actor) -> "QuerySet[Document]":
    """Other documents of the same bytes, or of the same number and year: the paper in other registers."""
    fits = Q(sha256=document.sha256)
    if document.number_key and document.issued_on:
        fits |= Q(number_key=document.number_key, issued_on__year=document.issued_on.year)
    others = Document.objects.visible_to(by).filter(fits).exclude(pk=document.pk)
    return others.select_related("unit").only("number", "title", "unit__name").order_by("pk")[:10]
