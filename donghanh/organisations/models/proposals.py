"""Deeds that need two people: what one has put forward and another one decides."""

from typing import TYPE_CHECKING, ClassVar, Self

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q

from donghanh.audit.history import tracked
from donghanh.core.actor import Actor
from donghanh.core.permissions import Permission
from donghanh.identity.models import User
from donghanh.organisations.models.changes import Change
from donghanh.organisations.models.units import Unit


class ProposalKind(models.TextChoices):
    """The deeds that nobody does alone."""

    MERGE = "merge", "sáp nhập"
    SPLIT = "split", "chia tách"
    CLOSE = "close", "kết thúc hoạt động"
    ABOLISH = "abolish", "bỏ một cấp"
    UNDO = "undo", "hoàn lại thay đổi"


class ProposalState(models.TextChoices):
    """What became of it."""

    WAITING = "waiting", "Chờ duyệt"
    APPROVED = "approved", "Đã duyệt"
    REFUSED = "refused", "Không duyệt"
    WITHDRAWN = "withdrawn", "Đã rút"
    SUPERSEDED = "superseded", "Đã thay bằng đề nghị khác"


class ProposalQuerySet(models.QuerySet["Proposal"]):
    """Questions about proposals."""

    def visible_to(self, actor: Actor) -> Self:
        """One's own, and those within the reach of the right to decide them."""
        own = Q(made_by=actor.user_id)
        if Permission.UNIT_REORGANISE not in actor.permissions:
            return self.filter(own)
        reached = Unit.objects.reached_by(actor, right=Permission.UNIT_REORGANISE)
        return self.filter(own | Q(unit__in=reached.values("pk")))

    def waiting(self) -> Self:
        """Not decided yet."""
        return self.filter(state=ProposalState.WAITING)

    def waiting_for(self, actor: Actor) -> Self:
        """Not decided yet, and somebody else's, so that this actor may decide."""
        people = {actor.user_id, actor.on_behalf_of_id} - {0}
        others = self.waiting().exclude(made_by__in=people).exclude(on_behalf_of__in=people)
        return others if Permission.UNIT_REORGANISE in actor.permissions else self.none()

    def newest_first(self) -> Self:
        """As the list is read."""
        return self.order_by("-made_at", "-pk")


@tracked()
class Proposal(models.Model):
    """Đề nghị: a deed put forward by one person; it is done when a second one approves it.

    `unit` is the unit from which all that it touches is reached. `facts` are the deed's parameters,
    `ground` is what the proposer saw that it would do; both are read by `donghanh.organisations.orders`.
    """

    kind = models.CharField("việc", max_length=10, choices=ProposalKind)
    facts = models.JSONField("tham số", encoder=DjangoJSONEncoder)
    ground = models.JSONField("tình hình khi gửi", encoder=DjangoJSONEncoder)
    summary = models.CharField("nội dung", max_length=400)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="trong phạm vi")
    units = models.ManyToManyField(Unit, related_name="proposals", verbose_name="đơn vị liên quan")
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người đề nghị")
    on_behalf_of = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="thay mặt"
    )
    made_at = models.DateTimeField("gửi lúc")
    state = models.CharField(
        "tình trạng", max_length=10, choices=ProposalState, default=ProposalState.WAITING
    )
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="người quyết định"
    )
    decided_at = models.DateTimeField("quyết định lúc", null=True)
    reason = models.CharField("lý do", max_length=400, blank=True)
    change = models.ForeignKey(
        Change, models.PROTECT, null=True, related_name="proposals", verbose_name="thay đổi đã ghi"
    )
    replaced_by = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="+", verbose_name="thay bằng"
    )

    objects = ProposalQuerySet.as_manager()

    if TYPE_CHECKING:
        unit_id: int
        made_by_id: int
        on_behalf_of_id: int | None
        decided_by_id: int | None
        change_id: int | None

    class Meta:
        verbose_name = "đề nghị"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="proposal_decided_unless_waiting",
                condition=Q(state=ProposalState.WAITING, decided_at__isnull=True)
                | ~Q(state=ProposalState.WAITING) & Q(decided_at__isnull=False),
            ),
            models.CheckConstraint(
                name="proposal_approved_by_another",
                condition=~Q(state=ProposalState.APPROVED)
                | Q(change__isnull=False, decided_by__isnull=False)
                & ~Q(decided_by=F("made_by"))
                & (Q(on_behalf_of__isnull=True) | ~Q(decided_by=F("on_behalf_of"))),
                violation_error_message="Người duyệt phải khác người đề nghị.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "unit"], name="proposal_waiting"),
            models.Index(fields=["-made_at", "-id"], name="proposal_newest"),
        ]

    def __str__(self) -> str:
        return self.summary
