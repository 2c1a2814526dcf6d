"""The formats that documents come in; `load` recognises one by its content and gives its text."""

import importlib
from dataclasses import replace
from pathlib import PurePath

from donghanh.documents.reading import legacy
from donghanh.documents.reading.formats import clean, detect
from donghanh.documents.reading.formats.limits import DEFAULT, Limits
from donghanh.documents.reading.source import Source, Unreadable

__all__ = ["DEFAULT", "Limits", "Source", "Unreadable", "load"]

# Each reader is imported when its first file comes: most need a library that others do not.
READERS = {
    "docx": "docx",
    "docm": "docx",
    "odt": "odt",
    "pdf": "pdf",
    "html": "html",
    "mhtml": "html",
    "txt": "text",
    "doc": "office",
    "rtf": "office",
    "image": "scan",
}
EXTENSIONS = {
    "docx": {".docx", ".dotx", ".docm", ".dotm"},
    "odt": {".odt", ".ott"},
    "pdf": {".pdf"},
    "html": {".html", ".htm", ".xhtml"},
    "mhtml": {".mht", ".mhtml"},
    "doc": {".doc", ".dot"},
    "rtf": {".rtf"},
    "image": {".png", ".jpg", ".jpeg", ".tif", ".tiff"},
}
KNOWN = frozenset().union(*EXTENSIONS.values())
NAMES = {"docx": "Word (.docx)", "odt": "OpenDocument (.odt)", "pdf": "PDF", "html": "trang web (HTML)"} | {
    "mhtml": "trang web lưu một tệp (MHTML)",
    "txt": "chữ thường (.txt)",
    "doc": "Word 97–2003 (.doc)",
    "rtf": "RTF",
    "image": "ảnh",
}
EMPTY = (
    "Tệp không có chữ nào để đọc. "
    "Nếu nội dung là ảnh dán trong tệp, đề nghị xuất ra PDF hoặc ảnh để nhận dạng chữ."
)


def load(data: bytes, *, name: str = "", limits: Limits = DEFAULT) -> Source:
    """Read a file in this process; raises `Unreadable` with what is wrong and what to do."""
    limits.check_size(len(data))
    kind = detect.recognise(data, limits)
    reader = importlib.import_module(f"{__name__}.{READERS[kind]}")
    try:
        source: Source = reader.load(data, limits)
    except RecursionError as error:
        raise Unreadable(
            "Nội dung tệp lồng nhau quá sâu nên không đọc được. "
            "Đề nghị mở tệp bằng Word hoặc LibreOffice, lưu lại rồi thử lại."
        ) from error
    return finished(source, mismatch(name, source.format), limits)


def finished(source: Source, remarks: tuple[str, ...], limits: Limits) -> Source:
    """The source with old encodings converted and its text tidied."""
    limits.check_characters(len(source.text))
    text, converted = legacy.resolve(source.text)
    text = clean.tidy(text).strip("\n\f")
    if not text.strip():
        raise Unreadable(EMPTY)
    return replace(source, text=text, notes=(*remarks, *source.notes, *converted))


def mismatch(name: str, kind: str) -> tuple[str, ...]:
    """A remark when the extension promises something else than the content is."""
    extension = PurePath(name).suffix.lower()
    if extension not in KNOWN or extension in EXTENSIONS.get(kind, ()):
        return ()
    return (f"Tệp có đuôi {extension} nhưng nội dung là {NAMES[kind]}; đã đọc theo nội dung.",)
