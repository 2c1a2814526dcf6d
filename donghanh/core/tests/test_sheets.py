"""Spreadsheets from outside: titles, cells, hostile files."""

import zipfile
from io import BytesIO

import pytest
import xlsxwriter

from donghanh.core import sheets, sheets_child
from donghanh.core.sheets import Column

COLUMNS = (Column(key="name", title="Họ tên", needed=True), Column(key="day", title="Ngày"))


def book(*rows, start=(0, 0)):
    target = BytesIO()
    made = xlsxwriter.Workbook(target, {"in_memory": True})
    page = made.add_worksheet()
    for number, cells in enumerate(rows, start=start[0]):
        for place, value in enumerate(cells, start=start[1]):
            page.write(number, place, value)
    made.close()
    return target.getvalue()


def read(data, most_rows=100):
    return sheets.read(data, COLUMNS, most_rows=most_rows)


def test_what_is_written_is_read_again():
    data = sheets.write("Tờ", COLUMNS, [{"name": "=1+1", "day": "01/7/2025"}])

    (row,) = read(data).rows

    assert row.cells == {"name": "=1+1", "day": "01/7/2025"}
    assert [it.cell for it in row.troubles] == ["A2"]  # text that would be a formula if pasted


def test_cells_are_named_as_in_the_spreadsheet_wherever_the_table_begins():
    sheet = read(book(["Họ tên", "Ngày"], ["Lan", "#N/A"], start=(2, 1)))

    assert sheet.letters == {"name": "B", "day": "C"}
    assert [(it.cell, it.message) for it in sheet.rows[0].troubles] == [("C4", "Ô đang báo lỗi #N/A.")]


def test_numbers_lose_their_point_and_empty_rows_are_passed_over():
    rows = read(book(["Họ tên", "Ngày"], [12.0, 1.5], ["", ""], ["Lan", ""])).rows

    assert [(row.number, dict(row.cells)) for row in rows] == [
        (2, {"name": "12", "day": "1.5"}),
        (4, {"name": "Lan", "day": ""}),
    ]


def test_a_bomb_is_refused_before_it_bursts():
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (sheets_child.LARGEST_UNPACKED + 1))

    with pytest.raises(sheets.Unreadable, match="giải nén ra quá lớn"):
        read(target.getvalue())


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0" + b"x" * 600, b"<html>", bytes(range(256)) * 9]
)
def test_what_is_no_spreadsheet_is_refused(data):
    with pytest.raises(sheets.Unreadable, match="Không đọc được"):
        read(data)


def test_a_file_that_takes_too_long_is_refused(monkeypatch):
    monkeypatch.setattr(sheets, "SECONDS", 0.0001)

    with pytest.raises(sheets.Unreadable, match="quá lâu"):
        read(book(["Họ tên", "Ngày"], ["Lan", ""]))


def test_letters_go_on_after_z():
    assert [sheets.letter(place) for place in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
