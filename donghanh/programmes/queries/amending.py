"""Which tasks a later document touches: a paper that amends or replaces the one that a programme carries out.

An amending paper names the points that it changes ("điểm a khoản 2 Mục III", "mục II.1"). Tasks under those
points are affected; where it names none, or replaces the whole paper, every task wants a look.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from donghanh.core.actor import Actor
from donghanh.documents.models import Basis, BasisKind, Document
from donghanh.programmes.models import Programme, Task

POINT = re.compile(
    r"(?:điểm\s+(?P<letter>[a-zđ])\s*,?\s+)?(?:(?:khoản|điểm)\s+(?P<number>\d{1,2})\s*,?\s+)?"
    r"(?:thuộc\s+|của\s+)?(?:mục|phần|chương)\s+(?P<head>[IVXLC]+|\d{1,2})(?P<rest>(?:\.\w{1,2})*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class Amendment:
    """A later document, and the tasks that it touches; `points` are those that it names, if any."""

    document: Document
    kind: str
    points: tuple[str, ...]
    tasks: tuple[Task, ...]


def amendments(programme: Programme, tasks: Sequence[Task], *, by: Actor) -> tuple[Amendment, ...]:
    """The amending documents that the actor sees, the newest first, each with its tasks; one query."""
    if programme.document_id is None:
        return ()
    rows = (
        Basis.objects.filter(target=programme.document_id, kind__in=[BasisKind.AMENDS, BasisKind.REPLACES])
        .filter(document__in=Document.objects.visible_to(by))
        .select_related("document")
        .order_by("-document__issued_on", "-pk")
    )
    return tuple(_amendment(row, tasks) for row in rows)


def points_in(text: str) -> tuple[str, ...]:
    """The points of an outline that a text names, as paths: `III.2.a`; each once, in order."""
    return tuple(dict.fromkeys(_path(found) for found in POINT.finditer(text)))


def touches(points: Iterable[str], section: str) -> bool:
    """Whether a task's section is one of the points or stands under one."""
    return any(section == point or section.startswith(f"{point}.") for point in points)


def _amendment(basis: Basis, tasks: Sequence[Task]) -> Amendment:
    named = points_in(basis.document.text) if basis.kind == BasisKind.AMENDS else ()
    points = tuple(point for point in named if any(touches([point], task.section) for task in tasks))
    touched = tuple(task for task in tasks if not points or touches(points, task.section))
    return Amendment(document=basis.document, kind=basis.get_kind_display(), points=points, tasks=touched)


def _path(found: re.Match[str]) -> str:
    parts = [found["head"].upper(), *filter(None, found["rest"].split("."))]
    parts += [part.lower() for part in (found["number"], found["letter"]) if part]
    return ".".join(parts)
