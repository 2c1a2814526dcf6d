"""Registered documents: their head, the text as read once at intake, what they rest on, who receives them."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar, Self

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from donghanh.audit.history import tracked
from donghanh.core.actor import Actor
from donghanh.core.permissions import Permission
from donghanh.core.text import ExactWords, PlainWords, SearchForm
from donghanh.documents.models.names import OutsideBody
from donghanh.documents.reading import words
from donghanh.identity.models import User
from donghanh.organisations.models import Unit, UnitGroup


class Direction(models.TextChoices):
    """Whose paper it is, seen from the office that keeps it."""

    OWN = "own", "Văn bản đi"
    INCOMING = "incoming", "Văn bản đến"


class DocumentQuerySet(models.QuerySet["Document"]):
    """Questions about documents."""

    def visible_to(self, actor: Actor) -> Self:
        """Kept by a unit within reach, or sent to one."""
        if Permission.DOCUMENT_VIEW not in actor.permissions:
            return self.none()
        reach = Unit.objects.reached_by(actor, right=Permission.DOCUMENT_VIEW)
        sent = Dispatch.objects.filter(document=OuterRef("pk"), unit__in=reach)
        return self.filter(Q(unit__in=reach) | Exists(sent))

    def numbered(self, key: str) -> Self:
        """Those whose number begins with this key (`numbers.key`)."""
        return self.filter(number_key__startswith=key)

    def newest_first(self) -> Self:
        """By day of issue, the undated last."""
        return self.order_by(F("issued_on").desc(nulls_last=True), "-pk")


@tracked(exclude=["search", "plain_words", "exact_words"])
class Document(models.Model):
    """Văn bản: one official paper as an office keeps it.

    `text` is what was read from the original, once; every span of every part points into it, and
    `text_sha256` proves that it is still the same. The original is an attachment (purpose `original`).
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="documents", verbose_name="đơn vị lưu")
    direction = models.CharField("chiều", max_length=10, choices=Direction)
    kind = models.CharField("loại văn bản", max_length=10, blank=True)
    number = models.CharField("số, ký hiệu", max_length=80, blank=True)
    number_key = models.CharField("số để tìm", max_length=80, blank=True, db_collation="C")
    title = models.CharField("trích yếu", max_length=1000)
    place = models.CharField("nơi ban hành", max_length=100, blank=True)
    issued_on = models.DateField("ngày ban hành", null=True)
    starts_on = models.DateField("giai đoạn từ", null=True)
    ends_on = models.DateField("giai đoạn đến", null=True)
    outline = models.JSONField("đề mục", default=list)
    text = models.TextField("nội dung")
    text_sha256 = models.CharField("mã kiểm tra của nội dung", max_length=64)
    reader = models.CharField("phiên bản bộ đọc", max_length=40, blank=True)
    sha256 = models.CharField("mã kiểm tra của bản gốc", max_length=64)
    registered_at = models.DateTimeField("vào sổ lúc")
    registered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người vào sổ")
    search = models.GeneratedField(
        expression=SearchForm(F("title")), output_field=models.TextField(), db_persist=True
    )
    plain_words = models.GeneratedField(
        expression=PlainWords(F("title"), F("text")), output_field=SearchVectorField(), db_persist=True
    )
    exact_words = models.GeneratedField(
        expression=ExactWords(F("title"), F("text")), output_field=SearchVectorField(), db_persist=True
    )

    objects = DocumentQuerySet.as_manager()

    if TYPE_CHECKING:
        unit_id: int
        registered_by_id: int

    class Meta:
        verbose_name = "văn bản"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="document_period_in_order",
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["unit", "-issued_on", "-id"], name="document_list"),
            models.Index(fields=["number_key", "issued_on"], name="document_number"),
            models.Index(fields=["sha256"], name="document_checksum"),
            GinIndex(OpClass(F("search"), name="gin_trgm_ops"), name="document_search"),
            GinIndex(fields=["plain_words"], name="document_plain_words"),
            GinIndex(fields=["exact_words"], name="document_exact_words"),
        ]

    def __str__(self) -> str:
        return f"{self.number} – {self.title}" if self.number else self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("documents:document", args=[self.pk])

    @property
    def kind_said(self) -> str:
        """`Kế hoạch` for KH."""
        return words.kind(self.kind) if self.kind else "Văn bản"


class DocumentIssuer(models.Model):
    """Cơ quan ban hành: who issued a document, as written, and which unit that is."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="issuers", verbose_name="văn bản")
    place = models.PositiveSmallIntegerField("thứ tự")
    name = models.CharField("tên như đã viết", max_length=300)
    issuing_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, related_name="issued", verbose_name="là đơn vị"
    )
    body = models.ForeignKey(
        OutsideBody,
        models.PROTECT,
        null=True,
        related_name="issued",
        verbose_name="là cơ quan ngoài hệ thống",
    )

    if TYPE_CHECKING:
        issuing_unit_id: int | None

    class Meta:
        verbose_name = "cơ quan ban hành"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "place"], name="document_issuer_in_order")
        ]

    def __str__(self) -> str:
        return self.name


class Signer(models.Model):
    """Người ký: who signed, as what, with which authority."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="signers", verbose_name="văn bản")
    place = models.PositiveSmallIntegerField("thứ tự")
    authority = models.CharField("hình thức ký", max_length=10, blank=True)
    on_behalf_of = models.CharField("thay mặt", max_length=300, blank=True)
    title = models.CharField("chức vụ", max_length=200, blank=True)
    name = models.CharField("họ và tên", max_length=120, blank=True)

    class Meta:
        verbose_name = "người ký"

    def __str__(self) -> str:
        return self.name or self.title


class BasisKind(models.TextChoices):
    """What one document is to another."""

    RESTS_ON = "rests_on", "căn cứ"
    IMPLEMENTS = "implements", "thực hiện"
    AMENDS = "amends", "sửa đổi, bổ sung"
    REPLACES = "replaces", "thay thế"


class Basis(models.Model):
    """Căn cứ: a document on which this one rests; `target` once it is in the system, till then only cited."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="bases", verbose_name="văn bản")
    place = models.PositiveSmallIntegerField("thứ tự")
    kind = models.CharField("quan hệ", max_length=10, choices=BasisKind, default=BasisKind.RESTS_ON)
    number = models.CharField("số, ký hiệu", max_length=80, blank=True)
    number_key = models.CharField("số để tìm", max_length=80, blank=True, db_collation="C")
    title = models.CharField("trích yếu", max_length=1000, blank=True)
    issued_on = models.DateField("ngày ban hành", null=True)
    issuer = models.CharField("cơ quan ban hành", max_length=300, blank=True)
    start = models.PositiveIntegerField("từ ký tự", null=True)
    length = models.PositiveIntegerField("số ký tự", null=True)
    target = models.ForeignKey(
        Document, models.SET_NULL, null=True, related_name="cited_by", verbose_name="văn bản trong hệ thống"
    )

    if TYPE_CHECKING:
        target_id: int | None

    class Meta:
        verbose_name = "căn cứ"
        indexes: ClassVar = [models.Index(fields=["number_key"], name="basis_number")]

    def __str__(self) -> str:
        return self.number or self.title


class Recipient(models.Model):
    """Nơi nhận: one line of receivers, and which unit or group that is."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="recipients", verbose_name="văn bản")
    place = models.PositiveSmallIntegerField("thứ tự")
    name = models.CharField("tên như đã viết", max_length=300)
    purpose = models.CharField("mục đích", max_length=20, blank=True)
    receiving_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, related_name="+", verbose_name="là đơn vị"
    )
    group = models.ForeignKey(
        UnitGroup, models.PROTECT, null=True, related_name="+", verbose_name="là nhóm đơn vị"
    )
    body = models.ForeignKey(
        OutsideBody, models.PROTECT, null=True, related_name="+", verbose_name="là cơ quan ngoài hệ thống"
    )

    class Meta:
        verbose_name = "nơi nhận"

    def __str__(self) -> str:
        return self.name


class DispatchQuerySet(models.QuerySet["Dispatch"]):
    """Questions about what was sent."""

    def visible_to(self, actor: Actor) -> Self:
        """Sent to a unit within reach."""
        if Permission.DOCUMENT_VIEW not in actor.permissions:
            return self.none()
        return self.filter(unit__in=Unit.objects.reached_by(actor, right=Permission.DOCUMENT_VIEW))

    def sent_before(self, day: date) -> Self:
        """Sent before that day."""
        return self.filter(sent_at__date__lt=day)


class Dispatch(models.Model):
    """Văn bản gửi: a document sent to a unit, and when somebody there first opened it."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="dispatches", verbose_name="văn bản")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="dispatches", verbose_name="đơn vị nhận")
    sent_at = models.DateTimeField("gửi lúc")
    opened_at = models.DateTimeField("mở lúc", null=True)
    opened_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="người mở")

    objects = DispatchQuerySet.as_manager()

    if TYPE_CHECKING:
        document_id: int
        unit_id: int

    class Meta:
        verbose_name = "văn bản gửi"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "unit"], name="dispatch_once_per_unit")
        ]
        indexes: ClassVar = [models.Index(fields=["unit", "-sent_at"], name="dispatch_inbox")]

    def __str__(self) -> str:
        return f"{self.document} → {self.unit}"
