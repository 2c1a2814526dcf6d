"""What waits for a person in a post: the lists of the desk, papers, and the programmes of the office."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, Window

from donghanh.core.actor import Actor
from donghanh.core.permissions import Permission
from donghanh.documents.models import Dispatch, Reception
from donghanh.programmes.models import Assignment, Owner, Part, Programme, ProgrammeState, Status
from donghanh.programmes.queries import boards, desks, keeping
from donghanh.programmes.queries.counting import Counts

SOON = timedelta(days=7)
FEW = 6
LATER = "con-lai"


@dataclass(frozen=True, kw_only=True)
class Section:
    """One list of the desk: the first lines, and how many there are."""

    key: str
    title: str
    tone: str
    rows: Sequence[Any]
    number: int

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.number - len(self.rows)


@dataclass(frozen=True, kw_only=True)
class Chip:
    """A programme to filter by, with how many open tasks of it stand on the desk."""

    programme: Programme
    number: int


@dataclass(frozen=True, kw_only=True)
class Mine:
    """The programmes of the office with their numbers."""

    programme: Programme
    counts: Counts


@dataclass(frozen=True, kw_only=True)
class Work:
    """All tasks of the desk, in lists of which each task stands in one."""

    sections: Sequence[Section]
    chips: Sequence[Chip]
    open: int

    @property
    def empty(self) -> bool:
        """Whether there is nothing at all."""
        return not self.sections


# In the order in which they press. Each: key, title, tone.
LISTS = (
    ("tra-lai", "Bị trả lại, cần làm tiếp", "bad"),
    ("qua-han", "Quá hạn", "bad"),
    ("sap-den-han", "Đến hạn trong 7 ngày tới", "warn"),
    ("moi", "Mới giao từ lần Đồng chí vào trước", "new"),
    (LATER, "Việc còn lại", "plain"),
    ("phoi-hop", "Việc Đồng chí phối hợp", "plain"),
    ("cho-xac-nhan", "Đã báo, chờ xác nhận", "plain"),
)


def work(by: Actor, *, since: date, programme: int | None = None, only: str = "") -> Work:
    """The desk's tasks in lists, of all programmes or of one; `only` shows one list in full; two queries."""
    found: dict[str, list[Assignment]] = {key: [] for key, _, _ in LISTS}
    chips: Counter[int] = Counter()
    programmes: dict[int, Programme] = {}
    for assignment in _open(by):
        programmes[assignment.programme_id] = assignment.programme
        chips[assignment.programme_id] += 1
        if programme in {None, assignment.programme_id}:
            assignment.is_new = assignment.since >= since  # type: ignore[attr-defined]
            found[_list_of(assignment, today=by.today)].append(assignment)
    sections = [
        Section(key=key, title=title, tone=tone, rows=rows if only else rows[:FEW], number=len(rows))
        for key, title, tone in LISTS
        if (rows := found[key]) and only in {"", key}
    ]
    return Work(
        sections=sections,
        chips=[Chip(programme=programmes[pk], number=number) for pk, number in chips.most_common()],
        open=sum(len(rows) for key, rows in found.items() if key != "cho-xac-nhan"),
    )


def _open(by: Actor) -> Iterable[Assignment]:
    rows = desks.my_assignments(by, on=by.today).filter(confirmed_at=None)
    return rows.defer("task__search", "programme__search", "programme__purpose")


def _list_of(assignment: Assignment, *, today: date) -> str:
    if assignment.waits:
        return "cho-xac-nhan"
    if assignment.returned_at:
        return "tra-lai"
    if assignment.part == Part.COORDINATE:
        return "phoi-hop"
    if assignment.status == Status.OVERDUE:
        return "qua-han"
    if assignment.due and today <= assignment.due <= today + SOON:
        return "sap-den-han"
    return "moi" if assignment.is_new else LATER  # type: ignore[attr-defined]


def to_confirm(by: Actor, *, programme: int | None = None) -> Section:
    """What was reported to the actor's office and waits for its word; one query."""
    rows = boards.to_confirm(by).with_status(on=by.today)
    if programme:
        rows = rows.filter(programme=programme)
    return _section("xac-nhan", "Chờ Đồng chí xác nhận", "warn", rows)


def papers(by: Actor) -> list[Section]:
    """Papers that the office still has to review, and those sent to it that nobody opened; two queries."""
    found = []
    if Permission.DOCUMENT_INTAKE in by.permissions:
        rows = Reception.objects.visible_to(by).open().order_by("made_at", "pk")
        rows = rows.defer("text", "reading", "draft", "notes")
        found.append(_section("soat", "Văn bản chờ soát", "warn", rows))
    if Permission.DOCUMENT_VIEW in by.permissions:
        sent = Dispatch.objects.visible_to(by).filter(unit__in=keeping.near(by), opened_at=None)
        sent = sent.select_related("document", "unit").defer("document__text").order_by("-sent_at", "pk")
        found.append(_section("den", "Văn bản mới đến", "new", sent))
    return [section for section in found if section.number]


def _section(key: str, title: str, tone: str, rows: Any) -> Section:
    first = list(rows.annotate(every=Window(Count("pk")))[:FEW])
    return Section(key=key, title=title, tone=tone, rows=first, number=first[0].every if first else 0)


def programmes(by: Actor, *, first: int = FEW) -> list[Mine]:
    """Programmes that the office owns, keeps or made and that still run or are prepared; three queries."""
    near = keeping.near(by)
    owned = Owner.objects.filter(programme=OuterRef("pk")).filter(Q(unit__in=near) | Q(board__in=near))
    rows = Programme.objects.visible_to(by).filter(Q(made_for__in=near) | Exists(owned))
    rows = rows.filter(state__in=[ProgrammeState.RUNNING, ProgrammeState.DRAFT]).defer("search", "purpose")
    found = list(rows.order_by(F("ends_on").asc(nulls_last=True), "pk")[:first])
    numbers = boards.counts_of(found, on=by.today, by=by)
    mine = [Mine(programme=programme, counts=numbers[programme.pk]) for programme in found]
    return sorted(mine, key=lambda row: -row.counts.overdue)
