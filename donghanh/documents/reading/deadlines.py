"""Deadlines: a rule that recurs, a date, or a nesting into another report — never a guess."""

import re
from collections.abc import Iterator

from donghanh.documents.reading import dates
from donghanh.documents.reading.lines import LOWER, UPPER
from donghanh.documents.reading.result import Deadline

_LIMIT = r"(?:trước|chậm nhất(?:\s+(?:là|vào|đến|trong))?|muộn nhất(?:\s+là)?|hạn cuối(?:\s+(?:là|vào|đến|nhận))?|hạn chót|thời hạn(?:\s+(?:là|đến|nộp|gửi|cuối|nhận))?|đến hết|xong|xong trước|không muộn hơn|hết)"
_DAY = (
    r"(?:(?:hết\s+)?(?:(?:thứ\s+\S+|\d{1,2}\s*(?:giờ|h|g)\s*\d{0,2})[\s,]*)?(?:hết\s+)?(?:ngày\s+)?"
    r"(?P<d>[\dOol]{1,2})(?:\s*(?:/|-|\.|\s+tháng\s+)\s*(?P<m>[\dOol]{1,2}))?(?:\s*(?:/|-|\.|\s+năm\s+|\s*/\s*)\s*(?P<y>(?:19|20)\d\d))?)"
)
_EVERY = r"(?:h[ằà]ng|mỗi|các|của|từng)"
_CYCLE = re.compile(
    rf"\s*(?:\(?)(?:(?P<month>{_EVERY}\s+tháng\b(?!\s+\d))|(?P<quarter>{_EVERY}\s+(?:tháng\s+cuối\s+(?:của\s+)?(?:mỗi\s+)?quý|quý)|tháng cuối (?:của )?(?:mỗi )?quý)"
    rf"|(?P<school>(?:{_EVERY}\s+)?năm học(?!\s+\d))|(?P<year>{_EVERY}\s+năm\b(?!\s+\d)))",
    re.IGNORECASE,
)
_DATED = re.compile(rf"\b{_LIMIT}\s+(?:thời điểm\s+)?{_DAY}", re.IGNORECASE)
_HALVES = re.compile(
    rf"\b(?:(?P<half>(?:báo cáo\s+|sơ kết\s+)?6 tháng|sáu tháng)|(?P<whole>(?:cả )?năm(?!\s+học)|tổng kết(?: năm(?!\s+học))?|quý|tháng))\b[^.;,]{{0,40}}?\s\(?(?:{_LIMIT}\s+|nộp\s+|vào\s+)?(?:ngày\s+)(?P<d>\d{{1,2}})(?:\s*/\s*(?P<m>\d{{1,2}}))?"
    rf"|\b(?:(?P<half2>6 tháng|sáu tháng)|(?P<whole2>cả năm|năm(?!\s+học)|tổng kết(?: năm(?!\s+học))?))\b[^.;,]{{0,30}}?\s\(?{_LIMIT}\s+(?P<d2>\d{{1,2}})\s*/\s*(?P<m2>\d{{1,2}})(?!\s*/)",
    re.IGNORECASE,
)
_NESTED = re.compile(
    rf"lồng\s*ghép(?:\s+\S+){{0,6}}?\s+(?:vào|trong|cùng)\s+(?P<n>(?:các\s+|nội dung\s+)?báo cáo[^.;]*)|(?:đưa|ghép|gộp)\s+(?:chung\s+)?(?:vào|trong)\s+(?P<n2>báo cáo[^.;]*)",
    re.IGNORECASE,
)
_PERIODIC = re.compile(
    r"(?:(?:trong|định k[ỳì]|chế độ báo cáo|báo cáo|thông tin,? báo cáo|sơ kết)[^.;:]{0,60}?)(?P<p>(?:hằng tháng|hàng tháng|tháng|hằng quý|hàng quý|quý|6 tháng(?: đầu năm)?(?: một lần)?|sáu tháng|cả năm|hằng năm|hàng năm|năm|mỗi năm)"
    r"(?:\s*(?:,|và|-|/)\s*(?:hằng tháng|hàng tháng|tháng|quý|hằng quý|6 tháng(?: đầu năm)?|sáu tháng|9 tháng|cả năm|hằng năm|năm))*)(?![\wÀ-ỹ])(?!\s+(?:học\s+)?\d)",
    re.IGNORECASE,
)
_MONTH_LIMIT = re.compile(
    rf"\b(?:(?:hoàn thành|hoàn tất|thực hiện|xong|kết thúc)\s+(?:\S+\s+){{0,6}}?(?:trong|trước|vào|chậm nhất(?: trong)?)|{_LIMIT}|(?:xong|hoàn thành))\s+(?:cuối\s+|đầu\s+|giữa\s+|hết\s+)?"
    rf"(?:tháng\s+(?P<m>\d{{1,2}})(?:\s*(?:/|năm)\s*(?P<y>20\d\d))?|quý\s+(?P<q>IV|I{{1,3}}|[1-4])(?:\s*(?:/|năm)\s*(?P<y2>20\d\d))?|học kỳ\s+(?P<k>I{{1,2}}|[12])|năm\s+(?P<y3>20\d\d))(?!\s*[/\d])",
    re.IGNORECASE,
)
_WHAT = (
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
_TO = re.compile(
    rf"\b(?:báo cáo|gửi|nộp|đăng ký|thông tin|hồ sơ|danh sách|kết quả|số liệu|bằng văn bản|\)|thực hiện|,|biên bản|tháo gỡ|tiến độ|tổng kết|bài)?\s*(?:(?:gửi|nộp)\s+)?(?:báo cáo\s+)?(?:về|cho|đến|tới|lên|gửi|nộp|với)\s+"
    rf"(?P<to>(?:[{UPPER}][\w/.&-]*|ban|văn phòng)(?:[^.;()]{{0,90}}?))(?=\s*(?:\(|,\s*(?:địa chỉ|qua|email|để|trước|chậm|hạn|đồng)|\btrước\b|\bchậm nhất\b|\bqua\b|\bthông qua\b|\bđể\b|\btheo\b|\bđịnh\b|\bvào\b|\blồng ghép\b|\bhạn\b|\b6 tháng\b|\bhằng\b|\bđúng\b|\btổng hợp\b|\bkịp\b|\bbằng\b|\bxem\b|[.;]|$))"
)
_THROUGH = re.compile(r"(?:\(?(?:thông\s+)?qua\s+(?P<t>(?:Ban|Văn phòng|VP|Phòng|Thường trực|Tổ|Bộ phận|Trung tâm|đồng chí|đ/c)\s[^.;)]{2,80}?))(?=\s*(?:[),.;]|\btrước\b|\bchậm\b|\bđể\b|\btheo\b|\btổng hợp\b|$))")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_OCR = str.maketrans("OolL", "0011")
_MONTH_NAME = re.compile(r"^(?:h[ằà]ng\s+)?tháng$", re.IGNORECASE)


def find(text: str, *, offset: int, section: str | None, year: int | None) -> Iterator[Deadline]:
    """The deadlines of a block; `year` completes dates written without one."""
    taken: list[tuple[int, int]] = []
    for finder in (_nested, _halves, _dated, _regular_days, _month_limits, _periodic):
        new = [one for one in finder(text, section, year) if not _overlaps(one.span, taken)]
        taken += [one.span for one in new]
        yield from (_shifted(one, offset) for one in new)


def _overlaps(span: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    return any(span[0] < end and span[1] > start for start, end in taken)


def _shifted(deadline: Deadline, offset: int) -> Deadline:
    values = {name: getattr(deadline, name) for name in deadline.__slots__}
    values["span"] = (deadline.span[0] + offset, deadline.span[1] + offset)
    return Deadline(**values)


def _sentence(text: str, at: int) -> str:
    """The sentence around a place, so that whom it goes to is not read from a neighbour."""
    begin = max((found.end() for found in re.finditer(rf"(?<![A-Z])[.;]\s+(?=[{UPPER}{LOWER}])", text[:at])), default=0)
    stop = re.search(rf"[.;](?=\s+[{UPPER}]|\s*$|\s*/)", text[at:])
    return text[begin : at + stop.start() if stop else len(text)]


def _make(text: str, found: re.Match[str], section: str | None, **rule: object) -> Deadline:
    sentence = _sentence(text, found.start())
    to = _TO.search(sentence)
    through = _THROUGH.search(sentence)
    email = _EMAIL.search(text[max(0, found.start() - 300) : found.end() + 300])
    return Deadline(
        what=_what(sentence, text[: found.start()]),
        text=" ".join(found[0].split()).strip(" ,("),
        span=(found.start(), found.end()),
        to=" ".join(to["to"].split()).strip(" ,") if to else None,
        through=" ".join(through["t"].split()).strip(" ,") if through else (email[0] if email else None),
        section=section,
        confidence=0.85,
        **rule,  # type: ignore[arg-type]
    )


def _what(sentence: str, before: str) -> str:
    near = (sentence if len(sentence) < 200 else before[-160:] + " " + sentence[:200]).casefold()
    places = [(match.start(), name) for name, pattern in _WHAT if (match := re.search(pattern, near))]
    if any(name == "report" for _, name in places):
        return "report"
    return min(places)[1] if places else "finish"


def _nested(text: str, section: str | None, year: int | None) -> Iterator[Deadline]:
    for found in _NESTED.finditer(text):
        name = " ".join((found["n"] or found["n2"]).split()).rstrip(" /")
        yield _make(text, found, section, nested_in=name)


def _halves(text: str, section: str | None, year: int | None) -> Iterator[Deadline]:
    """"6 tháng trước ngày 15/6, cả năm trước ngày 15/12" is two deadlines."""
    if not re.search(r"báo cáo|tổng hợp|gửi|nộp", text, re.IGNORECASE):
        return
    for found in _HALVES.finditer(text):
        day, month = found["d"] or found["d2"], found["m"] or found["m2"]
        whole = (found["whole"] or found["whole2"] or "").casefold()
        if re.match(r"\s*/\s*(?:19|20)\d\d", text[found.end() :]) or re.search(rf"{_EVERY}\s+năm$", text[: found.start() + len("hằng năm")], re.IGNORECASE) and not month:
            continue
        every = "half_year" if (found["half"] or found["half2"]) else {"quý": "quarter", "tháng": "month"}.get(whole, "year")
        if every in {"quarter", "month"} and month or (every == "year" and not month):
            continue
        if every in {"quarter", "month"} and not re.search(r"báo cáo\s+(?:\S+\s+)?$", text[: found.start()], re.IGNORECASE):
            continue
        yield _make(text, found, section, every=every, month=int(month) if month else None, day=int(day))


def _dated(text: str, section: str | None, year: int | None) -> Iterator[Deadline]:
    for found in _DATED.finditer(text):
        if re.match(r"\s*(?:giờ|h\d|phút|tuổi|%|người|suất|lớp|năm\b|tháng\b(?!\s+(?:cuối|\d)))", text[found.end() :]) and not found["m"]:
            continue
        if re.search(r"(?:đã|từ ngày \S+\s+|hiệu lực\s*)$", text[: found.start()]) or _is_activity(text, found):
            continue
        yield _make(text, found, section, **_rule(text, found, year))


_REGULAR = re.compile(
    r"(?:vào\s+)?ngày\s+(?P<d>\d{1,2})(?:/(?P<m>\d{1,2}))?\s+(?P<c>(?:h[ằà]ng|mỗi|của|các)\s+tháng(?!\s+\d)(?:\s+cuối\s+(?:mỗi\s+)?quý)?|(?:h[ằà]ng|mỗi)\s+(?:quý|năm))", re.IGNORECASE
)


def _regular_days(text: str, section: str | None, year: int | None) -> Iterator[Deadline]:
    """"định kỳ ngày 20 hằng tháng báo cáo": a day that recurs without a word of limit."""
    for found in _REGULAR.finditer(text):
        if not re.search(r"báo cáo|gửi|nộp", _sentence(text, found.start()), re.IGNORECASE):
            continue
        cycle = found["c"].casefold()
        every = "quarter" if "quý" in cycle else "year" if "năm" in cycle else "month"
        month = int(found["m"]) if found["m"] else None
        yield _make(text, found, section, every=every, month=month, day=int(found["d"]))


def _is_activity(text: str, found: re.Match[str]) -> bool:
    """"từ ngày 1/6 đến hết ngày 31/8" is the time of an activity, not a limit."""
    before = text[max(0, found.start() - 60) : found.start()]
    return found[0].casefold().startswith(("đến hết", "hết")) and bool(re.search(r"\btừ\b[^.;]*$", before, re.IGNORECASE))


def _rule(text: str, found: re.Match[str], year: int | None) -> dict[str, object]:
    day = int(found["d"].translate(_OCR))
    month = int(found["m"].translate(_OCR)) if found["m"] else None
    cycle = _CYCLE.match(text[found.end() :])
    if not found["y"] and cycle:
        every = next(name for name in ("month", "quarter", "school", "year") if cycle[name])
        every = "school_year" if every == "school" else every
        return {"every": every, "month": month, "day": day}
    if not found["y"] and not month and re.search(r"(?:hằng|hàng|mỗi)\s+tháng[^.;]{0,60}$", text[: found.start()], re.IGNORECASE):
        return {"every": "month", "day": day}
    if not found["y"] and month and re.search(r"(?:hằng|hàng|mỗi)\s+năm học[^.;]{0,80}$", text[: found.start()], re.IGNORECASE):
        return {"every": "school_year", "month": month, "day": day}
    if not found["y"] and month and re.search(r"(?:hằng|hàng|mỗi)\s+năm\b[^.;]{0,200}$", text[: found.start()], re.IGNORECASE):
        return {"every": "year", "month": month, "day": day}
    given = int(found["y"]) if found["y"] else year
    if month is None:
        return {"date": None}
    return {"date": dates.iso(day, month, given) or f"--{month:02}-{day:02}"}


def _month_limits(text: str, section: str | None, year: int | None) -> Iterator[Deadline]:
    for found in _MONTH_LIMIT.finditer(text):
        if found["y3"] and not re.match(r"(?:hoàn thành|xong|hoàn tất)", found[0], re.IGNORECASE):
            continue
        given = found["y"] or found["y2"] or found["y3"] or year
        if found["m"]:
            value = f"{given}-{int(found['m']):02}" if given else f"--{int(found['m']):02}"
        elif found["q"]:
            value = f"{given or '-'}-Q{ {'I': 1, 'II': 2, 'III': 3, 'IV': 4}.get(found['q'].upper(), found['q'])}"
        elif found["k"]:
            value = f"{given or '-'}-HK{ {'I': 1, 'II': 2}.get(found['k'].upper(), found['k'])}"
        else:
            value = found["y3"]
        yield _make(text, found, section, date=value)


def _periodic(text: str, section: str | None, year: int | None) -> Iterator[Deadline]:
    """Regular reports without a day: "trong 6 tháng, cả năm, báo cáo kết quả"."""
    for found in _PERIODIC.finditer(text):
        sentence = _sentence(text, found.start())
        if not re.search(r"báo cáo", sentence, re.IGNORECASE) or re.search(r"(?:theo|đúng) quy định", found[0]):
            continue
        if not re.search(r"định k[ỳì]|hằng|hàng|mỗi|trong 6|6 tháng|chế độ|tháng,|quý,", found[0], re.IGNORECASE):
            continue
        for every in _cycles(found["p"]):
            yield _make(text, found, section, every=every)


def _cycles(words: str) -> list[str]:
    result = []
    for word in re.split(r"\s*(?:,|và|-|/)\s*", words.casefold()):
        if "6 tháng" in word or "sáu tháng" in word:
            result.append("half_year")
        elif "9 tháng" in word:
            continue
        elif "quý" in word:
            result.append("quarter")
        elif _MONTH_NAME.match(word):
            result.append("month")
        elif "năm" in word:
            result.append("year")
    return list(dict.fromkeys(result))
