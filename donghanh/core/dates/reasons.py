"""Why something is no rule: said in Vietnamese, before anything is stored."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from donghanh.core.dates.periods import Every
from donghanh.core.dates.spoken import day as said

if TYPE_CHECKING:
    from donghanh.core.dates.rule import Rule

LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
MOST_EXCEPTIONS = 400
LONGEST_REASON = 300
FARTHEST_LAG = 12


def against(rule: Rule) -> str:
    """The first thing wrong with the rule, or nothing."""
    checks = (_once, _day, _month, _only, _place, _span, _exceptions)
    return next((reason for check in checks for reason in check(rule)), "")


def not_named(day: date) -> str:
    """An exception for a day on which nothing falls."""
    return f"Ngày {said(day)} không phải là ngày của quy tắc này."


def _once(rule: Rule) -> Iterator[str]:
    if rule.every is Every.ONCE:
        if rule.on is None:
            yield "Việc làm một lần cần có ngày."
        if rule.month or rule.day or rule.only or rule.lag or rule.position != "day":
            yield "Việc làm một lần chỉ có một ngày, không có tháng hay vị trí trong kỳ."
    elif rule.on is not None:
        yield "Quy tắc lặp lại không mang một ngày cố định."


def _day(rule: Rule) -> Iterator[str]:
    if rule.every is Every.ONCE:
        return
    if rule.position != "day":
        if rule.day is not None:
            yield "Ngày đầu hoặc ngày cuối của kỳ không mang thêm số ngày."
        return
    longest = 7 if rule.every is Every.WEEK else 31
    if rule.day is None or not 1 <= rule.day <= longest:
        yield (
            "Thứ trong tuần phải từ 1 (thứ Hai) đến 7 (Chủ nhật)."
            if longest == 7
            else "Ngày trong tháng phải từ 1 đến 31."
        )


def _month(rule: Rule) -> Iterator[str]:
    if rule.month is None:
        if rule.every in {Every.YEAR, Every.SCHOOL_YEAR} and rule.position == "day":
            yield "Quy tắc hằng năm cần có ngày và tháng."
        return
    if rule.every.months < 2:
        yield "Quy tắc hằng tuần và hằng tháng không mang tháng."
    elif not 1 <= rule.month <= rule.every.months:
        yield f"Tháng trong kỳ phải từ 1 đến {rule.every.months}."
    elif rule.every.months == 12 and (rule.day or 1) > LONGEST_MONTHS[rule.month - 1]:
        yield f"Tháng {rule.month} không có ngày {rule.day}."


def _only(rule: Rule) -> Iterator[str]:
    parts = 12 // rule.every.months if rule.every.months else 1
    if rule.only is not None and (parts == 1 or not 1 <= rule.only <= parts):
        yield "Chỉ chọn được một kỳ trong năm với tháng, quý hoặc 6 tháng, và kỳ ấy phải có thật."


def _place(rule: Rule) -> Iterator[str]:
    if abs(rule.lag) > FARTHEST_LAG:
        yield f"Ngày cách kỳ của nó nhiều nhất {FARTHEST_LAG} kỳ."
    if rule.position.endswith("working") and rule.shift != "none":
        yield "Ngày làm việc đầu hoặc cuối kỳ không cần dời khi gặp ngày nghỉ."


def _span(rule: Rule) -> Iterator[str]:
    if rule.starts_on and rule.ends_on and rule.ends_on < rule.starts_on:
        yield f"Ngày kết thúc {said(rule.ends_on)} ở trước ngày bắt đầu {said(rule.starts_on)}."


def _exceptions(rule: Rule) -> Iterator[str]:
    if len(rule.exceptions) > MOST_EXCEPTIONS:
        yield f"Một quy tắc có nhiều nhất {MOST_EXCEPTIONS} ngoại lệ."
    for day, change in rule.exceptions.items():
        if not change.reason.strip():
            yield f"Ngoại lệ của ngày {said(day)} chưa có lý do."
        if len(change.reason) > LONGEST_REASON:
            yield f"Lý do của ngoại lệ ngày {said(day)} dài quá {LONGEST_REASON} ký tự."
