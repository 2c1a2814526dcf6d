"""Compares every stored file with its checksum."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from donghanh.files import store


class Command(BaseCommand):
    help = "Đối chiếu mọi tệp đã lưu với mã kiểm; nêu tệp bị mất hoặc bị thay đổi."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say what is wrong with which file; end with an error when something is."""
        wrong = 0
        for fault in store.faults():
            wrong += 1
            names = ", ".join(f"“{name}”" for name in fault.names) or "không còn nơi nào đính kèm"
            self.stdout.write(f"Tệp {fault.what}: {store.path_of(fault.sha256)} ({names})")
        if wrong:
            raise CommandError(f"{wrong} tệp bị mất hoặc bị thay đổi. Hãy lấy lại từ bản sao lưu gần nhất.")
        self.stdout.write("Mọi tệp đều đúng với mã kiểm.")
