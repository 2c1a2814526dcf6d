"""Core's place in Django."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "donghanh.core"
    label = "core"
    verbose_name = "nền tảng"
