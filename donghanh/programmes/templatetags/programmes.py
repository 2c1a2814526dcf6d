"""How the pages of programmes say days, rules, numbers and states."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import template

from donghanh.core.dates import spoken
from donghanh.core.dates.rule import Rule
from donghanh.programmes.models import Assignment, ProgrammeState, Status, TaskActor

register = template.Library()
FAR = 30
TONES = {
    Status.OVERDUE: "bad",
    Status.DONE_IN_TIME: "good",
    Status.DONE_LATE: "good",
}
STATES = {ProgrammeState.DRAFT: "warn", ProgrammeState.RUNNING: "good"}


@register.filter
def day(value: date | None) -> str:
    """`01/7/2026`, as offices write it."""
    return spoken.day(value) if value else ""


@register.filter
def due_in(due: date, today: date) -> str:
    """`Quá hạn 3 ngày (12/3/2026)`, `Hạn hôm nay (15/3/2026)`, `Còn 5 ngày (20/3/2026)`, `Hạn 30/6/2026`."""
    left = (due - today).days
    if left < 0:
        return f"Quá hạn {-left} ngày ({spoken.day(due)})"
    if left == 0:
        return f"Hạn hôm nay ({spoken.day(due)})"
    return f"Còn {left} ngày ({spoken.day(due)})" if left <= FAR else f"Hạn {spoken.day(due)}"


@register.filter
def rule_said(rule: dict[str, Any]) -> str:
    """A stored rule in words: `15/11 hằng năm`."""
    return Rule.from_dict(rule).said()


@register.filter
def number(value: Decimal | int | None) -> str:
    """`1.234.567`, `12,5`: as people here write numbers, without zeros that say nothing."""
    if value is None:
        return ""
    said = f"{value:,.2f}".rstrip("0").rstrip(".") if isinstance(value, Decimal) else f"{value:,}"
    return said.translate(str.maketrans(",.", ".,"))


@register.filter
def status_tone(assignment: Assignment) -> str:
    """The tone of an assignment's status, after `with_status`."""
    if assignment.status == Status.OVERDUE:
        return "bad"
    return "warn" if assignment.waits else TONES.get(Status(assignment.status), "neutral")


@register.filter
def status_said(assignment: Assignment) -> str:
    """The status in words; what was reported and is not confirmed says so."""
    waiting = assignment.waits and assignment.status != Status.OVERDUE
    return "Chờ xác nhận" if waiting else assignment.get_status_display()


@register.filter
def state_tone(state: str) -> str:
    """The tone of a programme's state."""
    return STATES.get(ProgrammeState(state), "neutral")


@register.filter
def meaning(actor: TaskActor) -> str:
    """What a name in a task means, where that is not the name itself; a name left open says so."""
    meant = actor.acting_unit or actor.group or actor.post or actor.body
    if meant is None:
        return "chưa rõ là ai"
    return "" if str(meant).casefold() == actor.name.casefold() else str(meant)
