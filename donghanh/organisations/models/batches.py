"""Sheets of units between their upload and what came of them."""

from typing import TYPE_CHECKING, ClassVar, Self

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from donghanh.core.actor import Actor
from donghanh.identity.models import User
from donghanh.organisations import words
from donghanh.organisations.models.changes import Change
from donghanh.organisations.models.units import Unit


class BatchState(models.TextChoices):
    """How far a sheet is."""

    CHECKING = "checking", "Đang kiểm tra"
    READ = "read", "Chờ xác nhận"
    STORING = "storing", "Đang ghi"
    DONE = "done", "Đã ghi"
    REFUSED = "refused", "Không ghi được"
    DROPPED = "dropped", "Đã bỏ"


class Stage(models.TextChoices):
    """What long work is at."""

    WAITING = "waiting", "Chờ đến lượt"
    READING = "reading", "Đọc tệp"
    CHECKING = "checking", "Kiểm tra các dòng"
    WRITING = "writing", "Ghi các đơn vị"
    CHANGING = "changing", "Sửa các đơn vị"
    REMOVING = "removing", "Gỡ các đơn vị"
    LINES = "lines", "Xếp trên dưới"
    REACH = "reach", "Xếp phạm vi"
    CLOSING = "closing", "Hoàn tất"


OVER = {BatchState.DONE, BatchState.REFUSED, BatchState.DROPPED}


class BatchQuerySet(models.QuerySet["Batch"]):
    """Questions about sheets."""

    def visible_to(self, actor: Actor) -> Self:
        """One's own sheets, for the unit that one acts for."""
        return self.filter(unit=actor.organisation_id, made_by=actor.user_id)

    def for_list(self) -> Self:
        """Without the file itself."""
        return self.defer("file").order_by("-pk")


class Batch(models.Model):
    """Đợt nhập đơn vị: one spreadsheet of units. The file is kept until it is stored, dropped or refused.

    `found` is what the check found: numbers by deed, the first rows of each sort, the troubles. `actor` is
    who acts when the work is done behind the page, as the request knew it.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người nhập")
    made_at = models.DateTimeField("gửi lúc")
    file_name = models.CharField("tên tệp", max_length=200)
    file = models.BinaryField("tệp", null=True)
    on = models.DateField("từ ngày")
    facts = models.JSONField("quyết định", default=dict, encoder=DjangoJSONEncoder)
    state = models.CharField("tình trạng", max_length=10, choices=BatchState, default=BatchState.CHECKING)
    found = models.JSONField("kết quả kiểm tra", default=dict, encoder=DjangoJSONEncoder)
    actor = models.JSONField("người thực hiện", default=dict, encoder=DjangoJSONEncoder)
    part = models.BooleanField("chỉ các dòng đúng", default=False)
    stage = models.CharField("đang làm", max_length=10, choices=Stage, default=Stage.WAITING)
    done = models.PositiveIntegerField("số dòng đã xong", default=0)
    total = models.PositiveIntegerField("số dòng", default=0)
    trouble = models.CharField("vì sao không ghi được", max_length=1000, blank=True)
    change = models.ForeignKey(
        Change, models.PROTECT, null=True, related_name="batches", verbose_name="thay đổi đã ghi"
    )

    objects = BatchQuerySet.as_manager()

    if TYPE_CHECKING:
        unit_id: int
        made_by_id: int
        change_id: int | None

    class Meta:
        verbose_name = "đợt nhập đơn vị"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="batch_forgets_its_file",
                condition=Q(state__in=sorted(OVER), file__isnull=True)
                | ~Q(state__in=sorted(OVER)) & Q(file__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.get_state_display().lower()})"

    @property
    def at_work(self) -> bool:
        """Whether something is being done behind the page."""
        return self.state in {BatchState.CHECKING, BatchState.STORING}

    @property
    def progress(self) -> str:
        """How far the work behind the page is, in words."""
        return words.progress(self.get_stage_display(), self.done, self.total)
