"""Tables of data: how wide each column is, and whether a table needs a landscape page or smaller letters."""

from donghanh.documents.writing import metrics
from donghanh.documents.writing.content import Table
from donghanh.documents.writing.layouts import Layout
from donghanh.documents.writing.sheet import Grid
from donghanh.documents.writing.trouble import Unwritable
from donghanh.documents.writing.wording import printable

POINT = 25.4 / 72
PADDING = 4.0  # both sides of a cell, in millimetres
NARROWEST = 9.0
SNUG = 14.0  # a short cell is not broken
COMFORT = 24.0  # a column of sentences wants at least so much
WIDEST_WORD = 45.0  # longer words are broken
SIZES = (13, 12, 11, 10, 9, 8)
MOST_COLUMNS = 40


def landscape_width(layout: Layout) -> float:
    """The width of the text on a landscape page, whose binding edge is on top."""
    return 297 - layout.top - layout.bottom


def grid(table: Table, layout: Layout) -> Grid:
    """The table with the widths of its columns."""
    count = max([len(table.columns), *(len(row) for row in table.rows)])
    if count > MOST_COLUMNS:
        raise Unwritable(
            f"Bảng “{(table.caption or ' | '.join(table.columns))[:60]}” có {count} cột, nhiều hơn "
            f"{MOST_COLUMNS} cột mà một trang giấy chứa được. Đề nghị tách bảng hoặc gửi kèm tệp bảng tính."
        )
    columns = _filled(table.columns, count)
    rows = tuple(_filled(row, count) for row in table.rows)
    size, widths = _fitted(columns, rows, layout)
    return Grid(part="table", columns=columns, rows=rows, widths=widths, size=size)


def _filled(row: tuple[str, ...], count: int) -> tuple[str, ...]:
    cells = ("\n".join(" ".join(line.split()) for line in printable(cell).split("\n")) for cell in row)
    return (*cells, *[""] * (count - len(row)))


def _fitted(
    columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...], layout: Layout
) -> tuple[float, tuple[float, ...]]:
    """Upright at the usual size if it fits, else landscape, else with smaller letters."""
    upright, across = layout.text_width, landscape_width(layout)
    tries = [(13, upright, COMFORT), (12, upright, COMFORT), (13, across, COMFORT), (12, across, COMFORT)]
    for size, room, comfort in [*tries, *((size, across, SNUG) for size in SIZES[1:])]:
        least, natural = _needs(columns, rows, size, comfort)
        if sum(least) <= room:
            return size, _shared(least, natural, room)
    least, _ = _needs(columns, rows, SIZES[-1], 0.0)
    return SIZES[-1], tuple(one * across / sum(least) for one in least)


def _needs(
    columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...], size: float, comfort: float
) -> tuple[list[float], list[float]]:
    """For each column the least width that it can have, and the width that would hold its longest cell."""
    least, natural = [], []
    for index, head in enumerate(columns):
        cells = [row[index] for row in rows]
        word = max(
            metrics.longest_word(head, size, bold=True),
            *(metrics.longest_word(cell, size) for cell in cells),
            0.0,
        )
        whole = max((metrics.width(line, size) for cell in cells for line in cell.split("\n")), default=0.0)
        whole = max(whole, metrics.width(head, size, bold=True) / 2)  # a heading may take two lines
        need = min(word * POINT, WIDEST_WORD) + PADDING
        natural.append(max(NARROWEST, whole * POINT + PADDING))
        least.append(max(NARROWEST, need, min(natural[-1], comfort)))
    return least, natural


def _shared(least: list[float], natural: list[float], room: float) -> tuple[float, ...]:
    """The room beyond what is needed goes to the columns that want it, the rest to all alike."""
    spare = room - sum(least)
    wants = [max(0.0, wish - have) for wish, have in zip(natural, least, strict=True)]
    wanted = sum(wants)
    given = min(spare, wanted)
    widths = [
        have + (given * want / wanted if wanted else 0) for have, want in zip(least, wants, strict=True)
    ]
    total = sum(widths)
    return tuple(width * room / total for width in widths)
