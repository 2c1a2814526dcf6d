"""How far targets are: shares of units are computed from assignments, all else waits for counted figures."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q

from donghanh.programmes.models import Assignment, Comparator, Programme, Target


@dataclass(frozen=True, kw_only=True)
class Progress:
    """One target on a day. Without `population` there is no figure yet, and pages say so."""

    target: Target
    done: int | None = None
    population: int | None = None

    @property
    def known(self) -> bool:
        """Whether there is a figure."""
        return self.population is not None

    @property
    def measured(self) -> Decimal | None:
        """What was reached, in the target's own unit: percent of the units, never over 100."""
        if not self.population or self.done is None:
            return None if self.population is None else Decimal(0)
        return (Decimal(self.done * 100) / self.population).quantize(Decimal("0.1"))

    @property
    def reached(self) -> bool | None:
        """Whether it is enough; nothing while there is no figure."""
        if self.measured is None:
            return None
        return {
            Comparator.AT_LEAST: self.measured >= self.target.value,
            Comparator.MORE: self.measured > self.target.value,
            Comparator.AT_MOST: self.measured <= self.target.value,
            Comparator.LESS: self.measured < self.target.value,
        }.get(Comparator(self.target.comparator), self.measured >= self.target.value)


def targets(programme: Programme, *, on: date) -> list[Progress]:
    """Each target of the programme with how far it is; the units of all shares are counted in one query.

    A unit counts when all that it owed of the task up to that day was confirmed, and something was. The
    population are the members of the target's group on that day, else the units that have the task.
    """
    rows = list(
        programme.targets.select_related("indicator", "group", "task", "part_of").order_by("place", "pk")
    )
    tasks = {row.task_id for row in rows if row.of_units and row.task_id}
    have, done = _units(tasks, on=on) if tasks else ({}, {})
    found = []
    for row in rows:
        if not row.of_units or row.task_id is None:
            found.append(Progress(target=row))
            continue
        counted = _population(row, have[row.task_id], on=on)
        found.append(Progress(target=row, done=len(done[row.task_id] & counted), population=len(counted)))
    return found


def _population(target: Target, have: set[int], *, on: date) -> set[int]:
    if target.group is None:
        return have
    return set(target.group.members(on=on).order_by().values_list("pk", flat=True))


def _units(tasks: Iterable[int], *, on: date) -> tuple[dict[int, set[int]], dict[int, set[int]]]:
    """Which units have each task, and which of them have done what was due."""
    confirmed = Q(confirmed_at__isnull=False, reported_on__lte=on)
    owing = Q(confirmed_at=None) & (Q(due_on=None) | Q(due_on__lte=on) | ~Q(task__nature="recurring"))
    lines = (
        Assignment.objects.standing()
        .filter(task__in=tasks, part="lead", since__lte=on)
        .order_by()
        .values("task", "unit")
        .annotate(done=Count("pk", filter=confirmed), owing=Count("pk", filter=owing))
    )
    have: dict[int, set[int]] = defaultdict(set)
    done: dict[int, set[int]] = defaultdict(set)
    for line in lines:
        have[line["task"]].add(line["unit"])
        if line["done"] and not line["owing"]:
            done[line["task"]].add(line["unit"])
    return have, done
