"""The period that a document is for: in its title, else in its own clause of time."""

import re
from collections.abc import Iterable

from donghanh.documents.reading import dates

Period = dict[str, str | None]

_RANGE = re.compile(
    r"(?:giai đoạn|nhiệm kỳ|nhiệm kì|từ năm|trong các năm|các năm|năm học|năm)\s*:?\s*(?P<a>(?:19"
    r"|20)\d\d)\s*(?:[-–—/]|đến(?: năm)?|tới)\s*(?P<b>(?:19|20)\d\d)",
    re.IGNORECASE,
)
_BARE_RANGE = re.compile(r"(?<![\d/])(?P<a>(?:19|20)\d\d)\s*[-–—]\s*(?P<b>(?:19|20)\d\d)(?!\d)")
_YEAR = re.compile(
    r"(?:năm|tháng\s+\d{1,2}\s*/|quý\s+(?:[IV]+|\d)\s*/)\s*(?P<a>(?:19|20)\d\d)(?!\d)", re.IGNORECASE
)
_LOOSE_YEAR = re.compile(r"(?<![\d.-])(?P<a>20\d\d)(?![\d/])")
_MONTHS = re.compile(r"\btừ tháng\s+\d{1,2}/\d{4}\s+đến(?: hết)? tháng\s+\d{1,2}/\d{4}", re.IGNORECASE)
_CLAUSE = re.compile(
    r"^(?:thời gian(?: (?:thực hiện|tổ chức|triển khai|phối hợp|tham gia|diễn ra))?"
    r"|thời hạn thực hiện)\b\s*(?:và địa điểm)?\s*[:.]?\s*(?P<rest>.*)$",
    re.IGNORECASE,
)


def in_title(title: str) -> Period | None:
    """Months, years, school year or term named in the title."""
    months = [value for match in dates.MONTH.finditer(title) if (value := dates.from_match(match))]
    if len(months) == 2 and _MONTHS.search(title):
        return {"start": months[0], "end": months[1]}
    found = _RANGE.search(title) or _BARE_RANGE.search(title)
    if found:
        return {"start": found["a"], "end": found["b"]}
    if until := re.search(r"đến (?:hết )?năm\s+((?:19|20)\d\d)", title):
        return {"start": None, "end": until[1]}
    years = [match["a"] for match in _YEAR.finditer(title)] or [
        match["a"] for match in _LOOSE_YEAR.finditer(title)
    ]
    return {"start": min(years), "end": max(years)} if years else None


def in_clause(lines: Iterable[str]) -> Period | None:
    """The document's own *Thời gian* clause."""
    for line in lines:
        found = _CLAUSE.match(line)
        if found and (period := _from_words(found["rest"])):
            return period
    return None


def _from_words(words: str) -> Period | None:
    full = [value for match in dates.SHORT.finditer(words) if (value := dates.from_match(match))]
    full += [value for match in dates.LONG.finditer(words) if (value := dates.from_match(match))]
    if len(full) >= 2:
        return {"start": min(full), "end": max(full)}
    if ranged := _RANGE.search(words):
        if re.match(r"^\s*từ đầu năm học", words, re.IGNORECASE):
            return {"start": ranged["a"], "end": None}
        return {"start": ranged["a"], "end": ranged["b"]}
    months = [value for match in dates.MONTH.finditer(words) if (value := dates.from_match(match))]
    if len(months) >= 2 and re.search(r"\btừ tháng\b.*\bđến\b", words, re.IGNORECASE):
        return {"start": min(months), "end": max(months)}
    if full:
        start_day = re.search(r"từ (?:ngày\s+)?(\d{1,2})/(\d{1,2})\s*(?:đến|-)", words)
        start = dates.iso(int(start_day[1]), int(start_day[2]), int(full[0][:4])) if start_day else full[0]
        return {
            "start": start,
            "end": full[0] if start_day or not re.match(r"\s*từ", words, re.IGNORECASE) else None,
        }
    if months:
        return {"start": min(months), "end": max(months)}
    years = re.findall(r"năm\s+((?:19|20)\d\d)", words)
    return {"start": min(years), "end": max(years)} if years else None
