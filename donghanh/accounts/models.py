"""Who holds which post where, since when, and which rights that gives; and batches of accounts to be made."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Coalesce

from donghanh.audit.history import tracked
from donghanh.core.actor import NOBODY, Actor
from donghanh.core.permissions import Permission, Scope
from donghanh.core.text import SortKey
from donghanh.identity.models import User
from donghanh.organisations.models import Kind, Lineage, Unit
from donghanh.organisations.words import day


class RoleQuerySet(models.QuerySet["Role"]):
    """Questions about roles."""

    def visible_to(self, actor: Actor) -> Self:
        """Standard roles, and those that units within reach or above made."""
        return self.filter(Q(unit=None) | Q(unit__in=Unit.objects.visible_to(actor)))

    def usable_at(self, unit: Unit, *, on: date) -> Self:
        """Roles that may be given at this unit: standard ones, and those made by it or by a unit above."""
        return self.filter(Q(unit=None) | Q(unit__in=Unit.objects.above(unit.pk, on=on).order_by()))

    def in_order(self) -> Self:
        """Standard roles first, then by name."""
        return self.order_by(F("unit").asc(nulls_first=True), "sort_key", "pk")


@tracked(exclude=["sort_key"])
class Role(models.Model):
    """Vai trò: a named set of rights. Each right goes as far as the reach, or only to the own unit.

    A role without a unit is a standard one; it comes with the product and is never edited, only copied.
    """

    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="roles", verbose_name="đơn vị lập vai trò"
    )
    code = models.SlugField("mã vai trò", max_length=60, unique=True)
    name = models.CharField("tên vai trò", max_length=120)
    note = models.CharField("dùng cho ai", max_length=300, blank=True)
    reach_rights = ArrayField(
        models.CharField(max_length=60), verbose_name="quyền trong phạm vi", default=list
    )
    own_rights = ArrayField(models.CharField(max_length=60), verbose_name="quyền ở đơn vị mình", default=list)
    sort_key = models.GeneratedField(
        expression=SortKey(F("name")), output_field=models.TextField(db_collation="C"), db_persist=True
    )

    objects = RoleQuerySet.as_manager()

    if TYPE_CHECKING:
        unit_id: int | None

    class Meta:
        verbose_name = "vai trò"
        constraints = [
            models.CheckConstraint(
                name="role_right_has_one_scope", condition=~Q(reach_rights__overlap=F("own_rights"))
            ),
            models.UniqueConstraint(
                fields=["unit", "name"],
                name="role_name_used_once",
                nulls_distinct=False,
                violation_error_message="Đơn vị đã có vai trò mang tên này.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def rights(self) -> dict[Permission, Scope]:
        """Each right with its scope; a right that no longer exists is passed over."""
        known = {str(permission) for permission in Permission}
        own = {Permission(right): Scope.OWN for right in self.own_rights if right in known}
        return own | {Permission(right): Scope.REACH for right in self.reach_rights if right in known}


class Authority(models.TextChoices):
    """In whose stead somebody acts who was handed a post for a time."""

    FOR_COLLECTIVE = "TM", "TM. (thay mặt tập thể)"
    FOR_HEAD = "KT", "KT. (ký thay cấp trưởng)"
    BY_ORDER = "TL", "TL. (thừa lệnh)"
    BY_MANDATE = "TUQ", "TUQ. (thừa ủy quyền)"


class PostQuerySet(models.QuerySet["Post"]):
    """Questions about posts; those about time take a day."""

    def visible_to(self, actor: Actor) -> Self:
        """One's own posts, lent ones too; with the right to see accounts those within that right's reach."""
        own = Q(user=actor.user_id) | Q(
            delegated_from__in=self.model._default_manager.filter(user=actor.user_id)
        )
        if Permission.ACCOUNT_VIEW not in actor.permissions:
            return self.filter(own)
        reached = Unit.objects.reached_by(actor, right=Permission.ACCOUNT_VIEW).filter(pk=OuterRef("unit"))
        return self.filter(Exists(reached) | own)  # asked row by row where rows are few, else for all at once

    def standing(self, *, on: date) -> Self:
        """Posts that give their rights on that day: running, in an open unit, not lent by one who lost it."""
        lent = Q(delegated_from__period__contains=on, delegated_from__user__is_active=True)
        return self.filter(
            Q(delegated_from=None) | lent,
            period__contains=on,
            unit__period__contains=on,
            user__is_active=True,
        )

    def to_come_or_running(self, *, on: date) -> Self:
        """Posts that have not ended before that day."""
        return self.filter(Q(period__upper_inf=True) | Q(period__endswith__gt=on))

    def at(self, unit: Unit) -> Self:
        """Posts in this unit."""
        return self.filter(unit=unit)

    def keepers(self, *, on: date) -> Self:
        """Own posts, not lent ones, that may give posts on that day."""
        may_give = Q(delegated_from=None, role__reach_rights__contains=[Permission.POST_CHANGE])
        return self.standing(on=on).filter(may_give)

    def keeping(self, unit: Unit, *, on: date) -> Self:
        """Posts that may give posts at this unit: at it, above it, in a board there."""
        above = Unit.objects.above(unit.pk, on=on).order_by()
        return self.keepers(on=on).filter(_serving(above.values("pk"), on=on))

    def alone(self, *, on: date) -> Self:
        """Posts whose holders are the only ones who may give posts at the unit on that day."""
        line = Lineage.objects.filter(descendant=OuterRef(OuterRef("unit")), period__contains=on)
        others = self.model._default_manager.all().keepers(on=on).exclude(user=OuterRef("user"))
        others = others.filter(_serving(line.values("ancestor"), on=on))
        return self.keepers(on=on).filter(~Exists(others))

    def with_within(self, units: models.QuerySet[Unit]) -> Self:
        """With `within`: whether the post is in one of these units."""
        return self.annotate(within=Exists(units.filter(pk=OuterRef("unit"))))

    def with_office(self, *, on: date) -> Self:
        """With `office`: for a staff board the nearest unit above it that is none, else nothing."""
        line = Lineage.objects.filter(descendant=OuterRef("unit"), period__contains=on)
        offices = line.exclude(ancestor__kind=Kind.STAFF_BOARD).order_by("depth").values("ancestor")[:1]
        serving = models.When(unit__kind=Kind.STAFF_BOARD, then=models.Subquery(offices))
        return self.annotate(office=models.Case(serving, default=None, output_field=models.BigIntegerField()))

    def for_list(self) -> Self:
        """With all that a line about a post says."""
        return self.select_related("user", "unit", "role", "delegated_from__user")


def _serving(units: models.QuerySet[Any, Any], *, on: date) -> Q:
    """Posts in these units, and in staff boards directly below them."""
    board = Q(unit__kind=Kind.STAFF_BOARD, unit__placements__period__contains=on)
    return Q(unit__in=units) | board & Q(unit__placements__parent__in=units)


@tracked(exclude=["lender"])
class Post(models.Model):
    """Nhiệm vụ được giao: a person holds an office in a unit for a time. Rights come from here alone.

    A post may be lent: then it points to the post that it stands in for, and says with which authority.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="posts", verbose_name="người giữ")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts", verbose_name="đơn vị")
    role = models.ForeignKey(Role, models.PROTECT, related_name="posts", verbose_name="vai trò")
    title = models.CharField("chức danh", max_length=120)
    period = DateRangeField("thời gian")
    delegated_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="delegations", verbose_name="ủy quyền từ"
    )
    authority = models.CharField("hình thức", max_length=3, choices=Authority, blank=True)
    lender = models.GeneratedField(
        expression=Coalesce(F("delegated_from"), Value(NOBODY)),
        output_field=models.BigIntegerField(),
        db_persist=True,
    )

    objects = PostQuerySet.as_manager()

    if TYPE_CHECKING:
        user_id: int
        unit_id: int
        role_id: int
        delegated_from_id: int | None
        office: int | None
        within: bool

    class Meta:
        verbose_name = "nhiệm vụ được giao"
        constraints = [
            ExclusionConstraint(
                name="post_same_only_once_at_a_time",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    ("unit", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    ("lender", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
                violation_error_message="Người này đã giữ nhiệm vụ ấy trong thời gian này.",
            ),
            models.CheckConstraint(name="post_period_not_empty", condition=Q(period__isempty=False)),
            models.CheckConstraint(
                name="post_lent_with_authority",
                condition=Q(delegated_from__isnull=True, authority="")
                | Q(delegated_from__isnull=False, period__upper_inf=False) & ~Q(authority=""),
            ),
        ]
        indexes = [models.Index(fields=["unit", "user"], name="post_unit")]

    def __str__(self) -> str:
        return f"{self.title}, {self.unit}"

    @property
    def spoken(self) -> str:
        """`từ 01/7/2025`, `từ 01/7/2025 đến 31/12/2025`."""
        since = f"từ {day(self.period.lower)}"
        last = self.period.upper and self.period.upper - timedelta(days=1)
        return f"{since} đến {day(last)}" if last else since

    def stands_on(self, day: date) -> bool:
        """Whether the post runs on that day."""
        return bool(self.period.lower <= day and (self.period.upper is None or day < self.period.upper))


class IntakeState(models.TextChoices):
    """How far a batch is."""

    READ = "read", "Chờ xác nhận"
    DONE = "done", "Đã cấp"
    DROPPED = "dropped", "Đã bỏ"


class IntakeQuerySet(models.QuerySet["Intake"]):
    """Questions about batches."""

    def visible_to(self, actor: Actor) -> Self:
        """One's own batches, for the unit that one acts for."""
        return self.filter(unit=actor.organisation_id, made_by=actor.user_id)


class Intake(models.Model):
    """Đợt cấp tài khoản: accounts from one spreadsheet, between its upload and the printed slips.

    `rows` holds what was typed until the batch is applied or dropped, then nothing.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người lập")
    made_at = models.DateTimeField("lập lúc")
    file_name = models.CharField("tên tệp", max_length=200)
    state = models.CharField("tình trạng", max_length=10, choices=IntakeState, default=IntakeState.READ)
    rows = models.JSONField("các dòng", default=list)
    letters = models.JSONField("chữ của các cột", default=dict)
    users = models.ManyToManyField(User, related_name="+", verbose_name="tài khoản được cấp")
    made = models.PositiveIntegerField("số tài khoản mới", default=0)
    given = models.PositiveIntegerField("số nhiệm vụ mới", default=0)
    known = models.PositiveIntegerField("số dòng đã có", default=0)
    refused = models.PositiveIntegerField("số dòng lỗi", default=0)

    objects = IntakeQuerySet.as_manager()

    if TYPE_CHECKING:
        unit_id: int
        made_by_id: int

    class Meta:
        verbose_name = "đợt cấp tài khoản"
        constraints = [
            models.CheckConstraint(
                name="intake_forgets_its_rows",
                condition=Q(state=IntakeState.READ) | Q(rows=Value([], models.JSONField())),
            )
        ]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.get_state_display().lower()})"
