"""Values between what a plan says and the rows that it becomes, and what deeds answer with."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from donghanh.programmes.models import Comparator, Evidence, Nature, OnClosing, Part, ProgrammeKind


@dataclass(frozen=True, kw_only=True)
class NewActor:
    """A name in a task and the one thing that it means; nothing when the name is left open."""

    name: str
    part: Part = Part.LEAD
    unit: int | None = None
    group: int | None = None
    post: int | None = None
    body: int | None = None


@dataclass(frozen=True, kw_only=True)
class NewTask:
    """One thing to do. `key` is how a target of the same plan names it; `span` is start and length."""

    text: str
    key: str = ""
    section: str = ""
    part_of: int | None = None
    span: tuple[int, int] | None = None
    nature: Nature = Nature.ONCE
    due_text: str = ""
    due_on: date | None = None
    rule: dict[str, Any] | None = None
    owed: bool = True
    evidence: Evidence = Evidence.NOTE
    count_of: str = ""
    actors: tuple[NewActor, ...] = ()


@dataclass(frozen=True, kw_only=True)
class NewTarget:
    """How much of what is to be reached; `task_key` names the task whose units are counted."""

    about: str
    value: Decimal
    unit_name: str
    section: str = ""
    part_of: int | None = None
    comparator: Comparator = Comparator.AT_LEAST
    baseline: Decimal | None = None
    population: str = ""
    group: int | None = None
    of_units: bool = False
    task_key: str = ""
    due_on: date | None = None
    span: tuple[int, int] | None = None


@dataclass(frozen=True, kw_only=True)
class NewDeadline:
    """What is owed to whom, through whom, by which rule."""

    what: str
    section: str = ""
    text: str = ""
    due_on: date | None = None
    rule: dict[str, Any] | None = None
    nested_in: str = ""
    to_name: str = ""
    to_unit: int | None = None
    through_name: str = ""
    through_unit: int | None = None
    who_name: str = ""
    who_unit: int | None = None
    who_group: int | None = None
    span: tuple[int, int] | None = None


@dataclass(frozen=True, kw_only=True)
class NewOwner:
    """Whose programme it is, and the board that keeps it for that unit."""

    unit: int
    board: int | None = None
    board_name: str = ""


@dataclass(frozen=True, kw_only=True)
class NewProgramme:
    """A whole programme, ready to be written."""

    name: str
    owners: tuple[NewOwner, ...]
    kind: ProgrammeKind = ProgrammeKind.PLAN
    purpose: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    parent: int | None = None
    on_closing: OnClosing = OnClosing.ASK
    tasks: tuple[NewTask, ...] = ()
    targets: tuple[NewTarget, ...] = ()
    deadlines: tuple[NewDeadline, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Started:
    """What starting a programme did."""

    assignments: int
    units: int
    told: int


@dataclass(frozen=True, kw_only=True)
class Synced:
    """What bringing assignments up to a day changed."""

    given: int = 0
    left: int = 0
    passed: int = 0
    ended: int = 0
    waiting: int = 0

    @property
    def changed(self) -> bool:
        """Whether anything is different now."""
        return bool(self.given or self.left or self.passed or self.ended)


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What one deed of many came to: the row, and why it was refused, if it was."""

    pk: int
    name: str
    refusal: str = ""


@dataclass(frozen=True, kw_only=True)
class Outcomes:
    """What a deed on many rows came to, row by row."""

    rows: tuple[Outcome, ...] = field(default=())

    @property
    def done(self) -> int:
        """How many went through."""
        return sum(not row.refusal for row in self.rows)

    @property
    def refused(self) -> tuple[Outcome, ...]:
        """Those that did not, with the reasons."""
        return tuple(row for row in self.rows if row.refusal)
