"""The sheet: a document laid out, before it becomes a file. Both writers print the same sheet.

Lengths are millimetres, sizes and gaps points. Every line says which part of the layout it is, so that the
tags of a PDF, the styles of a Word file and the marks of the checker mean the same thing.
"""

from dataclasses import dataclass
from typing import Literal

from donghanh.documents.writing.layouts import Layout

Align = Literal["left", "center", "right", "justify"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A paragraph: `lead` stands bold before the text, `level` makes it a heading of that rank."""

    text: str
    part: str
    size: float
    lead: str = ""
    bold: bool = False
    italic: bool = False
    align: Align = "left"
    first: float = 0  # indent of the first line
    left: float = 0
    before: float = 0
    after: float = 0
    spacing: float = 1.0
    keep: bool = False  # on one page with what follows
    level: int = 0
    boxed: bool = False  # in red, with a frame: secrecy and urgency


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A drawn line of so many millimetres, in the middle of its column."""

    part: str
    width: float
    before: float = 2.5
    after: float = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Blocks side by side, without lines: letterhead, signatures; each row is two or more cells."""

    part: str
    widths: tuple[float, ...]
    rows: tuple[tuple[tuple[Line | Rule, ...], ...], ...]
    before: float = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table of data with lines; its first row stands again on every page."""

    part: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    size: float


Printed = Line | Rule | Columns | Grid


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """A run of pages in one orientation."""

    blocks: tuple[Printed, ...]
    landscape: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A whole document, laid out."""

    layout: Layout
    pages: tuple[Pages, ...]
    title: str
    author: str
    day: str  # ISO, as far as known
    contact: str = ""
