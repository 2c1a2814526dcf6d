"""The superior's board as a page shows it: filtered, sorted, in words, and the tasks behind a cell."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Case, Count, Q, Value, When, Window

from donghanh.core.actor import Actor
from donghanh.desk.queries.places import Place
from donghanh.organisations.models import Kind, Unit
from donghanh.programmes.models import Assignment, Part, Programme, ProgrammeState, Status, Task
from donghanh.programmes.models.assignments import AssignmentQuerySet
from donghanh.programmes.queries import boards
from donghanh.programmes.queries.counting import Counts

WAITING = "cho-xac-nhan"
STATES = {
    "qua-han": ("Quá hạn", (Status.OVERDUE,)),
    WAITING: ("Chờ xác nhận", ()),
    "chua-bat-dau": ("Chưa bắt đầu", (Status.NOT_STARTED,)),
    "trong-han": ("Trong hạn", (Status.IN_TIME,)),
    "xong": ("Đã xong", (Status.DONE_IN_TIME, Status.DONE_LATE)),
    "xong-tre": ("Xong trễ hạn", (Status.DONE_LATE,)),
}
SORTS = {"tre": "Trễ nhiều đứng trước", "ty-le": "Tỷ lệ xong thấp đứng trước", "ten": "Theo tên"}
PAGE = 100


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the board was asked to show; `own` is the unit alone, without what is below it."""

    unit: int | None = None
    task: int | None = None
    state: str = ""
    kind: str = ""
    sort: str = "tre"
    part: str = ""
    own: bool = False
    page: int = 1


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One unit and task: its numbers in words, with a tone for the colour and where it leads."""

    task: Task
    text: str
    tone: str
    href: str


@dataclass(frozen=True, kw_only=True)
class Line:
    """One row of the board."""

    unit: Unit
    own: bool
    opens: bool
    counts: Counts
    cells: Sequence[Cell]
    href: str


@dataclass(frozen=True, kw_only=True)
class TaskLine:
    """One task with its numbers over all shown units."""

    task: Task
    number: int
    counts: Counts
    href: str

    @property
    def left(self) -> int:
        """How many have not reported it."""
        return self.counts.total - self.counts.done - self.counts.waiting


@dataclass(frozen=True, kw_only=True)
class Table:
    """A board ready to be shown."""

    tasks: Sequence[TaskLine]
    choices: Sequence[Task]
    rows: Sequence[Line]
    counts: Counts
    closed: Counts
    kinds: Sequence[tuple[str, str]]
    hidden: int


def of_programme(programme: Programme, place: Place, asked: Asked, *, by: Actor) -> Table:
    """The board of one programme; six queries."""
    return _table(boards.board(programme, place.unit, on=by.today, by=by), asked)


def of_all(unit: Unit, asked: Asked, *, by: Actor) -> Table:
    """The board of all running programmes together, without columns of tasks; five queries."""
    return _table(boards.board_of_all(unit, on=by.today, by=by), asked)


def _table(board: boards.Board, asked: Asked) -> Table:
    tasks = [
        TaskLine(
            task=task,
            number=number,
            counts=board.by_task.get(task.pk, Counts()),
            href=f"chi-tiet/?don-vi={board.unit.pk}&viec={task.pk}",
        )
        for number, task in enumerate(board.tasks, start=1)
    ]
    columns = [line for line in tasks if asked.task in {None, line.task.pk}]
    rows = [row for row in board.rows if _wanted(row, asked)]
    return Table(
        tasks=columns,
        choices=board.tasks,
        rows=sorted((_line(row, columns) for row in rows), key=lambda line: _place(line, asked)),
        counts=board.counts,
        closed=board.closed,
        kinds=sorted({(row.unit.kind, Kind(row.unit.kind).label) for row in board.rows}),
        hidden=len(board.rows) - len(rows),
    )


def _wanted(row: boards.Row, asked: Asked) -> bool:
    counts = row.cells.get(asked.task, Counts()) if asked.task else row.counts
    if asked.kind and row.unit.kind != asked.kind:
        return False
    if asked.task and not (counts.total or counts.ended):
        return False
    return asked.state not in STATES or _number(counts, asked.state) > 0


def _number(counts: Counts, state: str) -> int:
    if state == WAITING:
        return counts.waiting
    return sum(int(getattr(counts, status)) for status in STATES[state][1])


def _place(line: Line, asked: Asked) -> tuple[float | str, ...]:
    name = line.unit.sort_key
    if asked.sort == "ten":
        return (name,)
    share = line.counts.share
    return (
        (share, -line.counts.overdue, name) if asked.sort == "ty-le" else (-line.counts.overdue, share, name)
    )


def _line(row: boards.Row, columns: Sequence[TaskLine]) -> Line:
    alone = "&rieng=1" if row.own else ""
    behind = f"chi-tiet/?don-vi={row.unit.pk}{alone}"
    return Line(
        unit=row.unit,
        own=row.own,
        opens=row.opens,
        counts=row.counts,
        cells=[
            _cell(line.task, row.cells.get(line.task.pk), f"{behind}&viec={line.task.pk}") for line in columns
        ],
        href=f"?don-vi={row.unit.pk}" if row.opens else behind,
    )


def _cell(task: Task, counts: Counts | None, href: str) -> Cell:
    if counts is None or not counts.total:
        return Cell(task=task, text="thôi" if counts and counts.ended else "", tone="none", href=href)
    tone = tone_of(counts)
    return Cell(task=task, text=ONE[tone] if counts.total == 1 else _many(counts), tone=tone, href=href)


ONE = {
    "late": "Quá hạn",
    "waiting": "Chờ xác nhận",
    "done-late": "Xong trễ",
    "done": "Xong",
    "going": "Trong hạn",
    "still": "Chưa làm",
}


def tone_of(counts: Counts) -> str:
    """The tone for the worst of what is counted."""
    if counts.overdue:
        return "late"
    if counts.waiting:
        return "waiting"
    if counts.done == counts.total:
        return "done-late" if counts.done_late else "done"
    return "going" if counts.in_time or counts.done else "still"


def _many(counts: Counts) -> str:
    said = f"{counts.done}/{counts.total}"
    if counts.overdue:
        return f"{said}, {counts.overdue} trễ"
    return f"{said}, {counts.waiting} chờ" if counts.waiting else said


@dataclass(frozen=True, kw_only=True)
class Behind:
    """The assignments behind a cell, by pages."""

    rows: Sequence[Assignment]
    number: int
    page: int

    @property
    def waiting(self) -> int:
        """How many of the page wait for confirmation."""
        return sum(row.waits for row in self.rows)

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.number // PAGE))


def behind(programme: Programme, place: Place, asked: Asked, *, by: Actor) -> Behind:
    """What stands behind a cell, a row or a column, late ones first; two queries."""
    rows = assignments(programme, place, asked, by=by).annotate(every=Window(Count("pk")))
    rows = rows.defer("task__search")
    first = (asked.page - 1) * PAGE
    found = list(rows[first : first + PAGE])
    return Behind(rows=found, number=getattr(found[0], "every", 0) if found else 0, page=asked.page)


def assignments(programme: Programme, place: Place, asked: Asked, *, by: Actor) -> AssignmentQuerySet:
    """The same as a question: of the unit and all below it, narrowed as asked."""
    rows = boards.units_of(programme, place.unit, on=by.today, by=by)
    rows = rows.filter(part=Part.COORDINATE if asked.part == "phoi-hop" else Part.LEAD)
    if asked.own:
        rows = rows.filter(unit=place.unit)
    if asked.task:
        rows = rows.filter(task=asked.task)
    if asked.state == WAITING:
        rows = rows.to_confirm()
    elif asked.state in STATES:
        rows = rows.filter(Q(status__in=STATES[asked.state][1]))
    pressing = Case(
        When(status=Status.OVERDUE, then=Value(0)),
        When(reported_on__isnull=False, confirmed_at=None, then=Value(1)),
        When(confirmed_at=None, then=Value(2)),
        default=Value(3),
    )
    return rows.order_by(pressing, "due", "unit__sort_key", "pk")


def to_remind(programme: Programme, place: Place, asked: Asked, *, by: Actor) -> list[int]:
    """The units that have not reported what is behind a cell, a column or the whole board; two queries."""
    rows = assignments(programme, place, asked, by=by).open()
    return list(rows.order_by("unit").values_list("unit", flat=True).distinct())


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A programme with its numbers."""

    programme: Programme
    counts: Counts
    tone: str


MOST = 200


def programmes(by: Actor, *, ended: bool) -> list[Listed]:
    """Programmes that the actor sees, those with most late first; three queries."""
    state = ProgrammeState.ENDED if ended else ProgrammeState.RUNNING
    rows = Programme.objects.visible_to(by).filter(state=state).defer("search", "purpose")
    found = list(rows.newest_first()[:MOST])
    numbers = boards.counts_of(found, on=by.today, by=by)
    listed = [Listed(programme=one, counts=numbers[one.pk], tone=tone_of(numbers[one.pk])) for one in found]
    return sorted(listed, key=lambda row: (-row.counts.overdue, row.counts.share))
