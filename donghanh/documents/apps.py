"""The place of this app in Django."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "donghanh.documents"
    label = "documents"
    verbose_name = "văn bản"
