"""Kinds and notices for tests."""

from dataclasses import replace

from donghanh.core.actor import system_actor
from donghanh.notifications import actions, kinds
from donghanh.notifications.kinds import NoticeKind
from donghanh.organisations.tests.factories import NOW

TASK = NoticeKind(code="tests.task", title="Việc mới", why="Đơn vị của Đồng chí được giao việc.")
LATE = NoticeKind(code="tests.late", title="Việc quá hạn", why="Việc của đơn vị đã quá hạn.", urgent=True)
DIGEST = NoticeKind(code="tests.digest", title="Tin tổng hợp", why="Có tin mới trong ngày.", default_on=False)
kinds.sign_in(TASK, LATE, DIGEST)


def acting_as(user, *, now=NOW):
    """The person, whatever post they act in."""
    return replace(system_actor(now=now), user_id=user.pk, everywhere=False)


def notify(users, *, kind=TASK, key="task:1", by, **facts):
    told = {"title": "Báo cáo kết quả Tháng Thanh niên", "reason": kind.why, "url": "/don-vi/"} | facts
    return actions.notify(users, kind=kind, key=key, by=by, **told)
