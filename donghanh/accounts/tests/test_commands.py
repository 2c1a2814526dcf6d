"""Commands: standard roles, the first administrator, the table of rights, the demonstration's people."""

import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

import donghanh
from donghanh.accounts import demo
from donghanh.accounts.models import Post, Role
from donghanh.accounts.roles import STANDARD
from donghanh.accounts.tests.factories import acting
from donghanh.core.permissions import Permission
from donghanh.identity.models import User
from donghanh.organisations.models import Level, System, Unit
from donghanh.organisations.tests.factories import make_unit

DOCS = Path(donghanh.__file__).resolve().parent.parent / "docs"


def told(*command, **options):
    out = StringIO()
    call_command(*command, stdout=out, **options)
    return out.getvalue()


@pytest.mark.django_db
def test_roles_are_loaded_and_loaded_again():
    assert told("load_roles") == f"{len(STANDARD)} vai trò chuẩn mới hoặc thay đổi.\n"
    assert told("load_roles") == "0 vai trò chuẩn mới hoặc thay đổi.\n"
    assert Role.objects.count() == len(STANDARD)


def test_the_table_of_rights_in_the_documentation_is_what_the_code_says():
    assert (DOCS / "generated" / "rights.md").read_text(encoding="utf-8") == told("print_rights")


@pytest.mark.django_db
def test_the_first_administrator_gets_code_and_password(central):
    text = told("make_administrator", unit=central.code, name="Lê Đầu Tiên", phone="+84912345678")

    user = User.objects.get(phone="0912345678")
    password = re.search(r"([a-z2-9]{4}-){2}[a-z2-9]{4}", text)[0]
    assert user.check_password(password)
    assert {right for post in user.posts.all() for right in post.role.rights} == set(Permission)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "reason"),
    [({"unit": "KHONG"}, "Không có đơn vị"), ({"phone": "12"}, "chưa đúng"), ({"name": " "}, "họ và tên")],
)
def test_a_wrong_question_makes_nobody(central, asked, reason):
    with pytest.raises(CommandError, match=reason):
        told("make_administrator", **{"unit": central.code, "name": "A", "phone": ""} | asked)
    assert User.objects.count() == 0


@pytest.fixture
def country(db):
    """The units that the demonstration stands on."""
    for prefix, system in (("DTN", System.YOUTH_UNION), ("HKH", System.LEARNING_ASSOCIATION)):
        top = make_unit(f"Trung ương {prefix}", code=f"{prefix}-TW", system=system)
        province = make_unit(f"Tỉnh {prefix}", top, code=f"{prefix}-T86")
        make_unit(f"Xã {prefix}", province, code=f"{prefix}-X28870", level=Level.COMMUNE)


def test_the_demonstration_s_people_hold_posts_in_real_units(country):
    first = demo.load(password="mat-khau-trinh-dien")
    demo.load(password="mat-khau-trinh-dien")

    assert [user.posts.count() for user in first] == [1, 1, 2, 1, 1, 2, 0]
    assert Unit.objects.filter(code__in=[demo.BOARD, demo.SCHOOL]).count() == 2
    assert all(user.check_password("mat-khau-trinh-dien") for user in User.objects.all())
    officer = acting(Post.objects.get(user__code="chuyen-vien-tinh-doan"))
    assert Unit.objects.get(pk=officer.office_id).code == demo.PROVINCE


@pytest.mark.django_db
def test_without_units_they_come_without_posts():
    assert [user.posts.count() for user in demo.load()] == [0] * len(demo.PEOPLE)
