"""Loads the demonstration: the country's units, invented people of one province; again without harm."""

import secrets
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from donghanh.accounts import demo
from donghanh.core.actor import system_actor
from donghanh.desk.demo import people, places, work
from donghanh.desk.demo.days import Days
from donghanh.organisations.models import Unit


class Command(BaseCommand):
    help = "Nạp dữ liệu trình diễn (chỉ khi DONGHANH_DEMO=1)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Make what is missing, and leave the list of accounts for `donghanh demo` to show."""
        if not settings.DEMO:
            raise CommandError(
                "Dữ liệu trình diễn chỉ nạp được khi DONGHANH_DEMO=1, không bao giờ cạnh dữ liệu thật."
            )
        if not Unit.objects.exists():
            self.stdout.write("… nạp cây đơn vị cả nước, trước và sau ngày 01/7/2025 (khoảng nửa phút)")
            call_command("load_country", stdout=self.stdout)
        password = _password()
        self.stdout.write("… nạp người và nhiệm vụ của tỉnh mẫu")
        demo.load(password=password)
        places.load(by=system_actor())
        people.load(by=system_actor())
        work.load(Days(today=timezone.localdate()), say=self.stdout.write)
        lines = ["Tài khoản trình diễn (hoặc bấm một vai trên trang đầu):"]
        lines += [f"  {person.code:26} {person.role}" for person in demo.PEOPLE]
        lines.append(f"  Mật khẩu chung: {password}")
        (settings.HOME / "demo-accounts.txt").write_text("\n".join(lines), encoding="utf-8")
        self.stdout.write("\n".join(lines))


def _password() -> str:
    """The demonstration's password: made once, kept in its home, so that it stays the same."""
    file = settings.HOME / "demo-password"
    if not file.exists():
        file.write_text(secrets.token_urlsafe(9), encoding="ascii")
        file.chmod(0o600)
    return file.read_text(encoding="ascii")
