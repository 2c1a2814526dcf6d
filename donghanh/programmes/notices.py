"""What people are told about programmes and tasks, and who they are."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from donghanh.accounts.models import Post, PostQuerySet
from donghanh.core.permissions import Permission
from donghanh.notifications.kinds import NoticeKind
from donghanh.programmes.models import Programme
from donghanh.programmes.models.assignments import AssignmentQuerySet

STARTED = NoticeKind(
    code="programmes.started",
    title="Việc mới được giao",
    why="Một chương trình bắt đầu hoặc có việc mới cho đơn vị của Đồng chí.",
)
RETURNED = NoticeKind(
    code="programmes.returned",
    title="Kết quả bị trả lại",
    why="Đơn vị giao việc trả lại kết quả, cần làm tiếp.",
    urgent=True,
)
REPORTED = NoticeKind(
    code="programmes.reported",
    title="Chờ xác nhận kết quả",
    why="Một đơn vị báo hoàn thành việc mà đơn vị của Đồng chí đã giao.",
    default_on=False,
)
CONFIRMED = NoticeKind(
    code="programmes.confirmed",
    title="Kết quả được xác nhận",
    why="Việc mà Đồng chí báo hoàn thành đã được xác nhận.",
)
REMINDED = NoticeKind(
    code="programmes.reminded",
    title="Nhắc việc",
    why="Đơn vị giao việc nhắc đơn vị của Đồng chí.",
)
DUE = NoticeKind(
    code="programmes.due",
    title="Sắp đến hạn",
    why="Việc của đơn vị còn 30, 7 hoặc 1 ngày là đến hạn.",
)
LATE = NoticeKind(
    code="programmes.late",
    title="Quá hạn",
    why="Đơn vị trực thuộc, hoặc đơn vị được giao việc, chưa làm xong khi đã hết hạn.",
)
CLOSED = NoticeKind(
    code="programmes.closed",
    title="Đơn vị kết thúc khi việc còn dở",
    why="Đơn vị giao việc cần chọn đơn vị kế thừa cho việc còn dở, hoặc kết thúc việc.",
)
AGREED = NoticeKind(
    code="programmes.agreed",
    title="Chương trình phối hợp chờ đồng ý",
    why="Bên kia đã đồng ý cho chương trình phối hợp bắt đầu.",
)
STEPS = ("30d", "7d", "1d", "late")  # ends of the keys of what people are told before and after the day
ALL = (RETURNED, STARTED, REPORTED, CONFIRMED, REMINDED, DUE, LATE, CLOSED, AGREED)


def people(units: Iterable[int] | QuerySet[Any, Any], right: Permission, *, on: date) -> PostQuerySet:
    """Posts in these units (ids, or a query of them) that give this right on that day."""
    may = Q(role__reach_rights__contains=[right]) | Q(role__own_rights__contains=[right])
    return Post.objects.standing(on=on).filter(may, unit__in=units)


def doers(assignments: AssignmentQuerySet, *, on: date) -> QuerySet[Post, tuple[int]]:
    """The ids of the people who are to do these assignments: of the unit, or the holder of the post.

    Units and posts are fetched first: each once, however many assignments they have.
    """
    plain = assignments.order_by()
    units = set(plain.filter(post=None).values_list("unit_id", flat=True).distinct())
    posts = set(plain.filter(post__isnull=False).values_list("post_id", flat=True).distinct())
    may = Q(role__reach_rights__contains=[Permission.TASK_DO])
    may |= Q(role__own_rights__contains=[Permission.TASK_DO])
    told = (may & Q(unit__in=units)) | Q(pk__in=posts)
    return Post.objects.standing(on=on).filter(told).values_list("user_id")


def keepers(programme: Programme, right: Permission, *, on: date) -> QuerySet[Post, tuple[int]]:
    """The ids of the people of the owners and standing boards with this right."""
    pairs = programme.owners.values_list("unit_id", "board_id")
    units = {unit for pair in pairs for unit in pair if unit}
    return people(units, right, on=on).values_list("user_id")
