"""Units, what they are called and since when, and their codes elsewhere."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar, Self

from django.apps import apps
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Count, Exists, F, FilteredRelation, Func, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from donghanh.audit.history import tracked
from donghanh.core.actor import Actor
from donghanh.core.permissions import Permission, Scope
from donghanh.core.text import SearchForm, SortKey, search_words
from donghanh.organisations.models.areas import Area


class System(models.TextChoices):
    """The organisations that have a tree of their own."""

    YOUTH_UNION = "youth_union", "Đoàn Thanh niên"
    LEARNING_ASSOCIATION = "learning_association", "Hội Khuyến học"
    STUDENT_ASSOCIATION = "student_association", "Hội Sinh viên"
    PIONEERS = "pioneers", "Đội Thiếu niên"
    STATE = "state", "Cơ quan nhà nước"
    OTHER = "other", "Tổ chức khác"


class Level(models.IntegerChoices):
    """Levels from the top down."""

    CENTRAL = 1, "Trung ương"
    PROVINCE = 2, "Cấp tỉnh"
    DISTRICT = 3, "Cấp huyện"
    COMMUNE = 4, "Cấp xã"
    BASE = 5, "Cấp cơ sở"
    BRANCH = 6, "Chi đoàn, chi hội"


class Kind(models.TextChoices):
    """What sort of place a unit stands in."""

    TERRITORIAL = "territorial", "Theo địa bàn"
    SCHOOL = "school", "Trường phổ thông"
    UNIVERSITY = "university", "Trường đại học, cao đẳng"
    AGENCY = "agency", "Cơ quan"
    ENTERPRISE = "enterprise", "Doanh nghiệp"
    ARMED_FORCES = "armed_forces", "Lực lượng vũ trang"
    STAFF_BOARD = "staff_board", "Ban, văn phòng"


def _rows(model: str) -> "QuerySet[models.Model]":
    """All rows of a table of this app that is defined further up and points back to units."""
    found: QuerySet[models.Model] = apps.get_model("organisations", model)._default_manager.all()
    return found


class UnitQuerySet(models.QuerySet["Unit"]):
    """Questions about units. Those about the tree take a day."""

    def within(self, top_id: int, *, on: date) -> Self:
        """The unit `top_id` and all that stood below it on that day."""
        return self.filter(lineage_up__ancestor=top_id, lineage_up__period__contains=on)

    def above(self, unit_id: int, *, on: date) -> Self:
        """The units over `unit_id` on that day, itself included, the topmost first."""
        return self.filter(lineage_down__descendant=unit_id, lineage_down__period__contains=on).order_by(
            "-lineage_down__depth", "pk"
        )

    def under(self, parent_id: int, *, on: date) -> Self:
        """The units directly below `parent_id` on that day."""
        return self.filter(placements__parent=parent_id, placements__period__contains=on)

    def reached_by(self, actor: Actor, *, right: Permission | None = None) -> Self:
        """The actor's unit, all below it today, and the closed units that these inherited; never sideways.

        With `right`, only as far as that right goes in the actor's hand.
        """
        if actor.everywhere:
            return self.all()
        if right is not None and actor.scope_of(right) is Scope.OWN:
            return self.filter(pk__in={actor.organisation_id, actor.top_id})
        reach = _rows("Reach").filter(top=actor.top_id, period__contains=actor.today)
        return self.filter(pk__in=reach.values("unit"))

    def visible_to(self, actor: Actor) -> Self:
        """What the actor reaches with the right to see units, and the line of units above it."""
        if actor.everywhere:
            return self.all()
        line = _rows("Lineage").filter(
            descendant=actor.top_id, ancestor=OuterRef("pk"), period__contains=actor.today
        )
        if actor.scope_of(Permission.UNIT_VIEW) is Scope.OWN:
            return self.filter(Q(pk__in={actor.organisation_id, actor.top_id}) | Exists(line))
        reach = _rows("Reach").filter(top=actor.top_id, unit=OuterRef("pk"), period__contains=actor.today)
        return self.filter(Exists(reach) | Exists(line))

    def existing(self, *, on: date) -> Self:
        """Units open on that day. Plain comparisons: PostgreSQL estimates them better than ranges."""
        return self.filter(Q(opened_on=None) | Q(opened_on__lte=on), Q(closed_on=None) | Q(closed_on__gt=on))

    def at(self, area: Area) -> Self:
        """Territorial units of every organisation that stand on this area."""
        return self.filter(area=area, kind=Kind.TERRITORIAL)

    def named(self, *, on: date) -> Self:
        """With `name_then`, the name borne on that day or else the last, and `order_then`, its place."""
        return self.annotate(
            bears=FilteredRelation("names", condition=Q(names__period__contains=on)),
            name_then=Coalesce(F("bears__name"), F("name")),
            order_then=Coalesce(F("bears__sort_key"), F("sort_key")),
        )

    def in_order(self) -> Self:
        """By level, then as in the dictionary; after `named`, by the names of that day."""
        return self.order_by(
            "level", "order_then" if "order_then" in self.query.annotations else "sort_key", "pk"
        )

    def with_child_count(self, *, on: date) -> Self:
        """With `child_count`: how many units stood directly below on that day."""
        below = _rows("Placement").filter(parent=OuterRef("pk"), period__contains=on).order_by()
        counted = below.values("parent").annotate(number=Count("pk")).values("number")
        return self.annotate(child_count=Coalesce(Subquery(counted), 0))

    def matching(self, text: str) -> Self:
        """Units with every typed word at the beginning of a word of a name ever borne, an alias or a code."""
        found = self
        for word in search_words(text):
            found = found.filter(words__contains=f" {word}")
        return found


@tracked(exclude=["period", "sort_key", "words"])
class Unit(models.Model):
    """Đơn vị: one organisation, board or branch, from its opening to its end; its place is a `Placement`.

    `name` is the name last given; on another day it may have borne another (`UnitName`). Without
    `opened_on` it is older than our sources tell. `closed_on` is the first day on which it is no more.
    `words` holds the code, the names ever borne, the aliases and the codes elsewhere as search reads them,
    one a line; the database keeps it equal to those rows (migration 0004, command `check_search`).
    """

    code = models.CharField("mã đơn vị", max_length=40, unique=True)
    name = models.CharField("tên đơn vị", max_length=200)
    system = models.CharField("hệ thống", max_length=20, choices=System)
    level = models.PositiveSmallIntegerField("cấp", choices=Level)
    kind = models.CharField("loại hình", max_length=20, choices=Kind, default=Kind.TERRITORIAL)
    area = models.ForeignKey(Area, models.PROTECT, null=True, related_name="units", verbose_name="địa bàn")
    opened_on = models.DateField("thành lập từ ngày", null=True)
    closed_on = models.DateField("kết thúc từ ngày", null=True)
    opened_by = models.ForeignKey(
        "organisations.Change",
        models.PROTECT,
        null=True,
        related_name="opened",
        verbose_name="thành lập theo",
    )
    closed_by = models.ForeignKey(
        "organisations.Change", models.PROTECT, null=True, related_name="closed", verbose_name="kết thúc theo"
    )
    period = models.GeneratedField(
        expression=Func(F("opened_on"), F("closed_on"), function="daterange"),
        output_field=DateRangeField(),
        db_persist=True,
    )
    sort_key = models.GeneratedField(
        expression=SortKey(F("name")), output_field=models.TextField(db_collation="C"), db_persist=True
    )
    words = models.TextField("chữ để tìm", default="", editable=False)

    objects = UnitQuerySet.as_manager()

    if TYPE_CHECKING:
        area_id: int | None
        opened_by_id: int | None
        closed_by_id: int | None
        name_then: str
        child_count: int

    class Meta:
        verbose_name = "đơn vị"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="unit_ends_after_it_opens",
                condition=Q(opened_on__isnull=True)
                | Q(closed_on__isnull=True)
                | Q(closed_on__gt=F("opened_on")),
                violation_error_message="Ngày kết thúc phải sau ngày thành lập.",
            ),
            models.CheckConstraint(name="unit_has_a_code", condition=~Q(code="") & ~Q(name="")),
            models.CheckConstraint(
                name="unit_closed_by_a_change",
                condition=Q(closed_by__isnull=True) | Q(closed_on__isnull=False),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["system", "level", "sort_key", "id"], name="unit_order_in_system"),
            models.Index(fields=["level", "sort_key", "id"], name="unit_order"),
            models.Index(
                OpClass(Func(F("code"), function="upper"), name="text_pattern_ops"), name="unit_code_begins"
            ),
            GinIndex(OpClass(F("words"), name="gin_trgm_ops"), name="unit_words"),
        ]

    def __str__(self) -> str:
        return self.name

    def exists_on(self, day: date) -> bool:
        """Whether the unit is open on that day."""
        return (self.opened_on is None or self.opened_on <= day) and (
            self.closed_on is None or day < self.closed_on
        )


@tracked(exclude=["sort_key", "search"])
class UnitName(models.Model):
    """Tên gọi: what a unit is called for a time. A new name is no new unit."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="names", verbose_name="đơn vị")
    name = models.CharField("tên gọi", max_length=200)
    period = DateRangeField("thời gian")
    made_by = models.ForeignKey(
        "organisations.Change", models.PROTECT, related_name="+", verbose_name="theo thay đổi"
    )
    ended_by = models.ForeignKey(
        "organisations.Change", models.PROTECT, null=True, related_name="+", verbose_name="kết thúc theo"
    )
    sort_key = models.GeneratedField(
        expression=SortKey(F("name")), output_field=models.TextField(db_collation="C"), db_persist=True
    )
    search = models.GeneratedField(
        expression=SearchForm(F("name")), output_field=models.TextField(), db_persist=True
    )

    if TYPE_CHECKING:
        unit_id: int

    class Meta:
        verbose_name = "tên gọi"
        constraints: ClassVar = [
            ExclusionConstraint(
                name="unit_one_name_at_a_time",
                expressions=[("unit", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
                violation_error_message="Đơn vị đã có tên gọi khác trong thời gian này.",
            ),
            models.CheckConstraint(name="unit_name_period_not_empty", condition=Q(period__isempty=False)),
        ]
        indexes: ClassVar = [GinIndex(OpClass(F("search"), name="gin_trgm_ops"), name="unit_name_search")]

    def __str__(self) -> str:
        return self.name


@tracked()
class UnitAlias(models.Model):
    """Tên khác: another name under which people look for a unit; any time."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="aliases", verbose_name="đơn vị")
    name = models.CharField("tên khác", max_length=200)

    class Meta:
        verbose_name = "tên khác"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "name"], name="unit_alias_told_once")
        ]

    def __str__(self) -> str:
        return self.name


@tracked()
class ExternalCode(models.Model):
    """Mã ngoài: the code by which another system knows a unit, for a time."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="external_codes", verbose_name="đơn vị")
    scheme = models.CharField("loại mã", max_length=40)
    code = models.CharField("mã", max_length=60)
    period = DateRangeField("thời gian")

    class Meta:
        verbose_name = "mã ngoài"
        constraints: ClassVar = [
            ExclusionConstraint(
                name="external_code_means_one_unit",
                expressions=[
                    ("scheme", RangeOperators.EQUAL),
                    ("code", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
                violation_error_message="Mã này đang được dùng cho một đơn vị khác.",
            ),
        ]
        indexes: ClassVar = [models.Index(Func(F("code"), function="upper"), name="external_code_any_case")]

    def __str__(self) -> str:
        return f"{self.scheme}: {self.code}"
