"""The rows that deeds on programmes have in common, written in sets."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Max

from donghanh.core.actor import Actor
from donghanh.core.errors import Refused
from donghanh.core.text import clean
from donghanh.documents.models import Document
from donghanh.indicators.models import Indicator, Measure
from donghanh.notifications import actions as notifications
from donghanh.programmes import assigning, notices
from donghanh.programmes.models import (
    Assignment,
    Deadline,
    Owner,
    Programme,
    ProgrammeState,
    Step,
    StepKind,
    Target,
    Task,
    TaskActor,
)
from donghanh.programmes.values import NewActor, NewDeadline, NewOwner, NewProgramme, NewTarget, NewTask

DISPATCH = """
    INSERT INTO documents_dispatch (document_id, unit_id, sent_at)
    SELECT DISTINCT %(document)s::bigint, unit_id, %(now)s::timestamptz
    FROM programmes_assignment WHERE programme_id = %(programme)s AND ending = ''
    ON CONFLICT DO NOTHING
"""
MEASURES = {"%": Measure.SHARE, "lượt": Measure.TURNS, "lượt người": Measure.TURNS, "người": Measure.PERSONS}


def fresh(programme: Programme) -> Programme:
    """The programme as it is now, locked until the transaction ends."""
    return Programme.objects.select_for_update().get(pk=programme.pk)


def fresh_task(task: Task) -> Task:
    """The task and its programme as they are now; the programme is locked, and with it all its tasks."""
    programme = fresh(Programme(pk=task.programme_id))
    found = Task.objects.select_for_update().get(pk=task.pk)
    found.programme = programme
    return found


def fresh_assignment(assignment: Assignment) -> Assignment:
    """The assignment as it is now, locked, with its task, unit and programme."""
    rows = Assignment.objects.select_related("task", "unit", "programme", "post")
    return rows.select_for_update(of=("self",)).get(pk=assignment.pk)


def add_programme(new: NewProgramme, *, document: Document | None, by: Actor) -> Programme:
    """A programme in preparation with everything that it is made of; a handful of statements at any size."""
    programme = Programme.objects.create(
        kind=new.kind,
        name=clean(new.name)[:1000],
        purpose=new.purpose,
        starts_on=new.starts_on,
        ends_on=new.ends_on,
        document=document,
        parent_id=new.parent,
        on_closing=new.on_closing,
        made_at=by.now,
        made_by_id=by.user_id,
        made_for_id=by.top_id,
    )
    add_owners(programme, new.owners)
    tasks = add_tasks(programme, new.tasks, first=1)
    add_targets(programme, new.targets, tasks=tasks, first=1)
    add_deadlines(programme, new.deadlines, first=1)
    return programme


def add_owners(programme: Programme, owners: Sequence[NewOwner]) -> None:
    """Whose programme it is, in order."""
    Owner.objects.bulk_create(
        Owner(
            programme=programme,
            place=place,
            unit_id=owner.unit,
            board_id=owner.board,
            board_name=clean(owner.board_name)[:300],
        )
        for place, owner in enumerate(owners, start=1)
    )


def add_tasks(programme: Programme, tasks: Sequence[NewTask], *, first: int) -> dict[str, Task]:
    """Tasks from this place on, with the names in them; answers with the rows under their keys."""
    sha256 = programme.document.text_sha256 if programme.document else ""
    rows = [
        Task(programme=programme, place=place, **task_fields(task, sha256=sha256))
        for place, task in enumerate(tasks, start=first)
    ]
    Task.objects.bulk_create(rows)
    TaskActor.objects.bulk_create(
        line for row, task in zip(rows, tasks, strict=True) for line in actor_rows(row, task.actors)
    )
    return {task.key: row for row, task in zip(rows, tasks, strict=True) if task.key}


def task_fields(task: NewTask, *, sha256: str) -> dict[str, object]:
    """The columns of a task."""
    start, length = task.span if task.span and sha256 else (None, None)
    return {
        "part_of_id": task.part_of,
        "section": task.section[:60],
        "text": task.text.strip(),
        "start": start,
        "length": length,
        "document_sha256": sha256 if start is not None else "",
        "nature": task.nature,
        "due_text": clean(task.due_text)[:300],
        "due_on": task.due_on,
        "rule": task.rule,
        "owed": task.owed,
        "evidence": task.evidence,
        "count_of": clean(task.count_of)[:120],
    }


def actor_rows(task: Task, actors: Iterable[NewActor]) -> list[TaskActor]:
    """The names in a task, in order; the same meaning told twice in one part stands once."""
    kept = dict.fromkeys(
        (actor.part, actor.unit, actor.group, actor.post, actor.body, clean(actor.name)[:300])
        for actor in actors
    )
    return [
        TaskActor(
            task=task,
            part=part,
            place=place,
            name=name,
            acting_unit_id=unit,
            group_id=group,
            post_id=post,
            body_id=body,
        )
        for place, (part, unit, group, post, body, name) in enumerate(kept, start=1)
    ]


def add_targets(
    programme: Programme, targets: Sequence[NewTarget], *, tasks: Mapping[str, Task], first: int
) -> list[Target]:
    """Targets from this place on, each with its indicator: the one of that name and unit, or a new one."""
    indicators = _indicators(targets)
    return Target.objects.bulk_create(
        Target(
            programme=programme,
            place=place,
            indicator=indicators[_name(target)],
            task=tasks.get(target.task_key),
            **target_fields(target),
        )
        for place, target in enumerate(targets, start=first)
    )


def target_fields(target: NewTarget) -> dict[str, object]:
    """The columns of a target, without its indicator and task."""
    start, length = target.span or (None, None)
    return {
        "part_of_id": target.part_of,
        "section": target.section[:60],
        "about": clean(target.about)[:500],
        "comparator": target.comparator,
        "value": target.value,
        "unit_name": clean(target.unit_name)[:60],
        "baseline": target.baseline,
        "population": clean(target.population)[:300],
        "group_id": target.group,
        "of_units": target.of_units,
        "due_on": target.due_on,
        "start": start,
        "length": length,
    }


def indicator_of(target: NewTarget) -> Indicator:
    """The indicator of this name and unit, found or made."""
    return _indicators([target])[_name(target)]


def _name(target: NewTarget) -> tuple[str, str]:
    return clean(target.about)[:300], clean(target.unit_name)[:60]


def _indicators(targets: Sequence[NewTarget]) -> dict[tuple[str, str], Indicator]:
    names = dict.fromkeys(map(_name, targets))
    known = _known(names)
    missing = [name for name in names if name not in known]
    if missing:
        last = Indicator.objects.aggregate(last=Max("pk"))["last"] or 0
        Indicator.objects.bulk_create(
            (
                Indicator(
                    code=f"CT{last + number:06}",
                    name=name,
                    unit_name=unit_name,
                    measure=MEASURES.get(unit_name.lower(), Measure.ITEMS),
                )
                for number, (name, unit_name) in enumerate(missing, start=1)
            ),
            ignore_conflicts=True,
        )
        known = _known(names)
    return known


def _known(names: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Indicator]:
    rows = Indicator.objects.filter(name__in=[name for name, _ in names])
    return {(row.name, row.unit_name): row for row in rows}


def add_deadlines(programme: Programme, deadlines: Sequence[NewDeadline], *, first: int) -> list[Deadline]:
    """Deadlines from this place on."""
    return Deadline.objects.bulk_create(
        Deadline(programme=programme, place=place, **deadline_fields(deadline))
        for place, deadline in enumerate(deadlines, start=first)
    )


def deadline_fields(deadline: NewDeadline) -> dict[str, object]:
    """The columns of a deadline."""
    start, length = deadline.span or (None, None)
    return {
        "section": deadline.section[:60],
        "what": clean(deadline.what)[:300],
        "text": clean(deadline.text)[:500],
        "due_on": deadline.due_on,
        "rule": deadline.rule,
        "nested_in": clean(deadline.nested_in)[:300],
        "to_name": clean(deadline.to_name)[:300],
        "to_unit_id": deadline.to_unit,
        "through_name": clean(deadline.through_name)[:300],
        "through_unit_id": deadline.through_unit,
        "who_name": clean(deadline.who_name)[:300],
        "who_unit_id": deadline.who_unit,
        "who_group_id": deadline.who_group,
        "start": start,
        "length": length,
    }


def touch(programme: Programme, **changed: object) -> None:
    """Count a change by people; while it is in preparation, whoever had agreed to it must agree anew."""
    for name, value in changed.items():
        setattr(programme, name, value)
    programme.version += 1
    programme.save(update_fields=[*changed, "version"])
    if programme.state == ProgrammeState.DRAFT:
        programme.owners.exclude(agreed_at=None).update(agreed_at=None, agreed_by=None)


def next_place(rows: "type[Task] | type[Target] | type[Deadline]", programme: Programme) -> int:
    """The place after the last one."""
    last = rows._default_manager.filter(programme=programme).aggregate(last=Max("place"))["last"]
    return (last or 0) + 1


def step(
    assignment: Assignment,
    kind: StepKind,
    *,
    by: Actor,
    note: str = "",
    link: str = "",
    count: Decimal | None = None,
    client_key: str = "",
) -> Step:
    """Write down what happened to an assignment."""
    return Step.objects.create(
        assignment=assignment,
        kind=kind,
        at=by.now,
        user_id=by.user_id or None,
        note=note.strip(),
        link=link.strip(),
        count=count,
        client_key=client_key,
    )


def sent_before(assignment: Assignment, client_key: str) -> Step | None:
    """The step that this very form wrote before: a double click, or a retry after a lost connection."""
    return assignment.steps.filter(client_key=client_key).first() if client_key else None


def move(assignment: Assignment, **facts: object) -> Assignment:
    """Store new facts of an assignment and count the change."""
    for name, value in facts.items():
        setattr(assignment, name, value)
    assignment.version += 1
    assignment.save(update_fields=[*facts, "version"])
    return assignment


def refuse(reason: str) -> None:
    """Go on only without a reason against it."""
    if reason:
        raise Refused(reason)


def send_document(programme: Programme, *, by: Actor) -> int:
    """Send the plan to every unit that has a task in it and was not sent it before; says to how many."""
    if programme.document_id is None:
        return 0
    values: dict[str, Any] = {"document": programme.document_id, "programme": programme.pk, "now": by.now}
    with connection.cursor() as cursor:
        cursor.execute(DISPATCH, values)
        sent: int = cursor.rowcount
    return sent


def tell_of_new_tasks(
    programme: Programme, *, key: str, by: Actor, tasks: Sequence[Task] | None = None
) -> int:
    """Tell the people who are to do it, each once; one statement for any number of units."""
    given = programme.assignments.open()
    title = f"Việc mới trong chương trình: {programme}"
    if tasks is not None:
        given = given.filter(task__in=tasks)
        title = f"Việc mới: {tasks[0]}" if len(tasks) == 1 else title
    return notifications.notify(
        notices.doers(given, on=by.today),
        kind=notices.STARTED,
        title=title,
        reason="Đơn vị của Đồng chí được giao thực hiện.",
        url=programme.get_absolute_url(),
        key=f"programme:{programme.pk}:{key}",
        by=by,
    )


def settle(assignment: Assignment, *, by: Actor) -> None:
    """What people were told about this assignment waits no longer."""
    notifications.settle(prefix=f"assignment:{assignment.pk}:", by=by)


def follow(programme: Programme, *, by: Actor, task: Task | None = None) -> None:
    """In a running programme, let assignments follow what was changed, and tell those who have new ones."""
    if programme.state != ProgrammeState.RUNNING:
        return
    Task.objects.of(programme).standing().filter(given_on=None).update(given_on=by.today)
    frame = assigning.frame(programme, on=by.today, tasks=[task.pk] if task else None)
    assigning.reschedule(frame)
    given = assigning.give(frame)
    assigning.release(frame)
    if given and task:
        send_document(programme, by=by)
        tell_of_new_tasks(programme, key=f"task:{task.pk}:{task.version}", tasks=[task], by=by)


def settle_all(assignments: Iterable[int], *, by: Actor) -> None:
    """What people were told about these assignments waits no longer."""
    wanted = [f"assignment:{pk}:{step}" for pk in assignments for step in notices.STEPS]
    if wanted:
        notifications.settle(wanted, by=by)
