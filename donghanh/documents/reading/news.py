"""Press items: told apart from official papers, with the day and the place of what they tell."""

import re
from collections.abc import Sequence

from donghanh.documents.reading import dates, period, preamble
from donghanh.documents.reading.lines import LOWER, UPPER, Piece
from donghanh.documents.reading.result import Reading, Span

_HAPPENED = re.compile(
    r"\b(?:vừa tổ chức|đã tổ chức|đã diễn ra|diễn ra|tới dự|đến dự|tham dự (?:có|hội nghị|chương trình"
    r"|buổi)|phát biểu (?:tại|chỉ đạo|khai mạc)|tại hội nghị|tại buổi|tại chương trình|tại lễ|dự (?:và"
    r"|hội nghị|lễ|chương trình|buổi)"
    r"|cho biết|chia sẻ|được biết|nhân dịp này|dịp này|sáng nay|chiều nay|(?:sáng|chiều|tối"
    r"|ngày)(?: ngày)? \d{1,2}[/-]\d{1,2}|trao tặng|đồng chủ trì)\b",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"^(?:Tin(?:,|\s+và)?\s*(?:bài|ảnh)?\s*:|Bài\s*(?:,|và)?\s*ảnh\s*:|PV\b|Tác giả|Nguồn\s*:"
    r"|Theo\s+\S+\s*$|Ảnh\s*:|\(?[A-ZĐ]{3,5}O?\)?\s*[-–])",
    re.IGNORECASE,
)
# Nothing of the press begins a line like this.
_OFFICIAL = re.compile(
    r"^\W*(?:Nơi nhận|Kính gửi|Căn cứ (?:Luật|Nghị|Quyết|Kế|Chương|Điều|Hướng|Công|Chỉ|Kết)"
    r"|Thực hiện (?:Kế hoạch|Hướng dẫn|Chương trình|Công văn|Chỉ thị|Quyết định).{0,40}\bsố\b"
    r"|Điều 1\b|TM\.|T/M |KT\.|TL\.|[IVX]{1,4}\s?[./-]\s*(?:MỤC|TỔ CHỨC|NỘI DUNG|NHIỆM|ĐỐI TƯỢNG|YÊU CẦU"
    r"|Mục đích|Tổ chức thực hiện))"
)
_PAGE_DATE = re.compile(
    r"^\W*(?:(?:Thứ\s+\S+|Chủ nhật|Ngày(?: đăng)?|Cập nhật(?: lúc)?|Đăng (?:ngày|lúc)"
    r"|Xuất bản)[\s,:]*)?(?:ngày\s+)?(?:\d{1,2}[:h]\d{2}\S*[\s,|-]*)?"
    r"(?P<d>\d{1,2})[/-](?P<m>\d{1,2})[/-](?P<y>(?:19|20)\d\d)\b.{0,40}$",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"(?:[Ss]áng|[Cc]hiều|[Tt]ối|[Tt]rưa|[Vv]ào|[Tt]rong|[Nn]gày|[Hh]ôm)\s+(?:(?:sáng|chiều|tối|ngày|nay"
    r"|qua)[\s,]{0,3}){0,3}\(?(?:ngày\s+)?(?P<d>\d{1,2})\s*(?:/|-|\."
    r"|\s+tháng\s+)\s*(?P<m>\d{1,2})(?:\s*(?:/|-|\.|\s+năm\s+)\s*(?P<y>(?:19|20)\d\d))?"
)
_WHERE = re.compile(
    rf"\b(?:[Tt]ại|[Tt]rên địa bàn|ở)\s+(?:(?:hội trường|trung tâm hội nghị|hội trường lớn"
    rf"|trụ sở)\s+)?(?:(?:tỉnh|thành phố|TP\.?|huyện|thị xã|xã|phường"
    rf"|quận)\s+)?(?P<p>[{UPPER}][{LOWER}]+(?:\s+[{UPPER}][{LOWER}]+){{0,3}})"
)
_DATELINE = re.compile(
    rf"^\(?(?P<p>[{UPPER}][{LOWER}]+(?:\s+[{UPPER}][{LOWER}]+){{0,2}})\)?\s*[-–,]\s+(?=(?:Sáng|Chiều|Tối"
    rf"|Ngày|Ngày|Hôm|Vừa|Trong)\b)"
)
_MENU = re.compile(
    r"^(?:trang chủ|giới thiệu|liên hệ|tin tức|đăng nhập|thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật|chia sẻ"
    r"|in trang|quay lại|xem thêm|lượt xem|cập nhật|cỡ chữ|font|share|tweet|bình luận|tags?\b|từ khóa)",
    re.IGNORECASE,
)


def is_news(pieces: Sequence[Piece], *, letterhead: bool, typed: bool) -> bool:
    """Whether a text tells of an event: no letterhead, no kind, told in the past, signed by a reporter."""
    if letterhead or typed or any(_OFFICIAL.match(piece.text) for piece in pieces):
        return False
    text = " ".join(piece.text for piece in pieces[:60])
    told = len(_HAPPENED.findall(text))
    byline = any(_BYLINE.match(piece.text) for piece in pieces)
    numbered = sum(bool(re.match(r"^(?:[IVX]{1,4}|\d{1,2})\s?[./)-]", piece.text)) for piece in pieces)
    return told + 2 * byline >= 2 or (numbered < 2 and len(text) > 300)


def read(text: str, view: str, pieces: Sequence[Piece]) -> Reading:
    """A press item: its headline, the day and place of what it tells, the page's own date."""
    title = headline(pieces)
    event = event_on(view)
    where = place(view) if event else None
    published = published_on(pieces)
    spans: dict[str, Span] = {"title": (title.start, title.end)} if title else {}
    for name, found in (("issued_on", published), ("event_on", event), ("place", where)):
        if found:
            spans[name] = found[1:]
    return Reading(
        text=text,
        kind="news",
        title=title.words if title else None,
        place=where[0] if where else None,
        issued_on=published[0] if published else None,
        event_on=event[0] if event else None,
        period=period.in_title(title.words) if title else None,
        cited_numbers=tuple(number for number, _, _ in preamble.cited(view, own=None, own_span=None)),
        spans=dict(spans),
        confidence={"kind": 0.7, "title": 0.6, "place": 0.5, "event_on": 0.6},
    )


def headline(pieces: Sequence[Piece]) -> Piece | None:
    """The last title-like line before the story begins: banners and names of sites stand above it."""
    found = None
    for piece in pieces[:25]:
        if _begins_story(piece.words):
            break
        if _is_title(piece.words):
            found = piece
    return found or (pieces[0] if pieces else None)


def _begins_story(words: str) -> bool:
    return len(words) > 220 or (len(words) > 120 and words.endswith("."))


def _is_title(words: str) -> bool:
    """Whether a line may be a headline: long enough, no menu, no crumb, no date, no caption, no sentence."""
    if len(words) < 25 or _MENU.match(words) or re.search(r"»|›|>>|>\s|\|", words):
        return False
    if re.match(r"^\W*(?:Thứ|Chủ nhật|\d{1,2}[/:h-]|Ngày \d|Ngày đăng|Đăng (?:ngày|bởi)|Ảnh|HOTLINE)", words):
        return False
    return len(words.split()) >= 5 and not words.endswith((".", ";", ","))


def event_on(text: str) -> tuple[str, int, int] | None:
    """The first day on which something happened, the year taken from a date near the top when not given."""
    found = _EVENT.search(text)
    if not found:
        return None
    year = found["y"]
    if not year:
        near = re.search(r"\b\d{1,2}[/-]\d{1,2}[/-]((?:19|20)\d\d)|\bnăm\s+((?:19|20)\d\d)", text)
        year = (near[1] or near[2]) if near else None
    value = dates.iso(int(found["d"]), int(found["m"]), int(year)) if year else None
    return (value, found.start("d"), found.end()) if value else None


def published_on(pieces: Sequence[Piece]) -> tuple[str, int, int] | None:
    """The page's own date: alone on a line near the top."""
    for piece in pieces[:15]:
        found = _PAGE_DATE.match(piece.text)
        if found and (value := dates.iso(int(found["d"]), int(found["m"]), int(found["y"]))):
            return value, piece.start + found.start("d"), piece.start + found.end("y")
    return None


_PREFIXED = re.compile(rf"^(?P<p>(?:TP\.?\s*)?[{UPPER}][{LOWER}]+(?:\s[{UPPER}][{LOWER}]+){{0,2}}):\s+\S")


def place(text: str) -> tuple[str, int, int] | None:
    """Where it was: the dateline, the first place after *tại*, or the name before a headline's colon."""
    for line in re.finditer(r"[^\n]+", text):
        if found := _DATELINE.match(line[0]):
            return found["p"], line.start() + found.start("p"), line.start() + found.end("p")
    found = _WHERE.search(text)
    if found and not _HALL.match(found["p"]):
        return found["p"], *found.span("p")
    for line in re.finditer(r"[^\n]+", text[:600]):
        if found := _PREFIXED.match(line[0]):
            return found["p"], line.start() + found.start("p"), line.start() + found.end("p")
    found = _LOCALITY.search(text)
    return (found["p"], *found.span("p")) if found else None


_HALL = re.compile(
    r"(?:Hội|Nhà|Trường|Trung|Lễ|Đại|Ủy|Văn|Sở|Chương|Quảng trường|Công|Khu|Tỉnh|Huyện|Thành)\b"
)
_LOCALITY = re.compile(
    rf"\b(?:tỉnh|thành phố|TP\.?)\s+(?P<p>[{UPPER}][{LOWER}]+(?:\s+[{UPPER}][{LOWER}]+){{0,2}})"
)
