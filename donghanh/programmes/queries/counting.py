"""Assignments counted by what they amount to on a day."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Self

from django.db.models import Count, Min, Q

from donghanh.programmes.models import Assignment, Nature, Part, Status
from donghanh.programmes.models.assignments import AssignmentQuerySet


@dataclass(frozen=True, kw_only=True)
class Counts:
    """How many assignments stand how; what ended without being done is counted, but in no share."""

    not_started: int = 0
    in_time: int = 0
    overdue: int = 0
    done_in_time: int = 0
    done_late: int = 0
    ended: int = 0
    waiting: int = 0  # reported and not yet confirmed; these stand above, too

    @property
    def total(self) -> int:
        """All that is to be done or was done."""
        return self.not_started + self.in_time + self.overdue + self.done

    @property
    def done(self) -> int:
        """Confirmed, in time or late."""
        return self.done_in_time + self.done_late

    @property
    def share(self) -> int:
        """Done out of all, in whole percent; rounded down, so that 100 means all, and never more."""
        return self.done * 100 // self.total if self.total else 0

    def __add__(self, other: Self) -> Self:
        return type(self)(**{f.name: getattr(self, f.name) + getattr(other, f.name) for f in fields(self)})

    @classmethod
    def of(cls, lines: Iterable[dict[str, Any]]) -> Self:
        """From lines with `status`, `number` and `waiting`."""
        found: dict[str, int] = {}
        for line in lines:
            found[line["status"]] = found.get(line["status"], 0) + line["number"]
            found["waiting"] = found.get("waiting", 0) + line["waiting"]
        return cls(**found)


def counted(assignments: AssignmentQuerySet, *by: str, on: date) -> Any:
    """Lines of `by` and status with their numbers, in one query."""
    waiting = Q(reported_on__isnull=False, confirmed_at=None, ending="")
    return (
        assignments.with_status(on=on)
        .order_by()
        .values(*by, "status")
        .annotate(number=Count("pk"), waiting=Count("pk", filter=waiting))
    )


def counts(assignments: AssignmentQuerySet, *, on: date) -> Counts:
    """All of these together."""
    return Counts.of(counted(assignments, on=on))


def current(assignments: AssignmentQuerySet, *, on: date) -> AssignmentQuerySet:
    """Without the days of recurring tasks that come after the next one: they are nobody's concern yet."""
    recurring = Assignment.objects.filter(task__nature=Nature.RECURRING, due_on__gte=on)
    programmes = assignments.order_by().values("programme").distinct()
    nexts = (
        recurring.filter(programme__in=programmes).order_by().values_list("task").annotate(next=Min("due_on"))
    )
    later = Q(pk__in=[])
    for task, following in nexts:
        later |= Q(task=task, due_on__gt=following)
    return assignments.exclude(later)


def leading(assignments: AssignmentQuerySet) -> AssignmentQuerySet:
    """Of those who owe the result, not of those who help."""
    return assignments.filter(part=Part.LEAD)


def doing(status: str) -> bool:
    """Whether somebody still has to do something."""
    return status in {Status.NOT_STARTED, Status.IN_TIME, Status.OVERDUE}
