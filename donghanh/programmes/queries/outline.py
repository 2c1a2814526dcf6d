"""A programme as its page shows it: the outline of its document with tasks, their people and numbers."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef

from donghanh.calendar.queries import working_calendar
from donghanh.core.actor import Actor
from donghanh.core.dates.working import Calendar
from donghanh.documents.models import Document
from donghanh.programmes.models import Assignment, Part, Programme, Task, TaskActor
from donghanh.programmes.models.programmes import ProgrammeQuerySet
from donghanh.programmes.queries import counting, keeping, schedule
from donghanh.programmes.queries.counting import Counts

SOON = timedelta(days=30)
NEXT = 3
STATES = {
    "qua-han": "Có đơn vị quá hạn",
    "cho-xac-nhan": "Có đơn vị chờ xác nhận",
    "chua-xong": "Chưa xong hết",
    "xong": "Đã xong hết",
}
DUES = {
    "da-qua": "Đã qua hạn",
    "sap-den": "Trong 30 ngày tới",
    "sau-nay": "Sau 30 ngày nữa",
    "khong-ghi": "Không ghi hạn",
    "lap-lai": "Lặp lại",
}
MINE = "toi"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Which tasks are looked for; empty means any. `who` is `toi` for the reader's office, else a name."""

    who: str = ""
    state: str = ""
    section: str = ""
    due: str = ""

    @property
    def anything(self) -> bool:
        """Whether anything is left out."""
        return bool(self.who or self.state or self.section or self.due)


@dataclass(frozen=True, kw_only=True)
class Line:
    """One task with its people, its days, its numbers and what the reader's own office has of it."""

    task: Task
    leads: tuple[TaskActor, ...]
    helpers: tuple[TaskActor, ...]
    due: date | None
    next_days: tuple[date, ...]
    counts: Counts
    mine: Assignment | None

    @property
    def when(self) -> date | None:
        """The day that counts: its own, or the next one of its rule."""
        return next(iter(self.next_days), None) if self.task.rule else self.due

    @property
    def names(self) -> list[str]:
        """Everybody who is named in it."""
        return [actor.name for actor in (*self.leads, *self.helpers)]


@dataclass(frozen=True, kw_only=True)
class Group:
    """A heading of the outline and the tasks directly under it."""

    label: str
    heading: str
    depth: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, kw_only=True)
class Outline:
    """All tasks of a programme, and those that are looked for under their headings."""

    lines: tuple[Line, ...]
    groups: tuple[Group, ...]
    counts: Counts = field(default_factory=Counts)

    @property
    def shown(self) -> int:
        """How many tasks are looked for."""
        return sum(len(group.lines) for group in self.groups)

    @property
    def people(self) -> list[str]:
        """The names in the tasks, each once, in order."""
        return list(dict.fromkeys(name for line in self.lines for name in line.names))


def found(by: Actor) -> ProgrammeQuerySet:
    """Programmes as their pages need them; `document_seen` says whether the actor may open the document."""
    seen = Document.objects.visible_to(by).filter(pk=OuterRef("document"))
    rows = Programme.objects.visible_to(by).select_related("document", "made_by", "made_for")
    return rows.defer("document__text", "search").annotate(document_seen=Exists(seen))


def outline(programme: Programme, asked: Asked, *, by: Actor) -> Outline:
    """The tasks with their numbers as far as the actor sees them; seven queries at any size."""
    lines = tuple(_lines(programme, by=by))
    wanted = [line for line in lines if _fits(line, asked, on=by.today)]
    return Outline(
        lines=lines,
        groups=tuple(_groups(headings(programme), wanted)),
        counts=sum((line.counts for line in lines), Counts()),
    )


def headings(programme: Programme) -> list[Mapping[str, Any]]:
    """The outline of the document; none without one."""
    return list(programme.document.outline) if programme.document else []


def _lines(programme: Programme, *, by: Actor) -> Iterable[Line]:
    tasks = list(Task.objects.of(programme).standing().in_order().defer("search"))
    actors = _actors(tasks)
    shown = Assignment.objects.visible_to(by).filter(programme=programme)
    counts = _counts(shown, on=by.today)
    mine = _mine(programme, by=by)
    calendar = working_calendar() if any(task.rule for task in tasks) else None
    for task in tasks:
        named = actors[task.pk]
        yield Line(
            task=task,
            leads=tuple(actor for actor in named if actor.part == Part.LEAD),
            helpers=tuple(actor for actor in named if actor.part == Part.COORDINATE),
            due=task.due_on or (None if task.rule else programme.ends_on),
            next_days=_next(task, programme, on=by.today, calendar=calendar),
            counts=counts.get(task.pk, Counts()),
            mine=mine.get(task.pk),
        )


def _actors(tasks: Sequence[Task]) -> dict[int, list[TaskActor]]:
    named: dict[int, list[TaskActor]] = defaultdict(list)
    rows = TaskActor.objects.filter(task__in=[task.pk for task in tasks])
    rows = rows.select_related("acting_unit", "group", "post__user", "post__unit", "body")
    for actor in rows.order_by("part", "place"):
        named[actor.task_id].append(actor)
    return named


def _counts(shown: Any, *, on: date) -> dict[int, Counts]:
    lines: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for line in counting.counted(counting.current(counting.leading(shown), on=on), "task", on=on):
        lines[line["task"]].append(line)
    return {task: Counts.of(listed) for task, listed in lines.items()}


def _mine(programme: Programme, *, by: Actor) -> dict[int, Assignment]:
    """What the reader's office has: of a recurring task the first day that is not done, else the last one."""
    rows = (
        Assignment.objects.visible_to(by)
        .filter(programme=programme, unit__in=keeping.near(by))
        .standing()
        .with_status(on=by.today)
        .order_by("due_on", "pk")
    )
    first: dict[int, Assignment] = {}
    for row in rows:
        known = first.get(row.task_id)
        if known is None or known.confirmed_at:
            first[row.task_id] = row
    return first


def _next(task: Task, programme: Programme, *, on: date, calendar: Calendar | None) -> tuple[date, ...]:
    if not task.rule or calendar is None:
        return ()
    return tuple(schedule.next_days(task, programme=programme, on=on, calendar=calendar, number=NEXT))


def _fits(line: Line, asked: Asked, *, on: date) -> bool:
    return (
        _is_of(line, asked.who)
        and _stands(line.counts, asked.state)
        and (not asked.section or _inside(line.task.section, asked.section))
        and _falls(line, asked.due, on=on)
    )


def _is_of(line: Line, who: str) -> bool:
    if not who:
        return True
    return line.mine is not None if who == MINE else who in line.names


def _inside(section: str, label: str) -> bool:
    return section == label or section.startswith(f"{label}.")


def _stands(counts: Counts, state: str) -> bool:
    done = bool(counts.total) and counts.done == counts.total
    return {
        "qua-han": bool(counts.overdue),
        "cho-xac-nhan": bool(counts.waiting),
        "chua-xong": not done,
        "xong": done,
    }.get(state, True)


def _falls(line: Line, due: str, *, on: date) -> bool:
    when = line.when
    return {
        "da-qua": when is not None and when < on,
        "sap-den": when is not None and on <= when <= on + SOON,
        "sau-nay": when is not None and when > on + SOON,
        "khong-ghi": when is None and not line.task.rule,
        "lap-lai": bool(line.task.rule),
    }.get(due, True)


def _groups(outline: Sequence[Mapping[str, Any]], lines: Sequence[Line]) -> Iterable[Group]:
    """Headings in the document's order, as far as tasks stand under them; then what has no heading there."""
    by_section: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        by_section[line.task.section].append(line)
    for heading in outline:
        label = heading["label"]
        if any(_inside(section, label) for section in by_section if section):
            yield Group(
                label=label.rsplit(".", 1)[-1],
                heading=heading["heading"] or "",
                depth=min(label.count("."), 2),
                lines=tuple(by_section.get(label, ())),
            )
    known = {heading["label"] for heading in outline}
    rest = [line for section, found in by_section.items() if section not in known for line in found]
    if rest:
        yield Group(label="", heading="Việc khác" if outline else "Các việc", depth=0, lines=tuple(rest))
