"""Which block of the outline orders something.

Purposes, requirements, assessments of the past, times, places and closing formulas order nothing; a point
that only opens a list is a heading; each bullet, item, row or paragraph that orders something is one task.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from donghanh.documents.reading import actors
from donghanh.documents.reading.outline import Node

_MEANS = re.compile(
    r"^(?:về\s+)?(?:cơ cấu|giải thưởng|thể lệ|điều kiện|tiêu chuẩn|thành phần|kinh phí|hồ sơ|mức)\b",
    re.IGNORECASE,
)
_DETAIL_WITH_TARGETS = re.compile(r"(?:chỉ tiêu|số lượng|yêu cầu|nội dung)", re.IGNORECASE)
_OBJECTIVE = re.compile(
    r"^(?:những\s+|các\s+|về\s+)?(?:mục đích|yêu cầu|mục tiêu|chỉ tiêu|các chỉ tiêu|quan điểm|ý nghĩa"
    r"|phương châm|nguyên tắc|phạm vi|tư tưởng chỉ đạo|chủ đề|khẩu hiệu|chỉ tiêu cụ thể)\b",
    re.IGNORECASE,
)
_WORK = re.compile(
    r"\b(?:nhiệm vụ|giải pháp|tổ chức thực hiện|biện pháp|phân công|nội dung phối hợp|trách nhiệm)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"(?:^|\b)(?:kết quả (?:đạt được|thực hiện|công tác|hoạt động|cụ thể|nổi bật|xây dựng|phối hợp)"
    r"|^kết quả|tình hình|thực trạng|ưu điểm|hạn chế|tồn tại|nguyên nhân|bài học"
    r"|đặc điểm|những việc đã|nhận xét|đã đạt được|đánh giá (?:chung|kết quả|tình hình|việc)|thuận lợi"
    r"|khó khăn|sự cần thiết|cơ sở pháp lý)",
    re.IGNORECASE,
)
_FUTURE = re.compile(
    r"(?:phương hướng|nhiệm vụ|giải pháp|kế hoạch|trọng tâm|chương trình công tác"
    r"|công tác .*(?:thời gian tới|tiếp theo|năm sau))",
    re.IGNORECASE,
)
_FACTS = re.compile(
    r"^(?:về\s+|dự kiến\s+|chế độ\s+)?(?:thời gian|địa điểm|kinh phí|nguồn kinh phí|đối tượng|thành phần"
    r"|số lượng|cơ cấu|giải thưởng|cơ cấu giải|thể lệ|điều kiện|tiêu chuẩn"
    r"|tiêu chí|hồ sơ|cách tính|quy mô|thời hạn|hình thức(?! tổ chức thực hiện)|nội dung thi(?! đua| hành)"
    r"|khái niệm"
    r"|quy định chung|lịch|trang phục|liên hệ|mức (?:thưởng|hỗ trợ|học bổng|đóng)"
    r"|tiến độ|lộ trình|mốc thời gian|khen thưởng|nguồn lực|phương thức|thang điểm|ban giám khảo"
    r"|bản quyền|quyền lợi|chương trình (?:lễ|hội nghị|dự kiến)|định mức|nội dung hội nghị"
    r"|điều khoản chung|đơn vị tổ chức)\b",
    re.IGNORECASE,
)
_REQUEST = re.compile(
    r"^(?:những\s+|một số\s+)?(?:kiến nghị|đề xuất|đề nghị)(?:\s*,?\s*(?:và\s+)?(?:kiến nghị|đề xuất"
    r"|đề nghị|với .*|cấp .*))?\s*$",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"^(?:trên đây là|trên đây|rất mong|trân trọng|xin trân trọng|kính mong|mọi thắc mắc|mọi thông tin"
    r"|mọi chi tiết|mọi vướng mắc|chi tiết (?:xin )?liên hệ|thông tin chi tiết"
    r"|(?:trong )?quá trình (?:triển khai|thực hiện|tổ chức)[^.]{0,80}(?:vướng mắc|khó khăn|phát sinh"
    r"|chưa phù hợp)|nếu có (?:vướng mắc|khó khăn|vấn đề|gì)"
    r"|rất hân hạnh|kế hoạch này (?:thay thế|được|có hiệu lực|phổ biến)|chương trình này (?:được|thay|có)"
    r"|hướng dẫn này (?:được|thay|có|phổ biến|áp dụng)|thông báo này|quy chế này|ghi chú)",
    re.IGNORECASE,
)
_OBEY = re.compile(
    r"\b(?:đề nghị|yêu cầu|mong)\b.{0,170}?(?:nghiêm túc "
    r"|khẩn trương )?(?:triển khai,? )?(?:tổ chức )?thực hiện(?: tốt| nghiêm túc| có hiệu quả"
    r"| hiệu quả)*(?: (?:các |những )?nội dung)?"
    r"(?: (?:của |trong |theo )*(?:thông báo|kế hoạch|công văn|hướng dẫn|chương trình|nội dung)(?: này)?"
    r"| trên)?[./\s]*$",
    re.IGNORECASE,
)
_BASE = re.compile(
    r"^(?:Căn cứ|Xét|Theo đề nghị|Thực hiện|Tiếp tục thực hiện|Triển khai)\s.{0,80}(?:\bsố\b|Luật|Điều lệ"
    r"|đề nghị của|Nghị quyết|Chương trình công tác)"
)
_AIM = re.compile(r"phấn đấu|ít nhất|tối thiểu|trở lên", re.IGNORECASE)
_PERSON = re.compile(
    r"^(?:Ông|Bà|Đ/c|Đồng chí|Anh|Chị|Em|Thầy|Cô)\s+(?:[A-ZĐÀ-Ỹ]['’]?[a-zà-ỹđ]*\s*){2,5}\s*[-–,:(;]"
)
_RULES_WORK = re.compile(r"tổ chức thực hiện|phân công|trách nhiệm", re.IGNORECASE)
_TOLD = re.compile(
    r"\bthông báo (?:để|đến)\b.*\bbiết\b|\bphổ biến đến (?:chi|tận|các chi|các cấp|toàn)", re.IGNORECASE
)
_UPWARD = re.compile(
    r"^(?:kính đề nghị|kính trình|trân trọng đề nghị|kính mong|đề nghị (?:ubnd (?:tỉnh|thành phố|huyện)"
    r"|tỉnh ủy|tỉnh uỷ|thành ủy|huyện ủy|ban thường vụ tỉnh ủy|trung ương (?:đoàn|hội)|chính phủ"
    r"|thủ tướng|ban bí thư))\b",
    re.IGNORECASE,
)
_DETAIL = re.compile(
    r"^(?:thời gian|địa điểm|thành phần|đối tượng|số lượng|kinh phí|chủ đề|hình thức|quy mô|trang phục"
    r"|điện thoại|email|e-mail|hồ sơ|nội dung|yêu cầu|mục đích|thời hạn|tiêu chí|tiêu chuẩn|cơ cấu"
    r"|giải thưởng"
    r"|mức|giải (?:nhất|nhì|ba|khuyến khích|đặc biệt)|vòng \d|vòng (?:sơ|chung|loại)|lưu ý|ghi chú|link"
    r"|đường link|website|đại biểu|khách mời|dự kiến|phương tiện|chỉ tiêu)\b[^.:]{0,50}:",
    re.IGNORECASE,
)
_ARTICLE_ORDER = re.compile(
    r"chịu trách nhiệm|căn cứ .{0,40}thi hành|thi hành quyết định|có (?:nhiệm vụ|trách nhiệm)|^giao\b"
    r"|^phân công\b|^đề nghị\b|^yêu cầu\b",
    re.IGNORECASE,
)
_ARTICLE_FACT = re.compile(
    r"^(?:thành lập|ban hành|phê duyệt|tặng|khen|công nhận|công bố|chỉ định|chuẩn y|cho phép|bãi bỏ"
    r"|sửa đổi|quyết định này|mức|kinh phí|tiền thưởng|ban .{3,60} gồm|bổ nhiệm|điều động|kiện toàn"
    r"|thay đổi|phân bổ|trích|thời gian|phạm vi|đối tượng|giải thích)\b",
    re.IGNORECASE,
)
_ORDER_WORDS = re.compile(r"\b(?:đề nghị|yêu cầu|giao|phân công)\b")
# Kinds in which nobody is ordered anything, or only in what is to come.
SILENT = frozenset({"news", "TTr", "LKG", "TN", "BB"})
PLAN_WORDS_ONLY = frozenset({"BC"})


@dataclass(frozen=True, slots=True)
class Context:
    """What the rules need to know of the whole document."""

    kind: str | None
    upward: bool = False
    addressed: tuple[str, ...] = ()  # whom the letter's opening asks to do all that follows


def _is_article(node: Node) -> bool:
    return node.mark == "article" or any(over.mark == "article" for over in node.above())


def gives(node: Node, context: Context) -> bool:
    """Whether a block orders something."""
    words = node.body.words
    if (
        len(words) < 12
        or _listed(node.parent)
        or is_silent(node.parent, context)
        or _says_nothing(words, context)
        or (node.mark == "dash" and node.section is None and _BASE.match(words))
    ):
        return False
    if _is_article(node) and context.kind in {"QĐ", "NQ", None}:
        return _article_orders(node, words)
    if node.mark == "plain":
        return _paragraph_orders(node, words, context)
    if _silent_heading(node, context):
        return False
    if node.children and node.mark != "plus":
        return _opening_point_orders(node, words)
    return _point_orders(node, words)


def _only_names(words: str) -> bool:
    """Whether a block only lists a person with an office ("Ông …, Chủ tịch Hội - Trưởng ban;")."""
    return bool(_PERSON.match(words)) and not re.search(
        r"\b(?:chịu trách nhiệm|phụ trách|chỉ đạo|theo dõi|chuẩn bị|tham mưu|tổ chức|thực hiện|chủ trì)\b",
        words,
    )


def _listed(node: Node | None) -> bool:
    """Whether a block only lists what the point over it consists of ("… gồm:")."""
    return bool(node and node.body.words.endswith("gồm:") and actors.starts_with_verb(node.body.words))


def _says_nothing(words: str, context: Context) -> bool:
    if _CLOSING.match(words) or _TOLD.search(words) or _DETAIL.match(words):
        return True
    if (
        len(words) < 230
        and _OBEY.search(words)
        and not re.search(r"báo cáo|trước ngày|\bgửi\b|xây dựng kế hoạch", words, re.IGNORECASE)
    ):
        return True
    return context.upward or bool(_UPWARD.match(words)) or _only_names(words)


def is_silent(node: Node | None, context: Context) -> bool:
    """Whether a block stands under a heading that orders nothing."""
    chain = [node, *node.above()] if node else []
    if context.kind == "TL" and not any(_RULES_WORK.search(over.heading) for over in chain):
        return True
    if context.kind in PLAN_WORDS_ONLY and not _is_ahead(chain):
        return True
    return any(_silent_heading(over, context) for over in chain)


def is_silent_table(node: Node | None, context: Context) -> bool:
    """Whether a table's rows order nothing: a timetable does, what was reached or is aimed at does not."""
    chain = [node, *node.above()] if node else []
    if context.kind in PLAN_WORDS_ONLY and not _is_ahead(chain):
        return True
    return any(_OBJECTIVE.match(over.heading) or _is_past_heading(over.heading) for over in chain)


def _is_ahead(chain: Sequence[Node]) -> bool:
    """Whether a report speaks of what is to come: a heading over the block says so, not the block itself."""
    headings = [over.heading for over in chain if over.label and over.children]
    return any(
        _FUTURE.search(heading) and not re.match(r"(?:kết quả|tình hình|đánh giá)", heading, re.IGNORECASE)
        for heading in headings
    )


def is_past(node: Node, context: Context) -> bool:
    """Whether a block tells what was, in a report: neither targets nor deadlines stand there."""
    chain = [node, *node.above()]
    if context.kind in PLAN_WORDS_ONLY:
        return not _is_ahead(chain)
    return any(over.label and _is_past_heading(over.heading) for over in chain)


def is_fact(node: Node) -> bool:
    """Whether a block states prizes, conditions, attendance or means, whose quantities are no targets."""
    chain = [node, *node.above()]
    words = node.body.words
    if _AIM.search(words):
        return False
    if any(_MEANS.match(over.heading) for over in chain):
        return True
    return bool(_DETAIL.match(words)) and not _DETAIL_WITH_TARGETS.match(words)


def _silent_heading(node: Node, context: Context) -> bool:
    if not node.label and node.mark not in {"dash", "plain"}:
        return False
    heading = node.heading
    if node.mark == "dash" and len(heading) > 60:
        return False
    if (_OBJECTIVE.match(heading) and not _WORK.search(heading)) or _REQUEST.match(heading):
        return True
    if _FACTS.match(heading) and not (
        _WORK.search(heading) or re.search(r"chế độ báo cáo", heading, re.IGNORECASE)
    ):
        return True
    return (
        bool(_PAST.search(heading))
        and len(heading) < 90
        and (context.kind in PLAN_WORDS_ONLY or _is_past_heading(heading))
    )


def _is_past_heading(heading: str) -> bool:
    return bool(
        re.match(
            r"^(?:khái quát |một số |những )?(?:kết quả (?:đạt|thực hiện|công tác)|tình hình|thực trạng"
            r"|ưu điểm|hạn chế|tồn tại|nguyên nhân|bài học|đánh giá (?:chung|tình hình|kết quả)"
            r"|sự cần thiết|cơ sở pháp lý|đặc điểm|thuận lợi|khó khăn|hiện trạng)",
            heading,
            re.IGNORECASE,
        )
    )


def _names_who(node: Node) -> bool:
    """Whether a point over others says whose duties they are ("2. Ban Kiểm soát có trách nhiệm:")."""
    if actors.in_heading(node.heading):
        return True
    return node.body.words.endswith(":") and bool(actors.in_sentence(node.body.words))


def _article_orders(node: Node, words: str) -> bool:
    if node.children and words.endswith(":"):
        return False
    if _ARTICLE_ORDER.search(words) and len(words) > 40:
        return True
    if node.mark in {"letter", "number", "dash"} and node.parent and _names_who(node.parent):
        return True
    if _ARTICLE_FACT.match(words):
        return False
    return bool(actors.in_sentence(words)) and not words.endswith(":")


def _paragraph_orders(node: Node, words: str, context: Context) -> bool:
    if (
        words.endswith(":")
        or len(words) < 25
        or re.match(r"^(?:Kính gửi|Kính mời|Nơi nhận|\(|\*|Ghi chú)", words)
    ):
        return False
    if _BASE.match(words) and (words.endswith((";", ",")) or node.parent is None):
        return _given_order(words)
    if node.parent is None and context.kind not in {"CV", "TB", "KL", "GM", "HD", "CĐ", "CT", None}:
        return _given_order(words)
    if actors.starts_with_verb(words) or _given_order(words):
        return True
    return bool(actors.in_sentence(words))


def _given_order(words: str) -> bool:
    return bool(_ORDER_WORDS.search(words.casefold())) and bool(actors.in_sentence(words))


def _opening_point_orders(node: Node, words: str) -> bool:
    """A point with something below it: a heading, unless it orders and what follows are details."""
    if node.mark == "dash":
        return not (words.endswith(":") and actors.in_heading(words))
    below = [child for child in node.children if child.mark != "plain"]
    if not below:
        return _whole_sentence(words) or _short_sentence(words)
    if words.endswith(":"):
        return actors.starts_with_verb(words) and (words.endswith("gồm:") or _all_details(below))
    return (
        _whole_sentence(words)
        and len(words) > 100
        and all(child.mark in {"dash", "plus"} for child in below)
        and _all_details(below)
    )


def _all_details(below: Sequence[Node]) -> bool:
    return all(_DETAIL.match(child.body.words) for child in below)


def _whole_sentence(words: str) -> bool:
    return words.endswith((".", ";", "./.", "/.")) and len(words) > 60


def _short_sentence(words: str) -> bool:
    """A point that begins as an order and ends as a sentence does; a heading has no full stop."""
    return len(words) > 30 and words.endswith((".", ";")) and actors.starts_with_verb(words)


def _point_orders(node: Node, words: str) -> bool:
    """A point or bullet without anything below it."""
    if words.endswith(":"):
        return False
    if node.mark in {"roman", "part", "chapter", "capital"}:
        return _whole_sentence(words)
    if node.mark in {"dash", "plus", "letter"}:
        return not (node.mark == "plus" and not _plus_orders(node))
    return (
        _whole_sentence(words)
        or bool(actors.in_sentence(words))
        or len(words) > 90
        or bool(re.match(r"^[^:]{3,60}:\s+\S.{25}", words))
        or _short_sentence(words)
        or (actors.starts_with_verb(words) and len(words) > 45)
    )


def _plus_orders(node: Node) -> bool:
    """Details below a bullet are no tasks unless the bullet only names who."""
    over = node.parent
    if over is None or over.mark != "dash":
        return True
    return over.body.words.endswith(":") and bool(actors.in_heading(over.body.words))
