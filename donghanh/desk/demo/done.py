"""What the units of the province have done by today: drawn from a fixed seed, written for all at once."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from donghanh.accounts.models import Post
from donghanh.audit import actions as audit
from donghanh.core.actor import Actor
from donghanh.desk.demo import pictures
from donghanh.files.models import Attachment
from donghanh.notifications.models import Notice
from donghanh.programmes.actions.doing import PURPOSE
from donghanh.programmes.models import Assignment, Evidence, Part, Programme, Step, StepKind
from donghanh.programmes.queries import counting

AFTERNOON = time(15, 20)
BATCH = 2_000
NOTES = {
    StepKind.PROGRESS: (
        "Đã họp Ban Chấp hành, phân công từng đồng chí phụ trách.",
        "Đã phối hợp với nhà trường khảo sát nhu cầu.",
        "Đã xây dựng kế hoạch, đang chuẩn bị kinh phí.",
        "Đã triển khai tại 5 chi đoàn, các chi đoàn còn lại làm trong tuần tới.",
    ),
    StepKind.REPORTED: (
        "Đã hoàn thành theo kế hoạch, không phát sinh khó khăn.",
        "Đã hoàn thành; đoàn viên tham gia đông đủ, nhân dân ủng hộ.",
        "Đã hoàn thành, gửi kèm minh chứng.",
        "Đã hoàn thành. Đề nghị cấp trên hỗ trợ thêm tài liệu cho lần sau.",
    ),
    StepKind.CONFIRMED: ("",),
}


@dataclass(kw_only=True)
class Course:
    """How one assignment went; days before `today`."""

    started: date | None = None
    reported: date | None = None
    confirmed: date | None = None


def play(programme: Programme, *, today: date, second: int, by: Actor) -> None:
    """Let every unit with the task do as much of it as would have been done by now.

    `by` confirms; what `by` did himself is confirmed by `second`.
    """
    chance = random.Random(programme.name)  # noqa: S311 - invented work, not secrets
    standing = Assignment.objects.filter(programme=programme).standing()
    due = counting.current(standing.with_status(on=today), on=today)
    assignments = list(due.select_related("task").order_by("pk"))
    officers = _officers({one.unit_id for one in assignments}, on=today)
    steps: list[Step] = []
    for one in assignments:
        if one.unit_id in officers:
            course = _course(one, today, chance)
            officer = officers[one.unit_id]
            confirmer = second if officer == by.user_id else by.user_id
            steps += _done(one, course, officer=officer, confirmer=confirmer, chance=chance)
    with audit.signed_by(by, deed="desk.play"):
        fields = ["started_on", "reported_on", "reported_by", "confirmed_at", "confirmed_by"]
        Assignment.objects.bulk_update(assignments, fields, batch_size=BATCH)
        Step.objects.bulk_create(steps, batch_size=BATCH)
        _attach([one for one in assignments if one.reported_on], by)
    Notice.objects.filter(created_at__lt=by.now - timedelta(days=10)).update(read_at=by.now)


def _officers(units: set[int], *, on: date) -> dict[int, int]:
    """One person of each unit who does its work."""
    posts = Post.objects.filter(unit__in=units).standing(on=on).order_by("unit", "-pk")
    return dict(posts.values_list("unit", "user"))


def _course(one: Assignment, today: date, chance: random.Random) -> Course:
    """Most are in time, a few late, some not yet at it; those who only help start at most."""
    lot = chance.random()
    span = (one.due - today).days if one.due else 90
    if one.part == Part.COORDINATE or not one.task.owed:
        return Course(started=_between(one.since, today, chance) if lot < 0.5 else None)
    if span < 0:
        return _past(one, today, lot, chance)
    early = 0.3 if span < 45 else 0.08
    if lot < early:
        reported = _between(max(one.since, today - timedelta(days=40)), today - timedelta(days=2), chance)
        return Course(started=one.since, reported=reported, confirmed=reported + timedelta(days=1))
    if lot < early + 0.06:
        return Course(started=one.since, reported=today - timedelta(days=chance.randrange(3)))
    return Course(started=_between(one.since, today, chance) if lot < early + 0.35 else None)


def _past(one: Assignment, today: date, lot: float, chance: random.Random) -> Course:
    due = one.due or today
    if lot < 0.8:
        reported = max(one.since, due - timedelta(days=chance.randrange(0, 14)))
        return Course(
            started=one.since, reported=reported, confirmed=min(today, reported + timedelta(days=2))
        )
    if lot < 0.9:
        reported = min(today - timedelta(days=1), due + timedelta(days=chance.randrange(1, 12)))
        return Course(
            started=one.since, reported=reported, confirmed=min(today, reported + timedelta(days=1))
        )
    if lot < 0.93:
        return Course(started=one.since, reported=today - timedelta(days=chance.randrange(2)))
    return Course(started=_between(one.since, today, chance) if lot < 0.97 else None)


def _between(first: date, last: date, chance: random.Random) -> date:
    return first + timedelta(days=chance.randrange(max(1, (last - first).days)))


def _done(
    one: Assignment, course: Course, *, officer: int, confirmer: int, chance: random.Random
) -> Iterator[Step]:
    """The facts of the assignment, and the steps that tell of them."""
    one.started_on, one.reported_on = course.started, course.reported
    if course.started:
        yield _step(one, StepKind.PROGRESS, course.started, user=officer, chance=chance)
    if course.reported:
        one.reported_by_id = officer
        yield _step(one, StepKind.REPORTED, course.reported, user=officer, chance=chance)
    if course.confirmed:
        one.confirmed_at, one.confirmed_by_id = _moment(course.confirmed), confirmer
        yield _step(one, StepKind.CONFIRMED, course.confirmed, user=confirmer, chance=chance)


def _step(one: Assignment, kind: StepKind, day: date, *, user: int, chance: random.Random) -> Step:
    counted = kind == StepKind.REPORTED and one.task.evidence == Evidence.COUNT
    linked = kind == StepKind.REPORTED and one.task.evidence == Evidence.LINK
    return Step(
        assignment=one,
        kind=kind,
        at=_moment(day),
        user_id=user,
        note=chance.choice(NOTES[kind]),
        count=chance.randrange(1, 5) if counted else None,
        link="https://example.org/tin-bai" if linked else "",
    )


def _moment(day: date) -> datetime:
    return min(timezone.make_aware(datetime.combine(day, AFTERNOON)), timezone.now())


def _attach(reported: list[Assignment], by: Actor) -> None:
    """A drawn picture or an invented list for those whose task asks for one."""
    kind = ContentType.objects.get_for_model(Assignment)
    blobs = pictures.blobs(by=by)
    wanted = [one for one in reported if one.task.evidence in blobs]
    Attachment.objects.bulk_create(
        [
            Attachment(
                blob=blobs[one.task.evidence],
                owner_type=kind,
                owner_id=one.pk,
                name=pictures.NAMES[one.task.evidence],
                purpose=PURPOSE,
                sent_sha256=blobs[one.task.evidence].sha256,
                added_by_id=one.reported_by_id,
                added_at=_moment(one.reported_on or by.today),
            )
            for one in wanted
        ],
        batch_size=BATCH,
    )
