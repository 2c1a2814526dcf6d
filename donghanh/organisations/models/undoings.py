"""Large changes being taken back behind the page."""

from typing import TYPE_CHECKING, ClassVar, Self

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from donghanh.core.actor import Actor
from donghanh.identity.models import User
from donghanh.organisations import words
from donghanh.organisations.models.batches import Stage
from donghanh.organisations.models.changes import Change


class UndoingState(models.TextChoices):
    """How far it is."""

    WORKING = "working", "Đang hoàn lại"
    DONE = "done", "Đã hoàn lại"
    REFUSED = "refused", "Không hoàn lại được"


class UndoingQuerySet(models.QuerySet["Undoing"]):
    """Questions about changes being taken back."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of changes that the actor sees."""
        return self.filter(change__in=Change.objects.visible_to(actor).values("pk"))


class Undoing(models.Model):
    """Lượt hoàn lại: a large change is being taken back; one at a time. `actor` is who pressed the button."""

    change = models.ForeignKey(
        Change, models.PROTECT, related_name="undoings", verbose_name="thay đổi được hoàn lại"
    )
    made_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="người hoàn lại"
    )
    made_at = models.DateTimeField("bắt đầu lúc")
    actor = models.JSONField("người thực hiện", default=dict, encoder=DjangoJSONEncoder)
    state = models.CharField("tình trạng", max_length=10, choices=UndoingState, default=UndoingState.WORKING)
    stage = models.CharField("đang làm", max_length=10, choices=Stage, default=Stage.WAITING)
    done = models.PositiveIntegerField("đã xong", default=0)
    total = models.PositiveIntegerField("tất cả", default=0)
    trouble = models.CharField("vì sao không hoàn lại được", max_length=1000, blank=True)

    objects = UndoingQuerySet.as_manager()

    if TYPE_CHECKING:
        change_id: int
        made_by_id: int | None

    class Meta:
        verbose_name = "lượt hoàn lại"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["change"], condition=Q(state=UndoingState.WORKING), name="undoing_one_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()}: {self.change}"

    @property
    def at_work(self) -> bool:
        """Whether something is being done behind the page."""
        return self.state == UndoingState.WORKING

    @property
    def progress(self) -> str:
        """How far the work behind the page is, in words."""
        return words.progress(self.get_stage_display(), self.done, self.total)
