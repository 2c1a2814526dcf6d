"""Invented officers: the offices' leaders and specialists, and one in every commune of the province."""

import random
from dataclasses import dataclass

from donghanh.accounts import actions
from donghanh.accounts.demo import COMMUNE, LEARNING_PROVINCE, PROVINCE, SINCE
from donghanh.accounts.models import Post, Role
from donghanh.core.actor import Actor
from donghanh.core.text import plain
from donghanh.identity.models import User
from donghanh.organisations.models import Kind, Level, Unit
from donghanh.organisations.models.units import UnitQuerySet

SEED = 2026
# fmt: off
FAMILY = (
    "Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý", "Thạch",
)
MIDDLE = (
    "Văn", "Thị", "Minh", "Ngọc", "Quốc", "Thanh", "Hoàng", "Kim", "Hữu", "Mỹ", "Đức", "Thùy", "Gia",
)
GIVEN = (
    "An", "Bình", "Châu", "Dung", "Đạt", "Giang", "Hạnh", "Hiếu", "Khang", "Khánh", "Lam", "Linh", "Long",
    "Mai", "Nam", "Ngân", "Nhi", "Phúc", "Quân", "Quyên", "Sơn", "Tâm", "Thảo", "Thịnh", "Trang", "Trí", "Tú",
    "Uyên", "Vân", "Vinh", "Yến", "Ý",
)
# fmt: on


@dataclass(frozen=True, kw_only=True)
class Officer:
    """Somebody in a provincial office."""

    code: str
    full_name: str
    unit: str
    role: str
    title: str


OFFICERS = (
    Officer(
        code="bi-thu-tinh-doan", full_name="Lâm Quang Khải", unit=PROVINCE, role="lanh-dao", title="Bí thư"
    ),
    Officer(
        code="pho-bi-thu-tinh-doan",
        full_name="Đặng Ngọc Hân",
        unit=PROVINCE,
        role="lanh-dao",
        title="Phó Bí thư",
    ),
    Officer(
        code="van-phong-tinh-doan",
        full_name="Cao Nhật Trường",
        unit="DTN-T86-VP",
        role="chuyen-vien",
        title="Chuyên viên",
    ),
    Officer(
        code="ban-truong-hoc-tinh-doan",
        full_name="Mai Thục Anh",
        unit="DTN-T86-TTNTH",
        role="chuyen-vien",
        title="Chuyên viên",
    ),
    Officer(
        code="ban-to-chuc-tinh-doan",
        full_name="Kiều Trọng Nghĩa",
        unit="DTN-T86-XDTC",
        role="chuyen-vien",
        title="Chuyên viên",
    ),
    Officer(
        code="chu-tich-hoi-khuyen-hoc",
        full_name="Phan Thị Mai Xuân",
        unit=LEARNING_PROVINCE,
        role="lanh-dao",
        title="Chủ tịch",
    ),
    Officer(
        code="van-phong-hoi-khuyen-hoc",
        full_name="Tăng Hòa Thuận",
        unit="HKH-T86-VP",
        role="chuyen-vien",
        title="Chuyên viên",
    ),
    Officer(
        code="pho-bi-thu-doan-xa",
        full_name="Đinh Trọng Tín",
        unit=COMMUNE,
        role="can-bo-co-so",
        title="Phó Bí thư",
    ),
)


def load(*, by: Actor) -> None:
    """Give every office and commune its people; again without harm."""
    held = set(Post.objects.filter(unit__in=_offices()).values_list("unit", "user__code"))
    roles = Role.objects.in_bulk(field_name="code")
    units = Unit.objects.in_bulk([officer.unit for officer in OFFICERS], field_name="code")
    for officer in OFFICERS:
        unit = units[officer.unit]
        if (unit.pk, officer.code) not in held:
            user = _user(officer.code, officer.full_name)
            actions.give_post(
                user, unit=unit, role=roles[officer.role], title=officer.title, since=SINCE, by=by
            )
    _base_officers(roles["can-bo-co-so"], {unit for unit, _ in held}, by=by)


def _base_officers(role: Role, held: set[int], *, by: Actor) -> None:
    names = random.Random(SEED)  # noqa: S311 - invented names, not secrets
    for unit in _offices().exclude(level=Level.PROVINCE).order_by("code"):
        name = " ".join((names.choice(FAMILY), names.choice(MIDDLE), names.choice(GIVEN)))
        if unit.pk in held:
            continue
        title = "Chủ tịch" if unit.code.startswith("HKH") else "Bí thư"
        user = _user(plain(unit.code), name)
        actions.give_post(user, unit=unit, role=role, title=title, since=SINCE, by=by)


def _offices() -> UnitQuerySet:
    """The two provincial offices with their boards, communes and schools."""
    tops = Unit.objects.filter(code__in=[PROVINCE, LEARNING_PROVINCE])
    below = Unit.objects.filter(
        lineage_up__ancestor__in=tops, lineage_up__period__contains=SINCE, closed_on=None
    )
    return below.exclude(level=Level.BRANCH).exclude(kind__in=[Kind.AGENCY]).distinct()


def _user(code: str, name: str) -> User:
    found = User.objects.filter(code=code).first()
    return found or User.objects.create_user(code, full_name=name)
