"""From what somebody sends to what the tables keep: the text, the reading and the first draft.

Papers marked Mật, Tối mật or Tuyệt mật are recognised here, before anything is kept.
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import Any

from donghanh.core.errors import Refused
from donghanh.documents import numbers, reading
from donghanh.documents.draft.begin import begin
from donghanh.documents.draft.shape import Draft, head
from donghanh.documents.reading import sandbox
from donghanh.documents.reading.formats.limits import Limits
from donghanh.documents.reading.source import Source
from donghanh.files.kinds import DOCUMENT

READER = "1"  # of the grammar; a later reader may read an old text again, spans stay with the text
LONGEST_TEXT = 1_000_000
LONGEST_NOTE = 600
AT_ONCE = Limits(
    size=DOCUMENT.largest, pages=300, scanned_pages=0, characters=LONGEST_TEXT, seconds=15, tool_seconds=60
)
IN_PEACE = replace(AT_ONCE, scanned_pages=60, seconds=30, tool_seconds=180)
FIRST_LINES = 60  # among which a stamp of secrecy stands
_STAMP = re.compile(r"^\W*(?:độ\s+mật\s*:\s*)?(tuyệt\s+mật|tối\s+mật|mật)\W*$", re.IGNORECASE)


class Secret(Refused):
    """A state secret: it must not be kept on this system, nor any part of it."""

    title = "Văn bản mật không được đưa lên hệ thống"

    def __init__(self, mark: str) -> None:
        super().__init__(
            f"Văn bản có dấu chỉ độ mật “{mark}” nên không được đưa lên hệ thống; không có gì được lưu lại. "
            "Đồng chí hãy xử lý văn bản này theo quy định về bảo vệ bí mật nhà nước."
        )


@dataclass(frozen=True, kw_only=True)
class Read:
    """A paper that was read."""

    text: str
    reading: dict[str, Any]
    draft: Draft
    notes: list[str]
    pages: int

    @property
    def number_key(self) -> str:
        """The number under which it is looked for."""
        return number_key(self.draft)


def read_file(data: bytes, *, name: str, limits: Limits = AT_ONCE) -> Read:
    """Read a file in the sandbox; `Unreadable` says why not, `NeedsRecognition` that it is a scan."""
    return read(sandbox.load(data, name=name, limits=limits))


def read_pasted(text: str) -> Read:
    """Read what somebody pasted or typed."""
    AT_ONCE.check_characters(len(text))
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return read(Source(text=text.encode("utf-8", "replace").decode("utf-8"), format="txt"))


def read(source: Source) -> Read:
    """Text to structure, structure to the first draft; a secret paper goes no further."""
    if mark := secrecy(source.text):
        raise Secret(mark)
    found = reading.read_text(source.text.replace("\0", " ")).as_dict()
    text = found.pop("text")
    notes = [note[:LONGEST_NOTE] for note in dict.fromkeys([*source.notes, *found["notes"]])]
    draft = begin({**found, "text": text})
    return Read(text=text, reading=found, draft=draft, notes=notes, pages=source.pages or 0)


def secrecy(text: str) -> str:
    """The stamp of secrecy at the head of a paper, as it is written; empty for none.

    The stamp stands alone in its line or column, in capitals; running text that speaks of secrets is none.
    """
    lines = [line for line in text.splitlines() if line.strip()][:FIRST_LINES]
    for line in lines:
        for part in re.split(r"\t| {3,}|\|", line):
            found = _STAMP.match(part.strip())
            if found and (found[1].isupper() or ":" in part):
                return " ".join(found[1].upper().split())
    return ""


def number_key(draft: Draft) -> str:
    """The draft's number in the spelling of searches."""
    return numbers.key(str(head(draft, "number") or ""))
