"""Who has which task, made by the system from groups and units; what was done, confirmed, returned."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Coalesce, Least, TruncDate
from django.urls import reverse

from donghanh.accounts.models import Post
from donghanh.audit.history import tracked
from donghanh.core.actor import Actor
from donghanh.core.permissions import Permission
from donghanh.identity.models import User
from donghanh.organisations.models import Unit
from donghanh.programmes.models.programmes import Owner, Programme
from donghanh.programmes.models.tasks import Part, Task


class Status(models.TextChoices):
    """What an assignment's facts amount to on a day; computed, never typed."""

    NOT_STARTED = "not_started", "Chưa bắt đầu"
    IN_TIME = "in_time", "Trong hạn"
    OVERDUE = "overdue", "Quá hạn"
    DONE_IN_TIME = "done_in_time", "Xong đúng hạn"
    DONE_LATE = "done_late", "Xong trễ hạn"
    ENDED = "ended", "Thôi thực hiện"


class Ending(models.TextChoices):
    """Why an open assignment ended without being done."""

    UNIT_CLOSED = "unit_closed", "Đơn vị kết thúc hoạt động"
    PASSED_ON = "passed_on", "Chuyển cho đơn vị kế thừa"
    TASK_DROPPED = "task_dropped", "Việc đã bỏ"
    PROGRAMME_ENDED = "programme_ended", "Chương trình kết thúc"
    LEFT = "left", "Không còn thuộc diện thực hiện"


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    """Questions about assignments; those about status take a day."""

    def visible_to(self, actor: Actor) -> Self:
        """Of units within reach; all of a programme that the actor's office owns, keeps or made; and what
        others help with in a task that the actor's office leads.
        """
        if actor.everywhere:
            return self.all()
        reach = Unit.objects.reached_by(actor, right=Permission.PROGRAMME_VIEW)
        near = {actor.organisation_id, actor.top_id}
        owned = Owner.objects.filter(programme=OuterRef("programme")).filter(
            Q(unit__in=near) | Q(board__in=near)
        )
        led = self.model._default_manager.filter(task=OuterRef("task"), part=Part.LEAD, unit__in=near)
        helping = Q(part=Part.COORDINATE) & Exists(led)
        return self.filter(Q(unit__in=reach) | Exists(owned) | Q(programme__made_for__in=near) | helping)

    def standing(self) -> Self:
        """Those that have not ended without being done."""
        return self.filter(ending="")

    def open(self) -> Self:
        """Those that somebody still has to do, or to do again."""
        return self.standing().filter(reported_on=None)

    def to_confirm(self) -> Self:
        """Reported as done, not yet confirmed."""
        return self.standing().filter(reported_on__isnull=False, confirmed_at=None)

    def done(self) -> Self:
        """Confirmed."""
        return self.standing().filter(confirmed_at__isnull=False)

    def with_status(self, *, on: date) -> Self:
        """With `due` (its own day, else the programme's end) and `status`, as they are on that day.

        What a unit has reported counts from the day of its report while it waits for confirmation; what is
        encouraged, what has no day, and what a unit only helps with is never overdue. Once the programme has
        ended its last day counts.
        """
        late = Q(task__owed=True, due__isnull=False, part=Part.LEAD)
        last = Least(
            Coalesce(TruncDate("programme__ended_at"), Value(on)), Value(on), output_field=models.DateField()
        )
        return self.annotate(due=Coalesce(F("due_on"), F("programme__ends_on"))).annotate(
            status=Case(
                When(~Q(ending=""), then=Value(Status.ENDED)),
                When(
                    late & Q(confirmed_at__isnull=False, reported_on__gt=F("due")),
                    then=Value(Status.DONE_LATE),
                ),
                When(confirmed_at__isnull=False, then=Value(Status.DONE_IN_TIME)),
                When(late & Q(reported_on__gt=F("due")), then=Value(Status.OVERDUE)),
                When(reported_on__isnull=False, then=Value(Status.IN_TIME)),
                When(late & Q(due__lt=last), then=Value(Status.OVERDUE)),
                When(started_on__isnull=False, then=Value(Status.IN_TIME)),
                default=Value(Status.NOT_STARTED),
                output_field=models.CharField(max_length=20, choices=Status),
            )
        )


@tracked()
class Assignment(models.Model):
    """Việc được giao: one task for one unit (for a recurring task: one day of it). Made by the system alone.

    Facts stand here, the status follows from them: `started_on` the first progress, `reported_on` the day on
    which the unit said that it is done, `confirmed_at` when who assigned it agreed, `returned_at` when not.
    `since` is the day from which the unit has it. One programme can be 130,000 rows, written at once: every
    index is named below, none is made for a foreign key alone.
    """

    task = models.ForeignKey(
        Task, models.CASCADE, db_index=False, related_name="assignments", verbose_name="việc"
    )
    programme = models.ForeignKey(
        Programme, models.CASCADE, db_index=False, related_name="assignments", verbose_name="chương trình"
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, db_index=False, related_name="assignments", verbose_name="đơn vị"
    )
    post = models.ForeignKey(
        Post,
        models.PROTECT,
        null=True,
        db_index=False,
        related_name="assignments",
        verbose_name="người giữ nhiệm vụ",
    )
    part = models.CharField("vai", max_length=10, choices=Part)
    since = models.DateField("được giao từ ngày")
    due_on = models.DateField("hạn", null=True)
    started_on = models.DateField("bắt đầu ngày", null=True)
    reported_on = models.DateField("báo hoàn thành ngày", null=True)
    reported_by = models.ForeignKey(
        User, models.PROTECT, null=True, db_index=False, related_name="+", verbose_name="người báo"
    )
    confirmed_at = models.DateTimeField("xác nhận lúc", null=True)
    confirmed_by = models.ForeignKey(
        User, models.PROTECT, null=True, db_index=False, related_name="+", verbose_name="người xác nhận"
    )
    returned_at = models.DateTimeField("trả lại lúc", null=True)
    ending = models.CharField("lý do thôi", max_length=20, choices=Ending, blank=True)
    ended_on = models.DateField("thôi từ ngày", null=True)
    passed_to = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        db_index=False,
        related_name="passed_from",
        verbose_name="chuyển thành",
    )
    version = models.PositiveIntegerField("lần sửa", default=0)

    objects = AssignmentQuerySet.as_manager()

    if TYPE_CHECKING:
        task_id: int
        programme_id: int
        unit_id: int
        post_id: int | None
        passed_to_id: int | None
        due: date | None
        status: str

    class Meta:
        verbose_name = "việc được giao"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["task", "unit", "post", "due_on"],
                name="assignment_once_per_unit",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="assignment_ended_on_a_day",
                condition=Q(ending="", ended_on=None) | ~Q(ending="") & Q(ended_on__isnull=False),
            ),
            models.CheckConstraint(
                name="assignment_confirmed_by_another",
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False, reported_on__isnull=False)
                & ~Q(confirmed_by=F("reported_by")),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["unit", "due_on"], name="assignment_desk"),
            models.Index(fields=["programme", "unit"], name="assignment_board"),
            models.Index(fields=["post"], condition=Q(post__isnull=False), name="assignment_of_a_post"),
            models.Index(
                fields=["passed_to"], condition=Q(passed_to__isnull=False), name="assignment_passed_on"
            ),
            models.Index(
                fields=["programme", "reported_on"],
                condition=Q(reported_on__isnull=False, confirmed_at=None),
                name="assignment_to_confirm",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task} – {self.unit}"

    def get_status_display(self) -> str:
        """The status in words, after `with_status`."""
        return Status(self.status).label

    def get_absolute_url(self) -> str:
        """The page on which the unit does it and who assigned it confirms."""
        return reverse("programmes:assignment", args=[self.pk])

    @property
    def waits(self) -> bool:
        """Whether it was reported and waits for confirmation."""
        return bool(self.reported_on and not self.confirmed_at and not self.ending)


class StepKind(models.TextChoices):
    """What happened to an assignment."""

    PROGRESS = "progress", "Ghi tiến độ"
    REPORTED = "reported", "Báo hoàn thành"
    CONFIRMED = "confirmed", "Xác nhận"
    RETURNED = "returned", "Trả lại"
    TAKEN_BACK = "taken_back", "Rút lại"
    REMINDED = "reminded", "Nhắc việc"
    PASSED_ON = "passed_on", "Chuyển đơn vị"
    ENDED = "ended", "Thôi thực hiện"


class StepQuerySet(models.QuerySet["Step"]):
    """Questions about steps."""

    def visible_to(self, actor: Actor) -> Self:
        """Steps of assignments that the actor sees."""
        return self.filter(assignment__in=Assignment.objects.visible_to(actor))


@tracked()
class Step(models.Model):
    """Bước thực hiện: a note of progress, a report, a confirmation or a return; evidence hangs on it."""

    assignment = models.ForeignKey(
        Assignment, models.CASCADE, related_name="steps", verbose_name="việc được giao"
    )
    kind = models.CharField("bước", max_length=10, choices=StepKind)
    at = models.DateTimeField("lúc")
    user = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="người thực hiện"
    )
    note = models.TextField("nội dung", blank=True)
    link = models.URLField("đường dẫn", max_length=500, blank=True)
    count = models.DecimalField("số lượng", max_digits=14, decimal_places=2, null=True, blank=True)
    client_key = models.CharField("khóa gửi", max_length=64, blank=True)

    objects = StepQuerySet.as_manager()

    if TYPE_CHECKING:
        assignment_id: int

    class Meta:
        verbose_name = "bước thực hiện"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["assignment", "client_key"], name="step_sent_once", condition=~Q(client_key="")
            )
        ]
        indexes: ClassVar = [models.Index(fields=["assignment", "-at", "-id"], name="step_newest")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.assignment}"


class Reminder(models.Model):
    """Lần nhắc: one click that reminded units of a task or of a whole programme; kept for the statistics."""

    programme = models.ForeignKey(
        Programme, models.CASCADE, related_name="reminders", verbose_name="chương trình"
    )
    task = models.ForeignKey(Task, models.CASCADE, null=True, related_name="reminders", verbose_name="việc")
    at = models.DateTimeField("lúc")
    user = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người nhắc")
    units = models.PositiveIntegerField("số đơn vị")
    people = models.PositiveIntegerField("số người")

    class Meta:
        verbose_name = "lần nhắc"

    def __str__(self) -> str:
        return f"{self.programme} {self.at:%d/%m/%Y}"
