"""How the desk says days."""

from datetime import date

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from donghanh.core.dates import spoken as words
from donghanh.core.dates.spoken import day
from donghanh.desk.queries.tracking import Cell, Line
from donghanh.programmes.models import Assignment, Status

register = template.Library()
FAR = 30
EMPTY = SafeString('<td class="c is-none"></td>')
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
def cells(line: Line) -> SafeString:
    """The cells of a row of the board: thousands on a page, so they are put together without a template.

    Late ones name their task, for phones, where a row is a card.
    """
    return format_html_join("", "{}", ((_cell(cell),) for cell in line.cells))


def _cell(cell: Cell) -> SafeString:
    if not cell.text:
        return EMPTY
    if cell.tone == "late":
        return format_html(
            '<td class="c is-late" data-label="{}"><a href="{}">{}</a></td>', cell.task, cell.href, cell.text
        )
    return format_html('<td class="c is-{}"><a href="{}">{}</a></td>', cell.tone, cell.href, cell.text)


@register.filter
def tone(assignment: Assignment) -> str:
    """The tone of one assignment's status, as on the board."""
    return (
        "waiting"
        if assignment.waits and assignment.status != Status.OVERDUE
        else TONES[Status(assignment.status)]
    )
