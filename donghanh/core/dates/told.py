"""A rule in words: `15/11 hằng năm`, `ngày làm việc cuối cùng của mỗi quý`, `trước ngày 30/5 mỗi năm học`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from donghanh.core.dates import spoken
from donghanh.core.dates.periods import ROMAN, Every

if TYPE_CHECKING:
    from donghanh.core.dates.rule import Rule

PLACES = {
    "first": "ngày đầu tiên",
    "last": "ngày cuối cùng",
    "first_working": "ngày làm việc đầu tiên",
    "last_working": "ngày làm việc cuối cùng",
}
SHIFTS = {
    "before": "gặp ngày nghỉ thì làm trước vào ngày làm việc liền trước",
    "after": "gặp ngày nghỉ thì lùi sang ngày làm việc liền sau",
}
MONTHS_OF_QUARTER = ("đầu", "thứ hai", "cuối")


def rule(one: Rule) -> str:
    """The whole rule: the day, then what bounds and changes it."""
    parts = [_lag(one, _day(one))]
    parts += [SHIFTS[one.shift]] if one.shift in SHIFTS else []
    parts += [f"từ ngày {spoken.day(one.starts_on)}"] if one.starts_on else []
    parts += [f"đến hết ngày {spoken.day(one.ends_on)}"] if one.ends_on else []
    dropped = sum(change.day is None for change in one.exceptions.values())
    moved = len(one.exceptions) - dropped
    parts += [f"{moved} lần đổi ngày"] if moved else []
    parts += [f"bỏ {dropped} lần"] if dropped else []
    return ", ".join(parts)


def _day(one: Rule) -> str:
    if one.every is Every.ONCE and one.on:
        return f"{'trước ' if one.before else ''}ngày {spoken.day(one.on)}"
    if one.position != "day":
        before = "trước hết " if one.before else ""
        within = f" tháng {one.month}" if one.month and one.every.months == 12 else _of_part(one)
        return f"{before}{PLACES[one.position]}{within} của {_period(one)}"
    if one.every is Every.WEEK:
        return f"{'trước ' if one.before else ''}{spoken.WEEKDAYS[(one.day or 1) - 1]} hằng tuần"
    if one.every is Every.MONTH and not one.only:
        return f"{_word(one)}{one.day:02} hằng tháng"
    if one.every is Every.QUARTER and not one.only:
        return f"{_word(one)}{one.day:02}{_of_part(one) or ' tháng cuối'} của mỗi quý"
    if one.every is Every.SCHOOL_YEAR:
        return f"{_word(one)}{_in_year(one)} mỗi năm học"
    return f"{'trước ngày ' if one.before else ''}{_in_year(one)} hằng năm{_part(one)}"


def _word(one: Rule) -> str:
    return "trước ngày " if one.before else "ngày "


def _in_year(one: Rule) -> str:
    """`15/11`, or the two days of the halves."""
    length = one.every.months
    within = one.month or length
    months = [within] if length == 12 else list(range(within, 13, length))
    months = [months[one.only - 1]] if one.only else months
    return " và ".join(spoken.day_of_year(one.day or 1, month) for month in months)


def _of_part(one: Rule) -> str:
    if one.every is Every.QUARTER and one.month:
        return f" tháng {MONTHS_OF_QUARTER[one.month - 1]}"
    return f" tháng thứ {one.month}" if one.month else ""


def _period(one: Rule) -> str:
    if not one.only:
        return f"mỗi {'kỳ ' if one.every is Every.HALF_YEAR else ''}{one.every.label}"
    if one.every is Every.QUARTER:
        return f"quý {ROMAN[one.only - 1]} hằng năm"
    if one.every is Every.HALF_YEAR:
        return f"6 tháng {('đầu', 'cuối')[one.only - 1]} năm"
    return f"tháng {one.only} hằng năm"


def _part(one: Rule) -> str:
    """Which part of the year the day is for."""
    return f" ({_of(one)})" if one.only and one.every is not Every.MONTH else ""


def _of(one: Rule) -> str:
    if one.every is Every.QUARTER:
        return f"cho quý {ROMAN[((one.only or 1) - 1 - one.lag) % 4]}"
    return f"cho 6 tháng {('đầu', 'cuối')[((one.only or 1) - 1 - one.lag) % 2]} năm"


def _lag(one: Rule, text: str) -> str:
    """For which period, when the day stands in another."""
    if not one.lag or (one.only and one.every is not Every.MONTH):
        return text
    near = {1: "liền trước", -1: "liền sau"}.get(one.lag)
    far = f"{abs(one.lag)} {one.every.label} {'trước' if one.lag > 0 else 'sau'}"
    return f"{text}, cho {f'{one.every.label} {near}' if near else far}"
