"""The words that a layout prescribes: numbers and dates, lines of bases, purposes of receivers."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from itertools import combinations, pairwise

from donghanh.documents.writing import metrics
from donghanh.documents.writing.content import PURPOSES, Basis, Content, Receiver
from donghanh.documents.writing.kinds import KINDS
from donghanh.documents.writing.layouts import Layout, shown

UNBROKEN = "\u00a0"
BLANK = UNBROKEN * 6  # to be filled in by hand
_ENDS = " \t\n;,."


def tidy(text: str) -> str:
    """One line of text: composed letters, single blanks, nothing that a file cannot hold."""
    return " ".join(printable(text).split())


def printable(text: str) -> str:
    """Text without control characters and broken halves of letters, which no Word or PDF file may hold."""
    return unicodedata.normalize("NFC", _UNPRINTABLE.sub("", text))


_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def day_of(iso: str) -> date | None:
    """The day of an ISO date that is known to the day."""
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None


def padded(number: str) -> str:
    """A document's number: below ten it has two digits."""
    bare = tidy(number)
    return f"{int(bare):02}" if bare.isdecimal() and int(bare) < 10 else bare


def code(content: Content, layout: Layout) -> str:
    """Number and symbol as one; the number is blank while the document is a draft."""
    return f"{padded(content.number) or BLANK}{layout.number_separator}{tidy(content.symbol) or BLANK}"


def dated(iso: str) -> str:
    """ "ngày 05 tháng 02 năm 2026", with blanks for what is not known yet."""
    parts = [part for part in iso.split("-") if part.strip().isdecimal()]
    year, month, day = [*parts, *[""] * 3][:3]
    spoken_month = f"{int(month):02}" if month and int(month) < 3 else month.lstrip("0")
    room = BLANK[:4]
    return f"ngày {day.zfill(2) if day else room} tháng {spoken_month or room} năm {year or '20' + room[:2]}"


def place_and_date(content: Content) -> str:
    """Place and date of the letterhead."""
    return f"{tidy(content.place) or BLANK * 2}, {dated(content.issued_on)}"


def basis(one: Basis) -> str:
    """A basis as one clause, without the mark at its end."""
    if one.text:
        return tidy(one.text).strip(_ENDS)
    day = day_of(one.issued_on)
    words = [one.verb, one.kind]
    words += ["số", one.number] if one.number else []
    words += ["ngày", shown(day)] if day else []
    words += ["của", one.issuer] if one.issuer else []
    words += [
        one.about if re.match(r"(?:về|ban hành|phê duyệt|quy định)\b", one.about) else f"về {one.about}"
    ] * bool(one.about)
    return tidy(" ".join(words)).strip(_ENDS)


def receiver(one: Receiver) -> str:
    """A receiver with its purpose in brackets."""
    name = tidy(one.name).strip(_ENDS)
    return f"{name} ({PURPOSES[one.purpose]})" if one.purpose else name


def reference(content: Content, layout: Layout) -> str:
    """How an appendix names the document that it belongs to."""
    kind = KINDS[content.kind].name if content.kind in KINDS else "văn bản"
    day = day_of(content.issued_on)
    when = f"ngày {shown(day)}" if day else dated(content.issued_on)
    issuers = " và ".join(tidy(one.name) for one in content.issuers)
    return f"(Kèm theo {kind[:1].upper()}{kind[1:]} số {code(content, layout)} {when} của {issuers})"


def ended(text: str) -> str:
    """The last words of a document, with its end mark."""
    return f"{text.rstrip(' ./;,')}./."


def bound(title: str) -> str:
    """A title whose years and ranges are not parted at the end of a line."""
    return _RANGE.sub(lambda found: found[0].replace(" ", UNBROKEN), title)


_RANGE = re.compile(r"(?:giai đoạn|nhiệm kỳ|năm học|năm|ngày|tháng) (?:\d[\d/]*)(?: [-–] \d[\d/]*)?")


def balanced(text: str, size: float, room: float) -> str:
    """A name in bold capitals that needs several lines of `room` points, parted into lines of like length."""
    words = text.split()
    count = metrics.height(text, size, room, bold=True)
    if count < 2 or not 2 <= len(words) <= _MOST_WORDS:
        return text
    lines = min(_partings(words, count), key=lambda lines: _ugliness(lines, size, room), default=[text])
    return " ".join(line.replace(" ", UNBROKEN) for line in lines)


def _partings(words: list[str], count: int) -> Iterator[list[str]]:
    """Every way to part some words into two or three lines; more lines part by themselves."""
    for cuts in combinations(range(1, len(words)), min(count, 3) - 1):
        places = [0, *cuts, len(words)]
        yield [" ".join(words[start:end]) for start, end in pairwise(places)]


_MOST_WORDS = 40
_UNIT = re.compile(
    r"(?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|XÃ|PHƯỜNG|ĐẶC KHU|THPT|THCS|KHỐI|TRUNG ƯƠNG|TNCS|VIỆT NAM|HỒ CHÍ MINH)\b"
)


def _ugliness(lines: list[str], size: float, room: float) -> float:
    """The widest line counts, one that has no room most of all; a line should begin with a unit's word."""
    widest = max(metrics.width(line, size, bold=True) for line in lines)
    natural = sum(1 for line in lines[1:] if _UNIT.match(line))
    return widest + (1000 if widest > room else 0) - 0.25 * room * natural
