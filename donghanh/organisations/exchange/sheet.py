"""One sheet of units: what its columns are called, and how a workbook is read and written.

Reading never trusts the file: size, columns and every cell are checked; each trouble names its cell.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

import xlsxwriter
from python_calamine import CalamineError, CalamineWorkbook

from donghanh.core.text import clean, search_words
from donghanh.organisations import words

LARGEST_FILE = 20 * 1024 * 1024
LARGEST_UNPACKED = 400 * 1024 * 1024
MOST_ROWS = 100_000
FORMULA = ("=", "+", "@")
IS_FORMULA = re.compile(rb'<c [^>]*?r="([A-Z]+[0-9]+)"[^>]*><f[ >/]')


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column: its key in our code, its title, and whether it must be there."""

    key: str
    title: str
    needed: bool = False
    width: int = 18


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
TITLES = {" ".join(search_words(column.title)): column for column in COLUMNS}


@dataclass(frozen=True, kw_only=True)
class CellError:
    """A trouble in the sheet; `cell` as the spreadsheet program calls it (`C7`), empty for the whole row."""

    row: int
    cell: str
    message: str

    def __str__(self) -> str:
        where = f"Dòng {self.row}, ô {self.cell}" if self.cell else f"Dòng {self.row}"
        return f"{where}: {self.message}"


class UnreadableSheet(Exception):
    """The file cannot be read as a sheet of units at all; the message says why and what to do."""


@dataclass(frozen=True, kw_only=True)
class RawRow:
    """One row as text, and the cells that hold what nobody may put there."""

    number: int
    cells: dict[str, str]
    errors: tuple[CellError, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """The rows of the sheet, and where each column stands."""

    rows: tuple[RawRow, ...]
    places: dict[str, int]

    def cell(self, key: str, row: int) -> str:
        """`C7` for a column's key and a row."""
        return f"{_letter(self.places[key])}{row}" if key in self.places else ""


def read(data: bytes) -> Sheet:
    """The first sheet of a workbook (.xlsx, .xls, .ods) whose first row names the columns, in any order."""
    rows, formulas = _raw(data), _formulas(data)
    header = next(rows, None)
    if header is None:
        raise UnreadableSheet("Bảng tính trống. Đồng chí hãy tải mẫu, điền rồi gửi lại.")
    places = _places(header)
    found = []
    for number, values in enumerate(rows, start=2):
        cells = {key: values[place] if place < len(values) else "" for key, place in places.items()}
        if any(value != "" for value in cells.values()):
            found.append(_row(number, cells, places, formulas))
        if len(found) > MOST_ROWS:
            raise UnreadableSheet(
                f"Bảng tính có hơn {words.number(MOST_ROWS)} dòng. Đồng chí hãy tách thành nhiều tệp."
            )
    return Sheet(rows=tuple(found), places=places)


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


def _raw(data: bytes) -> Iterator[list[Any]]:
    if len(data) > LARGEST_FILE:
        raise UnreadableSheet(f"Tệp lớn hơn {LARGEST_FILE >> 20} MB. Đồng chí hãy tách thành nhiều tệp.")
    _check_unpacked(data)
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        if not book.sheet_names:
            return
        sheet = book.get_sheet_by_index(0)
        skipped = sheet.start[0] if sheet.start else 0
        if skipped:
            raise UnreadableSheet("Dòng đầu của bảng phải là tên các cột; hiện dòng đầu đang trống.")
        rows = sheet.to_python(skip_empty_area=False)
    except (CalamineError, OSError, ValueError) as error:
        raise UnreadableSheet(
            "Không đọc được tệp này. Đồng chí hãy lưu lại bằng Excel hoặc LibreOffice ở dạng .xlsx, "
            "không đặt mật khẩu."
        ) from error
    yield from rows


def _check_unpacked(data: bytes) -> None:
    """A small file may unpack to a huge one; refuse before anything is unpacked."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except BadZipFile:
        return
    if unpacked > LARGEST_UNPACKED:
        raise UnreadableSheet("Tệp này giải nén ra quá lớn nên không được nhận.")


def _places(header: list[Any]) -> dict[str, int]:
    places: dict[str, int] = {}
    for place, title in enumerate(header):
        column = TITLES.get(" ".join(search_words(str(title))))
        if column is None:
            continue
        if column.key in places:
            raise UnreadableSheet(
                f"Cột “{column.title}” có hai lần (ô {_letter(places[column.key])}1 và {_letter(place)}1)."
            )
        places[column.key] = place
    missing = [column.title for column in COLUMNS if column.needed and column.key not in places]
    if missing:
        raise UnreadableSheet(
            f"Dòng 1 thiếu cột: {', '.join(missing)}. "
            "Đồng chí hãy dùng mẫu xuất từ hệ thống, giữ nguyên tên cột."
        )
    return places


def _formulas(data: bytes) -> frozenset[str]:
    """The cells of an .xlsx that are formulas; the reader would only give us what they last came to."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            return frozenset(
                found.group(1).decode()
                for found in IS_FORMULA.finditer(archive.read("xl/worksheets/sheet1.xml"))
            )
    except (BadZipFile, KeyError):
        return frozenset()


def _row(number: int, cells: dict[str, Any], places: dict[str, int], formulas: frozenset[str]) -> RawRow:
    said, errors = {}, []
    for key, value in cells.items():
        text = _text(value)
        said[key] = text
        cell = f"{_letter(places[key])}{number}"
        if cell in formulas or text.startswith(FORMULA):
            errors.append(
                CellError(
                    row=number, cell=cell, message=f"Ô là công thức ({text[:30]}); Đồng chí hãy dán giá trị."
                )
            )
        elif text.startswith("#") and text.rstrip("!?").isupper():
            errors.append(CellError(row=number, cell=cell, message=f"Ô đang báo lỗi {text}."))
        elif any(unicodedata.category(character) == "Cc" for character in text):
            errors.append(CellError(row=number, cell=cell, message="Ô chứa ký tự điều khiển không in được."))
    return RawRow(number=number, cells=said, errors=tuple(errors))


def _text(value: Any) -> str:
    """A cell as people see it: whole numbers without `.0`, days as `dd/mm/yyyy`, text in its one spelling."""
    if isinstance(value, bool):
        return "ĐÚNG" if value else "SAI"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return clean(str(value))


def _letter(place: int) -> str:
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
