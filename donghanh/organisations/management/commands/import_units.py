"""`import_units`: store a spreadsheet of units, after showing what it would do."""

import time
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from donghanh.core.actor import system_actor
from donghanh.core.errors import Refused
from donghanh.organisations import actions, words
from donghanh.organisations.exchange.plan import Deed


class Command(BaseCommand):
    """Preview by default; `--ghi` stores, `--bo-dong-loi` stores the sound rows only."""

    help = "Nhập đơn vị từ bảng tính; không có --ghi thì chỉ xem trước."

    def add_arguments(self, parser: CommandParser) -> None:
        """The file, the day, and whether to store."""
        parser.add_argument("tep", type=Path, help="Tệp .xlsx, .xls hoặc .ods.")
        parser.add_argument(
            "--tu-ngay", type=date.fromisoformat, default=None, help="Ngày áp dụng, như 2026-03-01."
        )
        parser.add_argument("--ghi", action="store_true", help="Ghi vào hệ thống.")
        parser.add_argument("--bo-dong-loi", action="store_true", help="Chỉ ghi các dòng không có lỗi.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Show, and store if told so."""
        began = time.perf_counter()
        on = options["tu_ngay"] or timezone.localdate()
        try:
            data = options["tep"].read_bytes()
            if options["ghi"]:
                self._store(data, on, sound_rows_only=options["bo_dong_loi"])
            else:
                self._show(data, on)
        except OSError as error:
            raise CommandError(f"Không mở được tệp {options['tep']}: {error.strerror}.") from error
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"Xong trong {time.perf_counter() - began:.1f} giây.")

    def _show(self, data: bytes, on: date) -> None:
        plan = actions.preview_import(data, on=on, by=system_actor())
        for deed in Deed:
            self.stdout.write(f"  {deed.value.capitalize()}: {words.number(len(plan.doing(deed)))} dòng")
        for error in plan.errors[:100]:
            self.stdout.write(f"  ! {error}")
        self.stdout.write(f"  Lỗi: {words.number(len(plan.errors))}")

    def _store(self, data: bytes, on: date, *, sound_rows_only: bool) -> None:
        done = actions.import_units(data, on=on, sound_rows_only=sound_rows_only, by=system_actor())
        self.stdout.write(
            f"  Mở mới {words.number(done.opened)}, thay đổi {words.number(done.changed)}, "
            f"giữ nguyên {words.number(done.unchanged)}, bỏ lại {words.number(done.left_out)} dòng."
        )
