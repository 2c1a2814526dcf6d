"""What the formats hand to the grammar: plain text with its lines, and the errors of an unreadable file."""

from dataclasses import dataclass


class Unreadable(Exception):
    """A file that cannot be read; the message says in Vietnamese what is wrong and what to do."""


class NeedsRecognition(Unreadable):
    """A scan, where the limits allow none to be recognised now: somebody with more time can read it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The text of one document, as its format gives it.

    `text` is NFC. A paragraph is a line (automatic numbers typed out in front of it); a row of a table of
    data is a line whose cells are joined by " | "; the cells of a layout table (letterhead, signatures)
    follow one another, each paragraph a line; columns side by side that could not be told apart stay on one
    line with a tab between them; a page ends with a form feed. `notes` are remarks in Vietnamese for the
    person who reads the result ("Đã chuyển mã TCVN3 sang Unicode.").
    """

    text: str
    format: str
    pages: int | None = None
    notes: tuple[str, ...] = ()
