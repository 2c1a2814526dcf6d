"""What a person typed into a field, as the draft keeps it; and back, as a person reads or types it.

Each kind of field has its writer; what cannot be understood is a `Wrong` that says why and gives an example.
"""

import math
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from donghanh.core.dates import spoken
from donghanh.core.dates.periods import Every
from donghanh.core.dates.rule import Rule
from donghanh.core.dates.written import Kind, parse_day
from donghanh.core.text import clean
from donghanh.documents.draft.shape import FieldType
from donghanh.documents.reading import words

EARLIEST, LATEST = date(1900, 1, 1), date(2200, 1, 1)
MOST_NAMES = 60
LARGEST = 10**15
DAY = "Chưa hiểu ngày này. Đồng chí hãy ghi ngày/tháng/năm, ví dụ 30/6/2025."
NUMBER = "Chưa hiểu số này. Đồng chí hãy ghi bằng chữ số, ví dụ 1.200 hoặc 12,5."
RULE = (
    "Chưa hiểu cách lặp lại. Ví dụ: trước ngày 15/11 hằng năm; ngày 25 hằng tháng; "
    "ngày cuối cùng của mỗi quý."
)
_DMY = re.compile(r"(?:ngày\s+)?(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})", re.IGNORECASE)
_PLAIN = re.compile(r"\d+(?:[.,]\d+)?$")
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?$")


class Wrong(ValueError):
    """What was typed is no such value; the message says so in Vietnamese."""


def written(field: FieldType, raw: Any) -> Any:
    """The value that the draft keeps for what was typed or sent."""
    value = WRITERS[field.kind](field, raw)
    if isinstance(value, str) and len(value) > field.longest:
        raise Wrong(f"“{field.title}” dài {len(value)} ký tự; nhiều nhất là {field.longest}.")
    return value


def said(field: FieldType, value: Any) -> str:
    """The value as a page shows it."""
    if value is None or value in ("", []):
        return ""
    return SAYERS.get(field.kind, _as_is)(field, value)


def typed(field: FieldType, value: Any) -> str:
    """The value as it stands in the input in which a person changes it."""
    if value is None or value in ("", []):
        return ""
    if field.kind in {"day", "choice"}:
        return str(value)
    if field.kind == "names":
        return "\n".join(value)
    if field.kind == "flag":
        return "1" if value else ""
    return said(field, value)


def _text(_field: FieldType, raw: Any) -> str:
    return clean(_printable(_string(raw)))


def _long(_field: FieldType, raw: Any) -> str:
    lines = [clean(line) for line in _printable(_string(raw)).splitlines()]
    return "\n".join(line for line in lines if line)


def _string(raw: Any) -> str:
    if raw is None:
        return ""
    if not isinstance(raw, str):
        raise Wrong("Giá trị gửi lên không đúng dạng chữ.")
    return raw


def _printable(text: str) -> str:
    """Without what no database or printer takes: NUL and lone halves of letters."""
    return text.replace("\0", "").encode("utf-8", "ignore").decode("utf-8")


def _day(_field: FieldType, raw: Any) -> str | None:
    text = _string(raw).strip()
    if not text:
        return None
    day = _iso(text) or _spoken_day(text)
    if day is None:
        raise Wrong(DAY)
    if not EARLIEST <= day <= LATEST:
        raise Wrong("Ngày phải từ năm 1900 đến năm 2200.")
    return day.isoformat()


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else None
    except ValueError:
        return None


def _spoken_day(text: str) -> date | None:
    """What offices write: `30/6/2025`, `tháng 9/2025`; no guessed year, no 30/2."""
    if found := _DMY.fullmatch(text):
        day, month, year = map(int, found.groups())
        return _iso(f"{year:04}-{month:02}-{day:02}")
    due = parse_day(text)
    return due.due if due.kind is Kind.ONCE else None


def _number(_field: FieldType, raw: Any) -> float | None:
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        value = float(raw)
    elif text := _string(raw).strip():
        if not (_PLAIN.match(text) or _GROUPED.match(text)):
            raise Wrong(NUMBER)
        plain = text.replace(".", "").replace(",", ".") if _GROUPED.match(text) else text.replace(",", ".")
        value = float(plain)
    else:
        return None
    if not math.isfinite(value) or not 0 <= value < LARGEST:
        raise Wrong(NUMBER)
    return round(value, 2)


def _choice(field: FieldType, raw: Any) -> str:
    text = _string(raw)
    if text and text not in dict(field.choices):
        raise Wrong(f"“{field.title}” không có lựa chọn này.")
    return text


def _flag(_field: FieldType, raw: Any) -> bool:
    if isinstance(raw, bool):
        return raw
    return _string(raw) in {"1", "true", "on", "yes"}


def _names(field: FieldType, raw: Any) -> list[str]:
    """One name a line."""
    lines = raw if isinstance(raw, list) else _string(raw).splitlines()
    names = [clean(_printable(_string(line))) for line in lines]
    names = list(dict.fromkeys(name for name in names if name))
    if len(names) > MOST_NAMES:
        raise Wrong(f"Một việc ghi được nhiều nhất {MOST_NAMES} tên; Đồng chí hãy dùng tên nhóm.")
    if long := next((name for name in names if len(name) > field.longest), ""):
        raise Wrong(f"Tên “{long[:40]}…” dài quá {field.longest} ký tự.")
    return names


def _rule(_field: FieldType, raw: Any) -> dict[str, Any] | None:
    if isinstance(raw, Mapping):
        try:
            return Rule.from_dict(raw).as_dict()
        except ValueError as error:
            raise Wrong(str(error)) from error
    text = _string(raw).strip()
    if not text:
        return None
    found = parse_day(text)
    if found.kind is not Kind.RECURRING or found.rule is None:
        raise Wrong(RULE)
    return found.rule.as_dict()


def _said_day(_field: FieldType, value: Any) -> str:
    day = _iso(str(value))
    return spoken.day(day) if day else ""


def _said_rule(_field: FieldType, value: Any) -> str:
    """What comes again, without the bounds that the paper's period gives."""
    try:
        plain = {name: part for name, part in value.items() if name not in {"starts_on", "ends_on"}}
        rule = Rule.from_dict(plain if value.get("every") != Every.ONCE else value)
    except ValueError:
        return ""
    return rule.said()


def _as_is(_field: FieldType, value: Any) -> str:
    return str(value)


WRITERS: dict[str, Callable[[FieldType, Any], Any]] = {
    "text": _text,
    "long": _long,
    "day": _day,
    "number": _number,
    "choice": _choice,
    "flag": _flag,
    "names": _names,
    "rule": _rule,
}
SAYERS: dict[str, Callable[[FieldType, Any], str]] = {
    "day": _said_day,
    "rule": _said_rule,
    "number": lambda _field, value: words.number(float(value)),
    "choice": lambda field, value: dict(field.choices).get(value, str(value)),
    "flag": lambda _field, value: "có" if value else "không",
    "names": lambda _field, value: "; ".join(value),
}
