"""Why an action is refused now: one function per action, of the same name; an empty string lets it go on.

A rule reads and never writes. Pages ask before, to explain; the action asks again after locking.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q

from donghanh.accounts.models import Authority, Intake, IntakeState, Post, Role
from donghanh.core.actor import Actor
from donghanh.core.permissions import Permission, Scope
from donghanh.core.text import clean
from donghanh.identity.models import User
from donghanh.organisations.models import Unit
from donghanh.organisations.words import day

LONGEST_DELEGATION = timedelta(days=366)


def give_post(
    user: User, *, unit: Unit, role: Role, title: str, since: date, until: date | None, by: Actor
) -> str:
    if user.pk in {by.user_id, by.on_behalf_of_id}:
        return "Không ai tự giao nhiệm vụ cho mình; Đồng chí hãy nhờ người quản trị khác."
    return (
        open_at(unit, since=since)
        or _in_order(since, until)
        or may_give(role, unit, by)
        or _not_twice(user, Post(unit=unit, role=role), since=since, until=until)
        or ("" if clean(title) else "Đồng chí chưa nhập chức danh.")
    )


def end_post(post: Post, *, on: date, by: Actor) -> str:
    if post.period.upper is not None and post.period.upper <= on:
        return f"Nhiệm vụ này đã kết thúc từ ngày {day(post.period.upper)}."
    if on < post.period.lower:
        return f"Nhiệm vụ này bắt đầu từ ngày {day(post.period.lower)}, nên không thể thôi trước ngày đó."
    if post.delegated_from and by.user_id in {post.user_id, post.delegated_from.user_id}:
        return ""  # what was lent is given back by either side
    return covers(post, by) or _stays_known(post.user, on) or _last_keeper(post, max(on, by.today))


def delegate(post: Post, *, to: User, authority: str, since: date, until: date, by: Actor) -> str:
    if post.delegated_from_id:
        return "Nhiệm vụ được ủy quyền không được ủy quyền lại."
    if authority not in Authority.values:
        return "Đồng chí chưa chọn hình thức TM., KT., TL. hoặc TUQ."
    return (
        _may_receive(post, to, by)
        or _in_order(since, until)
        or _lendable(post, since, until, by)
        or _not_twice(to, post, since=since, until=until)
        or ("" if post.user_id == by.user_id else covers(post, by))
    )


def hand_over(user: User, *, to: User, on: date, by: Actor) -> str:
    if user.pk == to.pk:
        return "Người bàn giao và người nhận là một."
    if by.user_id == to.pk:
        return "Không ai tự nhận bàn giao cho mình; Đồng chí hãy nhờ người quản trị khác."
    if not to.is_active:
        return f"Tài khoản của {to} đang bị khóa."
    if on < by.today:
        return f"Bàn giao không lùi ngày: sớm nhất từ {day(by.today)}."
    posts = Post.objects.filter(user=user, delegated_from=None).to_come_or_running(on=on)
    held = list(posts.select_related("unit", "role"))
    if not held:
        return f"{user} không giữ nhiệm vụ nào vào ngày {day(on)}."
    return next((reason for post in held if (reason := covers(post, by))), "") or _stays_known(user, on)


def make_account(*, full_name: str, code: str, phone: str, email: str, by: Actor) -> str:
    if not clean(full_name):
        return "Đồng chí chưa nhập họ và tên."
    taken = User.objects.filter(_same_login(code, phone, email)).first()
    return f"{_which(taken, code, phone)} đã dùng cho một tài khoản khác." if taken else ""


def change_contact(user: User, *, phone: str, email: str, by: Actor) -> str:
    taken = User.objects.filter(_same_login("", phone, email)).exclude(pk=user.pk).first()
    return f"{_which(taken, '', phone)} đã dùng cho một tài khoản khác." if taken else ""


def lock(user: User, *, by: Actor) -> str:
    return _not_to_lock(user, by) or beyond(user, by=by) or _keeps_alone(user, by.today)


def unlock(user: User, *, by: Actor) -> str:
    return f"Tài khoản của {user} đang dùng." if user.is_active else beyond(user, by=by)


def issue_slips(users: Sequence[User], *, by: Actor) -> str:
    return next((reason for user in users if (reason := _no_slip(user, by))), "") or beyond(*users, by=by)


@dataclass(frozen=True, kw_only=True)
class AccountRefusals:
    """Why an account is not locked and gets no slip, as its page says before."""

    lock: str = ""
    issue_slips: str = ""


def account(user: User, *, by: Actor) -> AccountRefusals:
    """What `lock` and `issue_slips` answer for one person, asking what they have in common once."""
    far = beyond(user, by=by)
    return AccountRefusals(
        lock=_not_to_lock(user, by) or far or _keeps_alone(user, by.today),
        issue_slips=_no_slip(user, by) or far,
    )


def compose_role(unit: Unit, *, name: str, rights: Mapping[Permission, Scope], by: Actor) -> str:
    if not clean(name):
        return "Đồng chí chưa nhập tên vai trò."
    if Role.objects.filter(unit=unit, name=clean(name)).exists():
        return f"{unit} đã có vai trò “{clean(name)}”."
    return not_more(rights, unit, by)


def change_role(role: Role, *, name: str, rights: Mapping[Permission, Scope], by: Actor) -> str:
    if role.unit is None:
        return "Vai trò chuẩn không sửa được; Đồng chí hãy sao chép thành vai trò của đơn vị."
    if not clean(name):
        return "Đồng chí chưa nhập tên vai trò."
    if Role.objects.filter(unit=role.unit, name=clean(name)).exclude(pk=role.pk).exists():
        return f"{role.unit} đã có vai trò “{clean(name)}”."
    if Post.objects.filter(user=by.user_id, role=role).standing(on=by.today).exists():
        return "Đồng chí đang giữ vai trò này nên không tự sửa được; hãy nhờ người quản trị khác."
    reason = not_more(rights, role.unit, by) or not_more(role.rights, role.unit, by)
    return reason or _keepers_stay(role, rights, by)


def remove_role(role: Role, *, by: Actor) -> str:
    if role.unit is None:
        return "Vai trò chuẩn không xóa được."
    used = role.posts.count()
    return f"Vai trò này đã giao {used} lần nên được giữ lại để tra cứu." if used else ""


def apply_intake(intake: Intake, *, by: Actor) -> str:
    if intake.state == IntakeState.DONE:
        return "Đợt này đã cấp xong."
    return "Đợt này đã bỏ." if intake.state == IntakeState.DROPPED else ""


def drop_intake(intake: Intake, *, by: Actor) -> str:
    return apply_intake(intake, by=by)


def change_password_deadline(user: User, *, now: datetime) -> str:
    """Whether a one-time password came too late."""
    if user.must_change_password and user.password_ends_at and user.password_ends_at < now:
        return "Mật khẩu dùng một lần đã hết hạn. Đồng chí hãy hỏi người quản trị của đơn vị để được cấp lại."
    return ""


# --- what the rules above have in common; the intake asks some of them row by row ---


def covers(post: Post, by: Actor) -> str:
    """Whether the actor may decide about this post: within reach, and no rights that the actor lacks."""
    return _in_reach(post.unit, by) or not_more(post.role.rights, post.unit, by)


def may_give(role: Role, unit: Unit, by: Actor) -> str:
    """Whether the actor may let somebody have this role at this unit."""
    if reason := _in_reach(unit, by):
        return reason
    if not Role.objects.usable_at(unit, on=by.today).filter(pk=role.pk).exists():
        return f"Vai trò “{role}” không dùng ở {unit}."
    return not_more(role.rights, unit, by)


def not_more(rights: Mapping[Permission, Scope], unit: Unit, by: Actor) -> str:
    """Nobody gives what he does not have, or further than he has it."""
    at_home = unit.pk in {by.organisation_id, by.top_id}
    lacking = [
        right.label
        for right, scope in rights.items()
        if right not in by.permissions
        or (by.scope_of(right) is Scope.OWN and not (at_home and scope is Scope.OWN))
    ]
    if not lacking:
        return ""
    return f"Vai trò này có quyền mà Đồng chí không có: {', '.join(lacking[:3]).lower()}."


def open_at(unit: Unit, *, since: date) -> str:
    """Whether the unit exists on that day."""
    if unit.opened_on and since < unit.opened_on:
        return f"{unit} thành lập từ ngày {day(unit.opened_on)}, sau ngày {day(since)}."
    if unit.closed_on and since >= unit.closed_on:
        return f"{unit} đã kết thúc hoạt động từ ngày {day(unit.closed_on)}."
    return ""


def beyond(*users: User, by: Actor) -> str:
    """Why the actor may not decide about these accounts: one is somebody elsewhere, or somebody higher."""
    posts = Post.objects.filter(user__in=users).to_come_or_running(on=by.today).for_list()
    reached = Unit.objects.reached_by(by, right=Permission.ACCOUNT_CHANGE)
    for post in posts.with_within(reached):
        if not post.within or not_more(post.role.rights, post.unit, by):
            return (
                f"{post.user} còn giữ nhiệm vụ ở ngoài phạm vi hoặc có quyền cao hơn Đồng chí. "
                "Việc này do người quản trị cấp trên thực hiện."
            )
    return ""


def _not_to_lock(user: User, by: Actor) -> str:
    if user.pk in {by.user_id, by.on_behalf_of_id}:
        return "Đồng chí không tự khóa tài khoản của mình được."
    return "" if user.is_active else f"Tài khoản của {user} đã bị khóa."


def _no_slip(user: User, by: Actor) -> str:
    if user.pk in {by.user_id, by.on_behalf_of_id}:
        return "Đồng chí hãy tự đổi mật khẩu của mình ở trang Tài khoản của tôi."
    return "" if user.is_active else f"Tài khoản của {user} đang bị khóa."


def _in_order(since: date, until: date | None) -> str:
    if until is not None and until <= since:
        return f"Ngày kết thúc phải sau ngày bắt đầu {day(since)}."
    return ""


def _may_receive(post: Post, to: User, by: Actor) -> str:
    if to.pk == post.user_id:
        return "Không ủy quyền cho chính người đang giữ nhiệm vụ."
    if to.pk == by.user_id:
        return "Không ai tự nhận ủy quyền cho mình; hãy nhờ người giữ nhiệm vụ hoặc người quản trị khác."
    return "" if to.is_active else f"Tài khoản của {to} đang bị khóa."


def _lendable(post: Post, since: date, until: date, by: Actor) -> str:
    if since < by.today:
        return f"Ủy quyền không lùi ngày: sớm nhất từ {day(by.today)}."
    if until - since > LONGEST_DELEGATION:
        return "Mỗi lần ủy quyền dài nhất một năm."
    if since < post.period.lower or (post.period.upper and until > post.period.upper):
        return f"Thời gian ủy quyền phải nằm trong thời gian giữ nhiệm vụ ({post.spoken})."
    return ""


def _not_twice(user: User, like: Post, *, since: date, until: date | None) -> str:
    same = Post.objects.filter(user=user, unit=like.unit, role=like.role, delegated_from=like.pk)
    other = same.filter(period__overlap=(since, until)).first()
    return f"{user} đã giữ nhiệm vụ này {other.spoken}." if other else ""


def _in_reach(unit: Unit, by: Actor) -> str:
    if Unit.objects.reached_by(by, right=Permission.POST_CHANGE).filter(pk=unit.pk).exists():
        return ""
    return f"{unit} ở ngoài phạm vi mà Đồng chí được giao."


def _stays_known(user: User, on: date) -> str:
    """A post that ends on its first day is as if never given; an account without any would be lost."""
    if Post.objects.filter(user=user, period__startswith__lt=on).exists():
        return ""
    return (
        f"{user} chưa giữ nhiệm vụ nào trước ngày {day(on)}; Đồng chí hãy chọn một ngày sau đó, "
        "hoặc khóa tài khoản."
    )


def _last_keeper(post: Post, on: date) -> str:
    """The last one who can give posts at a unit stays, so that on that day it is not left without anybody."""
    return _alone(post) if Post.objects.filter(pk=post.pk).alone(on=on).exists() else ""


def _keeps_alone(user: User, on: date) -> str:
    post = Post.objects.filter(user=user).alone(on=on).for_list().order_by("pk").first()
    return _alone(post) if post else ""


def _alone(post: Post) -> str:
    return f"{post.user} là người quản trị cuối cùng của {post.unit}; Đồng chí hãy giao cho người khác trước."


def _keepers_stay(role: Role, rights: Mapping[Permission, Scope], by: Actor) -> str:
    keeps = Permission.POST_CHANGE in by.permissions and by.scope_of(Permission.POST_CHANGE) is Scope.REACH
    if rights.get(Permission.POST_CHANGE) is Scope.REACH or (keeps and not by.on_behalf_of_id):
        return ""  # the actor himself, who does not hold this role, keeps all that it covers
    held = Post.objects.filter(role=role).standing(on=by.today).select_related("unit", "user")
    for post in held.order_by("unit", "pk").distinct("unit"):
        if not Post.objects.keeping(post.unit, on=by.today).exclude(role=role).exists():
            return f"Sau khi sửa, {post.unit} không còn người quản trị; hãy giao cho người khác trước."
    return ""


def _same_login(code: str, phone: str, email: str) -> Q:
    same = Q(pk=None)
    if code:
        same |= Q(code=code)
    if phone:
        same |= Q(phone=phone)
    if email:
        same |= Q(email__iexact=email)
    return same


def _which(taken: User, code: str, phone: str) -> str:
    if code and taken.code == code:
        return f"Mã đăng nhập {code}"
    return f"Số điện thoại {phone}" if phone and taken.phone == phone else "Thư điện tử này"
