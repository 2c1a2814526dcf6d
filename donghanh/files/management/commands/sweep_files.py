"""Deletes files that nothing has needed for a day; the worker does the same daily."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from donghanh.files import store


class Command(BaseCommand):
    help = "Xóa nội dung tệp không còn nơi nào dùng đã quá một ngày."

    def handle(self, *args: Any, **options: Any) -> None:
        """Sweep and say how much."""
        rows, files = store.sweep(now=timezone.now())
        self.stdout.write(f"Đã xóa {rows} nội dung trong cơ sở dữ liệu, {files} tệp trên đĩa.")
