"""Questions about people and posts across tables, answered with rows to show or with frozen values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from donghanh.accounts.models import Post
from donghanh.core.actor import NOBODY, Actor
from donghanh.core.permissions import Scope
from donghanh.identity.models import User


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A person's posts of a day, and the one of them that the person acts in."""

    posts: Sequence[Post]
    current: Post | None


def standing(user: User, *, on: date, chosen: object = None) -> Standing:
    """The posts that give rights on that day, own ones first; acts in the chosen one, else in the first."""
    rows = Post.objects.filter(user=user).standing(on=on).with_office(on=on).for_list()
    posts = list(rows.order_by("lender", "unit__level", "pk"))
    current = next((post for post in posts if post.pk == chosen), posts[0] if posts else None)
    return Standing(posts=posts, current=current)


def actor_in(post: Post | None, *, user: User, now: datetime, address: str = "") -> Actor:
    """The person as actor in one of the posts found by `standing`; without a post nobody has rights."""
    if post is None:
        return Actor(
            user_id=user.pk, organisation_id=NOBODY, permissions=frozenset(), now=now, address=address
        )
    rights = post.role.rights
    return Actor(
        user_id=user.pk,
        organisation_id=post.unit_id,
        permissions=frozenset(rights),
        own_only=frozenset(right for right, scope in rights.items() if scope is Scope.OWN),
        office_id=post.office or NOBODY,
        post_id=post.pk,
        on_behalf_of_id=post.delegated_from.user_id if post.delegated_from else NOBODY,
        now=now,
        address=address,
    )
