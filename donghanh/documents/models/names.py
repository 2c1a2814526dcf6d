"""Names in documents that are no unit of ours, and what people decided that a name means."""

from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import F, Q

from donghanh.audit.history import tracked
from donghanh.core.actor import Actor
from donghanh.core.text import SearchForm, SortKey
from donghanh.organisations.models import Unit, UnitGroup


class OutsideBodyQuerySet(models.QuerySet["OutsideBody"]):
    """Questions about outside bodies."""

    def visible_to(self, actor: Actor) -> Self:
        """Those that units within reach or in the line above wrote down."""
        return self.filter(owner__in=Unit.objects.visible_to(actor))


@tracked(exclude=["sort_key", "search"])
class OutsideBody(models.Model):
    """Cơ quan ngoài hệ thống: a department, committee or firm that documents name and that has no account."""

    owner = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị ghi")
    name = models.CharField("tên cơ quan", max_length=200)
    sort_key = models.GeneratedField(
        expression=SortKey(F("name")), output_field=models.TextField(db_collation="C"), db_persist=True
    )
    search = models.GeneratedField(
        expression=SearchForm(F("name")), output_field=models.TextField(), db_persist=True
    )

    objects = OutsideBodyQuerySet.as_manager()

    if TYPE_CHECKING:
        owner_id: int

    class Meta:
        verbose_name = "cơ quan ngoài hệ thống"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "name"], name="outside_body_named_once"),
            models.CheckConstraint(name="outside_body_has_a_name", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name


class NameChoiceQuerySet(models.QuerySet["NameChoice"]):
    """Questions about choices of names."""

    def visible_to(self, actor: Actor) -> Self:
        """Choices made by the office that the actor acts for."""
        return self.filter(unit=actor.top_id)


@tracked()
class NameChoice(models.Model):
    """Cách hiểu tên: what this office takes a name to mean in the papers of one issuer; it is remembered.

    `key` is the name as `naming.key` shortens it. Without meanings the name was left open on purpose.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị chọn")
    issuer = models.ForeignKey(
        Unit, models.PROTECT, null=True, related_name="+", verbose_name="cơ quan ban hành"
    )
    issuer_key = models.CharField("tên rút gọn của cơ quan ban hành", max_length=300, blank=True)
    key = models.CharField("tên rút gọn", max_length=300)
    written = models.CharField("tên như đã viết", max_length=300)
    made_at = models.DateTimeField("chọn lúc")

    objects = NameChoiceQuerySet.as_manager()

    if TYPE_CHECKING:
        unit_id: int
        issuer_id: int | None

    class Meta:
        verbose_name = "cách hiểu tên"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit", "issuer", "issuer_key", "key"],
                name="name_choice_made_once",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return self.written


class NameMeaning(models.Model):
    """Nghĩa của tên: one unit, group or outside body that a chosen name means."""

    choice = models.ForeignKey(
        NameChoice, models.CASCADE, related_name="meanings", verbose_name="cách hiểu tên"
    )
    place = models.PositiveSmallIntegerField("thứ tự")
    meant_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, related_name="+", verbose_name="là đơn vị"
    )
    group = models.ForeignKey(
        UnitGroup, models.PROTECT, null=True, related_name="+", verbose_name="là nhóm đơn vị"
    )
    body = models.ForeignKey(
        OutsideBody, models.PROTECT, null=True, related_name="+", verbose_name="là cơ quan ngoài hệ thống"
    )

    if TYPE_CHECKING:
        choice_id: int
        meant_unit_id: int | None
        group_id: int | None
        body_id: int | None

    class Meta:
        verbose_name = "nghĩa của tên"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["choice", "place"], name="name_meaning_in_order"),
            models.CheckConstraint(
                name="name_meaning_is_one",
                condition=Q(meant_unit__isnull=False, group=None, body=None)
                | Q(meant_unit=None, group__isnull=False, body=None)
                | Q(meant_unit=None, group=None, body__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.meant_unit or self.group or self.body)
