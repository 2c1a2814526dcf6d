"""A reading as a person sees it in a terminal: an outline, or a table of tasks and deadlines."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from io import StringIO
from itertools import groupby
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from donghanh.documents.reading import words
from donghanh.documents.reading.result import Deadline, Reading, Signature, Target, Task

DOUBTFUL = 0.7  # what the reader is less sure of is marked
DOUBT = " (?)"
PIPED_WIDTH = 110


def outline(reading: Reading, file: str) -> str:
    """The document as an outline: what its head says, its points with their tasks, and its end."""
    parts = [_head(reading, file), *_bases(reading), *_points(reading), *_targets(reading)]
    parts += [*_deadlines(reading), *_receivers(reading), *_signatures(reading), *_remarks(reading)]
    return _printed(Group(*parts))


def table(reading: Reading, file: str) -> str:
    """One row a task, then one row a deadline."""
    parts: list[RenderableType] = [Text(_name(reading, file), style="bold")]
    rows = [
        (task.section or "", task.text, _names(task.actors), _names(task.collaborators), task.due or "")
        for task in reading.tasks
    ]
    parts += _grid("Việc", ("Mục", "Việc", "Ai làm", "Phối hợp", "Hạn"), rows, wide=1)
    parts += _grid(
        "Thời hạn",
        ("Mục", "Nộp gì", "Khi nào", "Gửi ai", "Qua"),
        [
            (one.section or "", words.delivered(one.what), _when(one), one.to or "", one.through or "")
            for one in reading.deadlines
        ],
        wide=2,
    )
    return _printed(Group(*parts, *([] if rows else [Text("Không có việc nào được giao.")]), Text()))


@contextmanager
def progress(total: int) -> Iterator[Callable[[str], AbstractContextManager[None]]]:
    """A bar on standard error; it steps aside while a file is printed, so the two never mix."""
    columns = (TextColumn("Đang đọc"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    job = bar.add_task("", total=total)

    @contextmanager
    def step(name: str) -> Iterator[None]:
        bar.update(job, advance=1, description=name.replace("[", "\\["))
        bar.stop()
        yield
        bar.start()

    with bar:
        yield step


def _printed(content: RenderableType) -> str:
    """What a console would print, so that it can be written in one piece."""
    screen = Console()
    out = StringIO()
    width = screen.width if screen.is_terminal else PIPED_WIDTH
    colours: Any = screen.color_system
    console = Console(
        file=out,
        width=width,
        color_system=colours,
        force_terminal=screen.is_terminal,
        legacy_windows=False,
        highlight=False,
    )
    console.print(content)
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())


# --- The head ---


def _name(reading: Reading, file: str) -> str:
    kind = words.kind(reading.kind) if reading.kind else "Văn bản"
    number = reading.number or (f"…/{reading.symbol}" if reading.symbol else "")
    return " · ".join(part for part in (file, f"{kind} {number}".strip()) if part)


def _head(reading: Reading, file: str) -> RenderableType:
    facts = Table.grid(padding=(0, 2))
    facts.add_column(style="dim", no_wrap=True)
    facts.add_column()
    for label, field, value in _facts(reading):
        if value:
            facts.add_row(label, Text(value + _doubt(reading.confidence.get(field, 1.0))))
    title = Text((reading.title or "(không thấy trích yếu)") + _doubt(reading.confidence.get("title", 1.0)))
    title.stylize("bold")
    return Panel(
        Group(title, Text(), facts), title=Text(_name(reading, file)), title_align="left", border_style="cyan"
    )


def _facts(reading: Reading) -> Iterator[tuple[str, str, str]]:
    yield "Ban hành", "issuers", "; ".join(reading.issuers)
    yield "Nơi, ngày", "issued_on", ", ".join(_place_and_day(reading))
    yield "Ngày diễn ra", "event_on", words.day(reading.event_on) if reading.event_on else ""
    yield "Thời kỳ", "period", words.period(reading.period) if reading.period else ""
    yield "Kính gửi", "addressees", "; ".join(one.name for one in reading.addressees)
    yield "Phục vụ", "beneficiaries", "; ".join(one.name for one in reading.beneficiaries)


def _place_and_day(reading: Reading) -> list[str]:
    day = words.day(reading.issued_on) if reading.issued_on else None
    return [part for part in (reading.place, day) if part]


def _doubt(confidence: float) -> str:
    return DOUBT if confidence < DOUBTFUL else ""


# --- The parts ---


def _part(title: str, lines: Iterable[RenderableType]) -> list[RenderableType]:
    """A titled part; nothing at all when it has no lines."""
    body = list(lines)
    return (
        [Text(f"\n{title}", style="bold cyan"), *(Padding(line, (0, 0, 0, 2)) for line in body)]
        if body
        else []
    )


def _bases(reading: Reading) -> list[RenderableType]:
    return _part("Căn cứ", (_line(_base_words(base), base.confidence) for base in reading.bases))


def _base_words(base: Any) -> str:
    number = f"{base.number}" if base.number else ""
    dated = f"({words.day(base.issued_on)})" if base.issued_on else ""
    return " ".join(
        part for part in (number, dated, base.title or "", f"– {base.issuer}" if base.issuer else "") if part
    )


def _line(content: str, confidence: float = 1.0) -> RenderableType:
    """A bullet whose further lines stand under its first letter."""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(no_wrap=True)
    grid.add_column()
    grid.add_row("•", Text(content + _doubt(confidence)))
    return grid


def _points(reading: Reading) -> list[RenderableType]:
    """The outline, each task under the point that it stands in."""
    tasks: dict[str | None, list[Task]] = {
        section: list(found) for section, found in groupby(sorted(reading.tasks, key=_section), key=_section)
    }
    root = Tree("", hide_root=True, guide_style="dim")
    _hang(root, tasks.pop("", []))
    open_points: list[tuple[str, Tree]] = []
    for section in reading.sections:
        while open_points and not section.label.startswith(f"{open_points[-1][0]}."):
            open_points.pop()
        over = open_points[-1][1] if open_points else root
        point = over.add(_heading(section.label, section.heading, tasks.get(section.label, [])))
        _hang(point, tasks.pop(section.label, []))
        open_points.append((section.label, point))
    for left in tasks.values():
        _hang(root, left)
    return _part("Nội dung và việc", [root] if root.children else [])


def _section(task: Task) -> str:
    return task.section or ""


def _heading(label: str, heading: str, tasks: Iterable[Task]) -> Text:
    """A point's label and words; the words are left to its task when the point itself is one."""
    own = label.rpartition(".")[2] if label.count(".") else label
    repeated = any(task.text.startswith(heading[:40]) for task in tasks)
    return Text.assemble((own, "bold"), "" if repeated else f"  {heading}")


def _hang(point: Tree, tasks: Iterable[Task]) -> None:
    for task in tasks:
        content = Text.assemble(("▸ ", "green"), task.text + _doubt(task.confidence))
        facts = [("ai", _names(task.actors)), ("cùng", _names(task.collaborators)), ("hạn", task.due or "")]
        said = [f"{label}: {value}" for label, value in facts if value]
        if said:
            content.append("\n  " + " · ".join(said), style="yellow")
        point.add(content)


def _names(names: Iterable[str]) -> str:
    return "; ".join(names)


def _targets(reading: Reading) -> list[RenderableType]:
    return _part("Chỉ tiêu", (_line(_target_words(one), one.confidence) for one in reading.targets))


def _target_words(target: Target) -> str:
    quantity = words.quantity({"value": target.value, "unit": target.unit, "comparator": target.comparator})
    return " ".join(
        part for part in (quantity, target.about, f"[{target.section}]" if target.section else "") if part
    )


def _when(deadline: Deadline) -> str:
    nested = f"lồng ghép vào {deadline.nested_in}" if deadline.nested_in else ""
    rule: Mapping[str, Any] = {name: getattr(deadline, name) for name in ("date", "every", "month", "day")}
    return " · ".join(part for part in (words.when(rule), nested) if part) or deadline.text


def _deadlines(reading: Reading) -> list[RenderableType]:
    return _part("Thời hạn", (_line(_deadline_words(one), one.confidence) for one in reading.deadlines))


def _deadline_words(deadline: Deadline) -> str:
    to = f", gửi {deadline.to}" if deadline.to else ""
    through = f", qua {deadline.through}" if deadline.through else ""
    return f"{words.delivered(deadline.what)}: {_when(deadline)}{to}{through}"


def _receivers(reading: Reading) -> list[RenderableType]:
    lines = [
        _line(one.name + (f" – {words.purpose(one.purpose)}" if one.purpose else ""), one.confidence)
        for one in reading.recipients
    ]
    kept = [_line(f"Lưu: {_names(reading.archive)}")] if reading.archive else []
    return _part("Nơi nhận", [*lines, *kept])


def _signatures(reading: Reading) -> list[RenderableType]:
    return _part("Ký", (_line(_signature_words(one), one.confidence) for one in reading.signatures))


def _signature_words(signature: Signature) -> str:
    over = " ".join(part for part in (signature.authority, signature.on_behalf_of) if part)
    return " – ".join(part for part in (over, signature.title, signature.name) if part)


def _remarks(reading: Reading) -> list[RenderableType]:
    notes = list(reading.notes)
    sure = [*reading.confidence.values(), *(base.confidence for base in reading.bases)]
    sure += [signature.confidence for signature in reading.signatures]
    if any(value < DOUBTFUL for value in sure):
        notes.append("Chỗ có dấu (?) chưa chắc chắn, đề nghị đối chiếu với văn bản.")
    return [*_part("Ghi chú", (_line(note) for note in notes)), Text()]


def _grid(
    title: str, columns: tuple[str, ...], rows: Iterable[tuple[str, ...]], *, wide: int
) -> list[RenderableType]:
    grid = Table(title=title, title_justify="left", title_style="bold cyan", show_lines=True, expand=True)
    for index, column in enumerate(columns):
        grid.add_column(column, no_wrap=not index, ratio=None if not index else 3 if index == wide else 1)
    for row in rows:
        grid.add_row(*map(Text, row))
    return [grid] if grid.row_count else []
