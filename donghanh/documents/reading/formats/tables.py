"""Tables of every format as lines: layout tables cell by cell, tables of data row by row."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

LETTERHEAD = re.compile(
    r"^\W*(?:Số\s*:|CỘNG H(?:ÒA|OÀ) XÃ HỘI|Độc lập\s*[-–—]\s*Tự do"
    r"|ĐOÀN (?:TNCS|THANH NIÊN CỘNG SẢN) HỒ CHÍ MINH|ĐẢNG CỘNG SẢN VIỆT NAM)",
    re.MULTILINE | re.IGNORECASE,
)
SIGNATURE = re.compile(
    r"^\W*(?:(?i:nơi\s+nhận)|(?:TM|KT|TL|TUQ|T/M|K/T|T/L)\s*[./]?\s*[A-ZĐÀ-Ỹ])", re.MULTILINE
)
OFFICE = re.compile(
    r"^(?:PHÓ )?(?:CHỦ TỊCH|BÍ THƯ|HIỆU TRƯỞNG|GIÁM ĐỐC|TRƯỞNG BAN|CHÁNH VĂN PHÒNG|NGƯỜI LẬP)\b", re.MULTILINE
)
LAYOUT_ROWS = 5
LAYOUT_COLUMNS = 3
BAR = " | "


@dataclass(slots=True)
class Cell:
    """One cell: its lines, how many columns it spans, whether it continues the cell above."""

    lines: list[str] = field(default_factory=list)
    span: int = 1
    continued: bool = False

    @property
    def text(self) -> str:
        """The whole cell on one line."""
        return " ".join(part for line in self.lines for part in line.split())


@dataclass(slots=True)
class Table:
    """Rows of cells; `bordered` tells whether the person who made it drew lines."""

    rows: list[list[Cell]]
    bordered: bool = False

    @property
    def width(self) -> int:
        """The number of columns of the widest row."""
        return max((sum(cell.span for cell in row) for row in self.rows), default=0)


def render(table: Table) -> list[str]:
    """The lines of a table."""
    if not is_layout(table):
        width = table.width
        return [line for row in table.rows for line in data_row(row, width)]
    if signs_by_column(table):
        return [line for column in zip(*table.rows, strict=True) for cell in column for line in cell.lines]
    return [line for row in table.rows for cell in row for line in cell.lines]


def is_layout(table: Table) -> bool:
    """Whether a table only places things on the page: letterhead, signatures, a frame around text."""
    width = table.width
    if width <= 1:
        return True
    if width <= LAYOUT_COLUMNS and len(table.rows) <= LAYOUT_ROWS and places_formal_parts(table):
        return True
    if table.bordered:
        return False
    return len(table.rows) < 2 or not single_lined(table)


def places_formal_parts(table: Table) -> bool:
    """Whether cells begin lines that only a letterhead or a signature has."""
    text = "\n".join(line.lstrip() for row in table.rows for cell in row for line in cell.lines)
    if LETTERHEAD.search(text) or SIGNATURE.search(text):
        return True
    return not table.bordered and OFFICE.search(text) is not None


def single_lined(table: Table) -> bool:
    """Whether nearly every cell holds one paragraph, as cells of data do."""
    cells = [cell for row in table.rows for cell in row if cell.text]
    single = sum(sum(1 for line in cell.lines if line.strip()) == 1 for cell in cells)
    return single >= 0.8 * len(cells)


def signs_by_column(table: Table) -> bool:
    """Whether signatures run over several rows, so that each column is one signer."""
    even = len({len(row) for row in table.rows}) == 1 and len(table.rows) > 1
    if not even or any(cell.span > 1 for row in table.rows for cell in row):
        return False
    first = "\n".join(line for cell in table.rows[0] for line in cell.lines)
    return SIGNATURE.search(first) is not None and LETTERHEAD.search(first) is None


def data_row(row: Sequence[Cell], width: int) -> list[str]:
    """One row as a line of cells in their columns; a cell over the whole width keeps its own lines."""
    if len(row) == 1 and row[0].span >= width:
        return row[0].lines
    cells: list[str] = []
    for cell in row:
        cells += ["" if cell.continued else cell.text, *[""] * (cell.span - 1)]
    return [BAR.join(cells)] if any(cells) else []
