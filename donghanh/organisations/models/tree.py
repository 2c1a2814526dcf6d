"""Who stands under whom, and since when: the placements that people decide, and what follows from them."""

from typing import TYPE_CHECKING, ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q

from donghanh.audit.history import tracked
from donghanh.organisations.models.units import Unit


@tracked()
class Placement(models.Model):
    """Vị trí: a unit stands directly under a parent for a time. A unit on top has none."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="placements", verbose_name="đơn vị")
    parent = models.ForeignKey(
        Unit, models.PROTECT, related_name="placements_below", verbose_name="đơn vị cấp trên"
    )
    period = DateRangeField("thời gian")
    made_by = models.ForeignKey(
        "organisations.Change", models.PROTECT, related_name="+", verbose_name="theo thay đổi"
    )
    ended_by = models.ForeignKey(
        "organisations.Change", models.PROTECT, null=True, related_name="+", verbose_name="kết thúc theo"
    )

    if TYPE_CHECKING:
        unit_id: int
        parent_id: int
        made_by_id: int
        ended_by_id: int | None

    class Meta:
        verbose_name = "vị trí"
        constraints: ClassVar = [
            ExclusionConstraint(
                name="placement_one_parent_at_a_time",
                expressions=[("unit", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
                violation_error_message="Đơn vị đã có cấp trên khác trong thời gian này.",
            ),
            models.CheckConstraint(name="placement_not_under_itself", condition=~Q(unit=F("parent"))),
            models.CheckConstraint(name="placement_period_not_empty", condition=Q(period__isempty=False)),
        ]

    def __str__(self) -> str:
        return f"{self.unit} thuộc {self.parent}"


class Lineage(models.Model):
    """Dòng trên dưới: derived; an ancestor and a descendant (itself included, at depth 0), and when.

    Never written by hand: `lineage.follow` and `lineage.rebuild` derive it from placements.
    """

    ancestor = models.ForeignKey(
        Unit, models.CASCADE, related_name="lineage_down", db_index=False, verbose_name="trên"
    )
    descendant = models.ForeignKey(
        Unit, models.CASCADE, related_name="lineage_up", db_index=False, verbose_name="dưới"
    )
    depth = models.PositiveSmallIntegerField("số bậc")
    period = DateRangeField("thời gian")

    if TYPE_CHECKING:
        ancestor_id: int
        descendant_id: int

    class Meta:
        verbose_name = "dòng trên dưới"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="lineage_has_no_ring",
                condition=Q(depth=0, ancestor=F("descendant"))
                | (Q(depth__gt=0) & ~Q(ancestor=F("descendant"))),
                violation_error_message="Đơn vị không thể nằm dưới chính mình.",
            )
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["ancestor", "descendant"], include=["period", "depth"], name="lineage_down_index"
            ),
            models.Index(
                fields=["descendant", "ancestor"], include=["period", "depth"], name="lineage_up_index"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ancestor_id} ⊃ {self.descendant_id} ({self.depth})"


class Reach(models.Model):
    """Tầm với: derived; on these days who acts for `top` reaches `unit`: it stands below, or was inherited.

    What a closed unit left is reached from the units above it when it closed, from its successors and those
    above them, and from whoever reaches the unit that stood directly above it, or a successor that closed
    later itself. One table for both, so that filtering by it is one plain join for any officer.
    """

    top = models.ForeignKey(
        Unit, models.CASCADE, related_name="reaches", db_index=False, verbose_name="từ đơn vị"
    )
    unit = models.ForeignKey(
        Unit, models.CASCADE, related_name="reached_from", db_index=False, verbose_name="tới đơn vị"
    )
    period = DateRangeField("thời gian")

    if TYPE_CHECKING:
        top_id: int
        unit_id: int

    class Meta:
        verbose_name = "tầm với"
        indexes: ClassVar = [
            models.Index(fields=["top", "unit"], include=["period"], name="reach_down_index"),
            models.Index(fields=["unit", "top"], include=["period"], name="reach_up_index"),
        ]

    def __str__(self) -> str:
        return f"{self.top_id} ⇒ {self.unit_id}"
