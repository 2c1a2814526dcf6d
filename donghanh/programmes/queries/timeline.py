"""A programme through the months of a year: when which task and which report falls due, and how it stands."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from donghanh.calendar.queries import working_calendar
from donghanh.core.actor import Actor
from donghanh.core.dates.rule import Rule
from donghanh.core.dates.working import Calendar
from donghanh.programmes.models import Assignment, Deadline, Programme, Task
from donghanh.programmes.queries import counting, schedule
from donghanh.programmes.queries.counting import Counts

MONTHS = range(1, 13)
LONGEST = 30  # years that one may turn through


@dataclass(frozen=True, kw_only=True)
class Window:
    """The days that are looked at, and which of them are worked."""

    first: date
    last: date
    calendar: Calendar


@dataclass(frozen=True, kw_only=True)
class Mark:
    """One day on which something is due. `state`: `done`, `late`, `open`, `plan` (nobody has it yet)."""

    day: date
    state: str
    counts: Counts
    owed: bool = False  # a report, not a task

    @property
    def said(self) -> str:
        """How it stands, in a word."""
        if self.owed:
            return "hạn nộp"
        return {"done": "xong", "late": "quá hạn", "open": "đang làm", "plan": "chưa giao"}[self.state]


@dataclass(frozen=True, kw_only=True)
class Row:
    """A task or a deadline with its days by month; `through` are months in which it goes on all the time."""

    thing: Task | Deadline
    anchor: str
    marks: tuple[Mark, ...]
    through: frozenset[int]

    @property
    def cells(self) -> list[tuple[int, list[Mark], bool]]:
        """Month by month: its number, the days in it, whether it goes on in it."""
        return [
            (month, [mark for mark in self.marks if mark.day.month == month], month in self.through)
            for month in MONTHS
        ]


@dataclass(frozen=True, kw_only=True)
class Timeline:
    """One year of a programme, as rows and as months."""

    year: int
    years: Sequence[int]
    rows: tuple[Row, ...]

    @property
    def months(self) -> list[tuple[int, list[tuple[Mark, Row]]]]:
        """The days of the year, month by month; what has no day in it stands nowhere here."""
        days = sorted(((mark, row) for row in self.rows for mark in row.marks), key=lambda pair: pair[0].day)
        return [(month, list(found)) for month, found in groupby(days, key=lambda pair: pair[0].day.month)]

    @property
    def all_year(self) -> list[Row]:
        """What goes on all the time."""
        return [row for row in self.rows if row.through]


def timeline(programme: Programme, *, year: int | None, by: Actor) -> Timeline:
    """The year asked for, else the present one or the programme's nearest; five queries."""
    years = _years(programme, by.today)
    year = year if year and year in years else min(max(by.today.year, years[0]), years[-1])
    first, last = date(year, 1, 1), date(year, 12, 31)
    window = Window(first=first, last=last, calendar=working_calendar())
    stands = _stands(programme, by=by)
    rows = []
    for task in Task.objects.of(programme).standing().in_order().defer("search"):
        days = _days(task, programme, window)
        marks = tuple(_mark(day, stands.get((task.pk, own), Counts())) for day, own in days)
        through = (
            _through(programme, year) if not marks and task.due_on is None and not task.rule else frozenset()
        )
        if marks or through:
            rows.append(Row(thing=task, anchor=f"viec-{task.pk}", marks=marks, through=through))
    rows += _deadlines(programme, window)
    return Timeline(year=year, years=years, rows=tuple(rows))


def _years(programme: Programme, today: date) -> Sequence[int]:
    first = (programme.starts_on or programme.made_at.date()).year
    last = (programme.ends_on or max(today, date(first, 1, 1))).year
    return range(first, min(last, first + LONGEST) + 1)


def _days(task: Task, programme: Programme, window: Window) -> Iterable[tuple[date, date | None]]:
    """The days of a task in the year, with the day as its assignments have it (none: the programme's end)."""
    if task.rule:
        for day in _by_rule(task.rule, programme, window):
            if task.given_on is None or day >= task.given_on:
                yield day, day
        return
    due = task.due_on or programme.ends_on
    if due and window.first <= due <= window.last:
        yield due, task.due_on


def _by_rule(rule: dict[str, Any], programme: Programme, window: Window) -> Iterable[date]:
    first, last = schedule.span(programme, since=window.first, until=window.last)
    return Rule.from_dict(rule).occurrences(first, last, window.calendar)


def _stands(programme: Programme, *, by: Actor) -> Mapping[tuple[int, date | None], Counts]:
    shown = counting.leading(Assignment.objects.visible_to(by).filter(programme=programme))
    lines: dict[tuple[int, date | None], list[dict[str, Any]]] = defaultdict(list)
    for line in counting.counted(shown, "task", "due_on", on=by.today):
        lines[line["task"], line["due_on"]].append(line)
    return {key: Counts.of(found) for key, found in lines.items()}


def _mark(day: date, counts: Counts) -> Mark:
    if not counts.total:
        state = "plan"
    elif counts.done == counts.total:
        state = "done"
    else:
        state = "late" if counts.overdue else "open"
    return Mark(day=day, state=state, counts=counts)


def _through(programme: Programme, year: int) -> frozenset[int]:
    first, last = schedule.span(programme, since=date(year, 1, 1), until=date(year, 12, 31))
    return (
        frozenset(month for month in MONTHS if first.month <= month <= last.month)
        if first <= last
        else frozenset()
    )


def _deadlines(programme: Programme, window: Window) -> Iterable[Row]:
    for deadline in programme.deadlines.order_by("place", "pk"):
        days: list[date] = []
        if deadline.rule:
            days = list(_by_rule(deadline.rule, programme, window))
        elif deadline.due_on and window.first <= deadline.due_on <= window.last:
            days = [deadline.due_on]
        if days:
            marks = tuple(Mark(day=day, state="plan", counts=Counts(), owed=True) for day in days)
            yield Row(thing=deadline, anchor=f"han-{deadline.pk}", marks=marks, through=frozenset())
