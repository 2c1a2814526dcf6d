"""One sheet of units: what its columns are called, and how a workbook is read and written.

Reading never trusts the file: `core.sheets` reads it in a child process; each trouble names its cell.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from donghanh.core import sheets
from donghanh.core.sheets import Column, Sheet

LARGEST_FILE = 10 * 1024 * 1024
MOST_ROWS = 100_000

COLUMNS = (
    Column(key="code", title="Mã đơn vị", needed=True),
    Column(key="name", title="Tên đơn vị", needed=True, width=44),
    Column(key="system", title="Hệ thống", needed=True),
    Column(key="level", title="Cấp", needed=True),
    Column(key="kind", title="Loại hình", width=24),
    Column(key="parent", title="Mã đơn vị cấp trên"),
    Column(key="area", title="Mã địa bàn"),
    Column(key="opened_on", title="Ngày thành lập"),
    Column(key="aliases", title="Tên khác", width=32),
)


@dataclass(frozen=True, kw_only=True)
class CellError:
    """A trouble in the sheet; `cell` as the spreadsheet program calls it (`C7`), empty for the whole row."""

    row: int
    cell: str
    message: str

    def __str__(self) -> str:
        where = f"Dòng {self.row}, ô {self.cell}" if self.cell else f"Dòng {self.row}"
        return f"{where}: {self.message}"


def read(data: bytes) -> Sheet:
    """The first sheet of a workbook (.xlsx, .xls, .ods); columns in any order under their titles."""
    if len(data) > LARGEST_FILE:
        raise sheets.Unreadable(f"Tệp lớn hơn {LARGEST_FILE >> 20} MB. Đồng chí hãy tách thành nhiều tệp.")
    return sheets.read(data, COLUMNS, most_rows=MOST_ROWS)


def cell(sheet: Sheet, key: str, row: int) -> str:
    """`C7` for a column's key and a row."""
    return f"{sheet.letters[key]}{row}" if key in sheet.letters else ""


def write(rows: Iterable[dict[str, Any]]) -> bytes:
    """A workbook with these rows; text stays text, whatever it begins with."""
    target = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "constant_memory": True,
    }
    book = xlsxwriter.Workbook(target, options)
    sheet = book.add_worksheet("Đơn vị")
    bold = book.add_format({"bold": True, "bottom": 1})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.freeze_panes(1, 2)
    for place, column in enumerate(COLUMNS):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.title, bold)
    for number, row in enumerate(rows, start=1):
        for place, column in enumerate(COLUMNS):
            value = row.get(column.key)
            if isinstance(value, date):
                sheet.write_datetime(number, place, datetime(value.year, value.month, value.day), day)  # noqa: DTZ001
            elif value:
                sheet.write_string(number, place, str(value))
    book.close()
    return target.getvalue()
