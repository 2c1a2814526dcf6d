"""What the units of both organisations are called at each level, as the organisations themselves write it."""

from donghanh.organisations.models import AreaLevel, System
from donghanh.organisations.standard.plan import PlannedArea

PREFIX = {System.YOUTH_UNION: "DTN", System.LEARNING_ASSOCIATION: "HKH"}
CENTRAL = {
    System.YOUTH_UNION: "Trung ương Đoàn TNCS Hồ Chí Minh",
    System.LEARNING_ASSOCIATION: "Trung ương Hội Khuyến học Việt Nam",
}
OFFICE = {
    "Tỉnh": "Tỉnh đoàn",
    "Thành phố": "Thành đoàn",
    "Huyện": "Huyện đoàn",
    "Quận": "Quận đoàn",
    "Thị xã": "Thị đoàn",
}


def code(area: PlannedArea, system: System) -> str:
    """The unit's own code: organisation, then the key of its area."""
    if area.level == AreaLevel.COUNTRY:
        return f"{PREFIX[system]}-TW"
    return f"{PREFIX[system]}-{area.key}"


def name(area: PlannedArea, system: System) -> str:
    """The unit's name."""
    if area.level == AreaLevel.COUNTRY:
        return CENTRAL[system]
    place = area.place
    if system == System.LEARNING_ASSOCIATION:
        return f"Hội Khuyến học {place.kind.lower()} {place.name}"
    if area.level == AreaLevel.COMMUNE:
        return f"Đoàn {place.kind.lower()} {place.name}"
    return f"{OFFICE[place.kind]} {place.name}"
