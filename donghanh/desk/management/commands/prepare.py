"""What must be done before the site is served: migrate, lay out static files, load the demonstration.

One process instead of three, and nothing that is done already: the second start takes seconds.
"""

import hashlib
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Chuẩn bị để chạy: cơ sở dữ liệu, tệp tĩnh, dữ liệu trình diễn (--demo)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--demo", action="store_true", help="nạp dữ liệu trình diễn")

    def handle(self, *args: Any, demo: bool, **options: Any) -> None:
        """Do each step that is due."""
        self.stdout.write("… cập nhật các bảng trong cơ sở dữ liệu")
        call_command("migrate", interactive=False, verbosity=0)
        call_command("load_roles", verbosity=0)
        stamp = _stamp_of_sources()
        file = Path(settings.STATIC_ROOT) / "stamp"
        if not file.is_file() or file.read_text(encoding="ascii") != stamp:
            self.stdout.write("… xếp tệp giao diện")
            call_command("collectstatic", interactive=False, clear=True, verbosity=0)
            file.write_text(stamp, encoding="ascii")
        if demo:
            call_command("load_demo", stdout=self.stdout)


def _stamp_of_sources() -> str:
    """A digest of the names, sizes and times of all static files."""
    seen = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            stat = Path(storage.path(path)).stat()
            seen.update(f"{path} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return seen.hexdigest()
