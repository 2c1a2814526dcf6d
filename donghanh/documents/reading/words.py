"""How values that were read are said in Vietnamese: kinds, dates, quantities, rules."""

import re
from collections.abc import Mapping
from typing import Any

from donghanh.documents.reading.kinds import NAMES

KINDS = {abbreviation: name.capitalize() for name, abbreviation in reversed(NAMES.items())} | {
    "CV": "Công văn",
    "news": "Tin, bài",
}
PURPOSES = {
    "report": "để báo cáo",
    "know": "để biết",
    "carry_out": "để thực hiện",
    "cooperate": "để phối hợp",
    "direct": "để chỉ đạo",
    "publish": "để đăng tin",
    "check": "để kiểm tra",
}
COMPARATORS = {">=": "ít nhất ", ">": "trên ", "<=": "không quá ", "<": "dưới ", "~": "khoảng "}
DELIVERED = {
    "report": "Báo cáo",
    "plan": "Kế hoạch",
    "registration": "Đăng ký",
    "nomination": "Giới thiệu, đề cử",
    "dossier": "Hồ sơ",
    "list": "Danh sách",
    "entries": "Bài dự thi",
    "paper": "Tham luận",
    "opinion": "Ý kiến góp ý",
    "minutes": "Biên bản",
    "signing": "Ký kết",
    "finish": "Hoàn thành",
}
EVERY = {
    "week": "hằng tuần",
    "month": "hằng tháng",
    "quarter": "hằng quý",
    "half_year": "6 tháng",
    "year": "hằng năm",
    "school_year": "mỗi năm học",
}
AUTHORITIES = {"TM": "thay mặt", "KT": "ký thay", "TL": "thừa lệnh", "TUQ": "thừa ủy quyền", "Q": "quyền"}
PART_OF_YEAR = re.compile(r"(?:(?P<y>\d{4})|-)-(?P<part>Q|HK)(?P<n>[1-4])")


def kind(abbreviation: str) -> str:
    """`KH` is a Kế hoạch; an abbreviation that we do not know stays as it is."""
    return KINDS.get(abbreviation, abbreviation)


def day(iso: str) -> str:
    """`2023-09-22` as 22/9/2023, `2020-03` as tháng 3/2020, `2022-Q3` as quý III/2022; years stay.

    A day or month without its year (`--09-15`) is 15/9, a school term (`2022-HK1`) học kỳ I/2022.
    """
    if part := PART_OF_YEAR.fullmatch(iso):
        name = "quý" if part["part"] == "Q" else "học kỳ"
        return f"{name} {('I', 'II', 'III', 'IV')[int(part['n']) - 1]}" + (
            f"/{part['y']}" if part["y"] else ""
        )
    year, *rest = [part.lstrip("0") for part in iso.removeprefix("-").split("-")]
    if not rest:
        return iso
    of_year = f"/{year}" if year else ""
    return f"{rest[1]}/{rest[0]}{of_year}" if len(rest) == 2 else f"tháng {rest[0]}{of_year}"


def number(value: float) -> str:
    """1234567.5 as 1.234.567,5."""
    whole = f"{value:,.6f}".rstrip("0").rstrip(".")
    return whole.translate(str.maketrans(",.", ".,"))


def quantity(target: Mapping[str, Any]) -> str:
    """`ít nhất 2 lớp`, `100 %`."""
    unit = f" {target['unit']}" if target.get("unit") else ""
    return f"{COMPARATORS.get(target.get('comparator') or '', '')}{number(target['value'])}{unit}"


def period(span: Mapping[str, str | None]) -> str:
    """`2018 – 2020`, `2021`, `từ 2021`, `đến 2025`."""
    start, end = (day(edge) if edge else "" for edge in (span.get("start"), span.get("end")))
    if start and end:
        return start if start == end else f"{start} – {end}"
    return f"từ {start}" if start else f"đến {end}" if end else ""


def when(deadline: Mapping[str, Any]) -> str:
    """The rule or the date of a deadline, as one would say it."""
    if deadline.get("date"):
        return day(deadline["date"])
    rule = EVERY.get(deadline.get("every") or "", deadline.get("every") or "")
    month, on_day = deadline.get("month"), deadline.get("day")
    if on_day and month:
        return f"{rule}, ngày {on_day}/{month}".lstrip(", ")
    if on_day:
        return f"{rule}, ngày {on_day}".lstrip(", ")
    return f"{rule}, tháng {month}".lstrip(", ") if month else rule


def delivered(what: str) -> str:
    """What a deadline asks for."""
    return DELIVERED.get(what, what)


def purpose(code: str) -> str:
    """Why somebody receives the document."""
    return PURPOSES.get(code, code)
