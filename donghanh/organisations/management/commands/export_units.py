"""`export_units`: write the units of a day to a spreadsheet that can be imported again."""

from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from donghanh.core.actor import system_actor
from donghanh.organisations import actions


class Command(BaseCommand):
    """All units that are open on the day."""

    help = "Xuất các đơn vị đang hoạt động vào một ngày ra bảng tính .xlsx."

    def add_arguments(self, parser: CommandParser) -> None:
        """The file and the day."""
        parser.add_argument("tep", type=Path)
        parser.add_argument(
            "--ngay", type=date.fromisoformat, default=None, help="Như 2025-06-30; mặc định hôm nay."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file."""
        data = actions.export_units(on=options["ngay"] or timezone.localdate(), by=system_actor())
        options["tep"].write_bytes(data)
        self.stdout.write(f"Đã ghi {options['tep']} ({len(data) >> 10} KB).")
