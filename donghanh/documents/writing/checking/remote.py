"""Checking in a child process: files of strangers are opened where they can do no harm."""

from dataclasses import dataclass
from typing import Any

from donghanh.documents.reading import sandbox
from donghanh.documents.reading.formats.limits import DEFAULT, Limits
from donghanh.documents.writing.checking import examine, picture
from donghanh.documents.writing.trouble import Unwritable


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A report as it comes back: faults in their JSON form, and the marked pages as PNG pictures."""

    layout: str
    format: str
    faults: tuple[dict[str, Any], ...]
    pages: tuple[tuple[int, bytes], ...]


def check(data: bytes, *, limits: Limits = DEFAULT) -> Checked:
    """Check a file in a child process of the shared pool; raises `Unreadable` as `examine` does."""
    head, body = sandbox.run(f"{__name__}:answer", data, limits=limits)
    pages, begin = [], 0
    for number, size in head["pages"]:
        pages.append((number, body[begin : begin + size]))
        begin += size
    return Checked(
        layout=head["layout"], format=head["format"], faults=tuple(head["faults"]), pages=tuple(pages)
    )


def answer(data: bytes, limits: Limits) -> tuple[dict[str, Any], bytes]:
    """The child's side."""
    report = examine(data, limits=limits)
    try:
        pages = picture.draw(data, report)
    except Unwritable:  # no fonts to draw with: the list of faults is still worth having
        pages = []
    head = {
        "layout": report.layout,
        "format": report.seen.format,
        "faults": [fault.as_dict() for fault in report.faults],
        "pages": [(number, len(image)) for number, image in pages],
    }
    return head, b"".join(image for _, image in pages)
