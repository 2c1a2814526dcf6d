"""Targets: quantities to reach, with what is counted and how they compare."""

import re
from collections.abc import Iterator

from donghanh.documents.reading.result import Target

# Compound counting words, longest first; a money unit or % stands by itself.
_MONEY = r"(?:triệu|tỷ|tỉ|nghìn|ngàn)\s+đồng|đồng|(?:triệu|tỷ|tỉ)(?=\s+(?:VNĐ|VND))"
_NOUNS = (
    "câu lạc bộ|điểm trường|đoạn đường|héc-ta|công trình thanh niên|công trình|mô hình|hoạt động|đội hình"
    "|đoàn viên|đảng viên|hội viên|thanh niên|thanh thiếu nhi|thiếu nhi|học sinh|sinh viên|giáo viên"
    "|cán bộ"
    "|học bổng|phần việc|phần quà|gia đình|dòng họ|cộng đồng|đơn vị máu|đơn vị|chi đoàn|chi hội|chi đội"
    "|liên đội|tủ sách|ngôi nhà|nhà nhân ái|sân chơi|diễn đàn|chuyên đề|chuyên mục"
    "|hội nghị|hội thi|hội thảo|cuộc thi|cuộc|chương trình|sản phẩm|ý tưởng|sáng kiến|dự án|đề tài"
    "|tin bài|tin|bài viết|bài|phóng sự|video|lượt người|lượt|lớp|suất|ngôi|căn|cây|buổi"
    "|em|hộ|nhóm|đội|đợt|chuyến|chiếc|cuốn|quyển|bộ|máy tính|điện thoại|xe đạp|thiết bị|điểm|km|mét|kg"
    "|tấn|ngày công|gương|điển hình|tập thể|cá nhân|người|mái ấm|tuyến|cầu|góc|phòng|thư viện"
    "|tổ|quỹ|phiên|số|kỳ|bản tin|tình nguyện viên|thành viên|cặp|trường|thôn|xã|phường|cơ sở|ban|hạng mục"
    "|trang|kênh|nhà|lần|thùng|vé|cụm|trung tâm|sổ|túi|áo|mũ|bức|tác phẩm|tiết mục"
)
_VALUE = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?"
_QUANTITY = re.compile(
    rf"(?<![\w./,-])(?:(?P<word>ít nhất là|ít nhất|tối thiểu là|tối thiểu|không dưới|không ít hơn"
    rf"|không quá|tối đa|trên|hơn|từ|đạt|khoảng|gần|dưới|phấn đấu đạt|phấn đấu|mỗi năm|thêm|được)\s+)?"
    rf"(?P<v>{_VALUE})\s*(?:%\s*)?(?:(?:[-–]|đến|tới)\s*(?P<v2>{_VALUE})\s*)?"
    rf"(?P<u>%|{_MONEY}|(?:{_NOUNS})(?![\wÀ-ỹ]))(?P<more>\s+trở lên)?",
    re.IGNORECASE,
)
_NOT_BEFORE = re.compile(
    r"(?:số|khóa|khoá|lần thứ|thứ|điều|khoản|mục|năm|ngày|tháng|quý|nghị quyết|chương trình|đề án|nhóm"
    r"|lứa|từ đủ|tuổi|lớp|khối|giải|cấp|giai đoạn|phần|mẫu|biểu|phụ lục|trang|đợt|bước|hạng|mức độ|loại"
    r"|vòng|bảng|cầu số|quyết định|luật|cả|toàn bộ|cách|gồm|hiện có|trong số|tổng số)\s*$",
    re.IGNORECASE,
)
_LIMIT_AFTER = re.compile(
    r"^\s*(?:hồ sơ|bản|đồng chí|đ/c|đại biểu|ngày|giờ|phút|tháng|năm|tuổi|từ|chữ|giải|quyết toán|điểm/"
    r"|năm học|bài dự thi|tác phẩm dự thi|người/|thành viên/|người dự|đội thi|người tham dự|kỳ họp)",
    re.IGNORECASE,
)
_AIMED = re.compile(
    r"phấn đấu|ít nhất|tối thiểu|không dưới|trở lên|chỉ tiêu|mục tiêu|mỗi|đạt|trên|hơn|từ|tổ chức"
    r"|thành lập|xây dựng|trao|tặng|vận động|hỗ trợ|duy trì|trồng|kết nạp|giới thiệu|mở|tập huấn"
    r"|phát triển|đăng|giúp|sửa|làm|hiến"
    r"|thu hút|tiếp nhận|quyên góp|nhận|huy động|triển khai|thực hiện|ra mắt|có|biên soạn|xuất bản|viết"
    r"|dạy|khám|thắp|bê tông|lắp|thu gom|tuyên dương|đỡ đầu|bồi dưỡng|tư vấn|gửi|cấp|thăm|in|phát|tổng"
    r"|hoàn thành|trị giá",
    re.IGNORECASE,
)
_UNIT_PRIZE = re.compile(
    r"giải\s+(?:nhất|nhì|ba|khuyến khích|tư|đặc biệt|phụ)|trị giá|/(?:suất|giải|em|người|đội|tập thể"
    r"|cá nhân|năm|tháng)\b|mức (?:thưởng|hỗ trợ|chi)|tiền thưởng",
    re.IGNORECASE,
)

# A comma ends what is counted, but not inside "xã, phường".
_PHRASE_END = re.compile(r"[;.:()]|,\s(?!(?:phường|đặc khu|thị|thành|huyện|quận)\b)|\s-\s")
_SAME_UNIT = {
    "tỉ đồng": "tỷ đồng",
    "triệu": "triệu đồng",
    "tỷ": "tỷ đồng",
    "tỉ": "tỷ đồng",
    "đơn vị máu": "đơn vị",
    "ngôi nhà": "ngôi",
    "lượt người": "lượt",
    "tin bài": "tin",
    "công trình thanh niên": "công trình",
    "phần quà": "phần",
    "nhà nhân ái": "nhà",
}


def find(text: str, *, offset: int, section: str | None) -> Iterator[Target]:
    """The targets of a block; places are shifted by `offset`."""
    taken = -1
    for found in _QUANTITY.finditer(text):
        if found.start() < taken or not _is_target(text, found):
            continue
        taken = found.end()
        unit = _unit(found, text)
        yield Target(
            value=number(found["v"]),
            unit=unit,
            about=_about(text[found.end() :]),
            comparator=_comparator(found),
            section=section,
            span=(offset + found.start("v"), offset + found.end("u")),
            confidence=0.9 if found["word"] or unit == "%" else 0.75,
        )


def number(text: str) -> float:
    """A Vietnamese number: points between thousands, a comma before decimals."""
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", text):
        text = text.replace(".", "")
    return float(text.replace(",", "."))


def _unit(found: re.Match[str], text: str) -> str:
    unit = " ".join(found["u"].casefold().split())
    if "%" in text[found.start("v") : found.end("u")]:
        return "%"
    return _SAME_UNIT.get(unit, unit)


def _is_target(text: str, found: re.Match[str]) -> bool:
    before, after = text[: found.start("v")], text[found.end("u") :]
    if re.match(
        r"^(?:tặng|công nhận|khen thưởng|chuẩn y|chỉ định|thành lập(?! mới))\b.{0,60}(?:cho|bằng khen"
        r"|giấy khen|danh hiệu)",
        text,
        re.IGNORECASE,
    ):
        return False
    if found["word"] is None and _NOT_BEFORE.search(before):
        return False
    if (
        found["u"].casefold() in {"số", "trang", "lần", "kỳ", "ban", "tổ", "phòng", "bộ", "lớp"}
        and found["word"] is None
        and not re.match(r"^0?\d", found["v"])
    ):
        return False
    of_money = found["u"].casefold().endswith("đồng") and re.match(r"^\s*từ\s", after)
    if (_LIMIT_AFTER.match(after) and not of_money) or (re.match(r"^\s*/\s*\w", after) and found["u"] != "%"):
        return False
    if re.match(r"^(?:không quá|tối đa|dưới)$", (found["word"] or "").casefold()) and found["u"] != "%":
        return False
    if found["u"].casefold() in {"đồng", "triệu đồng", "nghìn đồng", "ngàn đồng"} and _UNIT_PRIZE.search(
        text[max(0, found.start() - 40) : found.end() + 12]
    ):
        return False
    return bool(_AIMED.search(text))


def _comparator(found: re.Match[str]) -> str:
    word = (found["word"] or "").casefold()
    if found["more"] or word.startswith(("ít nhất", "tối thiểu", "không dưới", "không ít", "từ", "phấn đấu")):
        return ">="
    if word in {"trên", "hơn"}:
        return ">"
    if word in {"không quá", "tối đa"}:
        return "<="
    if word == "dưới":
        return "<"
    return "~" if word in {"khoảng", "gần"} else "="


def _about(after: str) -> str:
    """What is counted or shared: the words after the unit, to the end of the phrase."""
    phrase = _PHRASE_END.split(after, maxsplit=1)[0]
    words = phrase.split()
    return " ".join(words[:16])
