"""The part about work on a unit's page: what the unit owes today."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Case, Count, F, Q, Value, When, Window

from donghanh.core.actor import Actor
from donghanh.core.permissions import Permission
from donghanh.organisations.models import Unit
from donghanh.organisations.parts import Look, Part
from donghanh.programmes.models import Assignment, Nature, ProgrammeState, Status

MOST = 6
AHEAD = timedelta(days=31)  # of what recurs only the days that come within a month


@dataclass(frozen=True, kw_only=True)
class Owed:
    """What the unit still has to do, the most pressing first."""

    rows: Sequence[Assignment]
    number: int
    today: date

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.number - len(self.rows)


def look(unit: Unit, actor: Actor, _on: date) -> Look | None:
    """The unit's open tasks in running programmes as they are today, whatever day is looked at: one query."""
    if Permission.PROGRAMME_VIEW not in actor.permissions:
        return None
    today = actor.today
    rows = Assignment.objects.visible_to(actor).standing().filter(unit=unit, confirmed_at=None)
    rows = rows.filter(programme__state=ProgrammeState.RUNNING)
    rows = rows.exclude(task__nature=Nature.RECURRING, due_on__gt=today + AHEAD).with_status(on=today)
    rows = rows.select_related("task", "programme").defer("task__search", "programme__search")
    pressing = Case(When(Q(status=Status.OVERDUE), then=Value(0)), default=Value(1))
    rows = rows.annotate(every=Window(Count("pk")))
    found = list(rows.order_by(pressing, F("due").asc(nulls_last=True), "pk")[:MOST])
    number = getattr(found[0], "every", 0) if found else 0
    owed = Owed(rows=found, number=number, today=today)
    return Look(template="desk/_unit_part.html", context={"unit": unit, "owed": owed})


WORK = Part(title="Việc đang làm", look=look)
