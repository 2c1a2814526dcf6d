"""Reading: an official Vietnamese document becomes its structure. A library that knows no Django.

    from donghanh.documents import reading
    result = reading.read_file(Path("ke-hoach.docx"))
    result = reading.read_text("…")
    result.as_dict()

`read_file` opens a file of any supported format in a guarded child process; `read_text` takes pasted text.
Both raise `Unreadable`, whose message says in Vietnamese what is wrong and what to do.
"""

from pathlib import Path

from donghanh.documents.reading import sandbox
from donghanh.documents.reading.formats.limits import DEFAULT, Limits
from donghanh.documents.reading.reader import LONGEST, read, read_text
from donghanh.documents.reading.result import (
    Base,
    Deadline,
    Named,
    Reading,
    Recipient,
    Section,
    Signature,
    Target,
    Task,
)
from donghanh.documents.reading.source import Source, Unreadable

__all__ = [
    "LONGEST",
    "Base",
    "Deadline",
    "Limits",
    "Named",
    "Reading",
    "Recipient",
    "Section",
    "Signature",
    "Source",
    "Target",
    "Task",
    "Unreadable",
    "read",
    "read_file",
    "read_text",
]


def read_file(source: bytes | Path, *, name: str = "", limits: Limits = DEFAULT) -> Reading:
    """Read a file, or the bytes of one, whatever its format; `name` is only compared with the content."""
    return read(sandbox.load(source, name=name, limits=limits))
