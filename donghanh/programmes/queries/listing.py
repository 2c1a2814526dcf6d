"""The list of programmes: those that are looked for, with owners and numbers, page by page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q

from donghanh.core.actor import Actor
from donghanh.core.text import search_words
from donghanh.documents import numbers
from donghanh.programmes.models import Owner, Programme
from donghanh.programmes.models.programmes import ProgrammeQuerySet
from donghanh.programmes.queries import boards
from donghanh.programmes.queries.counting import Counts

PAGE = 25
MOST = 2_000  # programmes in one spreadsheet


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Which programmes are looked for; empty means any."""

    words: str = ""
    kind: str = ""
    state: str = ""
    mine: bool = False
    year: int | None = None

    @property
    def anything(self) -> bool:
        """Whether anything is left out."""
        return bool(self.words or self.kind or self.state or self.mine or self.year)


@dataclass(frozen=True, kw_only=True)
class Line:
    """One programme with its owners and how far it is."""

    programme: Programme
    owners: Sequence[Owner]
    counts: Counts


@dataclass(frozen=True, kw_only=True)
class Page:
    """One page of the list, and where the next one begins."""

    lines: tuple[Line, ...]
    next_offset: int | None


def page(asked: Asked, *, by: Actor, offset: int = 0, size: int = PAGE) -> Page:
    """Those that fit, the newest first; four queries, however many there are."""
    owners = Owner.objects.select_related("unit").order_by("place")
    rows = _found(asked, by=by).prefetch_related(Prefetch("owners", queryset=owners, to_attr="shown_owners"))
    programmes = list(rows.newest_first()[offset : offset + size + 1])
    shown = programmes[:size]
    counts = boards.counts_of(shown, on=by.today, by=by)
    return Page(
        lines=tuple(
            Line(programme=programme, owners=getattr(programme, "shown_owners"), counts=counts[programme.pk])  # noqa: B009
            for programme in shown
        ),
        next_offset=offset + size if len(programmes) > size else None,
    )


def _found(asked: Asked, *, by: Actor) -> ProgrammeQuerySet:
    rows = Programme.objects.visible_to(by).select_related("document").defer("search", "document__text")
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if asked.state:
        rows = rows.filter(state=asked.state)
    if asked.mine:
        rows = rows.owned_by(by)
    if asked.year:
        rows = rows.filter(_in_year(asked.year))
    return rows.filter(_named(asked.words)) if asked.words else rows


def _named(words: str) -> Q:
    """By the words of the name, or by the number of the document in any spelling."""
    named = Q(*(Q(search__contains=f" {word}") for word in search_words(words)))
    number = numbers.key(words)
    return named | Q(document__number_key__startswith=number) if number else named


def _in_year(year: int) -> Q:
    """What runs in that year; without a first day, what was made in it."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    begun = Q(starts_on__lte=last) | Q(starts_on=None, made_at__year__lte=year)
    lasting = Q(ends_on__gte=first) | Q(ends_on=None) & (Q(starts_on__isnull=False) | Q(made_at__year=year))
    return begun & lasting
