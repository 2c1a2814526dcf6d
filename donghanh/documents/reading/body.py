"""The body: what stands between the title and the end matter, parted into preamble, points and tables."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from donghanh.documents.reading import joining, outline, receivers, tables
from donghanh.documents.reading.lines import Piece, is_capitals
from donghanh.documents.reading.outline import Node
from donghanh.documents.reading.result import Named
from donghanh.documents.reading.tables import Table

_ADDRESSED = re.compile(r"^\W*Kính\s+(?:gửi|mời)\s*:?\s*", re.IGNORECASE)
_ADDRESSED_REACH = 12  # pieces after the letterhead in which *Kính gửi* stands
_LISTED = re.compile(r"^(?:[-–+•]\s?|\d{1,2}[.)]\s)")
_LONGEST_ADDRESSEE = 160
_ATTACHED = re.compile(r"^(?:PHỤ LỤC|DANH SÁCH|DANH MỤC|BIỂU MẪU|MẪU SỐ)\b")
_RESOLVED = re.compile(r"^(?:QUYẾT\s+ĐỊNH|QUYẾT\s+NGHỊ)\s*:?$")
_BASE = re.compile(r"^(?:[-–+]\s*|\d{1,2}[.)]\s*)?(?:Căn cứ|Xét|Theo đề nghị)\b")
_NUMBERED_BASE = re.compile(r"(?:Căn cứ|Xét|Thực hiện (?:Quyết|Kế|Chỉ|Nghị|Công|Hướng)|Theo đề nghị)\b")
_FIRST = frozenset({"1", "I", "A", "a"})


@dataclass(frozen=True, slots=True)
class Body:
    """The parts of the text between title and end matter."""

    preamble: list[Piece]
    nodes: list[Node]
    tables: list[tuple[Table, Node | None]]  # with the point that each stands under
    addressees: list[Named]


def read(view: str, pieces: Sequence[Piece]) -> Body:
    """The body of a document, from its pieces."""
    width = joining.wrap_width(pieces)
    worded = [piece for piece in pieces if re.search(r"\w", piece.text)]
    addressed, kept = _addressees(_without_annex(worded))
    found = tables.find(kept)
    start = min([_start(kept), *(table.first for table in found)])
    lead = [
        block for block in joining.blocks(view, kept[:start], width=width) if not _RESOLVED.match(block.text)
    ]
    points = outline.build(_blocks(view, kept, start, found, width=width))
    above = outline.build([block for block in lead if not is_base(block)])
    return Body(lead, above + points, _placed(found, kept, start, points), _named(addressed))


def is_base(block: Piece) -> bool:
    """Whether a block is a line of the preamble that names what the document rests on."""
    return bool(_BASE.match(block.text))


def _without_annex(pieces: list[Piece]) -> list[Piece]:
    """What follows a heading of an annex belongs to another paper."""
    for index, piece in enumerate(pieces):
        if index > 5 and _ATTACHED.match(piece.words) and is_capitals(piece.words):
            return pieces[:index]
    return pieces


def _addressees(pieces: list[Piece]) -> tuple[list[Piece], list[Piece]]:
    """The *Kính gửi* lines, and the pieces without them."""
    heads = (_ADDRESSED.match(piece.text) for piece in pieces[:_ADDRESSED_REACH])
    at, head = next(((at, head) for at, head in enumerate(heads) if head), (0, None))
    if head is None:
        return [], pieces
    found = [pieces[at].cut(head.end())]
    last = at + 1
    while last < len(pieces) and (bullet := _listed(pieces[last])):
        found.append(pieces[last].cut(bullet.end()))
        last += 1
        if found[-1].text.endswith(".") and last < len(pieces) and pieces[last].blank_before:
            break
    return [one for one in found if one.text], pieces[:at] + pieces[last:]


def _listed(piece: Piece) -> re.Match[str] | None:
    if len(piece.text) >= _LONGEST_ADDRESSEE or is_base(piece):
        return None
    return _LISTED.match(piece.text)


def _named(addressed: Sequence[Piece]) -> list[Named]:
    return [
        Named(name=name, span=(piece.start, piece.end))
        for piece in addressed
        for name in receivers.split_names(piece.words.strip(" ;.,-–"))
        if name
    ]


# --- Points and tables ---


def _start(pieces: Sequence[Piece]) -> int:
    """Where the preamble ends: the first numbered point."""
    return next(
        (index for index in range(len(pieces)) if _opens(pieces[index], first=not index)), len(pieces)
    )


def _opens(piece: Piece, *, first: bool) -> bool:
    """Whether a piece is the first numbered point after the preamble."""
    mark = outline.mark_of(piece.text)
    if not mark or mark.kind in {"dash", "plus"}:
        return False
    if mark.kind in {"number", "letter"} and _NUMBERED_BASE.match(piece.text[mark.length :]):
        return False
    return first or mark.own in _FIRST or mark.kind in {"article", "part", "chapter", "roman"}


def _blocks(
    view: str, kept: Sequence[Piece], start: int, found: Sequence[Table], *, width: int
) -> list[Piece]:
    """Blocks of the pieces outside the tables; no paragraph goes on across a table."""
    covered = {index for table in found for index in range(table.first, table.last)}
    borders = [table.first for table in found]
    free = [index for index in range(start, len(kept)) if index not in covered]
    return [
        block
        for _, group in groupby(free, key=lambda index: bisect_right(borders, index))
        for block in joining.blocks(view, [kept[index] for index in group], width=width)
    ]


def _placed(
    found: Sequence[Table], kept: Sequence[Piece], start: int, nodes: Sequence[Node]
) -> list[tuple[Table, Node | None]]:
    """Each table with the last labelled point before it."""
    labelled = [node for node in nodes if node.label]
    starts = [node.piece.start for node in labelled]
    result: list[tuple[Table, Node | None]] = []
    for table in found:
        before = bisect_right(starts, kept[table.first].start - 1)
        result.append((table, labelled[before - 1] if before else None))
    return result
