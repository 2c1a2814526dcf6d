"""What the standard data do not have: staff boards of the two provincial offices, and invented schools."""

from dataclasses import dataclass

from donghanh.accounts.demo import COMMUNE, LEARNING_PROVINCE, PROVINCE, SINCE
from donghanh.core.actor import Actor
from donghanh.organisations import actions
from donghanh.organisations.models import Kind, Level, System, Unit
from donghanh.organisations.values import NewUnit

SCHOOLS = ("Rạch Dừa", "Cái Mít", "Vàm Xanh", "Giồng Lúa", "Bãi Lau", "Cầu Tre", "Phú Sa", "Mỹ Vạn")


@dataclass(frozen=True, kw_only=True)
class Board:
    """A staff board, and the office that it serves."""

    code: str
    name: str
    office: str
    system: System


BOARDS = (
    Board(
        code="DTN-T86-VP",
        name="Văn phòng Tỉnh đoàn Vĩnh Long",
        office=PROVINCE,
        system=System.YOUTH_UNION,
    ),
    Board(
        code="DTN-T86-TTNTH",
        name="Ban Thanh thiếu nhi - Trường học Tỉnh đoàn Vĩnh Long",
        office=PROVINCE,
        system=System.YOUTH_UNION,
    ),
    Board(
        code="DTN-T86-XDTC",
        name="Ban Xây dựng tổ chức Đoàn Tỉnh đoàn Vĩnh Long",
        office=PROVINCE,
        system=System.YOUTH_UNION,
    ),
    Board(
        code="DTN-T86-PT",
        name="Ban Phong trào Tỉnh đoàn Vĩnh Long",
        office=PROVINCE,
        system=System.YOUTH_UNION,
    ),
    Board(
        code="HKH-T86-VP",
        name="Văn phòng Hội Khuyến học tỉnh Vĩnh Long",
        office=LEARNING_PROVINCE,
        system=System.LEARNING_ASSOCIATION,
    ),
)


def load(*, by: Actor) -> None:
    """Open what is missing; again without harm."""
    known = set(Unit.objects.filter(code__startswith="DTN-T86").values_list("code", flat=True))
    known |= set(Unit.objects.filter(code__startswith="HKH-T86").values_list("code", flat=True))
    known |= set(Unit.objects.filter(code__endswith="-THPT").values_list("code", flat=True))
    for board in BOARDS:
        if board.code not in known:
            new = NewUnit(
                code=board.code,
                name=board.name,
                system=board.system,
                level=Level.PROVINCE,
                kind=Kind.STAFF_BOARD,
            )
            actions.open_unit(Unit.objects.get(code=board.office), new=new, on=SINCE, by=by)
    for name, commune in zip(SCHOOLS, _communes(), strict=False):
        code = f"{commune.code}-THPT"
        if code not in known:
            new = NewUnit(
                code=code,
                name=f"Đoàn Trường THPT {name}",
                system=System.YOUTH_UNION,
                level=Level.BASE,
                kind=Kind.SCHOOL,
            )
            actions.open_unit(commune, new=new, on=SINCE, by=by)


def _communes() -> list[Unit]:
    """Every fifteenth commune of the province, in order, but not the one that has its school already."""
    province = Unit.objects.get(code=PROVINCE)
    communes = Unit.objects.under(province.pk, on=SINCE).filter(level=Level.COMMUNE).exclude(code=COMMUNE)
    return list(communes.order_by("sort_key", "pk"))[::15]
