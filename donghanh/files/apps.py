"""Files' place in Django."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "donghanh.files"
    label = "files"
    verbose_name = "tệp"
