"""Who issues the document and what it calls itself, when its letterhead is lost."""

import re
from collections import deque

from donghanh.documents.reading import kinds, organs
from donghanh.documents.reading.body import Body
from donghanh.documents.reading.ending import Ending
from donghanh.documents.reading.letterhead import Header

_ACTS = (
    r"(?:xây dựng|ban hành|triển khai|hướng dẫn|đề nghị|thông báo|tổ chức|báo cáo|yêu cầu|thống nhất|phối hợp"
    r"|ký kết|cùng nhau|trân trọng|kính)"
)
_WHO_ACTS = re.compile(
    r"(?:^|[;,.”\"]\s*)"
    r"(?P<who>(?:Ban Thường vụ|Ban Chấp hành|Ban Bí thư|BTV|BCH|Hội Khuyến học|Hội đồng|Tỉnh đoàn|Thành đoàn"
    r"|Huyện đoàn|Thị đoàn|Quận đoàn|Đoàn|Trung ương|UBND|Ủy ban nhân dân|Sở|Phòng|Trường|Liên đội"
    r"|Chi đoàn|Ban)"
    rf"\s?[^;.,:]{{0,110}}?)\s+{_ACTS}\b"
)
_ITSELF = re.compile(
    r"\b(Kế hoạch|Quyết định|Hướng dẫn|Chương trình|Nghị quyết|Thông báo|Thể lệ|Quy chế|Công văn)\s+này\b"
)


def name_itself(head: Header, view: str) -> None:
    """A copy that lost its heading still speaks of itself: "Kế hoạch này", "thực hiện Quyết định này"."""
    if head.kind:
        return
    if last := deque(_ITSELF.finditer(view), maxlen=1):
        head.put("kind", kinds.abbreviation(last[0][1].upper()), last[0].span(1), 0.5)


def find(head: Header, body: Body, view: str, end: Ending) -> list[str]:
    """The issuers: of the letterhead, else who acts in the preamble, else for whom it is signed."""
    if head.issuers:
        return head.issuers
    for block in reversed(body.preamble):
        found = _WHO_ACTS.findall(block.words)
        if found:
            who = str(found[-1])
            names = re.split(r"\s+và\s+", who) if head.joint else [who]
            return [_with_place(name, head, view) for name in names if name.strip()]
    signed = [
        signature.on_behalf_of
        for signature in end.signatures
        if signature.on_behalf_of and signature.authority and not signature.authority.startswith("KT.")
    ]
    return [_with_place(organs.proper(name), head, view) for name in signed]


def _with_place(name: str, head: Header, view: str) -> str:
    name = " ".join(name.split())
    if not organs.lacks_place(name):
        return name
    place = organs.place_in(view, organs.level_words(name)) or head.place
    return f"{name} {place}" if place else name
