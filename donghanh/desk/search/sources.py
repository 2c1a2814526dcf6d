"""Where the box looks: one function a kind of thing, each beginning with what the searcher may see."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import Case, F, FloatField, Model, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable
from django.urls import reverse

from donghanh.accounts import queries as people
from donghanh.core.actor import Actor
from donghanh.core.dates.spoken import day
from donghanh.core.permissions import Permission
from donghanh.desk.search.snippets import Bit, cut
from donghanh.desk.search.typed import Typed
from donghanh.documents.models import Document
from donghanh.documents.reading import words
from donghanh.organisations.queries import pages, tree
from donghanh.programmes.models import Programme, Task, TaskState

TITLE_WEIGHTS = [0.05, 0.1, 0.2, 1.0]  # a word of the title weighs twenty of the text


@dataclass(frozen=True, kw_only=True)
class Hit:
    """One thing that was found: its name, where it opens, what is said under it, the words around."""

    title: str
    url: str
    about: str = ""
    snippet: tuple[Bit, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Hits:
    """A page of one kind, and whether there are more."""

    rows: tuple[Hit, ...] = ()
    more: bool = False


Row = TypeVar("Row", bound=Model)
Looking = Callable[[Typed, Actor, int, int], Hits]


def documents(typed: Typed, actor: Actor, offset: int, size: int) -> Hits:
    """Documents by number in any spelling, then by words of title and text, the exact spelling first."""
    if Permission.DOCUMENT_VIEW not in actor.permissions:
        return Hits()
    plain_query = SearchQuery(typed.plain_query, config="simple", search_type="raw")
    found = Q(plain_words=plain_query) if typed.words else Q(pk=None)
    rank: Combinable = SearchRank(F("plain_words"), plain_query, weights=TITLE_WEIGHTS)
    if typed.exact:
        exact = SearchQuery(typed.exact_query, config="simple", search_type="raw")
        rank = rank + 2 * SearchRank(F("exact_words"), exact, weights=TITLE_WEIGHTS)
    nearness: Case | Value = Value(0.0)
    if typed.number:
        found |= Q(number_key__startswith=typed.number)
        nearness = Case(
            When(number_key=typed.number, then=Value(2.0)),
            When(number_key__startswith=typed.number, then=Value(1.0)),
            default=Value(0.0),
            output_field=FloatField(),
        )
    rows = (
        Document.objects.visible_to(actor)
        .filter(found)
        .annotate(nearness=nearness, rank=rank)
        .order_by("-nearness", "-rank", "-pk")
        .values_list("pk", flat=True)
    )
    keys = list(rows[offset : offset + size + 1])
    shown = (
        Document.objects.visible_to(actor).defer("plain_words", "exact_words", "outline").in_bulk(keys[:size])
    )
    hits = [_document(shown[key], typed=typed) for key in keys[:size] if key in shown]
    return Hits(rows=tuple(hits), more=len(keys) > size)


def programmes(typed: Typed, actor: Actor, offset: int, size: int) -> Hits:
    """Programmes by words of their name."""
    if Permission.PROGRAMME_VIEW not in actor.permissions:
        return Hits()
    found = _having(Programme.objects.visible_to(actor).newest_first(), typed)
    return _page(found, _programme, offset, size)


def tasks(typed: Typed, actor: Actor, offset: int, size: int) -> Hits:
    """Tasks of visible programmes by their words."""
    if Permission.PROGRAMME_VIEW not in actor.permissions:
        return Hits()
    seen = Task.objects.filter(programme__in=Programme.objects.visible_to(actor), state=TaskState.OPEN)
    found = (
        _having(seen, typed)
        .select_related("programme")
        .order_by("-programme__starts_on", "programme", "place")
    )
    return _page(found, partial(_task, typed=typed), offset, size)


def units(typed: Typed, actor: Actor, offset: int, size: int) -> Hits:
    """Units of today by any name ever borne, alias or code."""
    if Permission.UNIT_VIEW not in actor.permissions:
        return Hits()
    asked = pages.Asked(text=typed.text)
    page = pages.found(asked, actor, on=actor.today, offset=offset, size=size)
    above = tree.parents_of(page.rows, on=actor.today)
    rows = tuple(
        Hit(
            title=unit.name,
            url=reverse("organisations:unit", args=[unit.pk]),
            about=", ".join(filter(None, [above.get(unit.pk, ""), unit.get_system_display()])),
        )
        for unit in page.rows
    )
    return Hits(rows=rows, more=page.next_offset is not None)


def officers(typed: Typed, actor: Actor, offset: int, size: int) -> Hits:
    """People who hold a post within reach, by name, code or, where it may be seen, telephone number."""
    if Permission.ACCOUNT_VIEW not in actor.permissions:
        return Hits()
    found = people.posts_found(people.Search(text=typed.text), by=actor)
    posts = list(found[offset : offset + size + 1])
    rows = tuple(
        Hit(
            title=str(post.user),
            url=reverse("accounts:person", args=[post.user_id]),
            about=f"{post.title}, {post.unit}",
        )
        for post in posts[:size]
    )
    return Hits(rows=rows, more=len(posts) > size)


@dataclass(frozen=True, kw_only=True)
class Source:
    """A kind of thing that the box finds."""

    key: str
    title: str
    look: Looking


SOURCES: Sequence[Source] = (
    Source(key="van-ban", title="Văn bản", look=documents),
    Source(key="chuong-trinh", title="Chương trình", look=programmes),
    Source(key="viec", title="Việc", look=tasks),
    Source(key="don-vi", title="Đơn vị", look=units),
    Source(key="can-bo", title="Cán bộ", look=officers),
)


def _having(rows: QuerySet[Row], typed: Typed) -> QuerySet[Row]:
    """Rows in whose search form each word begins a word, or what it stands for does."""
    for alternatives in typed.words:
        wanted = Q()
        for word in alternatives:
            wanted |= Q(search__contains=f" {word}")
        rows = rows.filter(wanted)
    return rows if typed.words else rows.none()


def _page(rows: QuerySet[Row], show: Callable[[Row], Hit], offset: int, size: int) -> Hits:
    found = list(rows[offset : offset + size + 1])
    return Hits(rows=tuple(map(show, found[:size])), more=len(found) > size)


def _document(document: Document, *, typed: Typed) -> Hit:
    kind = words.kind(document.kind) if document.kind else "Văn bản"
    dated = f"ngày {day(document.issued_on)}" if document.issued_on else ""
    return Hit(
        title=document.title,
        url=reverse("documents:document", args=[document.pk]),
        about=" ".join(filter(None, [kind, document.number, dated])),
        snippet=cut(document.text, typed.words),
    )


def _programme(programme: Programme) -> Hit:
    return Hit(
        title=programme.name,
        url=reverse("programmes:programme", args=[programme.pk]),
        about=f"{programme.get_kind_display()}, {programme.get_state_display().lower()}",
    )


def _task(task: Task, *, typed: Typed) -> Hit:
    return Hit(
        title=str(task),
        url=f"{reverse('programmes:programme', args=[task.programme_id])}#viec-{task.pk}",
        about=task.programme.name,
        snippet=cut(task.text, typed.words) if len(task.text) > 120 else (),
    )
