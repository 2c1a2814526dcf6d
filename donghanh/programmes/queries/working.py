"""Everything that the page of one assignment shows, and what its reader may do there now."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Case, F, When
from django.db.models.functions import Substr

from donghanh.core.actor import Actor
from donghanh.files.models import Attachment
from donghanh.programmes.models import Assignment, Owner, Part, Step, StepKind
from donghanh.programmes.models.assignments import AssignmentQuerySet
from donghanh.programmes.queries import keeping

HELPERS = 40
DAYS = 3


@dataclass(frozen=True, kw_only=True)
class Work:
    """One assignment with its sentence in the plan, its steps, its evidence and those who help."""

    assignment: Assignment
    owners: Sequence[Owner]
    steps: Sequence[Step]
    files: Sequence[Attachment]
    helpers: Sequence[Assignment]
    more_helpers: bool
    others: Sequence[Assignment]

    @property
    def returned_for(self) -> str:
        """Why it was sent back, while that is what there is to do."""
        if not self.assignment.returned_at or self.assignment.reported_on:
            return ""
        return next((step.note for step in self.steps if step.kind == StepKind.RETURNED), "")


def shown(by: Actor) -> AssignmentQuerySet:
    """Assignments as their page needs them, with the words of the sentence cut out of the very document."""
    words = Substr("programme__document__text", F("task__start") + 1, F("task__length") + 0)
    same = When(task__document_sha256=F("programme__document__text_sha256"), then=words)
    return (
        Assignment.objects.visible_to(by)
        .with_status(on=by.today)
        .select_related("task", "unit", "programme", "post__user", "passed_to__unit")
        .annotate(sentence=Case(same))
    )


def work(assignment: Assignment, *, by: Actor) -> Work:
    """The rest of the page in five queries."""
    helpers = list(_helpers(assignment, by=by)[: HELPERS + 1]) if _leads(assignment, by) else []
    return Work(
        assignment=assignment,
        owners=list(assignment.programme.owners.select_related("unit", "board").order_by("place")),
        steps=list(assignment.steps.select_related("user").order_by("-at", "-pk")),
        files=list(Attachment.objects.of(assignment).present().in_order()),
        helpers=helpers[:HELPERS],
        more_helpers=len(helpers) > HELPERS,
        others=_other_days(assignment, by=by) if assignment.task.rule else (),
    )


def _leads(assignment: Assignment, by: Actor) -> bool:
    return assignment.part == Part.LEAD and assignment.unit_id in keeping.near(by)


def _helpers(assignment: Assignment, *, by: Actor) -> AssignmentQuerySet:
    """What others help with in the same task, on the same day."""
    return (
        Assignment.objects.visible_to(by)
        .filter(task=assignment.task_id, due_on=assignment.due_on, part=Part.COORDINATE)
        .with_status(on=by.today)
        .select_related("unit")
        .order_by("unit__sort_key", "pk")
    )


def _other_days(assignment: Assignment, *, by: Actor) -> Sequence[Assignment]:
    """The days of a recurring task around this one, in order."""
    same = Assignment.objects.visible_to(by).with_status(on=by.today)
    same = same.filter(task=assignment.task_id, unit=assignment.unit_id, post=assignment.post_id)
    earlier = same.filter(due_on__lt=assignment.due_on).order_by("-due_on")[:DAYS]
    later = same.filter(due_on__gt=assignment.due_on).order_by("due_on")[:DAYS]
    return [*reversed(earlier), *later]
