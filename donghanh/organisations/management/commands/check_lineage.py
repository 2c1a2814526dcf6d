"""`check_lineage`: the derived tables equal a plain recursion, or say where they do not."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from donghanh.organisations import words
from donghanh.organisations.queries.proof import prove


class Command(BaseCommand):
    """Compare everything; end with an error if anything differs."""

    help = "Chứng minh bảng dòng trên dưới và bảng tầm với đúng bằng phép đệ quy thuần túy."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say what was compared, then what differs."""
        began = time.perf_counter()
        proof = prove()
        seconds = time.perf_counter() - began
        self.stdout.write(
            f"Đã so {words.number(proof.units)} đơn vị, {words.number(proof.lines)} dòng trên dưới, "
            f"{words.number(proof.reach)} dòng tầm với trong {seconds:.1f} giây."
        )
        if proof.holds:
            self.stdout.write(self.style.SUCCESS("Khớp hoàn toàn."))
            return
        for title, found in (
            ("Dòng trên dưới thừa", proof.wrong_lines),
            ("Dòng trên dưới thiếu", proof.missing_lines),
            ("Dòng tầm với thừa", proof.wrong_holds),
            ("Dòng tầm với thiếu", proof.missing_holds),
            ("Vị trí sai", proof.broken_placements),
        ):
            for line in sorted(map(str, found))[:20]:
                self.stderr.write(f"{title}: {line}")
        raise CommandError("Bảng dẫn xuất không khớp; hãy chạy rebuild_lineage rồi kiểm tra lại.")
