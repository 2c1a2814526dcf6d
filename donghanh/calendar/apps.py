"""Calendar's place in Django."""

from django.apps import AppConfig


class CalendarConfig(AppConfig):
    name = "donghanh.calendar"
    label = "calendar"
    verbose_name = "lịch ngày nghỉ"
