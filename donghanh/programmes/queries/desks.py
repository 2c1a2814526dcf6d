"""A unit's desk: what it is to do, in the order in which it matters."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, Q

from donghanh.core.actor import Actor
from donghanh.programmes.models import Assignment, Part, ProgrammeState, Status
from donghanh.programmes.models.assignments import AssignmentQuerySet
from donghanh.programmes.queries import counting, keeping

SOON = timedelta(days=30)


@dataclass(frozen=True, kw_only=True)
class Desk:
    """What stands on a desk on a day. One assignment stands in one list only."""

    returned: tuple[Assignment, ...]
    overdue: tuple[Assignment, ...]
    due_soon: tuple[Assignment, ...]
    later: tuple[Assignment, ...]
    helping: tuple[Assignment, ...]
    waiting: tuple[Assignment, ...]

    @property
    def open(self) -> int:
        """How many still have to be done by this office."""
        return len(self.returned) + len(self.overdue) + len(self.due_soon) + len(self.later)


def mine(by: Actor) -> AssignmentQuerySet:
    """What the actor's unit, or the office that it serves, is to do in running programmes.

    What was given to an office-holder is only on that person's desk and on that of who reaches the unit
    for it (`Assignment.objects.visible_to`).
    """
    own = Q(post=None) | Q(post__user=by.user_id)
    return Assignment.objects.standing().filter(
        own, unit__in=keeping.near(by), programme__state=ProgrammeState.RUNNING
    )


def my_assignments(by: Actor, *, on: date) -> AssignmentQuerySet:
    """The same with status and all that a line says, the first due in front; two queries."""
    return (
        counting.current(mine(by), on=on)
        .with_status(on=on)
        .select_related("task", "unit", "programme")
        .order_by(F("due").asc(nulls_last=True), "programme", "task__place", "pk")
    )


def desk(by: Actor, *, on: date) -> Desk:
    """Everything that is not done, sorted into lists."""
    lists: dict[str, list[Assignment]] = {name: [] for name in Desk.__dataclass_fields__}
    for assignment in my_assignments(by, on=on).filter(confirmed_at=None):
        lists[_list_of(assignment, on)].append(assignment)
    return Desk(**{name: tuple(found) for name, found in lists.items()})


def _list_of(assignment: Assignment, on: date) -> str:
    if assignment.waits:
        return "waiting"
    if assignment.returned_at:
        return "returned"
    if assignment.part == Part.COORDINATE:
        return "helping"
    if assignment.status == Status.OVERDUE:
        return "overdue"
    return "due_soon" if assignment.due and assignment.due <= on + SOON else "later"


def between(by: Actor, first: date, last: date, *, on: date) -> AssignmentQuerySet:
    """What falls due on the desk between two days, for the calendar; the days of recurring tasks each."""
    rows = mine(by).with_status(on=on).filter(Q(due__gte=first) & Q(due__lte=last))
    return rows.select_related("task", "unit", "programme").order_by("due", "pk")
