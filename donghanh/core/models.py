"""What the ground itself keeps: how often a visitor used what is open to everybody."""

from typing import ClassVar

from django.db import models


class Use(models.Model):
    """Lượt dùng: how often one visitor used one thing within one span of time; short-lived, without names."""

    key = models.CharField("khóa", max_length=64)
    ends_at = models.DateTimeField("hết hạn lúc", db_index=True)
    count = models.PositiveIntegerField("số lượt", default=1)

    class Meta:
        verbose_name = "lượt dùng"
        constraints: ClassVar = [models.UniqueConstraint(fields=["key"], name="use_counted_once_per_key")]

    def __str__(self) -> str:
        return f"{self.count} lượt"
