"""Who stands behind a programme: owners, their boards and officers, and the programmes above and below."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from donghanh.accounts.models import Post
from donghanh.core.actor import Actor
from donghanh.core.permissions import Permission
from donghanh.organisations.models import Unit
from donghanh.programmes import notices
from donghanh.programmes.models import Owner, Programme

MOST = 12  # officers of one office; more are a list of staff, which is another page


@dataclass(frozen=True, kw_only=True)
class Office:
    """An owner or its board, with those who carry the programme there."""

    unit: Unit
    officers: Sequence[Post]
    more: int


@dataclass(frozen=True, kw_only=True)
class Side:
    """One owner with its offices, and who agreed for it that the programme starts."""

    owner: Owner
    offices: tuple[Office, ...]


@dataclass(frozen=True, kw_only=True)
class People:
    """All of these together with the family of programmes, as far as the actor sees it."""

    sides: tuple[Side, ...]
    parent: Programme | None
    children: Sequence[Programme]


def people(programme: Programme, *, by: Actor) -> People:
    """Four queries at any size."""
    owners = list(programme.owners.select_related("unit", "board", "agreed_by").order_by("place"))
    posts = _posts(
        {unit for owner in owners for unit in (owner.unit_id, owner.board_id) if unit}, on=by.today
    )
    seen = Programme.objects.visible_to(by).defer("search")
    near = seen.filter(children=programme) | seen.filter(parent=programme)
    family = list(near.distinct().newest_first())
    return People(
        sides=tuple(_side(owner, posts) for owner in owners),
        parent=next((one for one in family if one.pk == programme.parent_id), None),
        children=[one for one in family if one.parent_id == programme.pk],
    )


def _side(owner: Owner, posts: dict[int, list[Post]]) -> Side:
    units = [unit for unit in (owner.board, owner.unit) if unit is not None]
    offices = (
        Office(unit=unit, officers=posts[unit.pk][:MOST], more=max(0, len(posts[unit.pk]) - MOST))
        for unit in units
    )
    return Side(owner=owner, offices=tuple(offices))


def _posts(units: set[int], *, on: date) -> dict[int, list[Post]]:
    found: dict[int, list[Post]] = defaultdict(list)
    rows = notices.people(units, Permission.PROGRAMME_CHANGE, on=on).select_related("user")
    for post in rows.order_by("role__pk", "user__sort_key", "pk"):
        found[post.unit_id].append(post)
    return found
