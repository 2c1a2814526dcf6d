"""Proving the map: nothing old is lost, nothing new comes from nowhere; and what the source leaves open."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Exists, OuterRef, QuerySet

from donghanh.organisations.models import (
    Area,
    AreaLevel,
    AreaPlacement,
    AreaSuccession,
    Succession,
    System,
    Unit,
)
from donghanh.organisations.standard.plan import REFORM
from donghanh.organisations.standard.source import Source

EVE = REFORM - timedelta(days=1)
SYSTEMS = (System.YOUTH_UNION, System.LEARNING_ASSOCIATION)
EXPECTED = {
    ("trước", AreaLevel.PROVINCE): 63,
    ("trước", AreaLevel.DISTRICT): 696,
    ("trước", AreaLevel.COMMUNE): 10_035,
    ("sau", AreaLevel.PROVINCE): 34,
    ("sau", AreaLevel.DISTRICT): 0,
    ("sau", AreaLevel.COMMUNE): 3_321,
}


@dataclass(frozen=True, kw_only=True)
class Report:
    """What was counted, what is wrong, and what the source does not tell."""

    counts: dict[str, tuple[int, int]]  # what → found, expected
    wrong: tuple[str, ...]
    open: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether every count is as expected and nothing is wrong."""
        return not self.wrong and all(found == expected for found, expected in self.counts.values())


def check(source: Source) -> Report:
    """Look at everything that is stored."""
    counts = {}
    for (when, level), expected in EXPECTED.items():
        day = EVE if when == "trước" else REFORM
        found = Area.objects.on(day).filter(level=level).count()
        counts[f"{level.label} {when} 01/7/2025"] = (found, expected)
    for system in SYSTEMS:
        open_now = (
            Unit.objects.existing(on=REFORM).filter(system=system, code__regex="^(DTN|HKH)-[TX][0-9]").count()
        )
        counts[f"{system.label}: đơn vị cấp tỉnh, cấp xã từ 01/7/2025"] = (open_now, 34 + 3_321)
    wrong = [*_lost_areas(), *_areas_from_nowhere(), *_wrong_provinces(), *_units()]
    return Report(counts=counts, wrong=tuple(wrong), open=tuple(_left_open(source)))


def _lost_areas() -> list[str]:
    """Areas that ended and went nowhere; districts ended with their level, but their communes must go on."""
    ended = Area.objects.filter(period__endswith=REFORM)
    carried = Exists(AreaSuccession.objects.filter(predecessor=OuterRef("pk")))
    lost = ended.exclude(level=AreaLevel.DISTRICT).filter(~carried)
    return [f"Không có nơi kế thừa: {area} ({area.code})" for area in lost]


def _areas_from_nowhere() -> list[str]:
    began = Area.objects.filter(period__startswith=REFORM)
    came = Exists(AreaSuccession.objects.filter(successor=OuterRef("pk")))
    return [f"Không có nơi trước đó: {area} ({area.code})" for area in began.filter(~came)]


def _wrong_provinces() -> list[str]:
    """Communes whose new province did not come from the old one in which they lay."""
    provinces = dict(
        AreaSuccession.objects.filter(predecessor__level=AreaLevel.PROVINCE).values_list(
            "predecessor", "successor"
        )
    )
    parent = {
        (place.area_id, day): place.parent_id
        for day in (EVE, REFORM)
        for place in AreaPlacement.objects.filter(period__contains=day)
    }
    wrong = []
    steps = AreaSuccession.objects.exclude(predecessor__level=AreaLevel.PROVINCE)
    for step in steps.select_related("predecessor", "successor"):
        old = parent[step.predecessor_id, EVE]
        old = parent[old, EVE] if step.predecessor.level == AreaLevel.COMMUNE else old
        if provinces.get(old, old) != parent[step.successor_id, REFORM]:
            wrong.append(f"{step.predecessor} → {step.successor}: hai tỉnh không kế thừa nhau")
    return wrong


def _units() -> list[str]:
    """Units that ended without a successor, and units that began with the reform without a predecessor."""
    loaded = Unit.objects.filter(system__in=SYSTEMS, code__regex="^(DTN|HKH)-")
    lost = loaded.filter(closed_on=REFORM).filter(
        ~Exists(Succession.objects.filter(predecessor=OuterRef("pk")))
    )
    fresh = loaded.filter(opened_on=REFORM).filter(
        ~Exists(Succession.objects.filter(successor=OuterRef("pk")))
    )
    return [f"Không có đơn vị kế thừa: {unit} ({unit.code})" for unit in lost] + [
        f"Không có đơn vị trước đó: {unit} ({unit.code})" for unit in fresh
    ]


def _left_open(source: Source) -> list[str]:
    undated = Area.objects.filter(period__startswith__isnull=True, level__gt=AreaLevel.COUNTRY).count()
    parts = _number(AreaSuccession.objects.filter(in_part=True))
    told = [
        f"{undated} địa bàn không rõ có từ ngày nào: bản đồ trước 01/7/2025 là bản đồ ngày 30/6/2025.",
        f"{parts} xã, phường, thị trấn cũ chia cho nhiều nơi: "
        "nguồn không cho biết mỗi nơi nhận phần nào, bao nhiêu dân.",
        f"{_silent_districts()} huyện kết thúc cùng với cấp huyện; đất của huyện đi theo các xã.",
    ]
    told += [f"Nguồn nhắc tới địa bàn không có trong danh sách: {pair}" for pair in source.unknown]
    nowhere = Area.objects.on(REFORM).filter(level=AreaLevel.COMMUNE, latitude=None)
    return told + [f"Không có tọa độ: {area} ({area.code})" for area in nowhere]


def _number(steps: "QuerySet[AreaSuccession]") -> int:
    found = steps.aggregate(number=Count("predecessor", distinct=True))["number"]
    return int(found)


def _silent_districts() -> int:
    carried = Exists(AreaSuccession.objects.filter(predecessor=OuterRef("pk")))
    return Area.objects.filter(~carried, level=AreaLevel.DISTRICT, period__endswith=REFORM).count()
