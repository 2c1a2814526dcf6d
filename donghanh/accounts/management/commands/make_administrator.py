"""`make_administrator`: the first one of an installation, who gives all other accounts."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from donghanh.accounts import actions
from donghanh.accounts.models import Role
from donghanh.core.actor import system_actor
from donghanh.core.errors import Refused
from donghanh.identity import phone
from donghanh.identity.models import User
from donghanh.organisations.models import Unit
from donghanh.organisations.words import day


class Command(BaseCommand):
    help = "Cấp tài khoản quản trị đầu tiên ở một đơn vị; in mã đăng nhập và mật khẩu dùng một lần."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Who, and where."""
        parser.add_argument("--unit", required=True, help="mã đơn vị, ví dụ DTN-TW")
        parser.add_argument("--name", required=True, help="họ và tên")
        parser.add_argument("--phone", default="", help="số điện thoại")

    @transaction.atomic
    def handle(self, *args: Any, unit: str, name: str, **options: Any) -> None:
        """Make the account and print its slip."""
        by = system_actor()
        where = Unit.objects.filter(code=unit).first()
        if where is None:
            raise CommandError(f"Không có đơn vị mang mã {unit}. Hãy nạp cây đơn vị trước (load_country).")
        if options["phone"] and not phone.normal(options["phone"]):
            raise CommandError("Số điện thoại chưa đúng.")
        actions.load_standard_roles(by=by)
        role = Role.objects.get(code="quan-tri")
        try:
            user = actions.make_account(
                full_name=name,
                phone=options["phone"],
                unit=where,
                role=role,
                title="Quản trị hệ thống",
                since=by.today,
                by=by,
            )
            calendar = Role.objects.get(code="giu-lich")
            actions.give_post(
                user, unit=where, role=calendar, title="Giữ lịch ngày nghỉ", since=by.today, by=by
            )
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        (slip,) = actions.issue_slips(User.objects.filter(pk=user.pk), by=by)
        self.stdout.write(f"Mã đăng nhập: {slip.code}")
        self.stdout.write(f"Mật khẩu dùng một lần: {slip.password} (đến hết ngày {day(slip.until.date())})")
