"""Why a change of the calendar is refused now; an empty string means that it may be done."""

from collections.abc import Sequence
from datetime import date

from donghanh.calendar.decree import Line
from donghanh.calendar.models import SpecialDay
from donghanh.core.actor import Actor
from donghanh.core.dates import spoken
from donghanh.core.dates.working import FIRST_YEAR, LAST_YEAR
from donghanh.core.text import clean

CHANGED = "Ngày này vừa có người khác sửa. Đồng chí hãy mở lại trang để xem rồi ghi lần nữa."


def add_day(day: date, *, note: str, decision: str, by: Actor) -> str:
    if found := SpecialDay.objects.filter(day=day).first():
        return f"Ngày {found} đã có trong lịch; Đồng chí hãy sửa ngày ấy."
    return _in_years(day) or _said(note, decision)


def change_day(special: SpecialDay, *, note: str, decision: str, reason: str, version: int, by: Actor) -> str:
    if special.version != version:
        return CHANGED
    return _said(note, decision) or _why(reason)


def remove_day(special: SpecialDay, *, reason: str, version: int, by: Actor) -> str:
    return CHANGED if special.version != version else _why(reason)


def enter_decree(lines: Sequence[Line], *, decision: str, by: Actor) -> str:
    if not lines:
        return "Quyết định chưa có ngày nào."
    days = [line.day for line in lines]
    known = SpecialDay.objects.filter(day__in=days).order_by("day").values_list("day", flat=True)
    if known:
        return f"Đã có trong lịch: {', '.join(map(spoken.day, known))}. Chưa ngày nào được ghi."
    return next((reason for day in days if (reason := _in_years(day))), "") or _said("-", decision)


def _in_years(day: date) -> str:
    if FIRST_YEAR <= day.year <= LAST_YEAR:
        return ""
    return f"Lịch có từ năm {FIRST_YEAR} đến năm {LAST_YEAR}."


def _said(note: str, decision: str) -> str:
    if not clean(note):
        return "Đồng chí chưa ghi nội dung của ngày."
    return "" if clean(decision) else "Đồng chí chưa ghi số văn bản quy định ngày này."


def _why(reason: str) -> str:
    return "" if clean(reason) else "Đồng chí chưa ghi lý do."
