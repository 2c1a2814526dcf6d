"""The book of deeds. Lines are only ever added: the application's database role can do nothing else."""

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, ClassVar, Self

import pgtrigger
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from donghanh.audit import words
from donghanh.core.actor import Actor
from donghanh.core.reach import units_reached
from donghanh.core.text import SearchForm, search_words
from donghanh.identity.models import User


class EntryQuerySet(models.QuerySet["Entry"]):
    """Questions to the book; the newest line comes first in all of them."""

    def visible_to(self, actor: Actor) -> Self:
        """Deeds done for units within the actor's reach."""
        return self.filter(unit_id__in=units_reached(actor))

    def about(self, subject: models.Model) -> Self:
        """Everything that was done to one record."""
        kind = ContentType.objects.get_for_model(subject)
        return self.filter(subject_type=kind, subject_id=subject.pk)

    def by_user(self, user_id: int) -> Self:
        """Deeds of one person, also those done on somebody's behalf."""
        return self.filter(user_id=user_id)

    def between(self, first: date, last: date) -> Self:
        """Deeds from the first day to the end of the last one, in Vietnam's time."""
        begin = timezone.make_aware(datetime.combine(first, time.min))
        end = timezone.make_aware(datetime.combine(last + timedelta(days=1), time.min))
        return self.filter(at__gte=begin, at__lt=end)

    def saying(self, text: str) -> Self:
        """Deeds whose record, as it was called then, or whose verb has every typed word, accents or not."""
        found = self
        for word in search_words(text):
            found = found.filter(Q(search__contains=f" {word}") | Q(verb__contains=word))
        return found

    def newest_first(self) -> Self:
        """As the book is read."""
        return self.order_by("-at", "-pk")


class Entry(models.Model):
    """Dòng nhật ký: one deed. Unit and post are kept as numbers; those records live above this app."""

    at = models.DateTimeField("lúc")
    verb = models.CharField("việc", max_length=60)
    user = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="deeds", verbose_name="người thực hiện"
    )
    on_behalf_of = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="deeds_by_others", verbose_name="thay mặt"
    )
    unit_id = models.BigIntegerField("đơn vị", null=True)
    post_id = models.BigIntegerField("nhiệm vụ được giao", null=True)
    address = models.CharField("từ địa chỉ", max_length=60, blank=True)
    subject_type = models.ForeignKey(ContentType, models.PROTECT, verbose_name="loại hồ sơ")
    subject_id = models.BigIntegerField("số của hồ sơ")
    subject_name = models.CharField("tên hồ sơ khi ấy", max_length=300)
    facts = models.JSONField("chi tiết", default=dict, encoder=DjangoJSONEncoder)
    search = models.GeneratedField(
        expression=SearchForm(F("subject_name")), output_field=models.TextField(), db_persist=True
    )
    subject = GenericForeignKey("subject_type", "subject_id")

    objects = EntryQuerySet.as_manager()

    if TYPE_CHECKING:
        user_id: int | None
        on_behalf_of_id: int | None

    class Meta:
        verbose_name = "dòng nhật ký"
        indexes: ClassVar = [
            models.Index(fields=["subject_type", "subject_id", "-at"], name="entry_subject"),
            models.Index(fields=["unit_id", "-at"], name="entry_unit"),
            models.Index(fields=["user", "-at"], name="entry_user"),
            models.Index(fields=["-at", "-id"], name="entry_newest"),
            GinIndex(OpClass(F("search"), name="gin_trgm_ops"), name="entry_search"),
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.verb}: {self.subject_name}"

    @property
    def said(self) -> str:
        """The deed in the words of those who read the book."""
        return words.said(self.verb)

    @property
    def told(self) -> list[tuple[str, str]]:
        """The details, before and after among them, in words."""
        return words.told(self.facts)
