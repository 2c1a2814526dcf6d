"""Pages of scans as pictures for people: a page of a PDF, a photo of paper, one sheet of a TIFF."""

import io

import pypdfium2
from PIL import Image

from donghanh.documents.reading.formats import detect
from donghanh.documents.reading.formats.limits import Limits
from donghanh.documents.reading.source import Unreadable

WIDTH = 1240  # points across, A4 at 150 dpi: sharp on a screen, small on the way
QUALITY = 70
NO_PAGE = "Không vẽ được trang này. Đồng chí hãy tải bản gốc về để xem."


def draw(data: bytes, page: int, limits: Limits) -> bytes:
    """This page, counted from 0, as a JPEG."""
    kind = detect.by_signature(data)
    if kind not in {"pdf", "image"}:
        raise Unreadable(NO_PAGE)
    try:
        image = _of_pdf(data, page, limits) if kind == "pdf" else _of_image(data, page, limits)
        target = io.BytesIO()
        image.convert("RGB").save(target, "JPEG", quality=QUALITY, optimize=True)
    except (pypdfium2.PdfiumError, OSError, ValueError, SyntaxError, IndexError, EOFError) as error:
        raise Unreadable(NO_PAGE) from error
    return target.getvalue()


def _of_pdf(data: bytes, page: int, limits: Limits) -> Image.Image:
    document = pypdfium2.PdfDocument(data)
    try:
        if not 0 <= page < len(document):
            raise Unreadable(NO_PAGE)
        sheet = document[page]
        width, height = sheet.get_size()
        scale = WIDTH / max(width, 1)
        if width * height * scale * scale > limits.pixels:
            raise Unreadable(NO_PAGE)
        drawn: Image.Image = sheet.render(scale=scale).to_pil()
        return drawn
    finally:
        document.close()


def _of_image(data: bytes, page: int, limits: Limits) -> Image.Image:
    image: Image.Image = Image.open(io.BytesIO(data))
    if image.width * image.height > limits.pixels:
        raise Unreadable(NO_PAGE)
    image.seek(page)
    image.draft("RGB", (WIDTH, WIDTH * 2))
    image.thumbnail((WIDTH, WIDTH * 3))
    return image
