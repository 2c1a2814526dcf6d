"""Runs apart: reads one workbook from standard input and prints its first sheet as JSON. Knows no Django."""

import json
import re
import resource
import sys
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

LARGEST_UNPACKED = 300 * 1024 * 1024
MEMORY = 1024 * 1024 * 1024
CPU_SECONDS = 25
FORMULA = re.compile(rb'<c [^>]*?r="([A-Z]+[0-9]+)"[^>]*><f[ >/]')


def main() -> None:
    """Limits first, then the file."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    data, most_rows = sys.stdin.buffer.read(), int(sys.argv[1])
    json.dump(_read(data, most_rows), sys.stdout)


def _read(data: bytes, most_rows: int) -> dict[str, Any]:
    formulas: list[str] = []
    try:
        with ZipFile(BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > LARGEST_UNPACKED:
                return _trouble("Tệp này giải nén ra quá lớn nên không được nhận.")
            if "xl/worksheets/sheet1.xml" in archive.namelist():
                found = FORMULA.finditer(archive.read("xl/worksheets/sheet1.xml"))
                formulas = [match.group(1).decode() for match in found]
    except BadZipFile:
        pass  # an older format, which is no archive
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        sheet = book.get_sheet_by_index(0) if book.sheet_names else None
        rows = sheet.to_python(skip_empty_area=True, nrows=most_rows + 1) if sheet else []
    except PasswordError:
        return _trouble("Tệp đặt mật khẩu. Đồng chí hãy bỏ mật khẩu rồi gửi lại.")
    except (CalamineError, OSError, ValueError):
        return _trouble(
            "Không đọc được tệp này. Đồng chí hãy lưu lại bằng Excel hoặc LibreOffice ở dạng .xlsx."
        )
    start = sheet.start if sheet and sheet.start else (0, 0)
    padding = [None] * start[1]
    plain = [padding + [_plain(cell) for cell in row] for row in rows]
    return {"rows": plain, "first": start[0], "formulas": formulas, "trouble": ""}


def _plain(cell: Any) -> Any:
    return (
        f"{cell:%d/%m/%Y}"
        if isinstance(cell, date)
        else cell
        if isinstance(cell, str | int | float)
        else str(cell)
    )


def _trouble(message: str) -> dict[str, Any]:
    return {"rows": [], "first": 0, "formulas": [], "trouble": message}


if __name__ == "__main__":
    main()
