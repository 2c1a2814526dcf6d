"""Pictures of paper: one page, or the pages of a TIFF, read by character recognition."""

import struct

from donghanh.documents.reading.formats import layout, ocr
from donghanh.documents.reading.formats.limits import Limits
from donghanh.documents.reading.source import Source, Unreadable

PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8"
# JPEG segments that hold the size of the picture.
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
RECOGNISED = "Chữ trong ảnh được nhận dạng tự động nên có thể sai."
NO_WORDS = "Không thấy chữ nào trong ảnh. Đề nghị chụp hoặc quét lại rõ hơn, đúng chiều (từ 200 dpi trở lên)."


def load(data: bytes, limits: Limits) -> Source:
    """The words found in a picture."""
    width, height = size(data)
    if width * height > limits.pixels:
        raise Unreadable(
            f"Ảnh {width} × {height} điểm quá lớn để nhận dạng chữ. "
            "Đề nghị quét lại ở 200–300 dpi rồi thử lại."
        )
    ocr.require(1, limits)
    pages = [layout.lines_of(words) for words in ocr.recognise(data, limits)]
    if not pages:
        raise Unreadable(NO_WORDS)
    return Source(text=layout.text_of(pages), format="image", pages=len(pages), notes=(RECOGNISED,))


def size(data: bytes) -> tuple[int, int]:
    """The width and height that a picture declares; zeros when it does not say it in a known place."""
    if data.startswith(PNG) and len(data) >= 24:
        return struct.unpack(">II", data[16:24])
    return jpeg_size(data) if data.startswith(JPEG) else (0, 0)


def jpeg_size(data: bytes) -> tuple[int, int]:
    """The size in a JPEG's frame header."""
    place = 2
    while place + 9 <= len(data) and data[place] == 0xFF:
        if data[place + 1] in FRAMES:
            height, width = struct.unpack(">HH", data[place + 5 : place + 9])
            return width, height
        place += 2 + int.from_bytes(data[place + 2 : place + 4], "big")
    return 0, 0
