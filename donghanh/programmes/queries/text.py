"""The text of a programme's document with the sentences of its tasks, targets and deadlines marked in it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from donghanh.core.actor import Actor
from donghanh.core.permissions import Permission
from donghanh.documents.models import Document
from donghanh.documents.paper.marks import Mark, Piece, lines
from donghanh.programmes.models import Deadline, Programme, Target, Task
from donghanh.programmes.queries import keeping


@dataclass(frozen=True, kw_only=True)
class Text:
    """The lines of the document, and what stands beside them."""

    lines: tuple[list[Piece], ...]
    characters: int
    tasks: Sequence[Task]
    targets: Sequence[Target]
    deadlines: Sequence[Deadline]


def may_read(programme: Programme, *, by: Actor) -> bool:
    """Whether the actor may read the document here: as its receiver, or as an office that owns the programme.

    A partner in a joint programme reads what he is to agree to, whichever office keeps the paper.
    """
    if programme.document_id is None:
        return False
    if Document.objects.visible_to(by).filter(programmes=programme).exists():
        return True
    return keeping.keeps(programme, by=by, right=Permission.PROGRAMME_VIEW)


def text(programme: Programme) -> Text:
    """The whole document; who asks has asked `may_read`. Four queries."""
    document = Document.objects.only("text", "text_sha256").get(programmes=programme)
    tasks = list(Task.objects.of(programme).standing().in_order().defer("search"))
    targets = list(programme.targets.order_by("place", "pk"))
    deadlines = list(programme.deadlines.order_by("place", "pk"))
    marks = [
        *_marks((task for task in tasks if task.document_sha256 == document.text_sha256), "task", ""),
        *_marks(targets, "target", "c"),
        *_marks(deadlines, "deadline", "h"),
    ]
    return Text(
        lines=tuple(lines(document.text, marks)),
        characters=len(document.text),
        tasks=tasks,
        targets=targets,
        deadlines=deadlines,
    )


def _marks(rows: Iterable[Task | Target | Deadline], kind: str, letter: str) -> Iterable[Mark]:
    for row in rows:
        if row.start is not None and row.length:
            yield Mark(start=row.start, end=row.start + row.length, item=f"{letter}{row.pk}", kind=kind)
