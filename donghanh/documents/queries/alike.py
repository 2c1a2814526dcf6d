"""Papers that may be the same: the same bytes, or the same number, issuer and year."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse

from donghanh.core.actor import Actor
from donghanh.documents.draft.shape import head, standing
from donghanh.documents.likeness import same_words
from donghanh.documents.models import Document, Reception, ReceptionState

MOST = 20  # of one number; more are not shown


@dataclass(frozen=True, kw_only=True)
class Alike:
    """Another paper, why it may be the same, and whether somebody already said that it is not."""

    key: str  # `d12` a document, `r5` a paper in review
    paper: Document | Reception
    same_bytes: bool
    settled: bool = False

    @property
    def why(self) -> str:
        """In words."""
        return "Trùng từng chữ với bản gốc này" if self.same_bytes else "Cùng số, cùng cơ quan, cùng năm"

    @property
    def url(self) -> str:
        """Where it is."""
        name = "documents:document" if isinstance(self.paper, Document) else "documents:review"
        return reverse(name, args=[self.paper.pk])

    @property
    def text(self) -> str:
        """What it says."""
        return self.paper.text


def alike(reception: Reception, *, by: Actor) -> list[Alike]:
    """Papers of the office, and documents that it sees, that may be this one; three queries at most."""
    fits = Q(sha256=reception.sha256)
    if reception.number_key:
        fits |= Q(number_key=reception.number_key)
    others = Reception.objects.visible_to(by).exclude(pk=reception.pk).exclude(document__isnull=False)
    others = others.exclude(state=ReceptionState.DROPPED)
    documents = Document.objects.visible_to(by).exclude(pk=reception.of_document_id or 0)
    documents = documents.exclude(pk=reception.document_id or 0)
    mine = _Facts.of_reception(reception)
    settled = set(reception.draft.get("distinct", ()))
    found = [
        Alike(key=key, paper=paper, same_bytes=paper.sha256 == reception.sha256, settled=key in settled)
        for key, paper, facts in _candidates(others.filter(fits), documents.filter(fits))
        if paper.sha256 == reception.sha256 or mine.fits(facts)
    ]
    return sorted(found, key=lambda one: (one.settled, not one.same_bytes, one.key))


@dataclass(frozen=True, kw_only=True)
class _Facts:
    number: str
    year: int | None
    issuers: tuple[str, ...]

    @classmethod
    def of_reception(cls, reception: Reception) -> "_Facts":
        day = head(reception.draft, "issued_on") if reception.draft else None
        names = tuple(item["name"] for item in standing(reception.draft, "issuers") if item["name"])
        return cls(
            number=reception.number_key,
            year=date.fromisoformat(day).year if day else None,
            issuers=names,
        )

    @classmethod
    def of_document(cls, document: Document) -> "_Facts":
        return cls(
            number=document.number_key,
            year=document.issued_on.year if document.issued_on else None,
            issuers=tuple(issuer.name for issuer in document.issuers.all()),
        )

    def fits(self, other: "_Facts") -> bool:
        """The same number, and nothing known of year or issuer that differs."""
        if not self.number or self.number != other.number:
            return False
        if self.year and other.year and self.year != other.year:
            return False
        if not self.issuers or not other.issuers:
            return True
        return any(same_words(name, *other.issuers) for name in self.issuers)


def _candidates(
    receptions: "QuerySet[Reception]", documents: "QuerySet[Document]"
) -> Iterator[tuple[str, Document | Reception, _Facts]]:
    for reception in receptions.defer("reading", "understood").order_by("-pk")[:MOST]:
        yield f"r{reception.pk}", reception, _Facts.of_reception(reception)
    for document in documents.prefetch_related("issuers").order_by("-pk")[:MOST]:
        yield f"d{document.pk}", document, _Facts.of_document(document)
