"""What a checker sees of a file, whatever its format: the paper and its lines with their looks and places."""

from dataclasses import dataclass
from typing import Literal

Box = tuple[float, float, float, float]  # left, top, right, bottom in millimetres from the top left corner
Side = Literal["", "left", "right", "cell"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A paragraph of a Word file or a printed line of a PDF; None where a format does not tell."""

    text: str
    page: int = 0  # from 1; 0 where the format knows no pages
    size: float | None = None
    bold: bool = False
    italic: bool = False
    font: str = ""
    align: str = ""
    first: float | None = None  # indent of the first line, in millimetres
    spacing: float | None = None
    after: float | None = None  # room to the next paragraph, in points
    side: Side = ""
    cell: tuple[int, int, int] | None = None  # table, row and column of data
    box: Box | None = None
    turned: bool = False  # on a landscape page

    @property
    def words(self) -> str:
        """The text with single blanks."""
        return " ".join(self.text.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One kind of page: its size and margins in millimetres, as far as they are known."""

    width: float
    height: float
    top: float | None = None
    right: float | None = None
    bottom: float | None = None
    left: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """The whole file."""

    format: str
    lines: tuple[Line, ...]
    papers: tuple[Paper, ...]
    pages: int  # 0 where the format knows none
    page_number: str  # where pages are numbered: "top", "other", "none"; "" if it cannot be known
    number_on_first: bool
    ruled: bool  # whether a line is drawn in the letterhead
