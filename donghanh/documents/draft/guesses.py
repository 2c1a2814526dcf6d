"""What the words of a paper suggest beyond what was read: relations, proof, whether it is owed, shares.

Each guess is offered for review like everything else; none is ever taken over the reader's own finding.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from donghanh.documents.reading import words

BEFORE = 240  # characters in front of a citation in which its relation is said
AFTER = 160  # characters after a share in which those of whom it is a share are named

_RELATIONS = (
    ("amends", re.compile(r"sửa đổi|bổ sung một số", re.IGNORECASE)),
    ("replaces", re.compile(r"thay thế|bãi bỏ", re.IGNORECASE)),
    (
        "implements",
        re.compile(r"(?:triển khai|tổ chức)?\s*thực hiện|triển khai|cụ thể hóa|hưởng ứng", re.IGNORECASE),
    ),
    ("rests_on", re.compile(r"căn cứ|theo(?: đề nghị)?|xét", re.IGNORECASE)),
)
_FREE = re.compile(
    r"t(?:ùy|uỳ) (?:theo )?(?:điều kiện|tình hình|khả năng)|khuyến khích|nếu có điều kiện"
    r"|(?:nơi|đơn vị|địa phương|cơ sở) (?:nào )?có điều kiện",
    re.IGNORECASE,
)
_PROOFS = (
    (
        "file",
        re.compile(
            r"báo cáo|danh sách|lập (?:kế hoạch|hồ sơ)|ban hành"
            r"|xây dựng (?:kế hoạch|văn bản|tài liệu|hướng dẫn)"
            r"|biên bản|ký kết|tờ trình|công văn|văn bản hướng dẫn",
            re.IGNORECASE,
        ),
    ),
    ("photo", re.compile(r"hình ảnh|(?<!\w)ảnh|ra quân|mít tinh|diễu hành|băng rôn|pa\s?nô", re.IGNORECASE)),
    (
        "link",
        re.compile(
            r"đường dẫn|(?<!\w)link|fanpage|mạng xã hội|đăng tải|trang thông tin|trực tuyến", re.IGNORECASE
        ),
    ),
)
_UNITS = (
    r"đơn vị|cơ sở|tổ chức|đoàn (?:xã|phường|trường|cơ sở|cấp)|hội khuyến học|chi đoàn|chi hội|liên đội"
    r"|trường|xã|phường|huyện|quận|thị xã|tỉnh|cơ quan|tỉnh đoàn|huyện đoàn|thị đoàn|thành đoàn"
    r"|khu dân cư|thôn|ấp|bản|dòng họ|cộng đồng"
)
_OF_UNITS = re.compile(
    rf"^\s*(?:(?:tổng )?số\s+|các\s+|cấp bộ\s+)*(?P<who>(?:{_UNITS})(?![\wÀ-ỹ]).*)$", re.IGNORECASE
)
# Where those of whom it is a share end and what they are to do begins.
_DOES = re.compile(
    r"\s+(?:đạt|có|tổ chức|hoàn thành|triển khai|thực hiện|xây dựng|duy trì|thành lập|được|tham gia"
    r"|đăng ký|báo cáo|trở lên|ra mắt|gửi|lập|vận động|hỗ trợ|mở|trao|giúp|tuyên truyền|biết|sử dụng"
    r"|cài đặt)(?![\wÀ-ỹ])|[;:.\n]"
    r"|,(?!\s*(?:các\s+)?(?:thị|thành|quận|phường|xã|đặc khu|huyện|tỉnh|đoàn|trường|chi đoàn"
    r"|cơ sở)(?![\wÀ-ỹ]))",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"(?:đến|trong|trước|hết|vào|từ nay đến)\s+(?:hết\s+|cuối\s+|ngày\s+|tháng\s+|quý\s+|năm\s+|năm học\s+)*"
    r"(?:\d[\d/.-]*(?:\s*-\s*\d{4})?|[IVX]{1,4}(?![\w]))(?:\s*/\s*\d{4}|\s+năm\s+\d{4})?",
    re.IGNORECASE,
)


def relation(text: str, start: int) -> str:
    """What a cited document is to this one: the last such word before the citation, in its own paragraph."""
    head = text[max(0, start - BEFORE) : start].rpartition("\n")[2]
    found = [(match.end(), name) for name, pattern in _RELATIONS for match in pattern.finditer(head)]
    return max(found)[1] if found else "rests_on"


def owed(sentence: str) -> bool:
    """Whether a task is owed: what is encouraged, or done where one can, is not."""
    return not _FREE.search(sentence)


def proof(sentence: str, targets: Sequence[Mapping[str, Any]]) -> tuple[str, str]:
    """What shows that a task is done, and what is counted: a target within its words is a count."""
    counted = next((target for target in targets if target["unit"] != "%"), None)
    if counted:
        return "count", " ".join(filter(None, (counted["unit"], counted["about"])))
    return next((kind for kind, pattern in _PROOFS if pattern.search(sentence)), "note"), ""


def share(text: str, target: Mapping[str, Any]) -> tuple[str, str]:
    """Of whom a percentage is a share, when it is one of units, and what they do; empty otherwise."""
    if target["unit"] != "%":
        return "", ""
    after = text[target["span"][1] : target["span"][1] + AFTER].split("\n", 1)[0].strip()
    found = _OF_UNITS.match(after)
    if not found:
        return "", ""
    who = _DOES.split(f" {after}", maxsplit=1)[0].strip()
    return who, re.split(r"[.;]\s|[.;]$", after[len(who) :], maxsplit=1)[0].strip(" ,.;")


def within(text: str, span: Sequence[int]) -> str:
    """The time that is said near a quantity, in its own sentence; empty for none."""
    start = max(text.rfind(mark, 0, span[0]) for mark in ("\n", ". ", "; ")) + 1
    ends = [place for mark in ("\n", ". ", "; ") if (place := text.find(mark, span[1])) >= 0]
    sentence = text[start : min(ends, default=len(text))]
    found = _WHEN.search(sentence, max(0, span[1] - start)) or _WHEN.search(sentence)
    return found[0].strip() if found else ""


def delivered(what: str) -> str:
    """What a deadline asks for, in words."""
    return words.delivered(what)
