"""Numbers of documents, in every spelling met: state, Party, Youth Union, Association, joint, damaged.

State form `99/KH-HKH`, normative `24/2023/TT-BGDĐT`, Party and Youth Union form `40-HD/TWĐTN-BQT`; the hyphen
may be missing (`63 BC/ĐTN`), blanks may surround the separators, scans write O for 0 and l for 1.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from donghanh.documents.reading.kinds import ABBREVIATIONS

_UPPER = "A-ZĐƯƠÂÊÔĂ"
# A group of a symbol: an acronym such as KH, TTg, TWĐTN, CTr, QH14; never a word of running text.
_GROUP = rf"(?=[\w.]*[{_UPPER}][\w.]*[{_UPPER}])[{_UPPER}][A-Za-zĐđƯưƠơÂÊÔĂ]{{1,14}}\d{{0,2}}"
_TAIL = rf"(?:\s?[-–/]\s?(?:{_GROUP}|\d{{1,2}}(?=[-–/]\s?[{_UPPER}])))*"
_TYPES = "|".join(sorted((re.escape(kind) for kind in ABBREVIATIONS), key=len, reverse=True))
_DIGITS = r"\d(?:[\dOol]{0,4})[a-zđ]?"

NUMBER = re.compile(
    rf"(?<![\w/.,-])(?:"
    rf"(?P<law>{_DIGITS})\s?/\s?(?P<year>(?:19|20)\d\d)\s?/\s?(?P<law_rest>{_GROUP}{_TAIL})"
    rf"|(?P<n>{_DIGITS})\s{{0,2}}(?P<sep>[-–/])\s{{0,2}}(?P<rest>{_GROUP}{_TAIL})"
    rf"|(?P<bare>{_DIGITS})\s?(?P<bare_rest>(?:{_TYPES})\s?[-–/]\s?{_GROUP}{_TAIL})"
    rf")(?![\w])"
)
_BLANK = r"(?:[\s.…_]{0,40})"
HEADED = re.compile(
    rf"(?:S[ốôóoồổ]|No)\s*[:.;]?\s*(?P<n>{_DIGITS}|[Ool]\d{{1,3}}[a-zđ]?)?{_BLANK}?\s*(?P<sep>[-–/])?\s*"
    rf"(?P<rest>(?:(?:19|20)\d\d\s?/\s?)?{_GROUP}{_TAIL})"
)
_OCR = str.maketrans({"O": "0", "o": "0", "l": "1"})


@dataclass(frozen=True, slots=True)
class Number:
    """One document number: as written without blanks, the symbol in it, and where it stands."""

    text: str
    symbol: str
    start: int
    end: int


def tidy(text: str) -> str:
    """A number without blanks round its separators, with one kind of hyphen and digits that are digits."""
    text = re.sub(r"\s*([-–/])\s*", r"\1", text.strip()).replace("–", "-")
    head = re.match(r"[\dOol]+", text)
    if head:
        text = head[0].translate(_OCR) + text[head.end() :]
    return " ".join(text.split())


def find(text: str, *, offset: int = 0) -> Iterator[Number]:
    """Every document number in `text`, in order; `offset` is added to the places."""
    for found in NUMBER.finditer(text):
        rest = found["law_rest"] or found["rest"] or found["bare_rest"]
        if _is_fraction(rest):
            continue
        yield Number(tidy(found[0]), tidy(rest), offset + found.start(), offset + found.end())


@dataclass(frozen=True, slots=True)
class Headed:
    """The number of a letterhead (None when blank) and its symbol, each with its place."""

    text: str | None
    symbol: str
    start: int
    symbol_start: int
    end: int


def headed(text: str) -> Headed | None:
    """What the `Số: …` line of a letterhead says."""
    found = HEADED.search(text)
    if not found:
        return None
    rest = tidy(found["rest"])
    year = re.match(r"(?:19|20)\d\d\s?/\s?", found["rest"])
    symbol_start = found.start("rest") + (year.end() if year else 0)
    symbol = tidy(text[symbol_start : found.end("rest")])
    if not found["n"]:
        return Headed(None, symbol, symbol_start, symbol_start, found.end("rest"))
    number = tidy(found["n"] + " ").translate(_OCR) + _joint(found) + rest
    return Headed(number, symbol, found.start("n"), symbol_start, found.end("rest"))


def _joint(found: re.Match[str]) -> str:
    """The separator between number and symbol; a missing hyphen is not supplied (`63 BC/ĐTN`)."""
    if found["sep"]:
        return found["sep"].replace("–", "-")
    return " " if found.string[found.end("n") : found.start("rest")] else ""


def normalised(number: str) -> str:
    """The form in which two spellings of one number are equal: letters and digits only, without marks."""
    return re.sub(r"[^0-9a-z]", "", number.casefold().translate(_PLAIN))


_PLAIN = str.maketrans("đăâêôơư", "daaeoou")


def _is_fraction(rest: str) -> bool:
    """Whether what follows the slash is a unit of measure rather than a symbol (`5/KM`)."""
    return rest.upper() in {"KM", "KG", "HA", "M2", "M3", "VNĐ", "VND"}
