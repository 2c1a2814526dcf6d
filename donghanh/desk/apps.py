"""The place of this app in Django."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "donghanh.desk"
    label = "desk"
    verbose_name = "bàn làm việc"
