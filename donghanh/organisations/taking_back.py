"""Whether a change can be taken back, as lists and pages offer it; and the last change on a unit's page."""

from dataclasses import dataclass
from datetime import date

from donghanh.core.actor import Actor
from donghanh.organisations import rules
from donghanh.organisations.models import Change, ChangeKind, Unit
from donghanh.organisations.parts import Look, Part
from donghanh.organisations.queries import pages


@dataclass(frozen=True, kw_only=True)
class Offer:
    """The button, or why there is none."""

    possible: bool
    by_two: bool = False
    why_not: str = ""


def offered(change: Change, *, by: Actor) -> Offer:
    """What a page says about taking back a change that was fetched `with_later`; asks nothing itself."""
    if change.undone_at:
        return Offer(possible=False, why_not="Đã hoàn lại.")
    if change.kind == ChangeKind.LOAD:
        return Offer(possible=False, why_not="Số liệu chuẩn, không hoàn lại.")
    if change.rests:
        return Offer(possible=False, why_not="Đã có thay đổi sau đó dựa vào.")
    if rules.right_to_undo(change) not in by.permissions:
        return Offer(possible=False)
    return Offer(possible=True, by_two=bool(rules.undone_by_two(change, by=by)))


def _look(unit: Unit, actor: Actor, _day: date) -> Look | None:
    change = pages.latest(unit)
    if change is None:
        return None
    context = {"change": change, "offer": offered(change, by=actor)}
    return Look(template="organisations/changes/_latest.html", context=context)


LATEST = Part(title="Thay đổi gần nhất", look=_look)
