"""An outline typed as plain text becomes blocks: what a person writes in a box, without any markup to learn.

I. MỤC ĐÍCH          a point, by its mark (Phần, Chương, Điều, I., 1., 1.1., a)); typed numbers are not kept
- nội dung           an item of a list; + is a detail of it
| TT | Đơn vị |      a row of a table, the first row is its heading
other lines          paragraphs
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from donghanh.documents.writing.content import Block, Item, Items, Paragraph, Point, Scheme, Table

_MARKS = (
    ("part", re.compile(r"^PHẦN\s+(?:THỨ\s+)?(?:[IVXLC]+|\d+|NHẤT|HAI|BA|TƯ|NĂM)\b[\s.:–-]*", re.IGNORECASE)),
    ("chapter", re.compile(r"^CHƯƠNG\s+(?:[IVXLC]+|\d+)\b[\s.:–-]*", re.IGNORECASE)),
    ("article", re.compile(r"^Điều\s+\d{1,3}\s*[.:]\s*")),
    ("roman", re.compile(r"^[IVXLC]{1,7}\s*[.)/]\s+")),
    ("decimal", re.compile(r"^\d{1,2}\.\d{1,2}\s*[.)]?\s+")),
    ("number", re.compile(r"^\d{1,2}\s*[.)/]\s+")),
    ("letter", re.compile(r"^[a-zđ]\s*[).]\s+")),
)
_DEPTHS: dict[str, dict[str, int]] = {
    "parts": {"part": 0, "roman": 1, "number": 2, "letter": 3},
    "chapters": {"chapter": 0, "article": 1, "number": 2, "letter": 3},
    "articles": {"article": 0, "number": 1, "letter": 2},
    "plan": {"roman": 0, "number": 1, "letter": 2, "decimal": 2},
    "numbers": {"number": 0, "decimal": 1, "letter": 2},
}
_FIRST: dict[str, Scheme] = {
    "part": "parts", "chapter": "chapters", "article": "articles", "roman": "plan", "number": "numbers",
}  # fmt: skip
_ITEM, _DETAIL = re.compile(r"^[-–•*]\s*(?=\S)"), re.compile(r"^\+\s*(?=\S)")


@dataclass(slots=True)
class _Open:
    """A point whose content is still being read."""

    depth: int
    heading: str
    body: list[Block] = field(default_factory=list)


def read(text: str) -> tuple[tuple[Block, ...], Scheme]:
    """The blocks of a typed outline, and the scheme by which its points are numbered."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    marks = [_mark(line) for line in lines]
    scheme: Scheme = next((_FIRST[name] for name, _ in marks if name in _FIRST), "")
    depths = _DEPTHS.get(scheme, {})
    stack = [_Open(-1, "")]
    for line, (name, length) in zip(lines, marks, strict=True):
        depth = min(depths.get(name, -1), stack[-1].depth + 1) if name else -1
        if depth < 0:
            _add(stack[-1].body, line)
            continue
        _close(stack, depth)
        stack.append(_Open(depth, line[length:].strip()))
    _close(stack, 0)
    return tuple(stack[0].body), scheme


def _mark(line: str) -> tuple[str, int]:
    found = ((name, pattern.match(line)) for name, pattern in _MARKS)
    return next(((name, one.end()) for name, one in found if one), ("", 0))


def _close(stack: list[_Open], depth: int) -> None:
    """End the points that are not above a new one of this depth."""
    while stack[-1].depth >= depth:
        done = stack.pop()
        stack[-1].body.append(Point(heading=done.heading, body=tuple(done.body)))


def _add(body: list[Block], line: str) -> None:
    """A line that is no point: an item, a detail, a row, or a paragraph."""
    last = body[-1] if body else None
    if line.startswith("|"):
        _add_row(body, _cells(line))
    elif found := _DETAIL.match(line):
        _add_detail(body, line[found.end() :])
    elif found := _ITEM.match(line):
        item = line[found.end() :]
        if isinstance(last, Items):
            body[-1] = Items(items=(*last.items, item))
        else:
            body.append(Items(items=(item,)))
    else:
        body.append(Paragraph(text=line))


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.strip("|").split("|"))


def _add_row(body: list[Block], cells: Sequence[str]) -> None:
    last = body[-1] if body else None
    if all(set(cell) <= set("-: ") for cell in cells) and any(cells):
        return  # the rule under a heading, as some people type it
    if isinstance(last, Table):
        body[-1] = Table(columns=last.columns, rows=(*last.rows, tuple(cells)), caption=last.caption)
    else:
        body.append(Table(columns=tuple(cells), rows=()))


def _add_detail(body: list[Block], text: str) -> None:
    """A detail belongs to the item above it; without one it is an item."""
    last = body[-1] if body else None
    if not isinstance(last, Items):
        body.append(Items(items=(text,)))
        return
    over = last.items[-1]
    item = over if isinstance(over, Item) else Item(text=over)
    body[-1] = Items(items=(*last.items[:-1], Item(text=item.text, details=(*item.details, text))))
