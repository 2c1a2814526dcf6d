"""`print_rights`: the table of rights for docs/generated/rights.md."""

from typing import Any

from django.core.management.base import BaseCommand

from donghanh.accounts.rights_table import markdown


class Command(BaseCommand):
    help = "In bảng quyền của các vai trò chuẩn (docs/generated/rights.md)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Write it to standard output."""
        self.stdout.write(markdown(), ending="")
