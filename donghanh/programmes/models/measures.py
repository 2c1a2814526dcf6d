"""What a programme is to reach, and what is owed to whom by which rule."""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q

from donghanh.audit.history import tracked
from donghanh.indicators.models import Indicator
from donghanh.organisations.models import Unit, UnitGroup
from donghanh.programmes.models.programmes import Programme
from donghanh.programmes.models.tasks import Task


class Comparator(models.TextChoices):
    """How the value is meant; the signs are the reader's."""

    AT_LEAST = ">=", "ít nhất"
    MORE = ">", "hơn"
    AT_MOST = "<=", "không quá"
    LESS = "<", "dưới"
    EXACTLY = "=", "đúng"
    ABOUT = "~", "khoảng"


@tracked()
class Target(models.Model):
    """Chỉ tiêu: an indicator, how much of it, for which units, by when.

    With `of_units` the value is a share of units that do `task`: it is computed from the task's assignments.
    """

    programme = models.ForeignKey(
        Programme, models.CASCADE, related_name="targets", verbose_name="chương trình"
    )
    part_of = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="phần của đơn vị"
    )
    place = models.PositiveIntegerField("thứ tự")
    section = models.CharField("đề mục", max_length=60, blank=True)
    indicator = models.ForeignKey(
        Indicator,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="targets",
        verbose_name="chỉ tiêu thống kê",
    )
    about = models.CharField("nội dung", max_length=500)
    comparator = models.CharField("so sánh", max_length=2, choices=Comparator, default=Comparator.AT_LEAST)
    value = models.DecimalField("mức", max_digits=18, decimal_places=2)
    unit_name = models.CharField("đơn vị tính", max_length=60)
    baseline = models.DecimalField("mức đầu kỳ", max_digits=18, decimal_places=2, null=True, blank=True)
    population = models.CharField("tính trên", max_length=300, blank=True)
    group = models.ForeignKey(
        UnitGroup,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="tính trên nhóm đơn vị",
    )
    of_units = models.BooleanField("là tỷ lệ đơn vị", default=False)
    task = models.ForeignKey(
        Task, models.SET_NULL, null=True, blank=True, related_name="targets", verbose_name="tính từ việc"
    )
    due_on = models.DateField("đến ngày", null=True, blank=True)
    start = models.PositiveIntegerField("từ ký tự", null=True)
    length = models.PositiveIntegerField("số ký tự", null=True)

    if TYPE_CHECKING:
        programme_id: int
        part_of_id: int | None
        indicator_id: int | None
        group_id: int | None
        task_id: int | None

    class Meta:
        verbose_name = "chỉ tiêu"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["programme", "place"], name="target_in_order", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(
                name="target_says_what", condition=~Q(about="") | Q(indicator__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.about


@tracked()
class Deadline(models.Model):
    """Thời hạn: what is owed to whom, through whom, by which rule; `nested_in` is the report that takes it.

    Reporting will make its duties from these.
    """

    programme = models.ForeignKey(
        Programme, models.CASCADE, related_name="deadlines", verbose_name="chương trình"
    )
    place = models.PositiveIntegerField("thứ tự")
    section = models.CharField("đề mục", max_length=60, blank=True)
    what = models.CharField("nộp gì", max_length=300)
    text = models.CharField("nguyên văn", max_length=500, blank=True)
    due_on = models.DateField("hạn", null=True, blank=True)
    rule = models.JSONField("quy tắc lặp", null=True, blank=True)
    nested_in = models.CharField("lồng ghép vào", max_length=300, blank=True)
    to_name = models.CharField("gửi ai", max_length=300, blank=True)
    to_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="gửi đơn vị"
    )
    through_name = models.CharField("qua ai", max_length=300, blank=True)
    through_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="qua đơn vị"
    )
    who_name = models.CharField("ai nộp", max_length=300, blank=True)
    who_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="đơn vị nộp"
    )
    who_group = models.ForeignKey(
        UnitGroup, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="nhóm đơn vị nộp"
    )
    start = models.PositiveIntegerField("từ ký tự", null=True)
    length = models.PositiveIntegerField("số ký tự", null=True)

    if TYPE_CHECKING:
        programme_id: int
        to_unit_id: int | None
        through_unit_id: int | None
        who_unit_id: int | None
        who_group_id: int | None

    class Meta:
        verbose_name = "thời hạn"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["programme", "place"], name="deadline_in_order", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(
                name="deadline_has_a_day_or_a_nest",
                condition=Q(due_on__isnull=False) | Q(rule__isnull=False) | ~Q(nested_in="") | ~Q(text=""),
            ),
        ]

    def __str__(self) -> str:
        return self.what
