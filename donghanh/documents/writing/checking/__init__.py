"""The checker: what a Word file or a PDF lacks or has wrong of its official layout, and how to mend it.

The layout is told by the letterhead: the Union's, or that of the state, which the Association, schools and
joint papers share.
"""

from dataclasses import dataclass
from pathlib import Path

from donghanh.documents.reading.formats import detect
from donghanh.documents.reading.formats.limits import DEFAULT, Limits
from donghanh.documents.reading.sandbox import contents
from donghanh.documents.reading.source import Unreadable
from donghanh.documents.writing.checking import looks, parts, seen_docx, seen_pdf, words
from donghanh.documents.writing.checking.faults import Fault
from donghanh.documents.writing.checking.seen import Seen

__all__ = ["Fault", "Report", "Seen", "Unreadable", "check", "examine"]

SEERS = {"docx": seen_docx.see, "docm": seen_docx.see, "pdf": seen_pdf.see}
ONLY = "Chỉ kiểm tra được thể thức của tệp Word (.docx) và PDF. Đề nghị lưu văn bản ở một trong hai dạng ấy."


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What was found: whose layout the file follows, its faults from top to bottom, and what was seen."""

    layout: str
    faults: tuple[Fault, ...]
    seen: Seen


def check(source: bytes | Path, *, limits: Limits = DEFAULT) -> list[Fault]:
    """The faults of a file; none when it is laid out as it must be."""
    return list(examine(source, limits=limits).faults)


def examine(source: bytes | Path, *, limits: Limits = DEFAULT) -> Report:
    """The faults of a file with what was seen of it; raises `Unreadable` for what cannot be opened."""
    data, _ = contents(source, "", limits)
    see = SEERS.get(detect.recognise(data, limits))
    if see is None:
        raise Unreadable(ONLY)
    seen = see(data, limits)
    found = parts.find(seen.lines)
    faults = [*words.find(seen, found), *looks.find(seen, found)]
    return Report(layout="youth_union" if found.union else "state", faults=tuple(faults), seen=seen)
