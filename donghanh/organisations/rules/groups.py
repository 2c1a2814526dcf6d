"""Why a deed on groups is refused now."""

from datetime import date

from donghanh.core.actor import Actor
from donghanh.core.text import clean
from donghanh.organisations import words
from donghanh.organisations.models import GroupRule, Unit, UnitGroup
from donghanh.organisations.rules import units


def create_group(owner: Unit, *, name: str, on: date, by: Actor) -> str:
    if not clean(name):
        return "Đồng chí chưa nhập tên nhóm."
    if UnitGroup.objects.filter(owner=owner, name=clean(name)).exists():
        return f"{owner} đã có nhóm “{clean(name)}”."
    return units.is_open(owner, on)


def change_group(group: UnitGroup, *, on: date, by: Actor) -> str:
    later = GroupRule.objects.filter(group=group, period__startswith__gte=on).first()
    if later:
        since = words.day(later.period.lower)
        return f"Nhóm đã có quy tắc từ ngày {since}; quy tắc mới phải bắt đầu sau ngày đó."
    return ""


def remove_group(group: UnitGroup, *, holders: set[str], by: Actor) -> str:
    if holders:
        return f"Nhóm đang được dùng ({', '.join(sorted(holders))}), nên không xóa được."
    return ""
