"""Spreadsheets that people take away to read and to count: a heading, numbers as numbers, days as days.

Text stays text, so that nothing in it is ever run as a formula.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from typing import Any

import xlsxwriter

from donghanh.core.sheets import letter
from donghanh.core.text import clean

Value = str | int | float | date | None
TONES = {
    "late": "#FBEAE7",
    "waiting": "#E6EDF6",
    "done": "#E4F2EA",
    "done-late": "#E4F2EA",
    "going": "#FDF0D5",
}
LONGEST = 32_000  # what one cell may hold is 32.767


@dataclass(frozen=True, kw_only=True)
class Toned:
    """A value with a tone of `TONES` behind it."""

    value: Value
    tone: str = ""


@dataclass(frozen=True, kw_only=True)
class ReportColumn:
    """A column: its title and width."""

    title: str
    width: int = 14


@dataclass(frozen=True, kw_only=True)
class ReportSheet:
    """One sheet: what it is called, lines above the table, columns, rows; the first `fixed` columns stay."""

    name: str
    columns: Sequence[ReportColumn]
    rows: Iterable[Sequence[Value | Toned]]
    heading: Sequence[str] = field(default=())
    fixed: int = 1


def write(sheets: Sequence[ReportSheet]) -> bytes:
    """A workbook of these sheets, ready to print on A4 across."""
    target = BytesIO()
    book = xlsxwriter.Workbook(
        target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    formats = _Formats(book)
    for sheet in sheets:
        _write(book.add_worksheet(sheet.name), sheet, formats)
    book.close()
    return target.getvalue()


class _Formats:
    """Each look once: a workbook with a format per cell is slow to open."""

    def __init__(self, book: Any) -> None:
        self.title = book.add_format({"bold": True, "font_size": 13})
        self.plain = book.add_format({})
        self.head = book.add_format(
            {"bold": True, "bg_color": "#E6EDF6", "border": 1, "text_wrap": True, "valign": "top"}
        )
        self._looks: dict[tuple[str, bool], Any] = {}
        self._book = book

    def of(self, tone: str, *, day: bool) -> Any:
        """The format of a cell of this tone."""
        if (tone, day) not in self._looks:
            look: dict[str, Any] = {
                "valign": "top",
                "text_wrap": True,
                "border": 1,
                "border_color": "#DDD6C9",
            }
            look |= {"bg_color": TONES[tone]} if tone in TONES else {}
            look |= {"num_format": "dd/mm/yyyy", "align": "left"} if day else {}
            self._looks[tone, day] = self._book.add_format(look)
        return self._looks[tone, day]


def _write(page: Any, sheet: ReportSheet, formats: _Formats) -> None:
    for number, line in enumerate(sheet.heading):
        page.write_string(number, 0, clean(line), formats.title if number == 0 else formats.plain)
    top = len(sheet.heading) + 1 if sheet.heading else 0
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width)
        page.write_string(top, place, clean(column.title)[:LONGEST], formats.head)
    last = top
    for last, row in enumerate(sheet.rows, start=top + 1):
        for place, given in enumerate(row):
            cell = given if isinstance(given, Toned) else Toned(value=given)
            _cell(page, (last, place), cell, formats)
    page.freeze_panes(top + 1, sheet.fixed)
    if last > top:
        page.autofilter(top, 0, last, len(sheet.columns) - 1)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(top)
    page.print_area(f"A1:{letter(len(sheet.columns) - 1)}{last + 1}")


def _cell(page: Any, at: tuple[int, int], cell: Toned, formats: _Formats) -> None:
    look = formats.of(cell.tone, day=isinstance(cell.value, date))
    if cell.value is None or cell.value == "":
        page.write_blank(*at, None, look)
    elif isinstance(cell.value, date):
        page.write_datetime(*at, cell.value, look)
    elif isinstance(cell.value, str):
        page.write_string(*at, clean(cell.value)[:LONGEST], look)
    else:
        page.write_number(*at, cell.value, look)
