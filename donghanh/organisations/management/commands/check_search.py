"""`check_search`: the words by which units are found are those of their rows, or say where they are not."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from donghanh.organisations import words
from donghanh.organisations.models import Unit
from donghanh.organisations.queries.proof import wrong_words


class Command(BaseCommand):
    """Compare every unit; end with an error if anything differs."""

    help = "Chứng minh cột chữ để tìm của mọi đơn vị đúng bằng mã, tên gọi, tên khác và mã ngoài của đơn vị."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say what was compared, then what differs."""
        began = time.perf_counter()
        wrong = wrong_words()
        seconds = time.perf_counter() - began
        units = words.number(Unit.objects.count())
        self.stdout.write(f"Đã so chữ để tìm của {units} đơn vị trong {seconds:.1f} giây.")
        if not wrong:
            self.stdout.write(self.style.SUCCESS("Khớp hoàn toàn."))
            return
        for code in wrong[:20]:
            self.stderr.write(f"Chữ để tìm sai: đơn vị {code}")
        raise CommandError(f"Chữ để tìm không khớp ở {words.number(len(wrong))} đơn vị.")
