"""Making accounts, and what else is done to an account as such."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from allauth.usersessions.models import UserSession
from django.db.models import QuerySet

from donghanh.accounts import codes, keepers, rules
from donghanh.accounts.actions.posts import give_post
from donghanh.accounts.models import Post, Role
from donghanh.audit import actions as audit
from donghanh.core.actor import Actor
from donghanh.core.errors import NotPermitted, Refused
from donghanh.core.permissions import Permission
from donghanh.core.text import clean
from donghanh.identity import phone as phones
from donghanh.identity.models import User
from donghanh.organisations.models import Unit

SLIP_DAYS = 14


@dataclass(frozen=True, kw_only=True)
class Slip:
    """What a person needs to sign in for the first time; it exists on paper only."""

    name: str
    title: str
    unit: str
    code: str
    phone: str
    password: str
    until: datetime


@audit.deed
def make_account(
    *,
    full_name: str,
    code: str = "",
    phone: str = "",
    email: str = "",
    unit: Unit,
    role: Role,
    title: str,
    since: date,
    by: Actor,
) -> User:
    """Cấp tài khoản: a person with a first post; nobody can sign in before a slip is printed."""
    by.require(Permission.ACCOUNT_CHANGE)
    phone, code = phones.normal(phone), code or codes.free_code(full_name)
    if reason := rules.make_account(full_name=full_name, code=code, phone=phone, email=email, by=by):
        raise Refused(reason)

    user = User.objects.create_user(
        code,
        full_name=clean(full_name),
        phone=phone or None,
        email=email.strip().lower() or None,
        must_change_password=True,
    )
    audit.record("accounts.make", user, by=by, code=code)
    give_post(user, unit=unit, role=role, title=title, since=since, by=by)
    return user


@audit.deed
def change_contact(user: User, *, phone: str, email: str, by: Actor) -> User:
    """Đổi liên hệ: one's own telephone number and e-mail address; both also sign one in."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.pk != by.user_id:
        by.require(Permission.ACCOUNT_CHANGE)
        by.require(Permission.PERSONAL_VIEW)
        if reason := rules.beyond(user, by=by):
            raise Refused(reason)
    phone, email = phones.normal(phone), email.strip().lower()
    if reason := rules.change_contact(user, phone=phone, email=email, by=by):
        raise Refused(reason)

    changed = [
        name for name, value in (("phone", phone), ("email", email)) if (getattr(user, name) or "") != value
    ]
    before = {"phone": phones.masked(user.phone or ""), "email": bool(user.email)}
    user.phone, user.email = phone or None, email or None
    user.save(update_fields=["phone", "email"])
    after = {"phone": phones.masked(phone), "email": bool(email)}
    audit.record("accounts.change_contact", user, by=by, before=before, after=after, changed=changed)
    return user


@audit.deed
def lock(user: User, *, by: Actor) -> User:
    """Khóa tài khoản: nobody signs in with it any more, and whoever is signed in is out at once."""
    by.require(Permission.ACCOUNT_CHANGE)
    keepers.in_turn()
    user = User.objects.select_for_update().get(pk=user.pk)
    if reason := rules.lock(user, by=by):
        raise Refused(reason)

    user.is_active = False
    user.save(update_fields=["is_active"])
    _sign_out([user.pk])
    audit.record("accounts.lock", user, by=by)
    return user


@audit.deed
def unlock(user: User, *, by: Actor) -> User:
    """Mở khóa tài khoản."""
    by.require(Permission.ACCOUNT_CHANGE)
    user = User.objects.select_for_update().get(pk=user.pk)
    if reason := rules.unlock(user, by=by):
        raise Refused(reason)

    user.is_active = True
    user.save(update_fields=["is_active"])
    audit.record("accounts.unlock", user, by=by)
    return user


@audit.deed
def issue_slips(users: "QuerySet[User]", *, by: Actor) -> Sequence[Slip]:
    """In phiếu đăng nhập: new one-time passwords, told by this answer only; older ones hold no more."""
    by.require(Permission.ACCOUNT_CHANGE)
    chosen = list(users.order_by("sort_key", "pk").select_for_update())
    if reason := rules.issue_slips(chosen, by=by):
        raise Refused(reason)

    until = by.now + timedelta(days=SLIP_DAYS)
    posts = _first_posts([user.pk for user in chosen], by)
    slips = []
    for user in chosen:
        password = user.give_one_time_password(until=until)
        slips.append(_slip(user, posts.get(user.pk), password, until))
        audit.record("accounts.issue_slip", user, by=by, until=until)
    User.objects.bulk_update(chosen, ["password", "must_change_password", "password_ends_at"], batch_size=500)
    _sign_out([user.pk for user in chosen])
    return slips


def _first_posts(users: list[int], by: Actor) -> dict[int, Post]:
    posts = Post.objects.filter(user__in=users).to_come_or_running(on=by.today).for_list()
    return {post.user_id: post for post in posts.order_by("-pk")}


def _slip(user: User, post: Post | None, password: str, until: datetime) -> Slip:
    return Slip(
        name=user.full_name,
        title=post.title if post else "",
        unit=post.unit.name if post else "",
        code=user.code,
        phone=user.phone or "",
        password=password,
        until=until,
    )


def _sign_out(users: list[int]) -> None:
    for session in UserSession.objects.filter(user__in=users):
        session.end()


@audit.deed
def choose_password(user: User, *, password: str, by: Actor) -> User:
    """Đặt mật khẩu: one's own, which ends the one-time password."""
    if user.pk != by.user_id:
        raise NotPermitted("Mỗi người tự đặt mật khẩu của mình.")
    user.set_password(password)
    user.must_change_password, user.password_ends_at = False, None
    user.save(update_fields=["password", "must_change_password", "password_ends_at"])
    audit.record("accounts.choose_password", user, by=by)
    return user


@audit.deed
def sign_out_elsewhere(*, here: str, by: Actor) -> int:
    """Kết thúc phiên ở máy khác: all of one's own sessions but the one named."""
    user = User.objects.get(pk=by.user_id)
    others = list(UserSession.objects.filter(user=user).exclude(session_key=here))
    for session in others:
        session.end()
    audit.record("accounts.sign_out_elsewhere", user, by=by, ended=len(others))
    return len(others)
