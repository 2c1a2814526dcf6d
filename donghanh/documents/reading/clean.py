"""Two forms of a document's text: what is kept and shown, and a view of equal length for the grammar.

`normalise` gives the NFC text that every span indexes. `view` blanks in it what is no part of the document
(marks of copying, page numbers, typists' signs), character by character, so that an offset in the view is
an offset in the text.
"""

import re
import unicodedata

SPACES = dict.fromkeys(
    map(
        ord,
        "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000",
    ),
    " ",
)
GONE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\ufffc"), None)
LINES = {ord("\u2028"): "\n", ord("\u2029"): "\n", ord("\x0b"): "\n", ord("\x85"): "\n"}
CONTROL = {code: " " for code in [*range(9), *range(14, 32), *range(127, 160)] if code != 0x85}
TABLE = {**CONTROL, **SPACES, **GONE, **LINES}

# The old and the new way to place a tone on oa, oe, uy mean the same word; people type both.
STEMS = str.maketrans({"Ð": "Đ", "ð": "đ"})  # the Icelandic letters, typed or scanned for Đ


def normalise(raw: str) -> str:
    """NFC text with one kind of space, one kind of line end and no invisible characters."""
    text = raw.replace("\r\n", "\n").replace("\r", "\n").translate(TABLE).translate(STEMS)
    return nfc(text)


def nfc(text: str) -> str:
    """NFC in time linear in the length, also for hostile towers of combining marks."""
    if unicodedata.is_normalized("NFC", text):
        return text
    return unicodedata.normalize("NFC", _FOREIGN_RUN.sub(_without_towers, text))


# No letter bears so many marks; normalising a longer tower of them takes the square of its height.
_HIGHEST_TOWER = 30
_FOREIGN_RUN = re.compile(rf"[^\x00-\u02ff\u1e00-\u2027]{{{_HIGHEST_TOWER + 1},}}")


def _without_towers(found: re.Match[str]) -> str:
    """A run of letters without the combining marks beyond the thirtieth on one letter."""
    kept, height = [], 0
    for letter in found[0]:
        height = height + 1 if unicodedata.combining(letter) else 0
        if height <= _HIGHEST_TOWER:
            kept.append(letter)
    return "".join(kept)


_GLUED_STARS = re.compile(r"(?<=[^\s*])\*\*+(?=[^\s*.,;:)”\"])")
_STAR_MARK = re.compile(r"(?<![\w*])\*\w{1,4}\*(?![\w*])")
_STARS = re.compile(r"\*{2,}")
_BOOKMARK = re.compile(r"\[bookmark:[^\]\n]{0,60}\]", re.IGNORECASE)
_PAGE = re.compile(
    r"^[ \t]*(?:[-–—][ \t]*\d{1,3}[ \t]*[-–—]|(?:trang|page)[ \t]*\d{1,3}(?:[ \t]*/[ \t]*\d{1,3})?"
    r"|\d{1,3}/\d{1,3})[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
_LONE_NUMBER = re.compile(r"^[ \t]*\d{1,3}[ \t]*$", re.MULTILINE)
_TABLE_ROW_REACH = 400  # lone numbers closer to one another than this many characters count rows of a table
_SIGNED_STAMP = re.compile(
    r"^[ \t]*(?:Ký bởi|Người ký|Được ký bởi|Ngày ký|Thời gian ký|Signature Valid|Email|Cơ quan|Chức vụ"
    r"|Ký ngày)[ \t]*:.*$",
    re.MULTILINE,
)
_END_MARK = re.compile(r"(?<=[.;])[ \t]*/[ \t]*[A-Za-z*]{1,6}\*?[ \t]*$", re.MULTILINE)
_TYPIST = re.compile(r"^[ \t]*(?:Wk|[a-z]{1,2})[ \t]*$", re.MULTILINE)


def view(text: str) -> str:
    """A string as long as `text` in which what is no part of the document is blank."""
    seen = _GLUED_STARS.sub(_split_or_blank, text)
    seen = _STAR_MARK.sub(_blank, seen)
    seen = _BOOKMARK.sub(_blank, seen)
    seen = re.sub(r"(?m)^([ \t]*)(\*\*\*+)([ \t]*)$", lambda found: "-" * len(found[0]), seen)
    seen = _STARS.sub(_blank, seen)
    seen = _SIGNED_STAMP.sub(_blank, seen)
    seen = _blank_page_numbers(_PAGE.sub(_blank, seen))
    seen = _END_MARK.sub(_blank, seen)
    seen = _TYPIST.sub(_blank, seen)
    return seen.replace("\f", "\n")


def _blank_page_numbers(seen: str) -> str:
    """Blank numbers alone on a line, unless they follow one another closely, as rows of a table do."""
    found = list(_LONE_NUMBER.finditer(seen))
    starts = {
        this.start()
        for before, this, after in zip([None, *found], found, [*found[1:], None], strict=False)
        if not (before and this.start() - before.end() < _TABLE_ROW_REACH)
        and not (after and after.start() - this.end() < _TABLE_ROW_REACH)
    }
    return _LONE_NUMBER.sub(lambda one: _blank(one) if one.start() in starts else one[0], seen)


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _split_or_blank(found: re.Match[str]) -> str:
    """Bold marks between two words that touch hide the end of a line, unless they close a number."""
    start = found.start()
    if found.string[start - 1] in ".:" and len(found[0]) < 4:
        return " " * len(found[0])
    return " " * (len(found[0]) - 1) + "\n"
