"""PDF files: paragraphs in reading order, without what only belongs to the page."""

import io
import shutil
import struct
import time
import zlib

import pypdfium2
import pytest

from donghanh.documents.reading import formats, sandbox
from donghanh.documents.reading.formats import ocr, pdf
from donghanh.documents.tests.reading import making
from donghanh.documents.tests.reading.test_formats_text import PLAN

OCR_HERE = shutil.which("tesseract") is not None and ocr.available()
needs_ocr = pytest.mark.skipif(not OCR_HERE, reason="tesseract with its Vietnamese model is not installed")
LETTERHEAD = """#grid(columns: (1fr, 1fr), align: center,
  [BCH TỈNH TRÀ VINH \\ \\*\\*\\* \\ Số: #h(1.5cm) -KH/TĐTN-BTG],
  [ĐOÀN TNCS HỒ CHÍ MINH \\ \\ Trà Vinh, ngày #h(1cm) tháng 3 năm 2020])
"""


def scanned(data: bytes) -> bytes:
    """The same pages as pictures."""
    source, target = pypdfium2.PdfDocument(data), pypdfium2.PdfDocument.new()
    for page in source:
        width, height = page.get_size()
        image = pypdfium2.PdfImage.new(target)
        image.set_bitmap(page.render(scale=ocr.DOTS_PER_INCH / 72))
        image.set_matrix(pypdfium2.PdfMatrix().scale(width, height))
        copy = target.new_page(width, height)
        copy.insert_obj(image)
        copy.gen_content()
    buffer = io.BytesIO()
    target.save(buffer)
    source.close()
    target.close()
    return buffer.getvalue()


def test_wrapped_lines_become_paragraphs_again():
    source = formats.load(making.pdf(f"#set par(justify: true)\n{PLAN}\n\n{PLAN}\n\nNgắn.\n\n{PLAN}"))

    assert source.text.split("\n") == [PLAN, PLAN, "Ngắn.", PLAN]
    assert (source.format, source.pages, source.notes) == ("pdf", 1, ())


def test_items_start_lines_of_their_own():
    items = [f"1\\. {PLAN}", f"- {PLAN}", f"a) {PLAN}", f"II\\. {PLAN}"]
    text = formats.load(making.pdf(" \\\n".join(items).replace("\n- ", "\n\\- "))).text

    assert text.split("\n") == [item.replace("\\", "") for item in items]


def test_columns_are_parted_by_a_tab_and_blanks_are_not_columns():
    text = formats.load(making.pdf(LETTERHEAD + "\n#align(center)[KẾ HOẠCH]")).text

    assert text.split("\n") == [
        "BCH TỈNH TRÀ VINH\tĐOÀN TNCS HỒ CHÍ MINH",
        "***",
        "Số: -KH/TĐTN-BTG\tTrà Vinh, ngày tháng 3 năm 2020",
        "KẾ HOẠCH",
    ]


def test_running_heads_and_page_numbers_are_dropped():
    running = (
        "#set page(header: align(center)[#context counter(page).display()], "
        "footer: [Kế hoạch năm 2020 – trang #context counter(page).display()])\n"
    )
    pages = [f"Trang thứ {word}." for word in ("nhất", "nhì", "ba", "tư")]
    source = formats.load(
        making.pdf(running + "\n#pagebreak()\n".join(f"{PLAN}\n\n{page}" for page in pages))
    )

    assert source.text.split("\n\f\n") == [f"{PLAN}\n{page}" for page in pages]
    assert source.pages == 4


def test_hyphens_at_line_ends_are_kept():
    text = formats.load(making.pdf("#block(width: 3.2cm)[ngày ban hành 1961/QĐ-UBND]")).text

    assert "QĐ-" in text


def test_a_file_with_a_password_is_named():
    with pytest.raises(formats.Unreadable, match="đặt mật khẩu"):
        formats.load(making.locked_pdf())


def test_a_truncated_file_is_named():
    data = making.pdf(PLAN)

    with pytest.raises(formats.Unreadable, match="hỏng hoặc bị cắt cụt"):
        formats.load(data[: len(data) // 2].replace(b"obj", b"xyz"))


def test_too_many_pages_are_refused_at_once():
    document = pypdfium2.PdfDocument.new()
    for _ in range(10_000):
        document.new_page(595, 842).close()
    buffer = io.BytesIO()
    document.save(buffer)
    document.close()
    began = time.monotonic()

    with pytest.raises(formats.Unreadable, match=r"10\.000 trang, vượt giới hạn 500 trang"):
        formats.load(buffer.getvalue())
    assert time.monotonic() - began < 2


def test_a_scan_without_tesseract_says_what_to_install(monkeypatch):
    monkeypatch.setenv("PATH", "")

    with pytest.raises(formats.Unreadable, match="apt install tesseract-ocr tesseract-ocr-vie"):
        formats.load(scanned(making.pdf(PLAN)))


def test_the_written_pages_are_read_when_others_are_scans_that_nothing_reads(monkeypatch):
    monkeypatch.setenv("PATH", "")
    mixed = pypdfium2.PdfDocument(making.pdf(PLAN))
    mixed.import_pages(pypdfium2.PdfDocument(scanned(making.pdf("Trang quét"))))
    buffer = io.BytesIO()
    mixed.save(buffer)
    source = formats.load(buffer.getvalue())

    assert (source.text, source.pages) == (PLAN, 2)
    assert source.notes[0].startswith("Trang 2 là ảnh quét nên chưa đọc được chữ.")


@needs_ocr
def test_a_scan_is_recognised_with_its_columns():
    data = scanned(making.pdf(f"{LETTERHEAD}\n{PLAN}"))
    with sandbox.Sandbox() as box:
        source = box.load(data, name="quet.pdf")

    assert "TRÀ VINH\tĐOÀN TNCS HỒ CHÍ MINH" in source.text
    assert len(set(PLAN.split()) & set(source.text.split())) > 0.8 * len(set(PLAN.split()))
    assert source.notes == ("Trang 1 là ảnh quét, chữ được nhận dạng tự động nên có thể sai.",)


@needs_ocr
def test_a_picture_is_recognised():
    document = pypdfium2.PdfDocument(making.pdf(PLAN))
    grey = pdf.picture(document, 0, formats.DEFAULT)
    source = formats.load(png(grey), name="anh.png")

    assert (source.format, source.pages) == ("image", 1)
    assert len(set(PLAN.split()) & set(source.text.split())) > 0.8 * len(set(PLAN.split()))


def png(pgm: bytes) -> bytes:
    """A grey picture as PNG, by hand."""
    _, width, height, _ = pgm[:30].split(maxsplit=3)[0:4]
    columns, rows = int(width), int(height)
    pixels = pgm[-columns * rows :]
    lines = b"".join(b"\0" + pixels[row * columns : (row + 1) * columns] for row in range(rows))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", columns, rows, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(lines))
        + chunk(b"IEND", b"")
    )


def test_a_picture_of_absurd_size_is_refused_before_anything_is_drawn():
    head = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + (60_000).to_bytes(4, "big") * 2 + bytes(20)

    with pytest.raises(formats.Unreadable, match="60000 × 60000 điểm quá lớn"):
        formats.load(head)
