"""Deadlines: a rule that recurs, a date, or a nesting into another report — never a guess."""

import re
from collections.abc import Iterator
from dataclasses import replace

from donghanh.documents.reading import dates
from donghanh.documents.reading.lines import LOWER, UPPER
from donghanh.documents.reading.result import Deadline

# --- The words of limits ---

_LIMIT = (
    r"(?:trước|chậm nhất(?:\s+(?:là|vào|đến|trong))?|muộn nhất(?:\s+là)?"
    r"|kết thúc (?:nhận|nộp|đăng ký|gửi)[^.;,\d]{0,30}?|hạn cuối(?:\s+(?:là|vào|đến|nhận))?"
    r"|hạn chót|thời hạn(?:\s+(?:là|đến|nộp|gửi|cuối|nhận))?|đến hết|xong|xong trước|không muộn hơn|hết)"
)
_DAY = (
    r"(?:(?:hết\s+)?(?:(?:thứ\s+\S+|\d{1,2}\s*(?:giờ|h|g)\s*\d{0,2})[\s,]*)?(?:hết\s+)?(?:ngày\s+)?"
    r"(?P<d>[\dOol]{1,2})(?:\s*(?:/|-|\.|\s+tháng\s+)\s*(?P<m>[\dOol]{1,2}))?"
    r"(?:\s*(?:/|-|\.|\s+năm\s+|\s*/\s*)\s*(?P<y>(?:19|20)\d\d))?)"
)
_EVERY = r"(?:h[ằà]ng|mỗi|các|của|từng)"
_YEAR = r"năm(?!\s+học)"
_DATED = re.compile(rf"\b{_LIMIT}\s+(?:thời điểm\s+)?{_DAY}", re.IGNORECASE)
_NO_DAY_AFTER = re.compile(
    r"\s*(?:giờ|h\d|phút|tuổi|%|người|suất|lớp|năm\b|tháng\b(?!\s+(?:cuối|\d)))",
)
_PAST_BEFORE = re.compile(r"(?:đã|từ ngày \S+\s+|hiệu lực\s*)$")
# What follows a day and makes it recur: "hằng tháng", "của tháng cuối quý", "mỗi năm học".
_CYCLE = re.compile(
    rf"\s*(?:\(?)(?:(?P<month>{_EVERY}\s+tháng\b(?!\s+(?:\d|cuối)))"
    rf"|(?P<quarter>{_EVERY}\s+(?:tháng\s+cuối\s+(?:của\s+)?(?:mỗi\s+)?quý|quý)"
    r"|tháng cuối (?:của )?(?:mỗi )?quý)"
    rf"|(?P<school_year>(?:{_EVERY}\s+)?năm học(?!\s+\d))"
    rf"|(?P<year>{_EVERY}\s+năm\b(?!\s+\d)))",
    re.IGNORECASE,
)
# What stands before a day and makes it recur: "Hằng năm, …, trước ngày 15/11".
_CYCLES_BEFORE = (
    (re.compile(r"(?:hằng|hàng|mỗi)\s+tháng[^.;]{0,60}$", re.IGNORECASE), "month", False),
    (re.compile(r"(?:hằng|hàng|mỗi)\s+năm học[^.;]{0,80}$", re.IGNORECASE), "school_year", True),
    (re.compile(r"(?:hằng|hàng|mỗi)\s+năm\b[^.;]{0,200}$", re.IGNORECASE), "year", True),
)
_NEAR = 260  # characters before a limit in which a word can still bear on it

_HALVES = re.compile(
    rf"\b(?:(?P<half>(?:báo cáo\s+|sơ kết\s+)?6 tháng|sáu tháng)"
    rf"|(?P<whole>(?:cả )?{_YEAR}|tổng kết(?: {_YEAR})?|quý|tháng))\b"
    rf"[^.;,]{{0,40}}?\s\(?(?:{_LIMIT}\s+|nộp\s+"
    rf"|vào\s+)?(?:ngày\s+)(?P<d>\d{{1,2}})(?:\s*/\s*(?P<m>\d{{1,2}}))?"
    rf"|\b(?:(?P<half2>6 tháng|sáu tháng)|(?P<whole2>cả năm|{_YEAR}|tổng kết(?: {_YEAR})?))\b"
    rf"[^.;,]{{0,30}}?\s\(?{_LIMIT}\s+(?P<d2>\d{{1,2}})\s*/\s*(?P<m2>\d{{1,2}})(?!\s*/)",
    re.IGNORECASE,
)
_NESTED = re.compile(
    r"lồng\s*ghép(?:\s+\S+){0,6}?\s+(?:vào|trong|cùng)\s+(?P<n>(?:các\s+|nội dung\s+)?báo cáo[^.;]*)"
    r"|(?:đưa|ghép|gộp)\s+(?:chung\s+)?(?:vào|trong)\s+(?P<n2>báo cáo[^.;]*)",
    re.IGNORECASE,
)
_REGULAR = re.compile(
    r"(?:vào\s+)?ngày\s+(?P<d>\d{1,2})(?:/(?P<m>\d{1,2}))?\s+"
    r"(?P<c>(?:h[ằà]ng|mỗi|của|các)\s+tháng(?!\s+\d)(?:\s+cuối\s+(?:mỗi\s+)?quý)?|(?:h[ằà]ng"
    r"|mỗi)\s+(?:quý|năm))",
    re.IGNORECASE,
)
_CYCLE_NAME = (
    r"(?:hằng tháng|hàng tháng|tháng|hằng quý|hàng quý|quý|6 tháng(?: đầu năm)?(?: một lần)?|sáu tháng"
    r"|9 tháng"
    r"|cả năm|hằng năm|hàng năm|mỗi năm|năm)"
)
_PERIODIC = re.compile(
    r"(?:(?:trong|định k[ỳì]|chế độ báo cáo|báo cáo|thông tin,? báo cáo|sơ kết)[^.;:]{0,60}?)"
    rf"(?P<p>{_CYCLE_NAME}(?:\s*(?:,|và|-|/)\s*{_CYCLE_NAME})*)(?![\wÀ-ỹ])(?!\s+(?:học\b|\d))",
    re.IGNORECASE,
)
_RECURS = re.compile(r"định k[ỳì]|hằng|hàng|mỗi|trong 6|6 tháng|chế độ|tháng,|quý,", re.IGNORECASE)
_OF_YEAR = r"(?:\s*(?:/|năm)\s*(?P<{}>20\d\d))?"
_PART_OF_YEAR = re.compile(
    r"\b(?:(?:hoàn thành|hoàn tất|thực hiện|xong|kết thúc)\s+(?:\S+\s+){0,6}?"
    rf"(?:trong|trước|vào|chậm nhất(?: trong)?)|{_LIMIT}|(?:xong|hoàn thành))\s+"
    r"(?:cuối\s+|đầu\s+|giữa\s+|hết\s+)?"
    rf"(?:tháng\s+(?P<m>\d{{1,2}}){_OF_YEAR.format('my')}"
    rf"|quý\s+(?P<q>IV|I{{1,3}}|[1-4]){_OF_YEAR.format('qy')}"
    r"|học kỳ\s+(?P<k>I{1,2}|[12])|năm\s+(?P<y>20\d\d))(?!\s*[/\d])",
    re.IGNORECASE,
)
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}
_OCR = str.maketrans("OolL", "0011")

# --- What is to be delivered, to whom, through whom ---

_WHAT = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("report", r"báo cáo|tổng kết|sơ kết|số liệu|kết quả thực hiện|thông tin"),
        ("plan", r"kế hoạch"),
        ("registration", r"đăng ký|đăng kí"),
        ("nomination", r"đề cử|giới thiệu"),
        ("dossier", r"hồ sơ"),
        ("list", r"danh sách"),
        ("entries", r"bài dự thi|bài thi|tác phẩm|sản phẩm dự thi|dự thi"),
        ("paper", r"tham luận|bài viết"),
        ("opinion", r"góp ý|ý kiến|đóng góp ý kiến"),
        ("minutes", r"biên bản"),
        ("signing", r"ký kết|kí kết"),
    )
)
_TO = re.compile(
    r"\b(?:báo cáo|gửi|nộp|đăng ký|thông tin|hồ sơ|danh sách|kết quả|số liệu|bằng văn bản|\)|thực hiện|,"
    r"|biên bản"
    r"|tháo gỡ|tiến độ|tổng kết|bài)?\s*(?:(?:gửi|nộp)\s+)?(?:báo cáo\s+)?(?:về|cho|đến|tới|lên|gửi|nộp"
    r"|(?<![Pp]hối hợp )với)\s+"
    rf"(?P<to>(?!Cộng đồng)(?:[{UPPER}][\w/.&-]*|ban|văn phòng)(?:[^.;()]{{0,90}}?))"
    r"(?=\s*(?:\(|,\s*(?:địa chỉ|qua|email|để|trước|chậm|hạn|đồng)|\btrước\b|\bchậm nhất\b|\bqua\b"
    r"|\bthông qua\b"
    r"|\bđể\b|\btheo\b|\bđịnh\b|\bvào\b|\blồng ghép\b|\bhạn\b|\b6 tháng\b|\bhằng\b|\bđúng\b|\btổng hợp\b"
    r"|\bkịp\b"
    r"|\bbằng\b|\bxem\b|[.;]|$))"
)
_THROUGH = re.compile(
    r"(?:\(?(?:thông\s+)?qua\s+"
    r"(?P<t>(?:Ban|Văn phòng|VP|Phòng|Thường trực|Tổ|Bộ phận|Trung tâm|đồng chí|đ/c)\s[^.;)]{2,80}?))"
    r"(?=\s*(?:[),.;]|\btrước\b|\bchậm\b|\bđể\b|\btheo\b|\btổng hợp\b|$))"
)
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,6}")
_SENTENCE_END = re.compile(rf"(?<![A-Z])[.;]\s+(?=[{UPPER}{LOWER}])")
_SENTENCE_STOP = re.compile(rf"[.;](?=\s+[{UPPER}]|\s*$|\s*/)")
_SENTENCE_REACH = 1_500  # characters each way in which the sentence round a limit is looked for
_DELIVERS = re.compile(r"báo cáo|tổng hợp|gửi|nộp", re.IGNORECASE)
_IS_DUE = re.compile(r"trước|chậm|muộn|hạn|hết|xong|ngày|tháng|quý|năm|học kỳ|ghép|gộp|đưa", re.IGNORECASE)


def find(text: str, *, offset: int, section: str | None, year: int | None) -> Iterator[Deadline]:
    """The deadlines of a block; `year` completes dates written without one."""
    if not _IS_DUE.search(text):
        return
    taken: list[tuple[int, int]] = []
    for finder in (_nested, _halves, _dated, _regular_days, _parts_of_year, _periodic):
        new = [one for one in finder(text, year) if not _overlaps(one.span, taken)]
        taken += [one.span for one in new]
        for one in new:
            yield replace(one, section=section, span=(one.span[0] + offset, one.span[1] + offset))


def _overlaps(span: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    return any(span[0] < end and span[1] > start for start, end in taken)


def _before(text: str, found: re.Match[str]) -> str:
    return text[max(0, found.start() - _NEAR) : found.start()]


def _sentence(text: str, at: int) -> str:
    """The sentence around a place, so that whom it goes to is not read from a neighbour."""
    low = max(0, at - _SENTENCE_REACH)
    begin = max((found.end() for found in _SENTENCE_END.finditer(text, low, at)), default=low)
    stop = _SENTENCE_STOP.search(text[at : at + _SENTENCE_REACH])
    return text[begin : at + stop.start() if stop else at + _SENTENCE_REACH]


def _make(text: str, found: re.Match[str], **rule: object) -> Deadline:
    sentence = _sentence(text, found.start())
    to = _TO.search(sentence)
    through = _THROUGH.search(sentence)
    email = _EMAIL.search(text, max(0, found.start() - 300), found.end() + 300)
    return Deadline(
        what=_what(sentence, _before(text, found)),
        text=" ".join(found[0].split()).strip(" ,("),
        span=(found.start(), found.end()),
        to=" ".join(to["to"].split()).strip(" ,") if to else None,
        through=" ".join(through["t"].split()).strip(" ,") if through else email[0] if email else None,
        confidence=0.85,
        **rule,  # type: ignore[arg-type]
    )


def _what(sentence: str, before: str) -> str:
    near = (sentence if len(sentence) < 200 else f"{before[-160:]} {sentence[:200]}").casefold()
    places = [(found.start(), name) for name, pattern in _WHAT if (found := pattern.search(near))]
    if any(name == "report" for _, name in places):
        return "report"
    return min(places)[1] if places else "finish"


# --- One finder a form ---


def _nested(text: str, _: int | None) -> Iterator[Deadline]:
    """ "Lồng ghép vào báo cáo tổng kết năm": no date of its own."""
    for found in _NESTED.finditer(text):
        yield _make(text, found, nested_in=" ".join((found["n"] or found["n2"]).split()).rstrip(" /"))


def _halves(text: str, _: int | None) -> Iterator[Deadline]:
    """ "6 tháng trước ngày 15/6, cả năm trước ngày 15/12" is two deadlines."""
    if not _DELIVERS.search(text):
        return
    for found in _HALVES.finditer(text):
        month = found["m"] or found["m2"]
        every = _half(text, found)
        if every:
            yield _make(
                text,
                found,
                every=every,
                month=int(month) if month else None,
                day=int(found["d"] or found["d2"]),
            )


def _half(text: str, found: re.Match[str]) -> str | None:
    """What recurs: half-years and years have a day and a month, months and quarters a day and *báo cáo*."""
    has_month = bool(found["m"] or found["m2"])
    before = _before(text, found)
    if re.match(r"\s*/\s*(?:19|20)\d\d", text[found.end() : found.end() + 20]):
        return None
    if found["half"] or found["half2"]:
        return "half_year"
    whole = (found["whole"] or found["whole2"] or "").casefold()
    if whole in {"quý", "tháng"}:
        reports = re.search(r"báo cáo\s+(?:\S+\s+)?$", before, re.IGNORECASE)
        return {"quý": "quarter", "tháng": "month"}[whole] if reports and not has_month else None
    return "year" if has_month else None


def _dated(text: str, year: int | None) -> Iterator[Deadline]:
    """ "Trước ngày 15 hằng tháng", "chậm nhất ngày 15/11/2024": a limit with its day."""
    for found in _DATED.finditer(text):
        if not _is_day(found) or (not found["m"] and _NO_DAY_AFTER.match(text, found.end())):
            continue
        if _PAST_BEFORE.search(_before(text, found)) or _is_activity(text, found):
            continue
        yield _make(text, found, **_rule(text, found, year))


def _is_day(found: re.Match[str]) -> bool:
    """Whether the numbers after a word of limit can be a day and a month at all."""
    month = int(found["m"].translate(_OCR)) if found["m"] else 1
    return 1 <= int(found["d"].translate(_OCR)) <= 31 and 1 <= month <= 12


def _is_activity(text: str, found: re.Match[str]) -> bool:
    """ "từ ngày 1/6 đến hết ngày 31/8" is the time of an activity, not a limit."""
    if not found[0].casefold().startswith(("đến hết", "hết")):
        return False
    before = text[max(0, found.start() - 60) : found.start()]
    if re.search(
        r"\b(?:gửi|nộp|nhận) (?:bài|hồ sơ|sản phẩm|tác phẩm|đăng ký)\b[^.;]*$", before, re.IGNORECASE
    ):
        return False
    return bool(re.search(r"\btừ\b[^.;]*$", before, re.IGNORECASE))


def _rule(text: str, found: re.Match[str], year: int | None) -> dict[str, object]:
    """The rule or the date of a limit with a day, by what stands after and before it."""
    day = int(found["d"].translate(_OCR))
    month = int(found["m"].translate(_OCR)) if found["m"] else None
    if not found["y"]:
        if cycle := _CYCLE.match(text, found.end()):
            return {"every": cycle.lastgroup, "month": month, "day": day}
        before = _before(text, found)
        for pattern, every, with_month in _CYCLES_BEFORE:
            if bool(month) == with_month and pattern.search(before):
                return {"every": every, "month": month, "day": day}
    if month is None:
        return {"date": None}
    given = int(found["y"]) if found["y"] else year
    return {"date": dates.iso(day, month, given) or f"--{month:02}-{day:02}"}


def _regular_days(text: str, _: int | None) -> Iterator[Deadline]:
    """ "Định kỳ ngày 20 hằng tháng báo cáo": a day that recurs without a word of limit."""
    for found in _REGULAR.finditer(text):
        if not re.search(r"báo cáo|gửi|nộp", _sentence(text, found.start()), re.IGNORECASE):
            continue
        cycle = found["c"].casefold()
        every = "quarter" if "quý" in cycle else "year" if "năm" in cycle else "month"
        yield _make(
            text, found, every=every, month=int(found["m"]) if found["m"] else None, day=int(found["d"])
        )


def _parts_of_year(text: str, year: int | None) -> Iterator[Deadline]:
    """ "Hoàn thành trong quý III", "xong trước tháng 9/2024": a month, quarter, school term or year."""
    for found in _PART_OF_YEAR.finditer(text):
        if found["y"] and not re.match(r"(?:hoàn thành|xong|hoàn tất)", found[0], re.IGNORECASE):
            continue
        yield _make(text, found, date=_part_of_year(found, year))


def _part_of_year(found: re.Match[str], year: int | None) -> str:
    given = found["my"] or found["qy"] or year or "-"
    if found["m"]:
        return f"{given}-{int(found['m']):02}"
    if found["q"]:
        return f"{given}-Q{_ROMAN.get(found['q'].upper(), found['q'])}"
    if found["k"]:
        return f"{given}-HK{_ROMAN.get(found['k'].upper(), found['k'])}"
    return str(found["y"])


def _periodic(text: str, _: int | None) -> Iterator[Deadline]:
    """Regular reports without a day: "trong 6 tháng, cả năm, báo cáo kết quả"."""
    for found in _PERIODIC.finditer(text):
        if not _RECURS.search(found[0]) or re.search(r"(?:theo|đúng) quy định", found[0]):
            continue
        if not re.search(r"báo cáo", _sentence(text, found.start()), re.IGNORECASE):
            continue
        for every in _cycles(found["p"]):
            yield _make(text, found, every=every)


def _cycles(names: str) -> list[str]:
    """The cycles of a list such as "6 tháng, cả năm", each once; nine months have no rule of their own."""
    result: dict[str, None] = {}
    for name in re.split(r"\s*(?:,|và|-|/)\s*", names.casefold()):
        if name.startswith(("6 tháng", "sáu tháng")):
            result["half_year"] = None
        elif "quý" in name:
            result["quarter"] = None
        elif name.endswith("tháng") and not name.startswith("9"):
            result["month"] = None
        elif "năm" in name:
            result["year"] = None
    return list(result)
