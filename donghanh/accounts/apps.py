"""The place of this app in Django."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "donghanh.accounts"
    label = "accounts"
    verbose_name = "chức danh và quyền"
