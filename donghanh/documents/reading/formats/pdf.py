"""PDF files: the words with their places, page by page; pages without text go to character recognition."""

import ctypes
from collections.abc import Iterator
from itertools import islice

import pypdfium2
from pypdfium2 import raw

from donghanh.documents.reading import legacy
from donghanh.documents.reading.formats import layout, ocr
from donghanh.documents.reading.formats.layout import Word
from donghanh.documents.reading.formats.limits import Limits
from donghanh.documents.reading.source import Source, Unreadable

# pdfium's signs for a hyphen at the end of a line.
HYPHENS = {0x02, 0xAD, 0xFFFE}
NEW_LINES = {0x0A, 0x0D}
SPACES = {0x09, 0x20, 0xA0}
FEWEST_WITH_PICTURE = 200
# Letters turned into outlines are many drawings; a few are rules and frames.
LETTERS_AS_DRAWINGS = 50
PASSWORD = 4
ENCRYPTED = (
    "Tệp PDF được đặt mật khẩu nên không đọc được. "
    "Đề nghị mở bằng mật khẩu, in hoặc lưu ra tệp PDF không có mật khẩu rồi thử lại."
)
BROKEN = "Tệp PDF bị hỏng hoặc bị cắt cụt nên không mở được. Đề nghị tải lại hoặc xin lại bản gốc."


def load(data: bytes, limits: Limits) -> Source:
    """The text of a PDF."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        encrypted = getattr(error, "err_code", None) == PASSWORD or b"password" in str(error).lower().encode()
        raise Unreadable(ENCRYPTED if encrypted else BROKEN) from error
    try:
        return Reader(document, limits).source()
    except pypdfium2.PdfiumError as error:
        raise Unreadable(BROKEN) from error
    finally:
        document.close()


class Reader:
    """One open PDF on its way to text."""

    def __init__(self, document: pypdfium2.PdfDocument, limits: Limits) -> None:
        limits.check_pages(len(document))
        if len(document) == 0:
            raise Unreadable(BROKEN)
        self.document = document
        self.limits = limits
        self._letters = 0
        self._broken: list[int] = []

    def source(self) -> Source:
        """All pages: their own text, and what recognition finds on those that are pictures."""
        pages = [self.words(index) for index in range(len(self.document))]
        scanned = [index for index, words in enumerate(pages) if self.is_picture(index, words)]
        notes: tuple[str, ...] = self.recognise(pages, scanned) if scanned else ()
        if self._broken:
            notes += (f"Trang {', '.join(map(str, self._broken[:20]))} bị hỏng nên không đọc được.",)
        text = layout.text_of([layout.lines_of(words) for words in pages])
        return Source(text=text, format="pdf", pages=len(pages), notes=notes)

    def words(self, index: int) -> list[Word]:
        """The words of one page."""
        try:
            page = self.document[index]
        except pypdfium2.PdfiumError:
            self._broken.append(index + 1)
            return []
        text = page.get_textpage()
        try:
            found = list(words_of(text.raw, page.get_height()))
        finally:
            text.close()
            page.close()
        self._letters += sum(len(word.text) for word in found)
        self.limits.check_characters(self._letters)
        return found

    def is_picture(self, index: int, words: list[Word]) -> bool:
        """Whether a page is drawn rather than written; a picture may carry the text of a stamp."""
        letters = sum(len(word.text) for word in words)
        if letters >= FEWEST_WITH_PICTURE:
            return False
        try:
            page = self.document[index]
        except pypdfium2.PdfiumError:
            return False
        images = page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE])
        found = any(coverage(page, image) >= (0.5 if letters else 0.1) for image in images)
        if not found and not letters:
            strokes = page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH])
            found = next(islice(strokes, LETTERS_AS_DRAWINGS, None), None) is not None
        page.close()
        return found

    def recognise(self, pages: list[list[Word]], scanned: list[int]) -> tuple[str, ...]:
        """Fill in the words of scanned pages; without tesseract the other pages are read alone."""
        numbers = ", ".join(str(index + 1) for index in scanned[:20])
        if any(pages) and self.limits.scanned_pages and not ocr.available():
            return (f"Trang {numbers} là ảnh quét nên chưa đọc được chữ. {ocr.INSTALL}",)
        ocr.require(len(scanned), self.limits)
        for index in scanned:
            found = ocr.recognise(picture(self.document, index, self.limits), self.limits)
            pages[index] = [word for words in found for word in words]
        return (f"Trang {numbers} là ảnh quét, chữ được nhận dạng tự động nên có thể sai.",)


def coverage(page: pypdfium2.PdfPage, drawn: pypdfium2.PdfObject) -> float:
    """The share of a page that an object covers."""
    left, bottom, right, top = drawn.get_bounds()
    width, height = page.get_size()
    return float((right - left) * (top - bottom) / (width * height or 1))


def words_of(text: ctypes.c_void_p, height: float) -> Iterator[Word]:
    """The words of a text page, split where pdfium sees a space or a new line."""
    count = max(0, raw.FPDFText_CountChars(text))
    codes = [raw.FPDFText_GetUnicode(text, index) for index in range(count)]
    boxes = Boxes(text, height)
    start, spaces = 0, 0
    for index in range(count + 1):
        code = codes[index] if index < count else 0x0A
        if code not in SPACES and code not in NEW_LINES:
            continue
        if index > start:
            yield boxes.word("".join(map(letter, codes[start:index])), start, index - 1, spaces)
            spaces = 0
        if index < count and code in SPACES and raw.FPDFText_IsGenerated(text, index) != 1:
            spaces += 1
        elif code in NEW_LINES:
            spaces = 0
        start = index + 1


def letter(code: int) -> str:
    """The letter of a code point; hyphens at line ends come back as hyphens."""
    if code in HYPHENS:
        return "-"
    return chr(code) if 0x20 <= code < 0x110000 and not 0xD800 <= code < 0xE000 else ""


class Boxes:
    """Asks pdfium for the boxes of letters."""

    def __init__(self, text: ctypes.c_void_p, height: float) -> None:
        self._text = text
        self._height = height
        self._box = raw.FS_RECTF()
        self._name = ctypes.create_string_buffer(64)
        self._flags = ctypes.c_int()

    def word(self, letters: str, first: int, last: int, spaces: int) -> Word:
        """A word from its first and last letter."""
        left, top, right, bottom = self._letter(first)
        if last > first:
            other_left, other_top, other_right, other_bottom = self._letter(last)
            left, right = min(left, other_left), max(right, other_right)
            top, bottom = min(top, other_top), max(bottom, other_bottom)
        face = self._face(first)
        return Word(legacy.mark(letters, face) if face else letters, left, top, right, bottom, spaces)

    def _letter(self, index: int) -> tuple[float, float, float, float]:
        raw.FPDFText_GetLooseCharBox(self._text, index, ctypes.byref(self._box))
        box = self._box
        return box.left, self._height - box.top, box.right, self._height - box.bottom

    def _face(self, index: int) -> legacy.Face | None:
        size = raw.FPDFText_GetFontInfo(
            self._text, index, self._name, len(self._name), ctypes.byref(self._flags)
        )
        if not 0 < size <= len(self._name):
            return None
        name = self._name.raw[: size - 1].decode("utf-8", "replace")
        return legacy.face_of(name.partition("+")[2] or name)


def picture(document: pypdfium2.PdfDocument, index: int, limits: Limits) -> bytes:
    """One page drawn in grey at the resolution of recognition."""
    page = document[index]
    width, height = page.get_size()
    scale = ocr.DOTS_PER_INCH / 72
    if width * height * scale * scale > limits.pixels:
        raise Unreadable(f"Trang {index + 1} khổ quá lớn nên không nhận dạng chữ được.")
    bitmap = page.render(scale=scale, grayscale=True)
    rows = memoryview(bitmap.buffer).cast("B")
    lines = (
        bytes(rows[row * bitmap.stride : row * bitmap.stride + bitmap.width]) for row in range(bitmap.height)
    )
    image = b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + b"".join(lines)
    bitmap.close()
    page.close()
    return image
