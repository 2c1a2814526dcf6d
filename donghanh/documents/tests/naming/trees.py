"""Invented trees of both organisations: a province before and after 1 July 2025, with boards and schools."""

from dataclasses import dataclass, field
from datetime import date

from donghanh.organisations import actions
from donghanh.organisations.models import Kind, Level, System, Unit
from donghanh.organisations.tests.factories import SYSTEM, make_unit, new

BEFORE, AFTER = date(2022, 5, 20), date(2026, 1, 10)
REFORM = date(2025, 7, 1)
PROVINCE, HOI = "Tỉnh đoàn Bình Minh", "Hội Khuyến học tỉnh Bình Minh"
DISTRICTS = ("Huyện đoàn Tân Lập", "Thị đoàn Sông Lô", "Thành đoàn Bình Minh")
COMMUNES = {
    "Huyện đoàn Tân Lập": ("Đoàn xã Hòa An", "Đoàn xã Hòa Bình", "Đoàn thị trấn Tân Lập"),
    "Thị đoàn Sông Lô": ("Đoàn phường Sông Lô", "Đoàn xã Vĩnh Trung"),
    "Thành đoàn Bình Minh": ("Đoàn phường Hải Châu", "Đoàn xã Hòa Phú"),
}
BOARDS = (
    "Ban Tuyên giáo", "Ban Xây dựng Đoàn", "Ban Thanh thiếu nhi trường học", "Ban Tổ chức - Kiểm tra",
    "Ban Phong trào", "Văn phòng",
)  # fmt: skip
HOI_BOARDS = ("Ban Tuyên truyền", "Ban Tổ chức", "Ban Kiểm tra", "Văn phòng")


@dataclass
class Trees:
    """The cast by name: `trees["Tỉnh đoàn Bình Minh"]`."""

    units: dict[str, Unit] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Unit:
        return Unit.objects.get(pk=self.units[name].pk)

    def add(self, name: str, parent: str = "", **fields: object) -> None:
        """One more unit, under its name; a board's name is kept with its office's."""
        if fields.get("kind") == Kind.STAFF_BOARD:
            fields["level"] = max(self.units[parent].level, Level.PROVINCE) + (parent in DISTRICTS)
        unit = make_unit(name, self.units.get(parent), **fields)
        self.units[f"{name} {parent}" if fields.get("kind") == Kind.STAFF_BOARD else name] = unit


def plant() -> Trees:
    """Both organisations from the centre to the branches; districts until the reform."""
    trees = Trees()
    _youth(trees)
    _learning(trees)
    _reform(trees)
    return trees


def _youth(trees: Trees) -> None:
    centre = "Trung ương Đoàn TNCS Hồ Chí Minh"
    trees.add(centre)
    trees.add(PROVINCE, centre)
    trees.add("Tỉnh đoàn Sông Hậu", centre)
    for board in ("Ban Tổ chức", "Văn phòng"):
        trees.add(board, centre, kind=Kind.STAFF_BOARD)
    for board in BOARDS:
        trees.add(board, PROVINCE, kind=Kind.STAFF_BOARD)
    for district in DISTRICTS:
        trees.add(district, PROVINCE, level=Level.DISTRICT)
        for commune in COMMUNES[district]:
            trees.add(commune, district, level=Level.COMMUNE)
    trees.add("Ban Phong trào", "Huyện đoàn Tân Lập", kind=Kind.STAFF_BOARD)
    trees.add("Đoàn khối Các cơ quan tỉnh", PROVINCE, level=Level.BASE, kind=Kind.AGENCY)
    trees.add("Đoàn Trường Đại học Bình Minh", PROVINCE, level=Level.BASE, kind=Kind.UNIVERSITY)
    for school, district in (
        ("Đoàn Trường THPT Tân Lập", "Huyện đoàn Tân Lập"),
        ("Đoàn Trường THPT Sông Lô", "Thị đoàn Sông Lô"),
        ("Đoàn Trường THCS Hòa An", "Huyện đoàn Tân Lập"),
    ):
        trees.add(school, district, level=Level.BASE, kind=Kind.SCHOOL)
    for branch, commune in (
        ("Chi đoàn thôn 1", "Đoàn xã Hòa An"), ("Chi đoàn thôn 2", "Đoàn xã Hòa An"),
        ("Chi đoàn Công an", "Đoàn xã Hòa An"), ("Chi đoàn thôn 1 Hòa Phú", "Đoàn xã Hòa Phú"),
    ):  # fmt: skip
        trees.add(branch, commune, level=Level.BRANCH)
    trees.add("Huyện đoàn Tân Phú", "Tỉnh đoàn Sông Hậu", level=Level.DISTRICT)
    trees.add("Đoàn xã Hòa An Tây", "Huyện đoàn Tân Phú", level=Level.COMMUNE)


def _learning(trees: Trees) -> None:
    centre, system = "Trung ương Hội Khuyến học Việt Nam", System.LEARNING_ASSOCIATION
    trees.add(centre, system=system)
    trees.add(HOI, centre)
    for board in HOI_BOARDS:
        trees.add(board, HOI, kind=Kind.STAFF_BOARD)
    for district, communes in (
        ("Hội Khuyến học huyện Tân Lập", ("Hội Khuyến học xã Hòa An", "Hội Khuyến học xã Hòa Bình")),
        ("Hội Khuyến học thành phố Bình Minh", ("Hội Khuyến học phường Hải Châu",)),
    ):
        trees.add(district, HOI, level=Level.DISTRICT)
        for commune in communes:
            trees.add(commune, district, level=Level.COMMUNE)


def _reform(trees: Trees) -> None:
    """The reform: two communes of one district become one, then the districts end."""
    pair = [trees["Đoàn xã Hòa Bình"], trees["Đoàn thị trấn Tân Lập"]]
    into = new("Đoàn xã Tân Lập", level=Level.COMMUNE)
    trees.units["Đoàn xã Tân Lập"] = actions.merge(
        pair, into=into, parent=trees[PROVINCE], on=REFORM, by=SYSTEM
    )
    for top in (PROVINCE, HOI):
        actions.abolish_level(trees[top], level=Level.DISTRICT, on=REFORM, by=SYSTEM)
