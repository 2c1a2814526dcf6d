"""Groups of units by a rule, as documents name them: "các huyện, thị, thành đoàn", "100% trường THPT"."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q, QuerySet

from donghanh.audit.history import tracked
from donghanh.core.actor import Actor
from donghanh.core.text import search_words
from donghanh.organisations.models.units import Kind, Level, Unit


class UnitGroupQuerySet(models.QuerySet["UnitGroup"]):
    """Questions about groups."""

    def visible_to(self, actor: Actor) -> Self:
        """Groups of the units within reach and of the line above, which name groups below themselves."""
        return self.filter(owner__in=Unit.objects.visible_to(actor))


@tracked()
class UnitGroup(models.Model):
    """Nhóm đơn vị: a name for the units below its owner that a rule picks; the rule may change with time."""

    owner = models.ForeignKey(Unit, models.PROTECT, related_name="groups", verbose_name="đơn vị lập nhóm")
    name = models.CharField("tên nhóm", max_length=200)

    objects = UnitGroupQuerySet.as_manager()

    if TYPE_CHECKING:
        owner_id: int

    class Meta:
        verbose_name = "nhóm đơn vị"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["owner", "name"],
                name="unit_group_name_used_once",
                violation_error_message="Đơn vị đã có nhóm mang tên này.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def members(self, *, on: date) -> QuerySet[Unit]:
        """The units that the rule in force on that day picks on that day."""
        rule = self.rules.filter(period__contains=on).first()
        return rule.picked(on=on) if rule else Unit.objects.none()


@tracked()
class GroupRule(models.Model):
    """Quy tắc chọn: which units below the owner belong to the group, for a time. Empty lists mean any."""

    group = models.ForeignKey(UnitGroup, models.CASCADE, related_name="rules", verbose_name="nhóm")
    period = DateRangeField("thời gian")
    levels = ArrayField(models.PositiveSmallIntegerField(choices=Level), verbose_name="cấp", default=list)
    kinds = ArrayField(models.CharField(max_length=20, choices=Kind), verbose_name="loại hình", default=list)
    directly_below = models.BooleanField("chỉ đơn vị trực thuộc", default=False)
    name_has = models.CharField("tên có chữ", max_length=100, blank=True)
    also = ArrayField(models.BigIntegerField(), verbose_name="và cả các đơn vị", default=list)
    without = ArrayField(models.BigIntegerField(), verbose_name="trừ các đơn vị", default=list)

    if TYPE_CHECKING:
        group_id: int

    class Meta:
        verbose_name = "quy tắc chọn"
        constraints: ClassVar = [
            ExclusionConstraint(
                name="group_one_rule_at_a_time",
                expressions=[("group", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(name="group_rule_period_not_empty", condition=Q(period__isempty=False)),
        ]

    def __str__(self) -> str:
        return f"Quy tắc của {self.group}"

    def picked(self, *, on: date) -> QuerySet[Unit]:
        """The units below the owner that this rule picks on that day, in order."""
        owner = self.group.owner_id
        below = Unit.objects.within(owner, on=on).exclude(pk=owner)
        chosen = Unit.objects.under(owner, on=on) if self.directly_below else below
        wanted = Q(pk__in=chosen.filter(self._fits(on)).values("pk")) | Q(pk__in=self.also)
        return below.filter(wanted).exclude(pk__in=self.without).named(on=on).in_order()

    def _fits(self, on: date) -> Q:
        fits = Q()
        if self.levels:
            fits &= Q(level__in=self.levels)
        if self.kinds:
            fits &= Q(kind__in=self.kinds)
        for word in search_words(self.name_has):
            fits &= Q(
                pk__in=Unit.objects.filter(
                    names__period__contains=on, names__search__contains=f" {word}"
                ).values("pk")
            )
        return fits
