"""The place of this app in Django."""

from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "donghanh.programmes"
    label = "programmes"
    verbose_name = "chương trình"
