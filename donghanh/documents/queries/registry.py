"""The register of documents: what one may ask for, and the answer."""

import re
from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from donghanh.core.actor import Actor
from donghanh.core.text import SearchForm, plain, search_words
from donghanh.documents import numbers
from donghanh.documents.models import Document, DocumentIssuer

PAGE = 50
WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What was typed and chosen above the list."""

    words: str = ""
    kind: str = ""
    direction: str = ""
    issuer: str = ""
    year: int | None = None


def found(asked: Asked, *, by: Actor) -> "QuerySet[Document]":
    """Documents that the actor sees and that fit, the newest first, with all that a list shows."""
    documents = Document.objects.visible_to(by)
    if asked.words:
        documents = documents.filter(_saying(asked.words))
    if asked.kind:
        documents = documents.filter(kind=asked.kind)
    if asked.direction:
        documents = documents.filter(direction=asked.direction)
    if asked.year:
        documents = documents.filter(issued_on__year=asked.year)
    if asked.issuer:
        documents = documents.filter(pk__in=_issued_by(asked.issuer))
    issuers = DocumentIssuer.objects.filter(document=OuterRef("pk")).order_by("place")
    first = Subquery(issuers.values("name")[:1])
    counted = issuers.order_by().values("document").annotate(number=Count("pk")).values("number")
    shown = documents.annotate(issuer_name=first, issuer_count=Subquery(counted)).select_related("unit")
    return shown.defer("text", "outline", "plain_words", "exact_words").newest_first()


def kinds_found(by: Actor) -> list[str]:
    """The kinds that occur among what the actor sees."""
    kinds = Document.objects.visible_to(by).exclude(kind="").order_by("kind").values_list("kind", flat=True)
    return list(kinds.distinct())


def _saying(text: str) -> Q:
    """Each typed word begins a word of the title, accents or not; or the number begins so."""
    number = numbers.key(text)
    typed = WORD.findall(plain(text))
    if not typed:
        return Q(pk=None)
    query = SearchQuery(" & ".join(f"{word}:*A" for word in typed), config="simple", search_type="raw")
    return Q(plain_words=query) | (Q(number_key__startswith=number) if number else Q(pk=None))


def _issued_by(text: str) -> "QuerySet[DocumentIssuer, dict[str, int]]":
    """Documents with an issuer whose name has every typed word, accents or not."""
    issuers = DocumentIssuer.objects.annotate(plain=SearchForm(F("name")))
    for word in search_words(text):
        issuers = issuers.filter(plain__contains=f" {word}")
    return issuers.values("document")
