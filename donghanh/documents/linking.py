"""What names in a confirmed draft mean, and which documents of the system the cited numbers are.

A citation finds its document by number; where several bear it, by year and issuer. A document that arrives
later is found by the citations that waited for it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from donghanh.core.actor import Actor
from donghanh.documents import naming
from donghanh.documents.likeness import same_words
from donghanh.documents.models import Basis, Document, Reception
from donghanh.documents.queries.understanding import names_of


@dataclass(frozen=True, kw_only=True)
class Meanings:
    """What each name means, by its key; only a single meaning counts here."""

    by_key: dict[str, dict[str, Any]]

    def unit(self, name: str) -> int | None:
        """The unit that the name means."""
        return self._of(name).get("unit")

    def group(self, name: str) -> int | None:
        """The group that the name means."""
        return self._of(name).get("group")

    def body(self, name: str) -> int | None:
        """The outside body that the name means."""
        return self._of(name).get("body")

    def _of(self, name: str) -> dict[str, Any]:
        return self.by_key.get(naming.key(name), {})


def meanings(reception: Reception, *, by: Actor) -> Meanings:
    """What the names mean by choice or surely, where that is one thing that exists."""
    found = names_of(reception.draft, by=by, today=by.today).means
    return Meanings(by_key={key: means[0] for key, means in found.items() if len(means) == 1})


def link(document: Document, *, by: Actor) -> None:
    """Tie the document's citations to documents of the system, and to it the citations that waited for it."""
    bases = list(document.bases.exclude(number_key="").filter(target=None))
    found = _by_number({basis.number_key for basis in bases}, by)
    for basis in bases:
        basis.target = _meant(basis, [one for one in found if one.number_key == basis.number_key])
    Basis.objects.bulk_update([basis for basis in bases if basis.target_id], ["target"])
    if document.number_key:
        _link_waiting(document, by)


def _link_waiting(document: Document, by: Actor) -> None:
    """Citations of this number in documents that the office sees, not yet tied to anything."""
    seen = Document.objects.visible_to(by)
    waiting = Basis.objects.filter(number_key=document.number_key, target=None, document__in=seen)
    mine = [basis for basis in waiting.exclude(document=document) if _meant(basis, [document])]
    for basis in mine:
        basis.target = document
    Basis.objects.bulk_update(mine, ["target"])


def _by_number(keys: Iterable[str], by: Actor) -> list[Document]:
    wanted = Q(number_key__in=list(keys))
    return list(
        Document.objects.visible_to(by)
        .filter(wanted)
        .prefetch_related("issuers")
        .order_by("registered_at", "pk")
    )


def _meant(basis: Basis, candidates: Sequence[Document]) -> Document | None:
    """The candidate that the citation fits; a year or an issuer that differ rule one out."""
    fitting = [one for one in candidates if one.pk != basis.document_id and _fits(basis, one)]
    named = [one for one in fitting if basis.issuer and _issued_by(one, basis.issuer)]
    return next(iter(named or fitting), None)


def _fits(basis: Basis, document: Document) -> bool:
    if basis.issued_on and document.issued_on:
        return basis.issued_on.year == document.issued_on.year
    return True


def _issued_by(document: Document, name: str) -> bool:
    return bool(same_words(name, *(issuer.name for issuer in document.issuers.all())))
