"""`load_roles`: the standard roles, as this version of the product knows them."""

from typing import Any

from django.core.management.base import BaseCommand

from donghanh.accounts import actions
from donghanh.core.actor import system_actor


class Command(BaseCommand):
    help = "Nạp hoặc cập nhật các vai trò chuẩn; chạy lại không thay đổi gì."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how many were new or changed."""
        changed = actions.load_standard_roles(by=system_actor())
        if options["verbosity"]:
            self.stdout.write(f"{changed} vai trò chuẩn mới hoặc thay đổi.")
