"""What was sent: the bytes once by their checksum, and each place where they are attached."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from donghanh.audit.history import tracked
from donghanh.core.actor import Actor
from donghanh.files.kinds import SHOWN_AS_IMAGE, Kind
from donghanh.identity.models import User


class Blob(models.Model):
    """Nội dung tệp: some bytes, stored once under their checksum, whoever attached them wherever.

    `used_at` is the last moment at which somebody asked for these bytes to be kept: what is attached nowhere
    is deleted a day after it.
    """

    sha256 = models.CharField("mã kiểm", max_length=64, unique=True)
    size = models.BigIntegerField("số byte")
    kind = models.CharField("loại nội dung", max_length=10, choices=Kind)
    used_at = models.DateTimeField("cần đến lúc")
    thumbnail = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="full_sizes", verbose_name="ảnh thu nhỏ"
    )

    if TYPE_CHECKING:
        thumbnail_id: int | None

    class Meta:
        verbose_name = "nội dung tệp"
        constraints: ClassVar = [
            models.CheckConstraint(name="blob_checksum_is_one", condition=Q(sha256__regex="^[0-9a-f]{64}$")),
            models.CheckConstraint(name="blob_is_not_empty", condition=Q(size__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.sha256[:12]} ({self.get_kind_display()})"


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    """Questions about attached files."""

    def visible_to(self, actor: Actor) -> Self:
        """Files of the records that the actor may see, as those records' own `visible_to` says.

        Asks first which kinds of records have files at all; one probe of an index for each kind.
        """
        here = self.model._default_manager.filter(owner_type=OuterRef("pk"))
        seen = Q(pk__in=[])
        for owner_type in ContentType.objects.filter(Exists(here)):
            if (owners := owners_seen(owner_type, actor)) is not None:
                seen |= Q(owner_type=owner_type, owner_id__in=owners.values("pk"))
        return self.filter(seen)

    def present(self) -> Self:
        """Files that were not removed."""
        return self.filter(removed_at=None)

    def of(self, owner: models.Model) -> Self:
        """Files of one record; who asks has found the record by its own `visible_to`."""
        return self.filter(owner_type=ContentType.objects.get_for_model(owner), owner_id=owner.pk)

    def of_all(self, owners: Collection[models.Model]) -> Self:
        """Files of some records of one kind, for lists: one query however many there are."""
        one = next(iter(owners), None)
        if one is None:
            return self.none()
        kind = ContentType.objects.get_for_model(one)
        return self.filter(owner_type=kind, owner_id__in=[owner.pk for owner in owners])

    def in_order(self) -> Self:
        """As they came, with what is needed to show them."""
        return self.select_related("blob", "added_by").order_by("added_at", "pk")


def owners_seen(owner_type: ContentType, actor: Actor) -> "models.QuerySet[Any] | None":
    """The records of this kind that the actor may see; none of a kind that does not say who sees it."""
    model = owner_type.model_class()
    visible_to = getattr(model._default_manager.all(), "visible_to", None) if model else None
    return visible_to(actor) if visible_to else None


@tracked()
class Attachment(models.Model):
    """Tệp đính kèm: one file at one record, under the name that it was sent with.

    `sent_sha256` is the checksum of what was sent; a photo loses its metadata before it is kept, so that the
    stored bytes may have another one. `key` is chosen by the browser for each chosen file: the same file sent
    again after a lost connection is the same attachment.
    """

    blob = models.ForeignKey(Blob, models.PROTECT, related_name="attachments", verbose_name="nội dung")
    owner_type = models.ForeignKey(ContentType, models.PROTECT, verbose_name="loại hồ sơ")
    owner_id = models.BigIntegerField("số của hồ sơ")
    owner = GenericForeignKey("owner_type", "owner_id")
    name = models.CharField("tên tệp", max_length=200)
    purpose = models.SlugField("để làm gì", max_length=40)
    sent_sha256 = models.CharField("mã kiểm khi gửi", max_length=64, db_index=True)
    key = models.CharField("khóa của lần gửi", max_length=60, blank=True)
    added_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="attachments", verbose_name="người gửi"
    )
    added_at = models.DateTimeField("gửi lúc")
    removed_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="attachments_removed", verbose_name="người gỡ"
    )
    removed_at = models.DateTimeField("gỡ lúc", null=True)
    removal_reason = models.CharField("lý do gỡ", max_length=300, blank=True)

    objects = AttachmentQuerySet.as_manager()

    if TYPE_CHECKING:
        blob_id: int
        owner_type_id: int
        added_by_id: int | None

    class Meta:
        verbose_name = "tệp đính kèm"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["owner_type", "owner_id", "purpose", "sent_sha256"],
                condition=Q(removed_at=None),
                name="attachment_of_the_same_bytes_once",
                violation_error_message="Tệp này đã được đính kèm.",
            ),
            models.UniqueConstraint(
                fields=["owner_type", "owner_id", "purpose", "key"],
                condition=Q(removed_at=None) & ~Q(key=""),
                name="attachment_sent_once",
                violation_error_message="Tệp này đã được đính kèm.",
            ),
            models.CheckConstraint(
                name="attachment_removed_with_a_reason",
                condition=Q(removed_at=None, removal_reason="")
                | (Q(removed_at__isnull=False) & ~Q(removal_reason="")),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["owner_type", "owner_id", "added_at"], name="attachment_owner")
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Where the file itself is; the browser shows images and PDF, everything else it saves."""
        return reverse("files:file", args=[self.pk])

    @property
    def ending(self) -> str:
        """What stands for a file that is no picture: the end of its name."""
        return Kind(self.blob.kind).extensions[0]

    @property
    def is_image(self) -> bool:
        """Whether browsers show it, so that a thumbnail can stand for it."""
        return self.blob.kind in SHOWN_AS_IMAGE
