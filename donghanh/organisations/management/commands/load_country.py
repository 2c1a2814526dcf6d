"""`load_country`: the country's map and the units of both organisations, before and after 1 July 2025."""

import resource
import time
from typing import Any

from django.core.management.base import BaseCommand
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from donghanh.core.actor import system_actor
from donghanh.organisations import words
from donghanh.organisations.standard import load, plan, source


class Command(BaseCommand):
    """Load what is missing; a second run changes nothing."""

    help = "Nạp địa bàn cả nước trước và sau 01/7/2025, cùng đơn vị Đoàn và Hội Khuyến học ở mỗi nơi."

    def handle(self, *args: Any, **options: Any) -> None:
        """Show each step while it runs, then rows, seconds and memory."""
        began = time.perf_counter()
        console = Console(file=self.stdout)  # type: ignore[arg-type]  # a text stream by behaviour
        columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
        with Progress(*columns, console=console, transient=True) as progress:
            steps: list[Any] = []

            def tell(step: str) -> None:
                if steps:
                    progress.stop_task(steps[-1])
                steps.append(progress.add_task(step, total=None))

            tell("Đọc nguồn")
            loaded = load.load(plan.make(source.read()), tell=tell, by=system_actor())
        seconds = time.perf_counter() - began
        if not loaded.total:
            self.stdout.write("Số liệu chuẩn đã có đủ; không thay đổi gì.")
            return
        for label, number in loaded.rows.items():
            self.stdout.write(f"  {label:<20} {words.number(number):>9}")
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        self.stdout.write(
            f"Đã nạp {words.number(loaded.total)} dòng trong {seconds:.1f} giây, bộ nhớ {memory} MB."
        )
