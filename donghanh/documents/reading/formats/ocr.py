"""Character recognition by tesseract with its Vietnamese model, where the machine has them."""

import os
import shutil
import subprocess
from functools import cache

from donghanh.documents.reading.formats import tools
from donghanh.documents.reading.formats.layout import Word
from donghanh.documents.reading.formats.limits import Limits
from donghanh.documents.reading.source import NeedsRecognition, Unreadable

DOTS_PER_INCH = 200
INSTALL = (
    "Để đọc ảnh quét, người quản trị cần cài Tesseract và dữ liệu tiếng Việt "
    "(trên Debian, Ubuntu: apt install tesseract-ocr tesseract-ocr-vie)."
)
WORD_LEVEL = "5"


@cache
def languages(program: str) -> frozenset[str]:
    """The models that a tesseract has."""
    listed = subprocess.run(  # noqa: S603 - a program found on PATH, with fixed arguments
        [program, "--list-langs"], capture_output=True, text=True, timeout=20, check=False
    )
    return frozenset(listed.stdout.split())


def available() -> bool:
    """Whether Vietnamese scans can be read here."""
    program = shutil.which("tesseract")
    return program is not None and "vie" in languages(program)


def require(pages: int, limits: Limits) -> None:
    """Refuse scans where nothing can read them, or too many of them."""
    if limits.scanned_pages == 0:
        raise NeedsRecognition("Tệp là ảnh quét, cần nhận dạng chữ trước khi đọc.")
    if not available():
        raise Unreadable(f"Tệp là ảnh quét, không có chữ để đọc. {INSTALL}")
    if pages > limits.scanned_pages:
        raise Unreadable(
            f"Tệp có {pages} trang ảnh quét, vượt giới hạn {limits.scanned_pages} trang mỗi lần nhận dạng. "
            "Đề nghị tách tệp rồi thử lại."
        )


def recognise(image: bytes, limits: Limits) -> list[list[Word]]:
    """The words of a picture's pages with their places, as tesseract sees them."""
    arguments = [
        "tesseract",
        "stdin",
        "stdout",
        "-l",
        "vie",
        "--psm",
        "3",
        "--dpi",
        str(DOTS_PER_INCH),
        "tsv",
    ]
    # One thread: two on two cores are six to eleven times slower.
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    done = tools.run(arguments, image, environment=environment, seconds=limits.tool_seconds)
    if done.returncode != 0:
        raise Unreadable("Không nhận dạng được ảnh: tệp ảnh bị hỏng hoặc không đúng dạng. Đề nghị quét lại.")
    pages: dict[str, list[Word]] = {}
    for line in done.stdout.decode("utf-8", "replace").splitlines()[1:]:
        row = line.split("\t")
        if len(row) == 12 and row[0] == WORD_LEVEL and row[11].strip():
            pages.setdefault(row[1], []).append(word(row))
    return list(pages.values())


def word(row: list[str]) -> Word:
    """One row of tesseract's table as a word."""
    left, top, width, height = (float(number) for number in row[6:10])
    return Word(row[11].strip(), left, top, left + width, top + height)
