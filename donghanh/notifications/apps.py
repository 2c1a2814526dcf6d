"""Notifications' place in Django."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "donghanh.notifications"
    label = "notifications"
    verbose_name = "thông báo"
