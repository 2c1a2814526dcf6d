"""Spreadsheets that people send: read in a child process with limits, columns found by name, cells as text.

The file is never trusted: a crash or a flood of memory in the library ends the child, not the page.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from donghanh.core.text import clean, search_words

SECONDS = 90  # a machine with much to do is slow; the child's own limit of processor time comes first
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
PHONE = re.compile(r"\+[\d\s.()-]+")


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column: its key in our code, its title, other titles people use, and whether it must be there."""

    key: str
    title: str
    also: tuple[str, ...] = ()
    needed: bool = False
    width: int = 22


@dataclass(frozen=True, kw_only=True)
class CellTrouble:
    """What is wrong, and where: `B7`."""

    cell: str
    message: str


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row: the cells as text by key, and troubles of the file itself."""

    number: int
    cells: Mapping[str, str]
    troubles: Sequence[CellTrouble] = field(default=())


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """The rows below the titles, and the letter of each column."""

    rows: Sequence[Row]
    letters: Mapping[str, str]


class Unreadable(Exception):
    """The file is no such sheet; the message says why and what to do."""


def read(data: bytes, columns: Sequence[Column], *, most_rows: int) -> Sheet:
    """The first sheet; its columns stand in any order under their titles in one of the first ten rows."""
    raw = _raw(data, most_rows=most_rows)
    rows: list[list[Any]] = raw["rows"]
    head = next((number for number, row in enumerate(rows[:10]) if _titles(row, columns)), None)
    if head is None:
        needed = ", ".join(f"“{column.title}”" for column in columns if column.needed)
        raise Unreadable(f"Không thấy các cột {needed}. Đồng chí hãy tải tệp mẫu và giữ nguyên tên cột.")
    places = _titles(rows[head], columns)
    missing = [column.title for column in columns if column.needed and column.key not in places]
    if missing:
        raise Unreadable(f"Thiếu cột: {', '.join(missing)}. Đồng chí hãy tải tệp mẫu và giữ nguyên tên cột.")
    first, formulas = raw["first"], frozenset(raw["formulas"])
    found = [
        _row(number + first + 1, row, places, formulas)
        for number, row in enumerate(rows[head + 1 :], start=head + 1)
        if any(_text(cell) for cell in row)
    ]
    if not found:
        raise Unreadable("Bảng tính chưa có dòng nào dưới tên cột.")
    if len(found) > most_rows:
        raise Unreadable(f"Bảng tính có hơn {most_rows:,} dòng. Đồng chí hãy tách tệp.".replace(",", "."))
    return Sheet(rows=found, letters={key: letter(place) for key, place in places.items()})


def write(
    title: str, columns: Sequence[Column], rows: Iterable[Mapping[str, object]], *, note: str = ""
) -> bytes:
    """A workbook with these columns; text stays text, so that nothing in it is ever run as a formula."""
    target = BytesIO()
    book = xlsxwriter.Workbook(
        target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet(title)
    bold = book.add_format({"bold": True, "bg_color": "#E6EDF6", "border": 1})
    plain = book.add_format({"num_format": "@"})
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width, plain)
        sheet.write_string(0, place, column.title, bold)
    for number, row in enumerate(rows, start=1):
        for place, column in enumerate(columns):
            sheet.write_string(number, place, _text(row.get(column.key, "")))
    sheet.freeze_panes(1, 0)
    if note:
        sheet.write_comment(0, 0, note, {"x_scale": 3, "y_scale": 2})
    book.close()
    return target.getvalue()


def letter(place: int) -> str:
    """0 → `A`, 26 → `AA`."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(65 + rest) + name
    return name


def _raw(data: bytes, *, most_rows: int) -> dict[str, Any]:
    command = [sys.executable, "-I", "-m", "donghanh.core.sheets_child", str(most_rows + 10)]
    try:
        child = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise Unreadable(
            "Tệp này đọc quá lâu nên không được nhận. Đồng chí hãy tách thành tệp nhỏ hơn."
        ) from error
    if child.returncode != 0:
        raise Unreadable(
            "Không đọc được tệp này. Đồng chí hãy lưu lại bằng Excel hoặc LibreOffice ở dạng .xlsx, "
            "không đặt mật khẩu."
        )
    found: dict[str, Any] = json.loads(child.stdout)
    if found["trouble"]:
        raise Unreadable(found["trouble"])
    return found


def _titles(row: Sequence[Any], columns: Sequence[Column]) -> dict[str, int]:
    """Where the columns stand, if this is the row of titles: at least two of them are in it."""
    known = {_bare(title): column.key for column in columns for title in (column.title, *column.also)}
    places: dict[str, int] = {}
    for place, cell in enumerate(row):
        key = known.get(_bare(_text(cell)))
        if key and key in places:
            raise Unreadable(f"Cột “{_text(cell)}” có hai lần (ô {letter(places[key])} và {letter(place)}).")
        if key:
            places[key] = place
    return places if len(places) > 1 else {}


def _row(number: int, row: Sequence[Any], places: Mapping[str, int], formulas: frozenset[str]) -> Row:
    cells, troubles = {}, []
    for key, place in places.items():
        cells[key] = text = _text(row[place]) if place < len(row) else ""
        cell = f"{letter(place)}{number}"
        if message := _wrong(text, is_formula=cell in formulas):
            troubles.append(CellTrouble(cell=cell, message=message))
    return Row(number=number, cells=cells, troubles=troubles)


def _wrong(text: str, *, is_formula: bool) -> str:
    if is_formula or text.startswith(("=", "@")) or (text.startswith("+") and not PHONE.fullmatch(text)):
        return "Ô là công thức; Đồng chí hãy dán giá trị."
    if text.startswith("#") and text.rstrip("!?/").isupper():
        return f"Ô đang báo lỗi {text[:20]}."
    if CONTROL.search(text):
        return "Ô chứa ký tự điều khiển không in được."
    return ""


def _text(value: Any) -> str:
    """A cell as people see it: whole numbers without `.0`, days as `31/12/2026`, text in its one spelling."""
    if value is None or isinstance(value, bool):
        return "" if value is None else ("ĐÚNG" if value else "SAI")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/%Y}"
    return clean(str(value))


def _bare(title: str) -> str:
    return " ".join(search_words(title.replace("*", " ")))
