"""Notices, and what each person wants to be told."""

from typing import TYPE_CHECKING, ClassVar, Self

from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from donghanh.audit.history import tracked
from donghanh.core.actor import Actor
from donghanh.identity.models import User
from donghanh.notifications import kinds


class Channel(models.TextChoices):
    """On which way a notice reaches a person."""

    IN_APP = "in_app", "Trên trang này"


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Questions about notices."""

    def visible_to(self, actor: Actor) -> Self:
        """One's own."""
        return self.filter(user_id=actor.user_id)

    def unread(self) -> Self:
        """Not opened yet, and about something that still waits."""
        return self.filter(read_at=None, settled_at=None)

    def in_order(self) -> Self:
        """What is unread first, then the newest."""
        waits = models.Case(models.When(read_at=None, settled_at=None, then=0), default=1)
        return self.order_by(waits, "-created_at", "-pk")


class Notice(models.Model):
    """Thông báo: one person is told one thing, and why that person.

    `key` names what it is about: a person is told the same key once. When the matter is settled, its notices
    wait no longer, read or not.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="notices", verbose_name="người nhận")
    kind = models.CharField("loại", max_length=60)
    title = models.CharField("nội dung", max_length=300)
    reason = models.CharField("vì sao đồng chí nhận được", max_length=300)
    url = models.CharField("mở ra trang", max_length=300)
    unit_id = models.BigIntegerField("cho đơn vị", null=True)
    key = models.CharField("về việc", max_length=200)
    urgent = models.BooleanField("khẩn")
    caused_by = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="notices_caused", verbose_name="do ai"
    )
    created_at = models.DateTimeField("lúc")
    read_at = models.DateTimeField("đọc lúc", null=True)
    settled_at = models.DateTimeField("xong lúc", null=True)

    objects = NoticeQuerySet.as_manager()

    if TYPE_CHECKING:
        user_id: int

    class Meta:
        verbose_name = "thông báo"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "key"], name="notice_told_once"),
            models.CheckConstraint(
                name="notice_opens_a_page_of_ours",
                condition=Q(url__startswith="/") & ~Q(url__startswith="//"),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["user", "-created_at", "-id"], name="notice_newest"),
            models.Index(fields=["user"], condition=Q(read_at=None, settled_at=None), name="notice_unread"),
            models.Index(
                OpClass(F("key"), name="varchar_pattern_ops"),
                condition=Q(settled_at=None),
                name="notice_to_settle",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Where it is opened: marked as read on the way to what it is about."""
        return reverse("notifications:open", args=[self.pk])

    @property
    def waits(self) -> bool:
        """Whether it is counted at the bell."""
        return self.read_at is None and self.settled_at is None

    @property
    def kind_title(self) -> str:
        """What the kind is called."""
        kind = kinds.known(self.kind)
        return kind.title if kind else ""


class PreferenceQuerySet(models.QuerySet["Preference"]):
    """Questions about what people want to be told."""

    def visible_to(self, actor: Actor) -> Self:
        """One's own."""
        return self.filter(user_id=actor.user_id)


@tracked()
class Preference(models.Model):
    """Lựa chọn nhận thông báo: a person wants a kind on a channel, or does not."""

    user = models.ForeignKey(User, models.CASCADE, related_name="notice_choices", verbose_name="của ai")
    kind = models.CharField("loại", max_length=60)
    channel = models.CharField("qua đâu", max_length=10, choices=Channel, default=Channel.IN_APP)
    on = models.BooleanField("nhận")

    objects = PreferenceQuerySet.as_manager()

    class Meta:
        verbose_name = "lựa chọn nhận thông báo"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "kind", "channel"], name="preference_said_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {'có' if self.on else 'không'}"
