"""The place of this app in Django."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "donghanh.portal"
    label = "portal"
    verbose_name = "trang công khai"
