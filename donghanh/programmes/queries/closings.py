"""Open tasks of units that exist no longer: who waits for a decision, and who could carry on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from donghanh.core.actor import Actor
from donghanh.organisations.models import Unit
from donghanh.organisations.queries.time import recast
from donghanh.programmes.models import Assignment, Programme
from donghanh.programmes.models.assignments import AssignmentQuerySet
from donghanh.programmes.queries import keeping


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """A closed unit with its open assignments, and the units that carry on for it within the programme."""

    unit: Unit
    assignments: tuple[Assignment, ...]
    heirs: tuple[Unit, ...]


def of_closed_units(programme: Programme, *, on: date) -> AssignmentQuerySet:
    """Open assignments of units that no longer exist on that day."""
    return programme.assignments.open().filter(unit__closed_on__lte=on)


def heirs(units: Iterable[int], *, programme: Programme, on: date) -> dict[int, tuple[int, ...]]:
    """The units that carry on for each of these, as far as the programme reaches on that day."""
    found = {unit: line.targets for unit, line in recast(units, to=on).items()}
    wanted = {heir for targets in found.values() for heir in targets}
    reached = set(
        Unit.objects.existing(on=on)
        .filter(
            pk__in=wanted,
            lineage_up__ancestor__in=keeping.tops(programme, on=on),
            lineage_up__period__contains=on,
        )
        .values_list("pk", flat=True)
    )
    return {
        unit: tuple(heir for heir in targets if heir in reached and heir != unit)
        for unit, targets in found.items()
    }


def waiting(programme: Programme, *, by: Actor) -> Sequence[Waiting]:
    """What waits for the choice of the unit that assigned it."""
    rows = list(
        of_closed_units(programme, on=by.today)
        .select_related("unit", "task")
        .order_by("unit__sort_key", "unit", "task__place", "due_on")
    )
    units = {row.unit_id: row.unit for row in rows}
    carried = heirs(units, programme=programme, on=by.today) if units else {}
    known = Unit.objects.in_bulk({heir for line in carried.values() for heir in line})
    return [
        Waiting(
            unit=unit,
            assignments=tuple(row for row in rows if row.unit_id == pk),
            heirs=tuple(known[heir] for heir in carried[pk]),
        )
        for pk, unit in units.items()
    ]
