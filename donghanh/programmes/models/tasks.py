"""Tasks of a programme: what is to be done, by which sentence, by whom, by when, with what proof."""

from typing import TYPE_CHECKING, ClassVar, Self

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from donghanh.accounts.models import Post
from donghanh.audit.history import tracked
from donghanh.core.actor import Actor
from donghanh.core.text import SearchForm
from donghanh.documents.models import OutsideBody
from donghanh.organisations.models import Unit, UnitGroup
from donghanh.programmes.models.programmes import Programme


class Nature(models.TextChoices):
    """How often a task is to be done."""

    ONCE = "once", "Một lần"
    RECURRING = "recurring", "Định kỳ"
    CONTINUOUS = "continuous", "Thường xuyên"


class Evidence(models.TextChoices):
    """What a unit must show before a task counts as done."""

    NOTE = "note", "Chỉ cần ghi kết quả"
    PHOTO = "photo", "Ảnh"
    FILE = "file", "Tệp (văn bản, danh sách)"
    LINK = "link", "Đường dẫn"
    COUNT = "count", "Số lượng"


class TaskState(models.TextChoices):
    """Whether the task still stands."""

    OPEN = "open", "Còn hiệu lực"
    DROPPED = "dropped", "Đã bỏ"


class Part(models.TextChoices):
    """What a unit is in a task."""

    LEAD = "lead", "Chủ trì"
    COORDINATE = "coordinate", "Phối hợp"


class TaskQuerySet(models.QuerySet["Task"]):
    """Questions about tasks."""

    def visible_to(self, actor: Actor) -> Self:
        """Tasks of the programmes that the actor sees."""
        return self.filter(programme__in=Programme.objects.visible_to(actor))

    def of(self, programme: Programme) -> Self:
        """Tasks of one programme; who asks has found it by its own `visible_to`."""
        return self.filter(programme=programme)

    def standing(self) -> Self:
        """Those that were not dropped."""
        return self.filter(state=TaskState.OPEN)

    def without_actor(self) -> Self:
        """Those in which no name means anybody: a unit, a group, a post, or a body outside the system."""
        inside = Q(acting_unit__isnull=False) | Q(group__isnull=False) | Q(post__isnull=False)
        meant = inside | Q(body__isnull=False)
        return self.exclude(Exists(TaskActor.objects.filter(meant, task=OuterRef("pk"))))

    def in_order(self) -> Self:
        """As in the document."""
        return self.order_by("place", "pk")


@tracked(exclude=["search"])
class Task(models.Model):
    """Việc: one thing to do, tied to the sentence of the document that orders it.

    `start` and `length` are code points in the document's text; `document_sha256` is that text's checksum, so
    that the link proves itself. The day is `due_on`, or comes by `rule` (`core.dates.Rule` as JSON); without
    either it is the programme's end. Without that the task is never overdue, nor is one that is not `owed`.
    `given_on` is the day from which units have it: the programme's start, or later for what was added.
    """

    programme = models.ForeignKey(
        Programme, models.CASCADE, related_name="tasks", verbose_name="chương trình"
    )
    part_of = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="phần của đơn vị"
    )
    place = models.PositiveIntegerField("thứ tự")
    section = models.CharField("đề mục", max_length=60, blank=True)
    text = models.TextField("nội dung việc")
    start = models.PositiveIntegerField("từ ký tự", null=True)
    length = models.PositiveIntegerField("số ký tự", null=True)
    document_sha256 = models.CharField("mã kiểm tra của văn bản", max_length=64, blank=True)
    nature = models.CharField("tần suất", max_length=10, choices=Nature, default=Nature.ONCE)
    due_text = models.CharField("thời hạn như đã viết", max_length=300, blank=True)
    due_on = models.DateField("hạn", null=True, blank=True)
    rule = models.JSONField("quy tắc lặp", null=True, blank=True)
    owed = models.BooleanField("bắt buộc", default=True)
    evidence = models.CharField("minh chứng", max_length=5, choices=Evidence, default=Evidence.NOTE)
    count_of = models.CharField("đếm gì", max_length=120, blank=True)
    state = models.CharField("tình trạng", max_length=10, choices=TaskState, default=TaskState.OPEN)
    given_on = models.DateField("giao từ ngày", null=True)
    version = models.PositiveIntegerField("lần sửa", default=0)
    search = models.GeneratedField(
        expression=SearchForm(F("text")), output_field=models.TextField(), db_persist=True
    )

    objects = TaskQuerySet.as_manager()

    if TYPE_CHECKING:
        programme_id: int
        part_of_id: int | None

    class Meta:
        verbose_name = "việc"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["programme", "place"], name="task_in_order", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(
                name="task_recurs_by_a_rule",
                condition=Q(nature=Nature.RECURRING, rule__isnull=False)
                | ~Q(nature=Nature.RECURRING) & Q(rule=None),
            ),
            models.CheckConstraint(name="task_has_words", condition=~Q(text="")),
            models.CheckConstraint(
                name="task_sentence_whole",
                condition=Q(start=None, length=None)
                | Q(start__isnull=False, length__gt=0) & ~Q(document_sha256=""),
            ),
        ]
        indexes: ClassVar = [GinIndex(OpClass(F("search"), name="gin_trgm_ops"), name="task_search")]

    def __str__(self) -> str:
        return self.text if len(self.text) <= 120 else f"{self.text[:117]}…"


@tracked()
class TaskActor(models.Model):
    """Phân công: a name in a task, and the unit, group, office-holder or outside body that it means.

    Without any of them the name is left open: it is shown, but nobody gets the task through it.
    """

    task = models.ForeignKey(Task, models.CASCADE, related_name="actors", verbose_name="việc")
    part = models.CharField("vai", max_length=10, choices=Part)
    place = models.PositiveSmallIntegerField("thứ tự")
    name = models.CharField("tên như đã viết", max_length=300)
    acting_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="là đơn vị"
    )
    group = models.ForeignKey(
        UnitGroup, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="là nhóm đơn vị"
    )
    post = models.ForeignKey(
        Post, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="là người giữ nhiệm vụ"
    )
    body = models.ForeignKey(
        OutsideBody,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="là cơ quan ngoài hệ thống",
    )

    if TYPE_CHECKING:
        task_id: int
        acting_unit_id: int | None
        group_id: int | None
        post_id: int | None
        body_id: int | None

    class Meta:
        verbose_name = "phân công"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["task", "part", "place"], name="task_actor_in_order"),
            models.CheckConstraint(
                name="task_actor_means_one",
                condition=Q(group=None, post=None, body=None)
                | Q(acting_unit=None, post=None, body=None)
                | Q(acting_unit=None, group=None, body=None)
                | Q(acting_unit=None, group=None, post=None),
            ),
        ]

    def __str__(self) -> str:
        return self.name
