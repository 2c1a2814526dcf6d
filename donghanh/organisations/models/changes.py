"""Deeds on the tree as records: what, from which day, by which decision, and what became of whom."""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import F, Q

from donghanh.audit.history import tracked
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


class Change(models.Model):
    """Thay đổi tổ chức: one deed on the tree. What it made and ended points to it, so it can be undone."""

    kind = models.CharField("việc", max_length=10, choices=ChangeKind)
    on = models.DateField("từ ngày", null=True)
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, related_name="changes", verbose_name="theo quyết định"
    )
    made_at = models.DateTimeField("ghi lúc")
    undone_at = models.DateTimeField("hủy lúc", null=True)
    summary = models.CharField("tóm tắt", max_length=400)
    units = models.ManyToManyField(Unit, related_name="changes", verbose_name="đơn vị liên quan")

    if TYPE_CHECKING:
        decision_id: int | None

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
