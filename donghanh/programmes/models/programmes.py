"""Programmes: a written plan as it is carried out, whose it is, and how far it is."""

from typing import TYPE_CHECKING, ClassVar, Self

from django.apps import apps
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from donghanh.audit.history import tracked
from donghanh.core.actor import Actor
from donghanh.core.permissions import Permission
from donghanh.core.text import SearchForm
from donghanh.documents.models import Document
from donghanh.identity.models import User
from donghanh.organisations.models import Unit


class ProgrammeKind(models.TextChoices):
    """What sort of undertaking it is."""

    PLAN = "plan", "Kế hoạch"
    JOINT = "joint", "Chương trình phối hợp"
    MOVEMENT = "movement", "Phong trào thi đua"
    CAMPAIGN = "campaign", "Cuộc vận động"


class ProgrammeState(models.TextChoices):
    """How far it is."""

    DRAFT = "draft", "Bản chuẩn bị"
    RUNNING = "running", "Đang thực hiện"
    ENDED = "ended", "Đã kết thúc"
    DROPPED = "dropped", "Đã hủy"


class OnClosing(models.TextChoices):
    """What becomes of an open task when the unit that has it closes."""

    ASK = "ask", "Hỏi đơn vị giao việc"
    PASS = "pass", "Chuyển cho đơn vị kế thừa"
    END = "end", "Kết thúc"


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    """Questions about programmes."""

    def visible_to(self, actor: Actor) -> Self:
        """Owned within reach, shared as standing board, or with a task for a unit within reach.

        A draft is seen by its owners only: by who acts for one of them, for the board that stands for it, or
        for the office that made it.
        """
        if actor.everywhere:
            return self.all()
        reach = Unit.objects.reached_by(actor, right=Permission.PROGRAMME_VIEW)
        near = {actor.organisation_id, actor.top_id}
        owners = Owner.objects.filter(programme=OuterRef("pk"))
        mine = Q(made_for__in=near) | Exists(owners.filter(Q(unit__in=near) | Q(board__in=near)))
        below = Exists(owners.filter(unit__in=reach))
        assigned = apps.get_model("programmes", "Assignment")._default_manager.filter(
            programme=OuterRef("pk"), unit__in=reach
        )
        shared = ~Q(state=ProgrammeState.DRAFT) & (Q(below) | Exists(assigned))
        return self.filter(mine | shared)

    def owned_by(self, actor: Actor) -> Self:
        """Those of the office that the actor acts for."""
        return self.filter(Exists(Owner.objects.filter(programme=OuterRef("pk"), unit=actor.top_id)))

    def running(self) -> Self:
        """Those being carried out."""
        return self.filter(state=ProgrammeState.RUNNING)

    def newest_first(self) -> Self:
        """By the day on which they begin."""
        return self.order_by(F("starts_on").desc(nulls_last=True), "-pk")


@tracked(exclude=["search"])
class Programme(models.Model):
    """Chương trình: a plan, joint programme, movement or campaign, from its first draft to its end.

    `parent` is the programme of the issuer above that this one carries out; `made_for` the office that made
    it, which keeps it, too, for owners within its reach. Without `ends_on` it never ends, and what has no day
    of its own in it is never overdue. `version` counts changes by people.
    """

    kind = models.CharField("loại", max_length=10, choices=ProgrammeKind, default=ProgrammeKind.PLAN)
    name = models.CharField("tên chương trình", max_length=1000)
    purpose = models.TextField("mục đích", blank=True)
    starts_on = models.DateField("bắt đầu", null=True, blank=True)
    ends_on = models.DateField("kết thúc", null=True, blank=True)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, related_name="programmes", verbose_name="văn bản"
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name="chương trình cấp trên",
    )
    state = models.CharField(
        "tình trạng", max_length=10, choices=ProgrammeState, default=ProgrammeState.DRAFT
    )
    on_closing = models.CharField(
        "khi đơn vị kết thúc hoạt động", max_length=5, choices=OnClosing, default=OnClosing.ASK
    )
    made_at = models.DateTimeField("lập lúc")
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người lập")
    made_for = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị lập")
    started_at = models.DateTimeField("bắt đầu lúc", null=True)
    ended_at = models.DateTimeField("kết thúc lúc", null=True)
    version = models.PositiveIntegerField("lần sửa", default=0)
    search = models.GeneratedField(
        expression=SearchForm(F("name")), output_field=models.TextField(), db_persist=True
    )

    objects = ProgrammeQuerySet.as_manager()

    if TYPE_CHECKING:
        document_id: int | None
        parent_id: int | None
        made_for_id: int

    class Meta:
        verbose_name = "chương trình"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="programme_period_in_order",
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message="Ngày kết thúc không được trước ngày bắt đầu.",
            ),
            models.CheckConstraint(
                name="programme_running_was_started",
                condition=Q(state__in=[ProgrammeState.DRAFT, ProgrammeState.DROPPED], started_at=None)
                | Q(state__in=[ProgrammeState.RUNNING, ProgrammeState.ENDED], started_at__isnull=False),
            ),
        ]
        indexes: ClassVar = [
            GinIndex(OpClass(F("search"), name="gin_trgm_ops"), name="programme_search"),
            models.Index(fields=["state", "-starts_on", "-id"], name="programme_list"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The programme's own page."""
        return reverse("programmes:programme", args=[self.pk])


class OwnerQuerySet(models.QuerySet["Owner"]):
    """Questions about owners."""

    def visible_to(self, actor: Actor) -> Self:
        """Owners of the programmes that the actor sees."""
        return self.filter(programme__in=Programme.objects.visible_to(actor))


@tracked()
class Owner(models.Model):
    """Đơn vị chủ trì: whose programme it is; a joint one has two equal owners. Starting needs all to agree.

    `board` is the standing board, which keeps the programme for the owner; `board_name` is its written name.
    """

    programme = models.ForeignKey(
        Programme, models.CASCADE, related_name="owners", verbose_name="chương trình"
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="owned_programmes", verbose_name="đơn vị")
    place = models.PositiveSmallIntegerField("thứ tự")
    board = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ban thường trực"
    )
    board_name = models.CharField("ban thường trực như đã viết", max_length=300, blank=True)
    agreed_at = models.DateTimeField("đồng ý bắt đầu lúc", null=True)
    agreed_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="người đồng ý bắt đầu"
    )

    objects = OwnerQuerySet.as_manager()

    if TYPE_CHECKING:
        programme_id: int
        unit_id: int
        board_id: int | None

    class Meta:
        verbose_name = "đơn vị chủ trì"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "unit"], name="owner_once_per_programme"),
            models.UniqueConstraint(fields=["programme", "place"], name="owner_in_order"),
            models.CheckConstraint(
                name="owner_agreed_with_a_name",
                condition=Q(agreed_at=None, agreed_by=None)
                | Q(agreed_at__isnull=False, agreed_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}"
