"""Plain text: which encoding its bytes are in, and the letters they stand for."""

import codecs
import re

from donghanh.documents.reading import legacy
from donghanh.documents.reading.formats.limits import Limits
from donghanh.documents.reading.source import Source, Unreadable

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SAMPLE = 100_000
BROKEN_SHARE = 0.01
NOISE = re.compile(rb"[\x00-\x06\x0e-\x1a\x1c-\x1f]")
NOT_TEXT = (
    "Tệp không phải văn bản mà là dữ liệu nhị phân không rõ loại. "
    "Hãy dùng tệp .docx, .odt, .pdf, .html, .txt, .doc, .rtf hoặc ảnh quét."
)


def load(data: bytes, limits: Limits) -> Source:
    """The text of a plain file."""
    text, notes = decode(data)
    limits.check_characters(len(text))
    return Source(text=text, format="txt", notes=notes)


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Bytes to letters, with a remark when the encoding had to be found out."""
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), ()
    wide = without_mark(data[:SAMPLE])
    if wide:
        return data.decode(wide, "replace"), ("Tệp mã UTF-16 không có dấu hiệu đầu tệp.",)
    if len(NOISE.findall(data[:SAMPLE])) > BROKEN_SHARE * len(data[:SAMPLE]):
        raise Unreadable(NOT_TEXT)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return broken_or_old(data)


def broken_or_old(data: bytes) -> tuple[str, tuple[str, ...]]:
    """UTF-8 with a few broken bytes, or one of the single-byte encodings."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    high = sum(letter > "\x7f" for letter in text)
    if broken <= BROKEN_SHARE * len(text) and broken * 4 <= high:
        return text, (f"Tệp có {broken} chỗ hỏng, hiện là ký tự thay thế.",)
    return old(data)


def old(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Windows-1258 when that makes Vietnamese words; else the Western letters, which may be TCVN3 or VNI."""
    text = data.decode("cp1252", "replace")
    windows = data.decode("cp1258", "replace")
    if legacy.vietnamese_share(windows[:SAMPLE]) >= 0.8 and not legacy.guess(text):
        return windows, ("Đã chuyển mã Windows-1258 sang Unicode.",)
    return text, ()


def without_mark(sample: bytes) -> str | None:
    """UTF-16 without its mark shows as a zero in every other byte of plain letters and spaces."""
    pairs = len(sample) // 2
    if pairs < 4:
        return None
    low, high = sample[0 : 2 * pairs : 2].count(0), sample[1 : 2 * pairs : 2].count(0)
    if high > 0.4 * pairs and low < 0.02 * pairs:
        return "utf-16-le"
    return "utf-16-be" if low > 0.4 * pairs and high < 0.02 * pairs else None
