"""What is counted: indicators with their unit and measure."""

from typing import ClassVar, Self

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q

from donghanh.audit.history import tracked
from donghanh.core.text import SearchForm, SortKey, search_words


class Measure(models.TextChoices):
    """What a figure is a figure of; two measures are never added."""

    TURNS = "turns", "Lượt"
    PERSONS = "persons", "Người"
    ITEMS = "items", "Số lượng"
    CASH = "cash", "Tiền (đồng)"
    IN_KIND = "in_kind", "Hiện vật quy đổi (đồng)"
    BENEFIT = "benefit", "Giá trị làm lợi (đồng)"
    SHARE = "share", "Tỷ lệ (%)"


class IndicatorQuerySet(models.QuerySet["Indicator"]):
    """Questions about indicators."""

    def called(self, text: str) -> Self:
        """Those whose name has every typed word, accents or not, or whose code begins with the text."""
        found = Q()
        for word in search_words(text):
            found &= Q(search__contains=f" {word}")
        return self.filter(found | Q(code__istartswith=text.strip()))

    def in_order(self) -> Self:
        """As in the dictionary."""
        return self.order_by("sort_key", "pk")


@tracked(exclude=["sort_key", "search"])
class Indicator(models.Model):
    """Chỉ tiêu thống kê: one thing that is counted, in one unit, everywhere in the same way."""

    code = models.CharField("mã chỉ tiêu", max_length=40, unique=True)
    name = models.CharField("tên chỉ tiêu", max_length=300)
    unit_name = models.CharField("đơn vị tính", max_length=60)
    measure = models.CharField("loại số đo", max_length=10, choices=Measure, default=Measure.ITEMS)
    sort_key = models.GeneratedField(
        expression=SortKey(F("name")), output_field=models.TextField(db_collation="C"), db_persist=True
    )
    search = models.GeneratedField(
        expression=SearchForm(F("name")), output_field=models.TextField(), db_persist=True
    )

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = "chỉ tiêu thống kê"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["name", "unit_name"],
                name="indicator_named_once",
                violation_error_message="Đã có chỉ tiêu mang tên và đơn vị tính này.",
            ),
            models.CheckConstraint(name="indicator_has_a_name", condition=~Q(code="") & ~Q(name="")),
        ]
        indexes: ClassVar = [GinIndex(OpClass(F("search"), name="gin_trgm_ops"), name="indicator_search")]

    def __str__(self) -> str:
        return f"{self.name} ({self.unit_name})"
