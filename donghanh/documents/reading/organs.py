"""Names of organisations and offices: how they begin, how capitals become a name, what abbreviations mean."""

import re

from donghanh.documents.reading.lines import LOWER, UPPER

# Words with which the name of an organ, a group of organs or an office begins.
HEADS = (
    "ban chấp hành|ban thường vụ|ban bí thư|ban thường trực|ban chỉ đạo|ban tổ chức|ban giám khảo"
    "|ban giám hiệu|ban giám đốc"
    "|ban chỉ huy|ban đại diện|ban tuyên giáo|ban dân vận|ban phong trào|ban thiếu nhi|ban kiểm tra"
    "|ban khuyến học|ban công tác"
    "|ban quản lý|ban điều hành|ban thư ký|ban chuyên môn|ban|bch|btv|bbt|bcđ|ủy ban|uỷ ban|ubnd|ubmttq"
    "|ub|mttq|mặt trận"
    "|hội đồng|hội khuyến học|hội sinh viên|hội liên hiệp|hội lhtn|hội chữ thập đỏ|hội phụ nữ"
    "|hội nông dân|hội cựu|hội|hkh"
    "|đoàn thanh niên|đoàn trường|đoàn khối|đoàn xã|đoàn phường|đoàn các|đoàn tncs|đoàn|liên chi đoàn"
    "|chi đoàn|liên đội|chi đội"
    "|phân đoàn|chi hội|phân hội|tỉnh đoàn|thành đoàn|huyện đoàn|quận đoàn|thị đoàn|xã đoàn|trung ương|tw"
    "|văn phòng|sở|phòng|bộ|cục|vụ|viện|trung tâm|nhà văn hóa|nhà thiếu nhi|cung|trường|học viện|đại học"
    "|khoa|công an|quân sự"
    "|bộ chỉ huy|bộ đội|đồn|đảng ủy|đảng bộ|huyện ủy|thành ủy|tỉnh ủy|thị ủy|quận ủy|chi bộ|cấp ủy"
    "|chính quyền|liên đoàn|công đoàn"
    "|báo|đài|tạp chí|cơ quan|đơn vị|tổ chức|doanh nghiệp|công ty|ngân hàng|tổ|nhóm|tiểu ban|đội"
    "|câu lạc bộ|clb|bí thư|phó bí thư"
    "|chủ tịch|phó chủ tịch|giám đốc|hiệu trưởng|chánh văn phòng|trưởng ban|trưởng phòng|thủ trưởng"
    "|tổng phụ trách|đồng chí|đ/c"
    "|giáo viên|cán bộ|đoàn viên|hội viên|đội viên|ủy viên|thường trực|lãnh đạo|hai bên|hai ngành|các bên"
    "|hiệp hội|quỹ|huyện|thành phố"
    "|tỉnh|xã|phường|thị trấn|thị xã|quận|địa phương|các|những|mỗi|từng|toàn thể|tất cả"
)
HEAD = re.compile(rf"(?:{HEADS})(?![\wÀ-ỹ])", re.IGNORECASE)

EXPANSIONS = {
    "BCH": "Ban Chấp hành",
    "BTV": "Ban Thường vụ",
    "BBT": "Ban Bí thư",
    "HKH": "Hội Khuyến học",
    "LHTN": "LHTN",
    "TP": "TP",
}
_KEEP = frozenset({
    "TNCS", "TNTP", "HCM", "THPT", "THCS", "GDTX", "GD", "ĐT", "UBND", "HĐND", "MTTQ", "BCH", "BTV",
    "LHTN", "CĐ", "ĐH", "KHKT", "CNTT", "VNPT", "II", "III", "IV", "VI", "VII", "VIII", "IX", "X", "XI",
    "XII",
})  # fmt: skip
_PHRASES = [
    "Hồ Chí Minh", "Trung ương", "Ban Chấp hành", "Ban Thường vụ", "Ban Bí thư", "Hội Khuyến học",
    "Hội đồng", "Ủy ban nhân dân", "Ủy ban Nhân dân", "Việt Nam", "Đoàn", "Tỉnh đoàn", "Thành đoàn",
    "Huyện đoàn", "Thị đoàn", "Quận đoàn", "Đoàn Thanh niên", "Cộng sản", "Hội Liên hiệp Thanh niên",
    "Hội Sinh viên", "Ban Chỉ đạo", "Ban Tổ chức", "Ban Tuyên giáo", "Văn phòng", "Ban Khuyến học",
    "Quỹ Khuyến học", "Khuyến học", "Quản lý", "Tỉnh ủy", "Huyện ủy", "Thành ủy",
    "Sở Giáo dục và Đào tạo", "Phòng Giáo dục và Đào tạo", "Mặt trận Tổ quốc", "Đảng ủy", "Liên đội",
    "Chi đoàn", "Công đoàn", "Liên đoàn Lao động",
]  # fmt: skip
_PHRASE_OF = {phrase.casefold(): phrase for phrase in _PHRASES}
_PHRASE = re.compile("|".join(sorted(map(re.escape, _PHRASE_OF), key=len, reverse=True)), re.IGNORECASE)
_ADMINISTRATIVE = re.compile(
    rf"\b(Tỉnh|Huyện|Quận|Xã|Phường|Thị Trấn|Thị Xã|Thành Phố|Trường|Các|Và|Của|Khối|Trực Thuộc"
    rf"|Nhân Dân)\b(?=\s+[{UPPER}])"
)


def proper(name: str) -> str:
    """A name in capitals as it is written in a sentence; other names unchanged but for blanks."""
    name = " ".join(name.split()).strip(" -–:;,.*|")
    name = re.sub(r"\b(BCH|BTV|BBT|HKH)\b\.?", lambda found: EXPANSIONS[found[1]], name)
    if any(
        char.islower() for char in re.sub(r"Ban Chấp hành|Ban Thường vụ|Ban Bí thư|Hội Khuyến học", "", name)
    ):
        return name
    words = [
        word
        if word in _KEEP or not word.isupper()
        else "-".join(part.capitalize() for part in word.split("-"))
        for word in name.split()
    ]
    text = " ".join(words)
    text = _PHRASE.sub(lambda found: _PHRASE_OF[found[0].casefold()], text)
    text = re.sub(r"\b(Tỉnh|Huyện|Quận|Xã|Phường|Thành Phố|Thị Xã)$", lambda found: found[0].lower(), text)
    return _ADMINISTRATIVE.sub(lambda found: found[0].lower(), text)


def lacks_place(name: str) -> bool:
    """Whether a local organ's name says its level but not its place ("Hội Khuyến học tỉnh", "Tỉnh đoàn")."""
    return bool(
        re.search(
            r"(?:\b(?:tỉnh|thành phố|huyện|thị xã|quận|xã|phường|thị trấn)|(?:[Tt]ỉnh|[Tt]hành|[Hh]uyện"
            r"|[Tt]hị|[Qq]uận) ?đoàn)$",
            name.strip(),
        )
    )


def place_in(text: str, level: str) -> str | None:
    """The first place of a level ("tỉnh", "huyện", …) that the text names after the word."""
    found = re.search(
        rf"(?:{level})\s+((?:[{UPPER}][{LOWER}]+)(?:\s(?:-\s)?[{UPPER}][{LOWER}]+){{0,3}})", text
    )
    return found[1].strip() if found else None


def level_words(name: str) -> str:
    """The word for the level at which an organ works, as `place_in` wants it."""
    folded = name.casefold()
    for key, words in (
        ("tỉnh", "tỉnh|Tỉnh đoàn|TỈNH"),
        ("thành", "thành phố|Thành đoàn|TP.?"),
        ("huyện", "huyện|Huyện đoàn"),
        ("thị", "thị xã|Thị đoàn"),
        ("quận", "quận|Quận đoàn"),
        ("xã", "xã"),
        ("phường", "phường"),
    ):
        if key in folded:
            return words
    return "tỉnh"
