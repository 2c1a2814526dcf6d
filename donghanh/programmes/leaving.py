"""What goes to the other person when an officer hands over: tasks given to the office that he held."""

from collections.abc import Sequence

from donghanh.accounts.handover import Leaving, Moved, Part
from donghanh.core.actor import Actor
from donghanh.identity.models import User
from donghanh.programmes.models import Assignment, ProgrammeState, TaskActor

WHAT = "Việc được giao cho người giữ nhiệm vụ"
LISTED = 50


def preview(user: User, _by: Actor) -> Sequence[Moved]:
    """The open tasks that were given to this person's posts."""
    rows = (
        Assignment.objects.open()
        .filter(post__user=user, programme__state=ProgrammeState.RUNNING)
        .select_related("task", "unit")
        .order_by("due_on", "pk")
    )
    return [Moved(what=WHAT, name=str(row)) for row in rows[:LISTED]]


def move(leaving: Leaving, by: Actor) -> Sequence[Moved]:
    """Each task meant for a post that ends is meant for the one in its place; done ones stay."""
    moved = preview(leaving.user, by)
    for old, new in leaving.posts:
        TaskActor.objects.filter(post=old).update(post=new)
        held = Assignment.objects.filter(post=new).values("task")
        Assignment.objects.open().filter(post=old).exclude(task__in=held).update(post=new)
    return moved


TASKS = Part(title=WHAT, preview=preview, move=move)
