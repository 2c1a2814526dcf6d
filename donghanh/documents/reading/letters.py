"""What a whole document tells the rules for tasks: its kind, whether it asks upward, whom it asks."""

import re

from donghanh.documents.reading import actors
from donghanh.documents.reading.body import Body
from donghanh.documents.reading.orders import Context

_SUPERIOR = re.compile(
    r"(?:UBND|Ủy ban nhân dân) (?:tỉnh|thành phố|huyện|xã|phường)(?! và các)"
    r"|Tỉnh ủy|Thành ủy|Trung ương|Thường trực|Ban Bí thư|Chủ tịch|Giám đốc Sở|Ban Giám hiệu"
)
_BELOW = re.compile(r"\b(?:[Cc]ác|Hội Khuyến học (?:xã|phường|huyện)|Đoàn (?:xã|phường|cơ sở)|Huyện đoàn)\b")
_ASKS = re.compile(
    r"kính (?:đề nghị|mong|trình)|xin (?:ý kiến|kinh phí|phép|chủ trương)|xem xét|trân trọng đề nghị",
    re.IGNORECASE,
)
_ASKS_ALL = re.compile(
    r"(?:đề nghị|yêu cầu)\s+(?P<who>[^:;]{3,200}?)\s*"
    r"(?:(?:triển khai|thực hiện|tập trung|phối hợp|quan tâm)[^:.;]{0,80})?:$"
)
_ASKS_ALL_REACH = 320  # characters at the end of a paragraph


def context(kind: str | None, body: Body) -> Context:
    """The context of a document's tasks."""
    return Context(kind=kind, upward=_is_upward(kind, body), addressed=_addressed(kind, body))


def _is_upward(kind: str | None, body: Body) -> bool:
    """Whether a letter asks a superior, so that nothing in it is an order."""
    if kind not in {"CV", "TTr"} or not body.addressees:
        return False
    to = ", ".join(one.name for one in body.addressees)
    if not _SUPERIOR.search(to) or _BELOW.search(to):
        return False
    return any(_ASKS.search(node.body.words) for node in body.nodes)


def _addressed(kind: str | None, body: Body) -> tuple[str, ...]:
    """In a letter, those whom the paragraph over the numbered points asks ("… yêu cầu các đơn vị:")."""
    if kind not in {"CV", "TB", "HD"} or not body.preamble:
        return ()
    found = _ASKS_ALL.search(body.preamble[-1].words[-_ASKS_ALL_REACH:])
    return tuple(actors.in_heading(found["who"])) if found else ()
