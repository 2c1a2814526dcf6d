"""Questions about people and posts across tables, answered with rows to show or with frozen values."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from allauth.usersessions.models import UserSession
from django.db import models
from django.db.models import Q, QuerySet

from donghanh.accounts.models import Post, PostQuerySet
from donghanh.core.actor import NOBODY, Actor
from donghanh.core.permissions import Permission, Scope
from donghanh.core.text import clean, search_words
from donghanh.identity import phone as phones
from donghanh.identity.models import User
from donghanh.organisations.models import Unit


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


PAGE = 50


class State(models.TextChoices):
    """What a list of posts may be narrowed to."""

    RUNNING = "dang-giu", "Đang giữ"
    TO_COME = "sap-toi", "Sắp tới"
    ENDED = "da-thoi", "Đã thôi"
    LENT = "uy-quyen", "Ủy quyền"
    NEVER_IN = "chua-vao", "Chưa đăng nhập lần nào"
    LOCKED = "da-khoa", "Tài khoản bị khóa"


@dataclass(frozen=True, kw_only=True)
class Search:
    """What was asked of the list of posts."""

    text: str = ""
    role: int | None = None
    state: str = State.RUNNING
    unit: Unit | None = None
    below: bool = True


@dataclass(frozen=True, kw_only=True)
class Line:
    """One post as the list tells it; telephone and address only where the actor may see them."""

    post: Post
    state: str
    tone: str
    phone: str
    email: str
    spoken: str
    open: bool  # not ended, in an open unit
    may_end: bool
    may_delegate: bool


def posts_found(search: Search, *, by: Actor) -> PostQuerySet:
    """Posts that the actor may see and that fit, by given name."""
    posts = Post.objects.visible_to(by).filter(_in_state(search.state, by.today))
    if search.unit:
        units = (
            Unit.objects.within(search.unit.pk, on=by.today).values("pk")
            if search.below
            else [search.unit.pk]
        )
        posts = posts.filter(unit__in=units)
    if search.role:
        posts = posts.filter(role=search.role)
    if number := phones.normal(search.text):
        posts = posts.filter(_with_number(number, by))
    for word in [] if number else search_words(search.text):
        posts = posts.filter(Q(user__search__contains=f" {word}") | Q(user__code__startswith=word))
    return posts.for_list().order_by("user__sort_key", "user", "unit__level", "pk")


def lines(posts: Iterable[Post], *, by: Actor) -> list[Line]:
    """The rows of a page, or of the exported sheet."""
    return [_line(post, by) for post in posts]


def people(by: Actor) -> "QuerySet[User]":
    """The persons whom the actor may open: those with a post that he may see, and himself."""
    posts = Post.objects.visible_to(by)
    return User.objects.filter(Q(pk__in=posts.values("user")) | Q(pk=by.user_id))


def sessions(user: User) -> list[UserSession]:
    """Where this person is signed in, the latest first."""
    alive = UserSession.objects.purge_and_list(user)
    return sorted(alive, key=lambda session: session.last_seen_at, reverse=True)


def colleague(login: str, *, by: Actor) -> User | None:
    """Somebody of this code, number or address who has a post today within the actor's reach."""
    user = User.objects.called(login)
    if user is None:
        return None
    reached = Unit.objects.reached_by(by)
    return user if Post.objects.filter(user=user, unit__in=reached).standing(on=by.today).exists() else None


def unit_called(text: str, *, by: Actor) -> list[Unit]:
    """Units within reach of this code or exactly this name; several may bear one name."""
    reached = Unit.objects.reached_by(by)
    coded = list(reached.filter(code__iexact=text.strip()))
    return coded or list(reached.filter(name__iexact=clean(text)).in_order()[:6])


def sees_contacts(by: Actor, unit_id: int) -> bool:
    """Whether the actor may see telephone numbers and addresses of people of this unit."""
    if Permission.PERSONAL_VIEW not in by.permissions:
        return False
    near = unit_id in {by.organisation_id, by.top_id}
    return near if by.scope_of(Permission.PERSONAL_VIEW) is Scope.OWN else True


def _line(post: Post, by: Actor) -> Line:
    state, tone = _said(post, by.today)
    own = by.user_id in {post.user_id, post.delegated_from.user_id if post.delegated_from else NOBODY}
    shown = post.user_id == by.user_id or sees_contacts(by, post.unit_id)
    return Line(
        post=post,
        state=state,
        tone=tone,
        phone=(post.user.phone or "") if shown else "",
        email=(post.user.email or "") if shown else "",
        spoken=post.spoken,
        open=post.period.upper is None or post.period.upper > by.today,
        may_end=Permission.POST_CHANGE in by.permissions or bool(post.delegated_from_id and own),
        may_delegate=not post.delegated_from_id and (own or Permission.POST_CHANGE in by.permissions),
    )


def _said(post: Post, today: date) -> tuple[str, str]:
    if not post.user.is_active:
        return "Tài khoản bị khóa", "bad"
    if post.period.lower > today:
        return "Sắp tới", "neutral"
    if not post.stands_on(today) or not post.unit.exists_on(today):
        return "Đã thôi", "neutral"
    return ("Chưa đăng nhập", "warn") if post.user.must_change_password else ("Đang giữ", "good")


def _with_number(number: str, by: Actor) -> Q:
    """A number finds somebody only where the actor may see numbers."""
    if Permission.PERSONAL_VIEW not in by.permissions:
        return Q(user=by.user_id, user__phone=number)
    near = Q(unit__in=[by.organisation_id, by.top_id])
    return Q(user__phone=number) & (near if by.scope_of(Permission.PERSONAL_VIEW) is Scope.OWN else Q())


def _in_state(state: str, today: date) -> Q:
    running = Q(period__contains=today, unit__period__contains=today)
    wanted = {
        State.TO_COME: Q(period__startswith__gt=today),
        State.ENDED: Q(period__endswith__lte=today) | Q(unit__closed_on__lte=today),
        State.LENT: running & Q(delegated_from__isnull=False),
        State.NEVER_IN: running & Q(user__must_change_password=True, user__is_active=True),
        State.LOCKED: Q(user__is_active=False),
        "": Q(),
    }
    return wanted.get(state, running)
