"""How the desk says days."""

from datetime import date

from django import template

from donghanh.core.dates import spoken as words
from donghanh.core.dates.spoken import day
from donghanh.programmes.models import Assignment, Status

register = template.Library()
FAR = 30
TONES = {
    Status.OVERDUE: "late",
    Status.IN_TIME: "going",
    Status.NOT_STARTED: "still",
    Status.DONE_IN_TIME: "done",
    Status.DONE_LATE: "done-late",
    Status.ENDED: "none",
}


@register.filter
def spoken(value: date | None) -> str:
    """`01/7/2026`, as offices write it."""
    return day(value) if value else ""


@register.filter
def due_in(due: date, today: date) -> str:
    """`quá hạn 3 ngày (12/3/2026)`, `hạn hôm nay`, `còn 5 ngày (20/3/2026)`, `hạn 30/6/2026`."""
    left = (due - today).days
    if left < 0:
        return f"Quá hạn {-left} ngày ({day(due)})"
    if left == 0:
        return f"Hạn hôm nay ({day(due)})"
    return f"Còn {left} ngày ({day(due)})" if left <= FAR else f"Hạn {day(due)}"


@register.filter
def weekday(value: date) -> str:
    """`Thứ Hai` to `Chủ nhật`."""
    said = words.weekday(value)
    return said[0].upper() + said[1:]


@register.filter
def tone(assignment: Assignment) -> str:
    """The tone of one assignment's status, as on the board."""
    return (
        "waiting"
        if assignment.waits and assignment.status != Status.OVERDUE
        else TONES[Status(assignment.status)]
    )
