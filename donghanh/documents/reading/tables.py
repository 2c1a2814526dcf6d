"""Tables of duties ("Nội dung | Đơn vị chủ trì | Phối hợp | Thời gian"): rows, or a cell a line."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from donghanh.documents.reading.lines import Piece, is_row

_COLUMNS = {
    "order": re.compile(r"^(?:TT|STT|Số TT|Số thứ tự|#|TT\.)$", re.IGNORECASE),
    "content": re.compile(
        r"^(?:Tên\s+)?(?:Nội dung|Công việc|Nhiệm vụ|Hoạt động|Tên hoạt động|Đầu việc|Phần việc"
        r"|Nội dung công việc)\b.*$",
        re.IGNORECASE,
    ),
    "partners": re.compile(r"^.*phối hợp.*$", re.IGNORECASE),
    "lead": re.compile(
        r"^(?:.*chủ trì.*|.*phụ trách.*|(?:Đơn vị|Cơ quan|Bộ phận|Người|Ban)\s+(?:thực hiện|tham mưu"
        r"|đảm nhiệm).*|Phân công(?: thực hiện)?|Thực hiện|Đơn vị)$",
        re.IGNORECASE,
    ),
    "due": re.compile(
        r"^(?:Thời gian|Thời hạn|Tiến độ|Hoàn thành|Ngày|Hạn|Thời điểm|Tháng)\b.*$", re.IGNORECASE
    ),
    "other": re.compile(
        r"^(?:Ghi chú|Sản phẩm|Kết quả|Địa điểm|Kinh phí|Số lượng|Đối tượng|Yêu cầu|Dự kiến.*"
        r"|Thành phần)\b.*$",
        re.IGNORECASE,
    ),
}
_TIME = re.compile(
    r"^(?:Tháng|Quý|Trước|Từ|Cả năm|Hằng|Hàng|Thường xuyên|Trong|Ngày|Cuối|Đầu|Giữa|Chậm nhất|\d{1,2}[/-]"
    r"|Tuần|Năm|Đến|Theo)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Row:
    """One duty of a table: its cells by their column, and its place."""

    content: str
    lead: str
    partners: str
    due: str
    content_start: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table found among the pieces: which pieces it covers, and its rows."""

    first: int
    last: int  # one past the last piece
    rows: tuple[Row, ...]


def column_of(text: str) -> str | None:
    """What a column holds, by its heading; None when the text is no heading of a column."""
    words = " ".join(text.split()).strip(" *:.")
    if len(words) > 45:
        return None
    return next((name for name, pattern in _COLUMNS.items() if pattern.match(words)), None)


def find(pieces: Sequence[Piece]) -> list[Table]:
    """The tables of duties among the pieces, in order."""
    tables: list[Table] = []
    index = 0
    while index < len(pieces):
        table = _rows_at(pieces, index) or _flat_at(pieces, index)
        if table:
            tables.append(table)
            index = max(table.last, index + 1)
        else:
            index += 1
    return tables


def _is_duties(columns: Sequence[str | None]) -> bool:
    return "content" in columns and ("lead" in columns or "due" in columns)


def _rows_at(pieces: Sequence[Piece], index: int) -> Table | None:
    """A table whose rows are lines with bars."""
    if "|" not in pieces[index].text:
        return None
    columns = [column_of(cell.text) for cell in _cells(pieces[index])]
    if not _is_duties(columns):
        return None
    rows: list[Row] = []
    last = index + 1
    while last < len(pieces) and (is_row(pieces[last].text) or " | " in pieces[last].text):
        row = _row(columns, _cells(pieces[last]))
        if row:
            rows.append(row)
        last += 1
    return Table(index, last, tuple(rows))


def _cells(piece: Piece) -> list[Piece]:
    result, begin = [], 0
    text = piece.text
    for found in re.finditer(r"\|", text):
        if found.start() == 0:
            begin = 1
            continue
        result.append(piece.cut(begin, found.start()))
        begin = found.end()
    if begin < len(text):
        result.append(piece.cut(begin))
    return result


def _row(columns: Sequence[str | None], cells: Sequence[Piece]) -> Row | None:
    """The duty of a row; a row with only a title, or a rule of hyphens, is none."""
    values = {name: cell for name, cell in zip(columns, cells, strict=False) if name}
    content = values.get("content")
    if content is None or not re.search(r"\w{2}", content.text) or column_of(content.text) == "content":
        return None
    lead, partners, due = (
        values[name].words.strip(" -–") if name in values else "" for name in ("lead", "partners", "due")
    )
    if not lead and not due and not partners:
        return None
    return Row(content.words, lead, partners, due, content.start, cells[0].start, cells[-1].end)


def _flat_at(pieces: Sequence[Piece], index: int) -> Table | None:
    """A table copied from the web: each cell a line, the headings first."""
    columns: list[str] = []
    for piece in pieces[index : index + 8]:
        name = column_of(piece.text)
        if name is None or (name != "other" and name in columns):
            break
        columns.append(name)
    if len(columns) < 3 or not _is_duties(columns):
        return None
    start = index + len(columns)
    if columns[0] == "order":
        return _numbered_rows(pieces, index, start, columns[1:])
    return _counted_rows(pieces, index, start, columns)


def _numbered_rows(pieces: Sequence[Piece], first: int, start: int, columns: Sequence[str]) -> Table | None:
    """Rows begin with 1, 2, 3 … alone on a line (or before the first cell)."""
    rows: list[Row] = []
    last, wanted = start, 1
    while last < len(pieces) and (found := re.match(rf"^0?{wanted}\.?(?:\s+(?=\S)|$)", pieces[last].text)):
        cells = [pieces[last].cut(found.end())] if found.end() < len(pieces[last].text) else []
        begin, last = last, last + 1
        while (
            last < len(pieces)
            and not _next_row(pieces, last, wanted + 1)
            and not _past_table(pieces[last], cells, columns)
        ):
            cells.append(pieces[last])
            last += 1
        row = _assemble(columns, cells, pieces[begin])
        if row:
            rows.append(row)
        wanted += 1
    return Table(first, last, tuple(rows)) if rows else None


def _next_row(pieces: Sequence[Piece], index: int, number: int) -> bool:
    return bool(re.match(rf"^0?{number}\.?$", pieces[index].text))


def _past_table(piece: Piece, cells: Sequence[Piece], columns: Sequence[str]) -> bool:
    if re.match(r"^(?:[IVX]{1,4}\.|Nơi nhận|Trên đây|TM\.|KT\.|\d{1,2}\.\s|[-–+]\s)", piece.text):
        return True
    return len(cells) >= len(columns) and (
        piece.blank_before or bool(_TIME.match(cells[-1].text)) or len(cells) > 2 * len(columns)
    )


def _assemble(columns: Sequence[str], cells: Sequence[Piece], begin: Piece) -> Row | None:
    """Cells to columns in order; a cell that was broken over lines is joined to the one before."""
    kept = list(cells)
    while len(kept) > len(columns):
        kept = _join_shortest(kept)
    row = _row(columns, kept)
    return replace(row, start=begin.start) if row else None


def _join_shortest(cells: list[Piece]) -> list[Piece]:
    """Join the pair of neighbours whose second part begins small, else the first two."""
    at = next((index for index in range(1, len(cells)) if cells[index].text[:1].islower()), 1)
    before, after = cells[at - 1], cells[at]
    return [*cells[: at - 1], Piece(f"{before.text} {after.text}", before.start, after.end), *cells[at + 1 :]]


def _counted_rows(pieces: Sequence[Piece], first: int, start: int, columns: Sequence[str]) -> Table | None:
    """Without numbers each row has as many lines as there are columns."""
    rows: list[Row] = []
    last = start
    while last + len(columns) <= len(pieces):
        cells = pieces[last : last + len(columns)]
        if any(
            len(cell.text) > 300 or re.match(r"^(?:[IVX]{1,4}\.|Nơi nhận|TM\.)", cell.text) for cell in cells
        ):
            break
        row = _row(columns, cells)
        if row is None:
            break
        rows.append(row)
        last += len(columns)
    return Table(first, last, tuple(rows)) if rows else None
