"""A rule as plain data, and back again: nothing unknown, nothing of the wrong kind gets in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

from donghanh.core.dates.periods import Every
from donghanh.core.dates.values import Change, Position, Shift

if TYPE_CHECKING:
    from donghanh.core.dates.rule import Rule

VERSION = 1
Choice = TypeVar("Choice", bound=StrEnum)


def as_dict(rule: Rule) -> dict[str, Any]:
    """Plain data for JSON; what is not set is left out."""
    data: dict[str, Any] = {"version": VERSION, "every": str(rule.every)}
    plain = {"month": rule.month, "day": rule.day, "only": rule.only}
    days = {"on": rule.on, "starts_on": rule.starts_on, "ends_on": rule.ends_on}
    data |= {name: number for name, number in plain.items() if number is not None}
    data |= {name: day.isoformat() for name, day in days.items() if day}
    data |= {"position": str(rule.position)} if rule.position is not Position.DAY else {}
    data |= {"shift": str(rule.shift)} if rule.shift is not Shift.NONE else {}
    data |= {"lag": rule.lag} if rule.lag else {}
    data |= {"before": True} if rule.before else {}
    if rule.exceptions:
        data["exceptions"] = {
            day.isoformat(): {"day": change.day and change.day.isoformat(), "reason": change.reason}
            for day, change in sorted(rule.exceptions.items())
        }
    return data


def fields(data: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a rule from plain data; the ValueError says what is wrong."""
    if not isinstance(data, Mapping):
        raise ValueError("Quy tắc ngày phải là một bảng gồm các mục có tên.")
    if data.get("version") != VERSION or isinstance(data.get("version"), bool):
        raise ValueError(
            f"Quy tắc ngày thuộc phiên bản {data.get('version')!r}; chỉ đọc được phiên bản {VERSION}."
        )
    if unknown := sorted(str(name) for name in data if name not in READERS):
        raise ValueError(f"Quy tắc ngày có mục không rõ: {', '.join(unknown)}.")
    if "every" not in data:
        raise ValueError("Quy tắc ngày thiếu mục every (lặp lại theo kỳ nào).")
    return {name: READERS[name](name, value) for name, value in data.items() if name != "version"}


def _wrong(name: str, value: object) -> ValueError:
    return ValueError(f"Mục {name} của quy tắc ngày không hợp lệ: {str(value)[:60]!r}.")


def _number(name: str, value: object) -> int:
    if type(value) is not int:  # True and 1.0 are none
        raise _wrong(name, value)
    return value


def _flag(name: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise _wrong(name, value)
    return value


def _day(name: str, value: object) -> date:
    if isinstance(value, str) and len(value) == len("2026-11-15"):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise _wrong(name, value)


def _choice(choices: type[Choice]) -> Callable[[str, object], Choice]:
    def read(name: str, value: object) -> Choice:
        if not isinstance(value, str) or value not in set(choices):
            raise _wrong(name, value)
        return choices(value)

    return read


def _exceptions(name: str, value: object) -> dict[date, Change]:
    if not isinstance(value, Mapping):
        raise _wrong(name, value)
    return {_day(name, day): _change(name, change) for day, change in value.items()}


def _change(name: str, value: object) -> Change:
    if (
        not isinstance(value, Mapping)
        or set(value) != {"day", "reason"}
        or not isinstance(value["reason"], str)
    ):
        raise _wrong(name, value)
    day = value["day"]
    return Change(day=None if day is None else _day(name, day), reason=value["reason"])


READERS: dict[str, Callable[[str, Any], Any]] = {
    "version": _number,
    "every": _choice(Every),
    "on": _day,
    "month": _number,
    "day": _number,
    "position": _choice(Position),
    "shift": _choice(Shift),
    "only": _number,
    "lag": _number,
    "before": _flag,
    "starts_on": _day,
    "ends_on": _day,
    "exceptions": _exceptions,
}
