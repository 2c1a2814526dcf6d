"""A PDF as the checker sees it: printed lines with font, size and place."""

import ctypes
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2
from pypdfium2 import raw

from donghanh.documents.reading.formats.limits import Limits
from donghanh.documents.reading.source import Unreadable
from donghanh.documents.writing.checking.seen import Box, Line, Paper, Seen, Side

POINT = 25.4 / 72
MOST_PAGES = 60  # looked at; the end matter is found among the last
LAST_PAGES = 8
COLUMN_GAP, WORD_GAP, FILLED_IN = 0.6, 1.6, 8.0  # in heights of a letter
BLANK = re.compile(r"(?:số\s*:?|ngày|tháng|năm)\s*$", re.IGNORECASE)
WITHOUT_TEXT = (
    "PDF này là ảnh quét, không có chữ để kiểm tra thể thức. Đề nghị đưa tệp Word hoặc PDF xuất từ Word."
)
LOCKED = "PDF bị khóa bằng mật khẩu hoặc bị hỏng nên không mở được. Đề nghị bỏ mật khẩu rồi thử lại."


@dataclass(slots=True)
class Run:
    """Letters that stand side by side on one line, as they are gathered."""

    letters: list[str] = field(default_factory=list)
    fonts: Counter[tuple[str, float]] = field(default_factory=Counter)
    box: list[float] = field(default_factory=list)
    spaces: int = 0  # typed since the last letter

    def takes(self, box: Box) -> bool:
        """Whether a letter goes on this line."""
        if not self.box:
            return True
        height = self.box[3] - self.box[1]
        same = abs((box[1] + box[3]) - (self.box[1] + self.box[3])) < height
        return same and -height < box[0] - self.box[2] < self.room() * height

    def room(self) -> float:
        """How far the next letter may stand, in heights: a blank to be filled in by hand is wide."""
        if BLANK.search("".join(self.letters[-16:])):
            return FILLED_IN
        return WORD_GAP if self.spaces else COLUMN_GAP

    def add(self, letter: str, box: Box, font: tuple[str, float]) -> None:
        """One more letter."""
        self.letters.append(letter)
        self.spaces = 0
        self.fonts[font] += 1
        old = self.box or list(box)
        self.box = [min(old[0], box[0]), min(old[1], box[1]), max(old[2], box[2]), max(old[3], box[3])]


def see(data: bytes, limits: Limits) -> Seen:
    """Everything that the rules ask about."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Unreadable(LOCKED) from error
    count = len(document)
    if count > limits.pages:
        raise Unreadable(
            f"PDF có {count} trang, nhiều hơn {limits.pages} trang. Đề nghị tách tệp rồi thử lại."
        )
    chosen = sorted({*range(min(count, MOST_PAGES)), *range(max(0, count - LAST_PAGES), count)})
    lines: list[Line] = []
    numbers: dict[int, bool] = {}
    papers = []
    for index in chosen:
        page = document[index]
        found = list(_lines(page, index + 1))
        kept, numbered = _without_number(found, index + 1)
        numbers[index] = numbered
        papers.append(_paper(page, kept))
        lines += kept
    if not lines:
        raise Unreadable(WITHOUT_TEXT)
    after = [numbers[index] for index in chosen if index]
    return Seen(
        format="pdf", lines=tuple(lines), papers=tuple(papers), pages=count,
        page_number="" if not after else "top" if all(after) else "none",
        number_on_first=numbers.get(0, False), ruled=_is_ruled(document[0]),
    )  # fmt: skip


def _lines(page: pypdfium2.PdfPage, number: int) -> Iterator[Line]:
    width, height = page.get_size()
    text = page.get_textpage()
    run = Run()
    for index in range(text.count_chars()):
        letter = chr(raw.FPDFText_GetUnicode(text, index))
        if letter in "\r\n\x00\x02\ufffe":
            continue
        box = _box(text, index, height)
        if letter.isspace():
            if run.box:
                run.letters.append(" ")
                run.spaces += raw.FPDFText_IsGenerated(text, index) != 1
            continue
        if not run.takes(box):
            yield from _line(run, number, width, height)
            run = Run()
        run.add(letter, box, _font(text, index))
    yield from _line(run, number, width, height)


def _line(run: Run, number: int, width: float, height: float) -> Iterator[Line]:
    words = " ".join("".join(run.letters).split())
    if not words:
        return
    name, size = run.fonts.most_common(1)[0][0]
    left, top, right, bottom = (round(edge * POINT, 2) for edge in run.box)
    middle = (left + right) / 2
    side: Side = "right" if left > width * POINT * 0.42 else "left" if middle < width * POINT * 0.42 else ""
    yield Line(
        text=words, page=number, size=size, bold="bold" in name.lower(),
        italic="italic" in name.lower() or "oblique" in name.lower(), font=name, side=side,
        box=(left, top, right, bottom), turned=width > height,
    )  # fmt: skip


def _box(text: pypdfium2.PdfTextPage, index: int, height: float) -> Box:
    box = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(text, index, ctypes.byref(box))
    return box.left, height - box.top, box.right, height - box.bottom


def _font(text: pypdfium2.PdfTextPage, index: int) -> tuple[str, float]:
    """The name of a letter's font without the tag of a subset, and its size on the page."""
    buffer, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    length = raw.FPDFText_GetFontInfo(text, index, buffer, len(buffer), ctypes.byref(flags))
    name = buffer.raw[: max(0, min(length, len(buffer)) - 1)].decode("utf-8", "replace")
    matrix = raw.FS_MATRIX()
    scale = 1.0
    if raw.FPDFText_GetMatrix(text, index, ctypes.byref(matrix)):
        scale = (matrix.c**2 + matrix.d**2) ** 0.5
    return name.rpartition("+")[2], round(raw.FPDFText_GetFontSize(text, index) * scale, 1)


def _without_number(lines: list[Line], page: int) -> tuple[list[Line], bool]:
    """The page's lines without its number, and whether it had one in the top margin."""
    for line in lines:
        if line.words.strip("- ") == str(page) and line.box and line.box[3] < 26:
            return [other for other in lines if other is not line], True
    return lines, False


def _paper(page: pypdfium2.PdfPage, lines: list[Line]) -> Paper:
    """The page's size, and margins as its text shows them."""
    width, height = (round(side * POINT, 1) for side in page.get_size())
    boxes = [line.box for line in lines if line.box]
    if not boxes:
        return Paper(width=width, height=height)
    return Paper(
        width=width,
        height=height,
        left=round(min(box[0] for box in boxes), 1),
        right=round(width - max(box[2] for box in boxes), 1),
        top=round(min(box[1] for box in boxes), 1),
    )


def _is_ruled(page: pypdfium2.PdfPage) -> bool:
    """Whether a thin horizontal line is drawn in the upper part of the page."""
    height = page.get_height()
    for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=3):
        left, bottom, right, top = one.get_bounds()
        if right - left > 20 and top - bottom < 3 and height - top < height * 0.35:
            return True
    return False
