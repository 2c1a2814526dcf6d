"""The part about people on a unit's page: who held which post there on the day, and who does now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from donghanh.accounts.models import Post
from donghanh.core.actor import Actor
from donghanh.core.permissions import Permission
from donghanh.organisations.affected import Held
from donghanh.organisations.models import Unit
from donghanh.organisations.parts import Look, Part

MOST = 40
NAMED = 20  # posts of units that end, by name


@dataclass(frozen=True, kw_only=True)
class Staff:
    """The posts of one day, and whether there are more than are shown."""

    day: date
    posts: Sequence[Post]
    more: bool


def look(unit: Unit, actor: Actor, on: date) -> Look | None:
    """Who holds a post in this unit on the day and, where that is another one, today: one query.

    A unit that is no more has nobody today, which need not be said.
    """
    if Permission.ACCOUNT_VIEW not in actor.permissions:
        return None
    today = actor.today
    days = (on, today) if on != today and unit.exists_on(today) else (on,)
    running = Q()
    for day in days:
        running |= Q(period__contains=day, unit__period__contains=day)
    posts = Post.objects.visible_to(actor).at(unit).filter(running).for_list()
    found = list(posts.order_by("lender", "user__sort_key", "pk")[: len(days) * MOST + 1])
    staffs = [_staff(found, day, unit) for day in days]
    return Look(template="accounts/_unit_part.html", context={"unit": unit, "staffs": staffs})


def posts_of(units: Sequence[int], on: date) -> Held:
    """The posts that are still held in these units on that day, for the preview of their end."""
    posts = Post.objects.filter(unit__in=units, period__contains=on).for_list()
    shown = posts.order_by("unit__sort_key", "user__sort_key", "pk")[:NAMED]
    return Held(
        label="Nhiệm vụ đang giao ở các đơn vị kết thúc",
        count=posts.count(),
        names=tuple(f"{post.user.full_name}: {post.title}, {post.unit}" for post in shown),
    )


def _staff(posts: Sequence[Post], day: date, unit: Unit) -> Staff:
    held = [post for post in posts if post.stands_on(day) and unit.exists_on(day)]
    return Staff(day=day, posts=held[:MOST], more=len(held) > MOST)


PEOPLE = Part(title="Cán bộ của đơn vị", look=look)
