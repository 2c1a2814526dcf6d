"""The place of this app in Django."""

from django.apps import AppConfig


class IdentityConfig(AppConfig):
    name = "donghanh.identity"
    label = "identity"
    verbose_name = "tài khoản"
