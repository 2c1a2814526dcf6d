"""A paper on its way in: uploaded or pasted, read, corrected by people, then confirmed or dropped."""

from typing import TYPE_CHECKING, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from donghanh.core.actor import Actor
from donghanh.core.permissions import Permission
from donghanh.documents.models.documents import Document
from donghanh.identity.models import User
from donghanh.organisations.models import Unit


class ReceptionState(models.TextChoices):
    """How far a paper is."""

    WAITING = "waiting", "Đang đọc"
    READ = "read", "Chờ soát"
    UNREADABLE = "unreadable", "Không đọc được"
    CONFIRMED = "confirmed", "Đã xác nhận"
    DROPPED = "dropped", "Đã bỏ"


OPEN = (ReceptionState.WAITING, ReceptionState.READ, ReceptionState.UNREADABLE)


class ReceptionQuerySet(models.QuerySet["Reception"]):
    """Questions about papers on their way in."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the office that the actor acts for; nobody above or beside it sees its drafts."""
        if Permission.DOCUMENT_INTAKE not in actor.permissions:
            return self.none()
        return self.filter(unit__in={actor.organisation_id, actor.top_id})

    def numbered(self, key: str) -> Self:
        """Those whose draft has this number (`numbers.key`)."""
        return self.filter(number_key=key)

    def open(self) -> Self:
        """Those that still wait for somebody."""
        return self.filter(state__in=OPEN)


class Reception(models.Model):
    """Lượt tiếp nhận: one paper from its arrival to its confirmation.

    `text` and `reading` are what the reader made of the original, and are never changed. `draft` is what
    people make of it (`documents.draft`), `version` counts its changes, so that nobody overwrites silently;
    `number_key` follows the draft's number.
    `understood` is a copy of what its names mean, to be had again at any time (`documents.keeping`).
    The original file is an attachment of this row (purpose `original`); pasted text has none.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="receptions", verbose_name="đơn vị tiếp nhận")
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người tiếp nhận")
    made_at = models.DateTimeField("tiếp nhận lúc")
    name = models.CharField("tên tệp", max_length=200)
    client_key = models.CharField("khóa gửi", max_length=64, blank=True)
    sha256 = models.CharField("mã kiểm tra của bản gốc", max_length=64)
    size = models.PositiveIntegerField("dung lượng", default=0)
    state = models.CharField(
        "tình trạng", max_length=10, choices=ReceptionState, default=ReceptionState.WAITING
    )
    trouble = models.CharField("lý do không đọc được", max_length=600, blank=True)
    text = models.TextField("nội dung", blank=True)
    notes = ArrayField(models.CharField(max_length=600), verbose_name="lưu ý khi đọc", default=list)
    reader = models.CharField("phiên bản bộ đọc", max_length=40, blank=True)
    reading = models.JSONField("kết quả đọc", default=dict)
    draft = models.JSONField("bản soát", default=dict)
    understood = models.JSONField("nghĩa của tên, giữ lại", default=dict)
    number_key = models.CharField("số để tìm", max_length=80, blank=True, db_collation="C")
    version = models.PositiveIntegerField("lần sửa", default=0)
    pages = models.PositiveSmallIntegerField("số trang", default=0)
    scanned = models.BooleanField("là bản quét", default=False)
    of_document = models.ForeignKey(
        Document,
        models.PROTECT,
        null=True,
        related_name="taken_up",
        verbose_name="từ văn bản đã có trong hệ thống",
    )
    document = models.OneToOneField(
        Document, models.PROTECT, null=True, related_name="reception", verbose_name="văn bản"
    )
    settled_at = models.DateTimeField("xong lúc", null=True)
    settled_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="người xác nhận"
    )

    objects = ReceptionQuerySet.as_manager()

    if TYPE_CHECKING:
        unit_id: int
        made_by_id: int
        document_id: int | None
        of_document_id: int | None

    class Meta:
        verbose_name = "lượt tiếp nhận"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit", "client_key"], name="reception_sent_once", condition=~Q(client_key="")
            ),
            models.CheckConstraint(
                name="reception_settled_with_a_time",
                condition=Q(state__in=OPEN, settled_at=None)
                | ~Q(state__in=OPEN) & Q(settled_at__isnull=False),
            ),
            models.CheckConstraint(
                name="reception_confirmed_is_a_document",
                condition=Q(state=ReceptionState.CONFIRMED, document__isnull=False)
                | ~Q(state=ReceptionState.CONFIRMED) & Q(document=None),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["unit", "state", "-made_at"], name="reception_list"),
            models.Index(fields=["sha256"], name="reception_checksum"),
            models.Index(fields=["unit", "number_key"], name="reception_number"),
        ]

    def __str__(self) -> str:
        return self.name


class Edit(models.Model):
    """Lần sửa: one change of a draft, by whom and when; what stands in a reception's draft is their sum."""

    reception = models.ForeignKey(
        Reception, models.CASCADE, related_name="edits", verbose_name="lượt tiếp nhận"
    )
    version = models.PositiveIntegerField("lần sửa")
    at = models.DateTimeField("lúc")
    user = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người sửa")
    item = models.CharField("mục", max_length=20)
    before = models.JSONField("trước", null=True)
    after = models.JSONField("sau", null=True)

    class Meta:
        verbose_name = "lần sửa"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["reception", "version"], name="edit_counted_once")
        ]

    def __str__(self) -> str:
        return f"{self.reception} {self.version}"
