"""Who could do a task: units and groups below the owners, people with posts there, bodies outside."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from donghanh.accounts.models import Post, PostQuerySet
from donghanh.core.actor import Actor
from donghanh.core.text import search_words
from donghanh.documents.models import OutsideBody
from donghanh.organisations.models import Unit, UnitGroup
from donghanh.organisations.models.units import UnitQuerySet
from donghanh.programmes.models import Part, Programme, Task, TaskActor
from donghanh.programmes.queries import keeping
from donghanh.programmes.values import NewActor

Named = TypeVar("Named", UnitGroup, OutsideBody)
FOUND = 8  # of each kind
KINDS = {
    "unit": "Đơn vị",
    "group": "Nhóm đơn vị",
    "post": "Người giữ nhiệm vụ",
    "body": "Cơ quan ngoài hệ thống",
}


@dataclass(frozen=True, kw_only=True)
class Carrier:
    """One that may be chosen; `kind` is one of `KINDS`, or `open` for a name that means nobody yet."""

    kind: str
    pk: int
    name: str
    about: str = ""
    part: str = ""

    @property
    def field(self) -> str:
        """The name of its field in the form."""
        return f"ai-{self.kind}-{self.pk}"

    @property
    def kind_said(self) -> str:
        """What it is."""
        return KINDS.get(self.kind, "chưa rõ là ai")

    def chosen(self, part: Part) -> NewActor:
        """The same as a name in the task."""
        meant = {self.kind: self.pk} if self.kind in KINDS else {}
        return NewActor(name=self.name, part=part, **meant)


def in_task(task: Task) -> list[Carrier]:
    """Those that stand in a task, with the names by which it calls them."""
    actors = task.actors.select_related("acting_unit", "group", "post__user", "body")
    return [_named(actor) for actor in actors.order_by("part", "place")]


def _named(actor: TaskActor) -> Carrier:
    pairs = (
        ("unit", actor.acting_unit_id, actor.acting_unit),
        ("group", actor.group_id, actor.group),
        ("post", actor.post_id, actor.post),
        ("body", actor.body_id, actor.body),
    )
    for kind, pk, meant in pairs:
        if pk is not None:
            about = "" if str(meant) == actor.name else str(meant)
            return Carrier(kind=kind, pk=pk, name=actor.name, about=about, part=actor.part)
    return Carrier(kind="open", pk=actor.pk, name=actor.name, part=actor.part)


def find(programme: Programme, words: str, *, by: Actor) -> Sequence[Carrier]:
    """Those whose names have these words; at most a few of each kind."""
    wanted = search_words(words)
    if not wanted:
        return []
    units = _units(programme, by=by).matching(words).in_order()[:FOUND]
    groups, bodies = _groups(by), _bodies(by)
    found = [Carrier(kind="unit", pk=unit.pk, name=unit.name, about=unit.code) for unit in units]
    found += [
        Carrier(kind="group", pk=group.pk, name=group.name, about=str(group.owner))
        for group in _having(groups, wanted)[:FOUND]
    ]
    found += [_of_post(post) for post in _posts(programme, wanted, by=by)]
    return found + [
        Carrier(kind="body", pk=body.pk, name=body.name) for body in _having(bodies, wanted)[:FOUND]
    ]


def chosen(
    programme: Programme, keys: Iterable[tuple[str, int]], *, by: Actor
) -> dict[tuple[str, int], Carrier]:
    """Those of these that the actor may give a task to."""
    wanted: dict[str, set[int]] = {kind: set() for kind in KINDS}
    for kind, pk in keys:
        if kind in wanted:
            wanted[kind].add(pk)
    units = _units(programme, by=by).filter(pk__in=wanted["unit"])
    found = [Carrier(kind="unit", pk=unit.pk, name=unit.name) for unit in units]
    found += [
        Carrier(kind="group", pk=one.pk, name=one.name) for one in _groups(by) if one.pk in wanted["group"]
    ]
    if wanted["post"]:
        found += [_of_post(one) for one in _reached_posts(programme, by=by).filter(pk__in=wanted["post"])]
    found += [
        Carrier(kind="body", pk=one.pk, name=one.name) for one in _bodies(by) if one.pk in wanted["body"]
    ]
    return {(one.kind, one.pk): one for one in found}


def _units(programme: Programme, *, by: Actor) -> UnitQuerySet:
    tops = keeping.tops(programme, on=by.today)
    below = Unit.objects.filter(lineage_up__ancestor__in=tops, lineage_up__period__contains=by.today)
    return Unit.objects.existing(on=by.today).filter(pk__in=below.values("pk"))


def _groups(by: Actor) -> list[UnitGroup]:
    return list(UnitGroup.objects.visible_to(by).select_related("owner").order_by("name", "pk"))


def _bodies(by: Actor) -> list[OutsideBody]:
    return list(OutsideBody.objects.visible_to(by).order_by("name", "pk"))


def _having(rows: Iterable[Named], wanted: Sequence[str]) -> list[Named]:
    """Those in whose name every word begins a word."""
    kept = []
    for row in rows:
        names = search_words(row.name)
        if all(any(name.startswith(word) for name in names) for word in wanted):
            kept.append(row)
    return kept


def _reached_posts(programme: Programme, *, by: Actor) -> PostQuerySet:
    posts = Post.objects.standing(on=by.today).filter(unit__in=_units(programme, by=by).values("pk"))
    return posts.select_related("user", "unit")


def _posts(programme: Programme, wanted: Sequence[str], *, by: Actor) -> list[Post]:
    rows = _reached_posts(programme, by=by)
    for word in wanted:
        rows = rows.filter(user__search__contains=f" {word}")
    return list(rows.order_by("user__sort_key", "pk")[:FOUND])


def _of_post(post: Post) -> Carrier:
    return Carrier(
        kind="post", pk=post.pk, name=str(post.user), about=f"{post.title}, {post.unit}".strip(", ")
    )
