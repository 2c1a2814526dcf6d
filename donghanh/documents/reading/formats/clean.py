"""The last step of every format: one form of Unicode, one kind of space, one kind of line end."""

import re

from donghanh.documents.reading.clean import nfc

LINE_ENDS = re.compile(r"\r\n?|[\x0b\x85\u2028\u2029]")
SPACES = re.compile(r"[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# Symbol and Wingdings bullets arrive as private letters.
BULLETS = re.compile(r"[\uf02d\uf06e\uf076\uf0a7\uf0a8\uf0b7\uf0d8\uf0e0\uf0fc]")
INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    r"\u200b-\u200f\u202a-\u202e\u2060-\u206f\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\ufff0-\ufffc\ufffe\uffff"
    r"\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
# Looks back so that a long run of blanks inside a line is tried once, not from each of its blanks.
LINE_TAILS = re.compile(r"(?<![ \t])[ \t]++(?=\n|\f|\Z)")
BLANK_RUNS = re.compile(r"\n{4,}")


def tidy(text: str) -> str:
    """The text in NFC, without invisible characters, exotic spaces and blanks at line ends."""
    text = LINE_ENDS.sub("\n", text)
    text = BULLETS.sub("-", text)
    text = INVISIBLE.sub("", text)
    text = nfc(text)
    text = SPACES.sub(" ", text)
    text = LINE_TAILS.sub("", text)
    return BLANK_RUNS.sub("\n\n\n", text)
