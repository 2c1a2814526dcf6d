"""The land, apart from the units that stand on it: provinces, districts, communes; which became which."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q

from donghanh.audit.history import tracked
from donghanh.core.text import SearchForm, SortKey


class AreaLevel(models.IntegerChoices):
    """Levels of the state's map; districts end on 30 June 2025."""

    COUNTRY = 1, "Cả nước"
    PROVINCE = 2, "Cấp tỉnh"
    DISTRICT = 3, "Cấp huyện"
    COMMUNE = 4, "Cấp xã"


class AreaQuerySet(models.QuerySet["Area"]):
    """Questions about the land."""

    def on(self, day: date) -> Self:
        """Areas that exist on that day."""
        return self.filter(period__contains=day)

    def under(self, parent_id: int, *, on: date) -> Self:
        """Areas that lie directly in `parent_id` on that day."""
        return self.filter(placements__parent=parent_id, placements__period__contains=on)

    def in_order(self) -> Self:
        """As in the dictionary."""
        return self.order_by("sort_key", "pk")


@tracked(exclude=["sort_key", "search"])
class Area(models.Model):
    """Địa bàn: one administrative area as it was from one reform to the next.

    `period` is empty at the front where the source does not say since when.
    """

    code = models.CharField("mã hành chính", max_length=10)
    level = models.PositiveSmallIntegerField("cấp", choices=AreaLevel)
    kind = models.CharField("loại", max_length=20)
    name = models.CharField("tên", max_length=120)
    period = DateRangeField("thời gian")
    latitude = models.FloatField("vĩ độ", null=True)
    longitude = models.FloatField("kinh độ", null=True)
    square_km = models.FloatField("diện tích (km²)", null=True)
    sort_key = models.GeneratedField(
        expression=SortKey(F("name")), output_field=models.TextField(db_collation="C"), db_persist=True
    )
    search = models.GeneratedField(
        expression=SearchForm(F("name")), output_field=models.TextField(), db_persist=True
    )

    objects = AreaQuerySet.as_manager()

    class Meta:
        verbose_name = "địa bàn"
        constraints: ClassVar = [
            ExclusionConstraint(
                name="area_code_used_once_at_a_time",
                expressions=[
                    ("code", RangeOperators.EQUAL),
                    ("level", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(name="area_period_not_empty", condition=Q(period__isempty=False)),
        ]
        indexes: ClassVar = [GinIndex(OpClass(F("search"), name="gin_trgm_ops"), name="area_search")]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """With its kind in front: `Xã Tân Lập`, `Phường 4`."""
        return f"{self.kind} {self.name}"


@tracked()
class AreaPlacement(models.Model):
    """Thuộc địa bàn: an area lies in a larger one for a time; communes in districts until 30 June 2025."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="placements", verbose_name="địa bàn")
    parent = models.ForeignKey(Area, models.PROTECT, related_name="placements_below", verbose_name="thuộc")
    period = DateRangeField("thời gian")

    if TYPE_CHECKING:
        area_id: int
        parent_id: int

    class Meta:
        verbose_name = "thuộc địa bàn"
        constraints: ClassVar = [
            ExclusionConstraint(
                name="area_in_one_parent_at_a_time",
                expressions=[("area", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(name="area_not_in_itself", condition=~Q(area=F("parent"))),
        ]

    def __str__(self) -> str:
        return f"{self.area} thuộc {self.parent}"


@tracked()
class AreaSuccession(models.Model):
    """Kế thừa địa bàn: this area, or a part of it, went into that one."""

    predecessor = models.ForeignKey(Area, models.PROTECT, related_name="became", verbose_name="địa bàn cũ")
    successor = models.ForeignKey(Area, models.PROTECT, related_name="came_from", verbose_name="địa bàn mới")
    on = models.DateField("từ ngày")
    in_part = models.BooleanField("chỉ một phần", default=False)

    class Meta:
        verbose_name = "kế thừa địa bàn"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="area_succession_told_once"),
            models.CheckConstraint(
                name="area_succession_not_itself", condition=~Q(predecessor=F("successor"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"
