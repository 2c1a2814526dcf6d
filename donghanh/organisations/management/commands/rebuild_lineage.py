"""`rebuild_lineage`: derive lineage and reach anew from what people decided."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from donghanh.organisations import lineage, words


class Command(BaseCommand):
    """One transaction; readers see the old tables until it ends."""

    help = "Dựng lại bảng dòng trên dưới và bảng tầm với từ các vị trí và kế thừa đã ghi."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild and say how many lines there are."""
        self.stdout.write(f"Đã dựng lại {words.number(lineage.rebuild())} dòng trên dưới.")
