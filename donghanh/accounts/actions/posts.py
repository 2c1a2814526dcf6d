"""Giving, ending and lending posts, and handing them over."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q
from psycopg.types.range import DateRange

from donghanh.accounts import handover, keepers, rules
from donghanh.accounts.handover import Leaving, Moved
from donghanh.accounts.models import Post, PostQuerySet, Role
from donghanh.audit import actions as audit
from donghanh.core.actor import Actor
from donghanh.core.errors import Refused
from donghanh.core.permissions import Permission
from donghanh.core.text import clean
from donghanh.identity.models import User
from donghanh.organisations.models import Unit


@audit.deed
def give_post(
    user: User,
    *,
    unit: Unit,
    role: Role,
    title: str,
    since: date,
    until: date | None = None,
    by: Actor,
) -> Post:
    """Giao nhiệm vụ: somebody holds an office in a unit from a day on."""
    by.require(Permission.POST_CHANGE)
    user = User.objects.select_for_update().get(pk=user.pk)
    if reason := rules.give_post(user, unit=unit, role=role, title=title, since=since, until=until, by=by):
        raise Refused(reason)

    post = Post.objects.create(
        user=user, unit=unit, role=role, title=clean(title), period=DateRange(since, until)
    )
    audit.record("accounts.give_post", user, by=by, after=_facts(post))
    return post


@audit.deed
def end_post(post: Post, *, on: date, by: Actor) -> Post:
    """Thôi giao nhiệm vụ: the post's last day is the one before `on`; what was lent from it ends, too."""
    own = by.user_id in {post.user_id, post.delegated_from and post.delegated_from.user_id}
    if not (post.delegated_from_id and own):  # what was lent is given back by either side
        by.require(Permission.POST_CHANGE)
    keepers.in_turn()
    post = Post.objects.select_for_update(of=("self",)).for_list().get(pk=post.pk)
    if reason := rules.end_post(post, on=on, by=by):
        raise Refused(reason)

    before = _facts(post)
    for lent in post.delegations.to_come_or_running(on=on).for_list().order_by("pk"):
        _cut(lent, on)
        audit.record("accounts.end_post", lent.user, by=by, after=_facts(lent))
    _cut(post, on)
    audit.record("accounts.end_post", post.user, by=by, before=before, on=on)
    return post


@audit.deed
def delegate(post: Post, *, to: User, authority: str, since: date, until: date, by: Actor) -> Post:
    """Ủy quyền: somebody acts in this post for a time, and every deed says on whose behalf."""
    if post.user_id != by.user_id:
        by.require(Permission.POST_CHANGE)
    post = Post.objects.select_for_update(of=("self",)).for_list().get(pk=post.pk)
    if reason := rules.delegate(post, to=to, authority=authority, since=since, until=until, by=by):
        raise Refused(reason)

    lent = Post.objects.create(
        user=to,
        unit=post.unit,
        role=post.role,
        title=post.title,
        period=DateRange(since, until),
        delegated_from=post,
        authority=authority,
    )
    audit.record("accounts.delegate", to, by=by, after=_facts(lent), lent_by=str(post.user))
    return lent


@audit.deed
def hand_over(user: User, *, to: User, on: date, by: Actor) -> Sequence[Moved]:
    """Bàn giao: all that one person holds from a day on goes to another; answers with what moved.

    Each post goes on in the other's hand from that day. What was lent to or by the leaver ends then.
    """
    by.require(Permission.POST_CHANGE)
    keepers.in_turn()
    list(User.objects.select_for_update().filter(pk__in=[user.pk, to.pk]).order_by("pk"))
    if reason := rules.hand_over(user, to=to, on=on, by=by):
        raise Refused(reason)

    moved, pairs = [], []
    for lent in _lent(user).to_come_or_running(on=on).for_list().order_by("pk"):
        _cut(lent, on)
        moved.append(Moved(what="Ủy quyền kết thúc", name=f"{lent} ({lent.user})"))
    own = Post.objects.filter(user=user, delegated_from=None).to_come_or_running(on=on)
    for post in own.for_list().order_by("pk"):
        pairs.append((post.pk, _carry_on(post, to=to, on=on).pk))
        moved.append(Moved(what="Nhiệm vụ", name=str(post)))
    leaving = Leaving(user=user, to=to, on=on, posts=pairs)
    for part in handover.parts():
        moved += part.move(leaving, by)
    names = [f"{item.what}: {item.name}" for item in moved]
    audit.record("accounts.hand_over", user, by=by, to=to.code, on=on, moved=names)
    return moved


def _lent(user: User) -> PostQuerySet:
    """What this person lent to others, and what others lent to this person."""
    return Post.objects.filter(Q(delegated_from__user=user) | Q(user=user, delegated_from__isnull=False))


def _carry_on(post: Post, *, to: User, on: date) -> Post:
    """The same office in the other's hand; one that the other already holds is not given twice."""
    since = max(on, post.period.lower)
    span = DateRange(since, post.period.upper)
    held = Post.objects.filter(
        user=to, unit=post.unit, role=post.role, delegated_from=None, period__overlap=span
    )
    heir = held.first() or Post.objects.create(
        user=to, unit=post.unit, role=post.role, title=post.title, period=span
    )
    _cut(post, on)
    return heir


def _cut(post: Post, on: date) -> None:
    """The post ends before that day; one that would never have begun is taken away."""
    if on <= post.period.lower:
        post.delete()
        return
    post.period = DateRange(post.period.lower, on)
    post.save(update_fields=["period"])


def _facts(post: Post) -> dict[str, object]:
    return {
        "post": post.pk,
        "title": post.title,
        "unit": post.unit.code,
        "role": post.role.code,
        "since": post.period.lower,
        "until": post.period.upper,
        "authority": post.authority,
    }
