"""Changing a programme: its own facts and its tasks; what runs follows at once."""

from datetime import date

from django.db.models import Exists, F, OuterRef, Q, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from donghanh.audit import actions as audit
from donghanh.audit.models import Entry
from donghanh.core.actor import Actor
from donghanh.core.errors import Refused
from donghanh.core.permissions import Permission
from donghanh.core.text import clean
from donghanh.programmes import rules
from donghanh.programmes.actions import rows
from donghanh.programmes.models import (
    Assignment,
    Ending,
    Nature,
    OnClosing,
    Programme,
    ProgrammeKind,
    Task,
    TaskActor,
    TaskState,
)
from donghanh.programmes.rules.editing import CHANGED
from donghanh.programmes.values import NewTask


class Clash(Refused):
    """Somebody else changed it first; nothing was written."""

    title = "Có người vừa sửa"


@audit.deed
def change_programme(
    programme: Programme,
    *,
    version: int,
    name: str,
    kind: ProgrammeKind,
    purpose: str = "",
    starts_on: date | None = None,
    ends_on: date | None = None,
    on_closing: OnClosing = OnClosing.ASK,
    by: Actor,
) -> Programme:
    """Sửa chương trình: its name, kind, purpose, period and what becomes of closed units' tasks."""
    by.require(Permission.PROGRAMME_CHANGE)
    programme = rows.fresh(programme)
    rows.refuse(rules.change_programme(programme, by=by))
    _same(programme, programme.version, version)
    rows.refuse("" if clean(name) else "Chương trình chưa có tên.")
    if starts_on and ends_on and ends_on < starts_on:
        raise Refused("Ngày kết thúc không được trước ngày bắt đầu.")

    new = {
        "name": clean(name)[:1000],
        "kind": kind,
        "purpose": purpose.strip(),
        "starts_on": starts_on,
        "ends_on": ends_on,
        "on_closing": on_closing,
    }
    before = {key: getattr(programme, key) for key in new if getattr(programme, key) != new[key]}
    rows.touch(programme, **new)
    rows.follow(programme, by=by)
    audit.record(
        "programmes.change_programme",
        programme,
        by=by,
        before=before,
        after={key: new[key] for key in before},
    )
    return programme


@audit.deed
def add_task(programme: Programme, *, new: NewTask, by: Actor) -> Task:
    """Thêm việc: at the end; in a running programme it is assigned at once."""
    by.require(Permission.PROGRAMME_CHANGE)
    programme = rows.fresh(programme)
    rows.refuse(rules.add_task(programme, new=new, by=by))

    first = rows.next_place(Task, programme)
    rows.add_tasks(programme, [new], first=first)
    task = Task.objects.of(programme).get(place=first)
    rows.touch(programme)
    rows.follow(programme, task=task, by=by)
    task.refresh_from_db()
    audit.record("programmes.add_task", programme, by=by, task=str(task))
    return task


@audit.deed
def change_task(task: Task, *, version: int, new: NewTask, by: Actor) -> Task:
    """Sửa việc: its words, day, evidence and who does it; assignments follow, what was done stays."""
    by.require(Permission.PROGRAMME_CHANGE)
    task = rows.fresh_task(task)
    rows.refuse(rules.change_task(task, new=new, by=by))
    _same(task, task.version, version)

    before = _facts(task)
    fields = rows.task_fields(new, sha256=task.document_sha256)
    if new.span is None:  # the sentence stays unless another is chosen
        fields |= {"start": task.start, "length": task.length, "document_sha256": task.document_sha256}
    for name, value in fields.items():
        setattr(task, name, value)
    task.version += 1
    task.save()
    task.actors.all().delete()
    TaskActor.objects.bulk_create(rows.actor_rows(task, new.actors))
    rows.touch(task.programme)
    _move_days(task)
    rows.follow(task.programme, task=task, by=by)
    audit.record("programmes.change_task", task, by=by, before=before, after=_facts(task))
    return task


@audit.deed
def drop_task(task: Task, *, by: Actor) -> Task:
    """Bỏ việc: nobody has to do it any more; what was reported and done stays on record."""
    by.require(Permission.PROGRAMME_CHANGE)
    task = rows.fresh_task(task)
    rows.refuse(rules.drop_task(task, by=by))

    task.state = TaskState.DROPPED
    task.version += 1
    task.save(update_fields=["state", "version"])
    open_ones = Assignment.objects.open().filter(task=task)
    keys = list(open_ones.values_list("pk", flat=True))
    open_ones.update(ending=Ending.TASK_DROPPED, ended_on=by.today)
    rows.settle_all(keys, by=by)
    rows.touch(task.programme)
    audit.record("programmes.drop_task", task, by=by, assignments=len(keys))
    return task


def _move_days(task: Task) -> None:
    """Open assignments get the task's new day; where the unit has one of that day already, that one stays."""
    open_ones = task.assignments.open()
    if task.nature == Nature.RECURRING:
        open_ones.filter(due_on=None, started_on=None, passed_from=None, steps=None).delete()
        return
    wrong = open_ones.exclude(due_on=task.due_on) if task.due_on else open_ones.filter(due_on__isnull=False)
    if task.due_on:
        wrong = open_ones.filter(Q(due_on=None) | ~Q(due_on=task.due_on))
    twins = task.assignments.filter(unit=OuterRef("unit"), due_on=task.due_on)
    moved = wrong.annotate(rank=Window(RowNumber(), partition_by=[F("unit"), F("post")], order_by="due_on"))
    keep = [pk for pk, rank in moved.values_list("pk", "rank") if rank == 1]
    Assignment.objects.filter(pk__in=keep).exclude(Exists(twins)).update(
        due_on=task.due_on, version=F("version") + 1
    )
    wrong.filter(started_on=None, passed_from=None, steps=None).delete()


def _same(subject: Programme | Task, version: int, seen: int) -> None:
    if version == seen:
        return
    last = Entry.objects.about(subject).select_related("user").newest_first().first()
    who = str(last.user) if last and last.user else "người khác"
    when = f"{timezone.localtime(last.at):%H:%M}" if last else "vừa rồi"
    raise Clash(CHANGED.format(who=who, when=when))


def _facts(task: Task) -> dict[str, object]:
    return {
        "text": task.text,
        "due_on": task.due_on,
        "nature": task.nature,
        "evidence": task.evidence,
        "owed": task.owed,
        "actors": [actor.name for actor in task.actors.order_by("part", "place")],
    }
