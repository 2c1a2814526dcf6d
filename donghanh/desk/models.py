"""What the desk itself keeps: calendar addresses that phones read, and when a desk was seen."""

from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import F, Q

from donghanh.accounts.models import Post
from donghanh.core.actor import Actor
from donghanh.identity.models import User


class CalendarFeedQuerySet(models.QuerySet["CalendarFeed"]):
    """Questions about calendar addresses."""

    def visible_to(self, actor: Actor) -> Self:
        """One's own; nobody else sees that they exist."""
        return self.filter(user=actor.user_id)

    def live(self) -> Self:
        """Those that were not revoked."""
        return self.filter(revoked_at=None)

    def newest_first(self) -> Self:
        """The last made in front."""
        return self.order_by("-made_at", "-pk")


class CalendarFeed(models.Model):
    """Địa chỉ lịch: a secret address under which a phone reads the deadlines of one post.

    Only a digest of the secret is kept: the address is shown once, to the person who made it. A post has one
    address at a time; making another revokes the last.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="calendar_feeds", verbose_name="người lập")
    post = models.ForeignKey(
        Post, models.PROTECT, related_name="calendar_feeds", verbose_name="nhiệm vụ được giao"
    )
    digest = models.CharField("mã kiểm tra của địa chỉ", max_length=64, unique=True)
    made_at = models.DateTimeField("lập lúc")
    last_read_at = models.DateTimeField("đọc lần cuối lúc", null=True)
    revoked_at = models.DateTimeField("thu hồi lúc", null=True)

    objects = CalendarFeedQuerySet.as_manager()

    if TYPE_CHECKING:
        user_id: int
        post_id: int

    class Meta:
        verbose_name = "địa chỉ lịch"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["post"], name="calendar_feed_one_per_post", condition=Q(revoked_at=None)
            ),
            models.CheckConstraint(
                name="calendar_feed_revoked_after_making",
                condition=Q(revoked_at=None) | Q(revoked_at__gte=F("made_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"Lịch của {self.post}"


class Visit(models.Model):
    """Lần mở bàn: when somebody in a post looked at the desk, and when the visit before that one ended."""

    post = models.OneToOneField(
        Post, models.CASCADE, primary_key=True, related_name="+", verbose_name="nhiệm vụ được giao"
    )
    seen_at = models.DateTimeField("mở lần cuối lúc")
    before_at = models.DateTimeField("lần trước xong lúc", null=True)

    class Meta:
        verbose_name = "lần mở bàn"

    def __str__(self) -> str:
        return f"{self.post}: {self.seen_at:%d/%m/%Y}"
