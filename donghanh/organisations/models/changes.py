"""Deeds on the tree as records: what, from which day, by which decision, and what became of whom."""

from typing import TYPE_CHECKING, ClassVar, Self

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Case, Exists, F, Max, OuterRef, Q, Value, When

from donghanh.audit.history import tracked
from donghanh.core.actor import Actor
from donghanh.organisations.models.units import Unit


class ChangeKind(models.TextChoices):
    """What can happen to units."""

    OPEN = "open", "thành lập"
    RENAME = "rename", "đổi tên"
    MOVE = "move", "chuyển cấp trên"
    MERGE = "merge", "sáp nhập"
    SPLIT = "split", "chia tách"
    CLOSE = "close", "kết thúc hoạt động"
    ABOLISH = "abolish", "bỏ một cấp"
    IMPORT = "import", "nhập từ bảng tính"
    LOAD = "load", "nạp số liệu chuẩn"


class SuccessionKind(models.TextChoices):
    """How one unit became another."""

    MERGE = "merge", "sáp nhập"
    SPLIT = "split", "chia tách"
    LEVEL_ABOLISHED = "level_abolished", "bỏ cấp trung gian"
    SAME = "same", "tổ chức lại nguyên trạng"


@tracked()
class Decision(models.Model):
    """Quyết định: the paper that orders a change, as it is cited."""

    number = models.CharField("số, ký hiệu", max_length=60)
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    issuer = models.CharField("cơ quan ban hành", max_length=200, blank=True)

    class Meta:
        verbose_name = "quyết định"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["number", "issued_on", "issuer"], name="decision_told_once", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        parts = [self.number]
        if self.issued_on:
            parts.append(f"ngày {self.issued_on:%d/%m/%Y}")
        if self.issuer:
            parts.append(f"của {self.issuer}")
        return " ".join(parts)


class ChangeQuerySet(models.QuerySet["Change"]):
    """Questions about changes."""

    def visible_to(self, actor: Actor) -> Self:
        """Changes that touched a unit within reach; taken back, they are those of the units that made them.

        What a change had opened is gone when it is taken back, and may be all that it touched.
        """
        if actor.everywhere:
            return self.all()
        touched = Change.units.through._default_manager.filter(change=OuterRef("pk"))
        reached = Unit.objects.reached_by(actor).values("pk")
        made_within = Exists(Unit.objects.reached_by(actor).filter(pk=OuterRef("made_for_id")))
        return self.filter(
            Exists(touched.filter(unit__in=reached)) | Q(undone_at__isnull=False) & made_within
        )

    def with_later(self) -> Self:
        """With `rests`: whether a later change that still holds rests on the same units."""
        Touched = Change.units.through  # noqa: N806 - a model
        own = Touched._default_manager.filter(change=OuterRef(OuterRef("pk"))).values("unit")
        later = Touched._default_manager.filter(
            unit__in=own, change__undone_at=None, change__gt=OuterRef("pk")
        )
        whole = Q(kind=ChangeKind.LOAD)  # touches everything and is never undone: not worth the question
        return self.annotate(rests=Case(When(whole, then=Value(True)), default=Exists(later)))  # noqa: FBT003

    def with_undoing(self) -> Self:
        """With `last_undoing`: the number of the last attempt behind the page to take it back."""
        return self.annotate(last_undoing=Max("undoings"))

    def newest_first(self) -> Self:
        """As the list is read."""
        return self.order_by("-made_at", "-pk")


class Change(models.Model):
    """Thay đổi tổ chức: one deed on the tree. What it made and ended points to it, so it can be undone."""

    kind = models.CharField("việc", max_length=10, choices=ChangeKind)
    on = models.DateField("từ ngày", null=True)
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, related_name="changes", verbose_name="theo quyết định"
    )
    made_at = models.DateTimeField("ghi lúc")
    made_for_id = models.BigIntegerField("ghi cho đơn vị", null=True)  # a number: that unit may go, too
    undone_at = models.DateTimeField("hủy lúc", null=True)
    summary = models.CharField("tóm tắt", max_length=400)
    units = models.ManyToManyField(Unit, related_name="changes", verbose_name="đơn vị liên quan")
    corrected = models.JSONField(
        "đã sửa", default=dict, encoder=DjangoJSONEncoder
    )  # what a sheet corrected that has no days: before and after, by unit

    objects = ChangeQuerySet.as_manager()

    if TYPE_CHECKING:
        decision_id: int | None
        rests: bool
        last_undoing: int | None

    class Meta:
        verbose_name = "thay đổi tổ chức"
        indexes: ClassVar = [models.Index(fields=["-made_at", "-id"], name="change_newest")]

    def __str__(self) -> str:
        return self.summary


@tracked()
class Succession(models.Model):
    """Kế thừa: a unit that ended, and the one that carries on for it."""

    predecessor = models.ForeignKey(Unit, models.PROTECT, related_name="became", verbose_name="đơn vị cũ")
    successor = models.ForeignKey(
        Unit, models.PROTECT, related_name="came_from", verbose_name="đơn vị kế thừa"
    )
    on = models.DateField("từ ngày")
    kind = models.CharField("hình thức", max_length=20, choices=SuccessionKind)
    change = models.ForeignKey(
        Change, models.PROTECT, related_name="successions", verbose_name="theo thay đổi"
    )

    if TYPE_CHECKING:
        predecessor_id: int
        successor_id: int
        change_id: int

    class Meta:
        verbose_name = "kế thừa"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="succession_told_once"),
            models.CheckConstraint(name="succession_not_itself", condition=~Q(predecessor=F("successor"))),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"
