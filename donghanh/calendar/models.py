"""Days that a decree moves: off although they would be worked, or worked although they would be off."""

from typing import ClassVar, Self

from django.db import models
from django.urls import reverse

from donghanh.audit.history import tracked
from donghanh.core.actor import Actor
from donghanh.core.dates import spoken


class DayKind(models.TextChoices):
    """What the decree makes of the day."""

    OFF = "off", "Nghỉ"
    WORKING = "working", "Làm việc"


class SpecialDayQuerySet(models.QuerySet["SpecialDay"]):
    """Questions about special days."""

    def visible_to(self, _actor: Actor) -> Self:
        """All: the country's calendar is for everybody who is signed in."""
        return self

    def of_year(self, year: int) -> Self:
        """Those of a year, in order."""
        return self.filter(day__year=year).order_by("day")


@tracked()
class SpecialDay(models.Model):
    """Ngày nghỉ, ngày làm bù: one day of the whole country as a decree orders it; it precedes the law.

    `version` grows with every change, so that two who change the same day at once notice each other.
    """

    day = models.DateField("ngày", unique=True, error_messages={"unique": "Ngày này đã có trong lịch."})
    kind = models.CharField("nghỉ hay làm việc", max_length=10, choices=DayKind)
    note = models.CharField("nội dung", max_length=120)
    decision = models.CharField("theo văn bản", max_length=120)
    version = models.PositiveIntegerField("lần sửa", default=1)

    objects = SpecialDayQuerySet.as_manager()

    class Meta:
        verbose_name = "ngày nghỉ, ngày làm bù"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="special_day_kind_known", condition=models.Q(kind__in=["off", "working"])
            )
        ]

    def __str__(self) -> str:
        return f"{spoken.day(self.day)}: {self.note}"

    def get_absolute_url(self) -> str:
        """Where it is changed."""
        return reverse("calendar:change", args=[self.pk])

    @property
    def working(self) -> bool:
        """Whether offices work on it."""
        return self.kind == DayKind.WORKING
