"""Questions to the book of deeds as its page asks them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from donghanh.audit.models import Entry, EntryQuerySet
from donghanh.core.actor import Actor
from donghanh.core.fields import EARLIEST, LATEST
from donghanh.core.permissions import Permission, Scope
from donghanh.core.reach import units_named
from donghanh.core.text import search_words

PAGE = 50


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What is looked for; empty means any."""

    text: str = ""
    person: str = ""
    verb: str = ""
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, kw_only=True)
class Line:
    """One deed with the name of the unit for which it was done."""

    entry: Entry
    unit: str


@dataclass(frozen=True, kw_only=True)
class Lines:
    """One page of the book, and where the next one begins."""

    rows: tuple[Line, ...]
    next_offset: int | None


def readable(actor: Actor) -> EntryQuerySet:
    """Deeds that the actor may read, as far as the right to read the book goes, with who did them."""
    seen = Entry.objects.visible_to(actor)
    if actor.scope_of(Permission.AUDIT_VIEW) is Scope.OWN:
        seen = seen.filter(unit_id__in={actor.organisation_id, actor.top_id})
    return seen.select_related("user", "on_behalf_of")


def found(asked: Asked, actor: Actor, *, offset: int = 0) -> Lines:
    """The deeds that fit, the newest first; two queries, and none that counts the whole book."""
    entries = readable(actor)
    if asked.first or asked.last:
        entries = entries.between(asked.first or EARLIEST, asked.last or LATEST)
    if asked.verb:
        entries = entries.filter(verb=asked.verb)
    if asked.text:
        entries = entries.saying(asked.text)
    for word in search_words(asked.person):
        one = Q(user__search__contains=f" {word}") | Q(user__code__startswith=word)
        other = Q(on_behalf_of__search__contains=f" {word}") | Q(on_behalf_of__code__startswith=word)
        entries = entries.filter(one | other)
    rows = list(entries.newest_first()[offset : offset + PAGE + 1])
    names = units_named({row.unit_id for row in rows if row.unit_id})
    lines = tuple(Line(entry=row, unit=names.get(row.unit_id or 0, "")) for row in rows[:PAGE])
    return Lines(rows=lines, next_offset=offset + PAGE if len(rows) > PAGE else None)
