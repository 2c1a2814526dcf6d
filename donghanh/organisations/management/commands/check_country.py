"""`check_country`: nothing old is lost, nothing new comes from nowhere; and what the source leaves open."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from donghanh.organisations import words
from donghanh.organisations.standard import check, source


class Command(BaseCommand):
    """End with an error if anything is wrong."""

    help = "Chứng minh số liệu chuẩn đủ và khớp, và nêu những điều nguồn không cho biết."

    def handle(self, *args: Any, **options: Any) -> None:
        """Counts first, then what is open, then what is wrong."""
        report = check.check(source.read())
        for what, (found, expected) in report.counts.items():
            mark = "đúng" if found == expected else f"SAI, phải là {words.number(expected)}"
            self.stdout.write(f"  {what}: {words.number(found)} ({mark})")
        self.stdout.write("Nguồn không cho biết:")
        for line in report.open:
            self.stdout.write(f"  - {line}")
        for line in report.wrong[:50]:
            self.stderr.write(f"  ! {line}")
        if not report.holds:
            raise CommandError(f"Số liệu chuẩn còn {words.number(len(report.wrong))} chỗ sai.")
        self.stdout.write(
            self.style.SUCCESS("Mọi địa bàn cũ đều có nơi kế thừa, mọi địa bàn mới đều có nơi trước đó.")
        )
