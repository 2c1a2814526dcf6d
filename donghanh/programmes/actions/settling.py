"""All open tasks of a unit that is no more, settled at once."""

from datetime import date

from donghanh.audit import actions as audit
from donghanh.core.actor import Actor
from donghanh.core.permissions import Permission
from donghanh.organisations.models import Unit
from donghanh.programmes import rules
from donghanh.programmes.actions import rows
from donghanh.programmes.actions.syncing import end, pass_on
from donghanh.programmes.models import Programme
from donghanh.programmes.queries import closings


@audit.deed
def settle_unit(programme: Programme, *, unit: Unit, to: Unit | None, on: date, by: Actor) -> Programme:
    """Giải quyết việc của đơn vị đã kết thúc: its heir carries on from that day, or nobody does."""
    by.require(Permission.PROGRAMME_CHANGE)
    programme = rows.fresh(programme)
    rows.refuse(rules.settle_unit(programme, unit=unit, on=on, by=by))

    left = closings.of_closed_units(programme, on=by.today).filter(unit=unit).order_by("task", "due_on")
    tasks = set()
    for assignment in left.select_related("task", "unit", "programme"):
        if assignment.task_id in tasks:
            continue
        tasks.add(assignment.task_id)
        if to is None:
            end(assignment, on=on, by=by)
        else:
            pass_on(assignment, to=to, on=on, by=by)
    audit.record(
        "programmes.settle_unit",
        programme,
        by=by,
        closed=unit.name,
        to=to.name if to else "",
        tasks=len(tasks),
    )
    return programme
