"""The letterhead: whose layout it is, which organs stand in it, and how their names are spelled out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from donghanh.documents.reading import organs
from donghanh.documents.reading.lines import Piece, is_capitals
from donghanh.documents.reading.result import Span

STATE = re.compile(
    r"CỘNG\s+H(?:ÒA|OÀ|OA)\s+XÃ\s+HỘI|^CHỦ\s+NGHĨA\s+VIỆT\s+NAM|Độc\s+lập\s*[-–]?\s*Tự\s+do|^Hạnh phúc$"
    r"|^VIỆT NAM$",
    re.IGNORECASE,
)


UNION = re.compile(r"^ĐOÀN\s+(?:TNCS|THANH\s+NIÊN\s+CỘNG\s+SẢN|THANH NIÊN CS)\s+HỒ\s+CHÍ\s+MINH$")


PARTY = re.compile(r"^ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM$")


RULE = re.compile(r"^[\W_]*(?:o0o|oOo|0o0|OoO|000)?[\W_]*$")


MARKS = re.compile(
    r"^(?:MẬT|TỐI MẬT|TUYỆT MẬT|KHẨN|THƯỢNG KHẨN|HỎA TỐC|DỰ THẢO.*|LƯU HÀNH NỘI BỘ|HỎA TỐC HẸN GIỜ"
    r"|BẢN SAO|SAO Y.*)$"
)


SUBJECT = re.compile(r"^[\"“(]?\s*(?:V/v\.?|V/V|Về việc|Về\s*:|Vv\.?|VV|V/ v)\s*:?\s*", re.IGNORECASE)


@dataclass(slots=True)
class Header:
    """What the letterhead and the title say, each with its span, and the piece where the body begins."""

    kind: str | None = None
    number: str | None = None
    symbol: str | None = None
    place: str | None = None
    issued_on: str | None = None
    title: str | None = None
    issuers: list[str] = field(default_factory=list)
    union: bool = False
    state: bool = False
    joint: bool = False
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)
    confidence: dict[str, float] = field(default_factory=dict)
    body: int = 0

    @property
    def has_letterhead(self) -> bool:
        """Whether anything of a letterhead is left."""
        return bool(self.symbol or self.state or self.union)

    @property
    def layout(self) -> str | None:
        """Whose way to lay out a paper this is, as far as the letterhead shows it."""
        symbol = self.symbol or ""
        if self.joint:
            return "joint"
        if self.union:
            return "youth_union"
        if not self.state:
            return None
        if re.search(r"(?:^|[-/])ĐTN", symbol):
            return "school_hybrid"
        return "association" if re.search(r"HKH|KHVN", symbol) else "state"

    def put(self, name: str, value: str | None, span: Span, confidence: float) -> None:
        """Set a field with its place and how sure it is; nothing is overwritten."""
        if value and getattr(self, name) is None:
            setattr(self, name, value)
            self.spans[name] = span
            self.confidence[name] = confidence


def begins(words: str) -> bool:
    return bool(re.match(r"CỘNG\s+H(?:ÒA|OÀ|OA)\s+XÃ\s+HỘI", words) or UNION.match(words))


def read_organs(header: Header, top: Sequence[Piece]) -> None:
    """The issuing organs: the lowest names of the left column, and whose layout this is."""
    left: list[Piece] = []
    for piece in _mended(top):
        words = piece.words.strip(" *-–_|")
        header.union = header.union or bool(UNION.match(words))
        header.state = header.state or bool(STATE.search(words))
        if is_organ_line(piece):
            left.append(piece)
    names = _names(left)
    if not names:
        return
    header.joint = header.kind in {
        "CTPH",
        "KHPH",
        "CTLT",
        "KHLT",
        "NQLT",
        "HDLT",
        "TTLT",
        "HDLN",
        "QCPH",
    } or (
        len(re.findall(r"HKH|ĐTN|TĐTN|UBND|SGD|GDĐT|CTĐ|LHTN|HSV", header.symbol or "")) >= 2
        and (header.symbol or "").startswith("CT")
    )
    chosen = names if header.joint else names[-1:]
    parents = [name for name, _, _ in names[:-1]]
    for name, start, end in chosen:
        full = _complete(name, parents, header)
        if full not in header.issuers:
            header.issuers.append(full)
        header.spans.setdefault("issuers", (start, end))
    header.confidence["issuers"] = 0.92


def _mended(top: Sequence[Piece]) -> list[Piece]:
    """Right-hand names that were broken over lines are put together again."""
    result: list[Piece] = []
    for piece in top:
        if result and re.match(
            r"^(?:CHÍ MINH|HỒ CHÍ MINH|CHỦ NGHĨA VIỆT NAM|VIỆT NAM|NGHĨA VIỆT NAM)\s*\|?$", piece.words
        ):
            before = result[-1]
            if UNION.match(f"{before.words} {piece.words}".strip(" |")) or STATE.search(before.words):
                result[-1] = Piece(f"{before.words} {piece.words}".strip(" |"), before.start, piece.end)
                continue
        result.append(piece)
    return result


def is_organ_line(piece: Piece) -> bool:
    words = piece.words.strip(" *-–_|")
    if not words or len(words) > 120 or not is_capitals(words):
        return False
    if (
        STATE.search(words)
        or UNION.match(words)
        or PARTY.match(words)
        or MARKS.match(words)
        or SUBJECT.match(words)
    ):
        return False
    return not re.match(
        r"S[ỐÔốô]\s*:|S[ỐÔốô]\s+\d|V/V|TRANG CHỦ|GIỚI THIỆU|LIÊN HỆ|TIN TỨC|PHỤ LỤC|BIỂU MẪU|\d", words
    )


BEGINS = re.compile(
    r"^(?:BAN|BCH|BTV|BCĐ|ỦY BAN|UỶ BAN|UBND|HỘI|ĐOÀN|SỞ|PHÒNG|TRƯỜNG|TỈNH ĐOÀN|THÀNH ĐOÀN|HUYỆN ĐOÀN"
    r"|THỊ ĐOÀN|QUẬN ĐOÀN|XÃ ĐOÀN|CHI|LIÊN|CÔNG|BỘ"
    r"|TRUNG TÂM|VĂN PHÒNG|TỈNH ỦY|HUYỆN ỦY|THÀNH ỦY|ĐẢNG|HĐND|MẶT TRẬN|VIỆN|HỌC VIỆN|ĐẠI HỌC|CỤC|TỔNG"
    r"|QUỐC HỘI|CHÍNH PHỦ|THỦ TƯỚNG|TỔ|QUỸ|TW|ĐỘI)\b"
)


def _names(left: Sequence[Piece]) -> list[tuple[str, int, int]]:
    """Organ names with their places; a line that is no beginning goes on the name before it."""
    names: list[tuple[str, int, int]] = []
    for piece in left:
        for part in re.split(
            r"\s[-–]\s(?=(?:HỘI|ĐOÀN|TỈNH ĐOÀN|HUYỆN ĐOÀN|THÀNH ĐOÀN|SỞ|PHÒNG|UBND|BAN)\b)",
            piece.words.strip(" *-–_|"),
        ):
            if names and not BEGINS.match(part):
                name, start, _ = names[-1]
                names[-1] = (f"{name} {part}", start, piece.end)
            elif BEGINS.match(part):
                names.append((part, piece.start, piece.end))
    return names


def _ward_of(parent: str) -> str | None:
    """The place of the authority on the upper line ("UBND THỊ XÃ ĐỒNG XOÀI" → "thị xã Đồng Xoài")."""
    found = re.match(
        r"(?:Ủy ban|Uỷ ban|UBND|Đảng ủy|UBMTTQ).*?\b((?:tỉnh|thành phố|TP\.?|huyện|thị xã|quận|xã|phường"
        r"|thị trấn)\s.+)$",
        organs.proper(parent),
    )
    return found[1] if found else None


def _complete(name: str, parents: Sequence[str], header: Header) -> str:
    """A name as it is spoken of: capitals undone, the Union and the place added when the block has them."""
    full = organs.proper(name)
    if header.union and re.fullmatch(r"Ban (?:Chấp hành|Thường vụ|Bí thư) Trung ương", full):
        return f"{full} Đoàn TNCS Hồ Chí Minh"
    if header.union and (
        found := re.fullmatch(
            r"(Ban (?:Chấp hành|Thường vụ)) "
            r"((?:tỉnh|thành phố|TP\.?|huyện|thị xã|quận|xã|phường|trường)\s.*)",
            full,
        )
    ):
        return f"{found[1]} Đoàn {found[2]}"
    if organs.lacks_place(full) and header.place:
        return f"{full} {header.place}"
    if (
        parents
        and re.match(r"(?:Phòng|Sở|Trường|Hội Khuyến học$|Trung tâm)", full)
        and (over := _ward_of(parents[-1]))
        and over.casefold() not in full.casefold()
    ):
        return f"{full} {over}"
    if (
        re.fullmatch(
            r"(?:Văn phòng|Ban (?!Chấp hành|Thường vụ)[\w ]{3,30}|Ban Chấp hành|Ban Thường vụ"
            r"|Hội Khuyến học)",
            full,
        )
        and parents
        and not re.match(r"(?:HỘI|TRUNG ƯƠNG)\b", parents[-1])
    ):
        return f"{full} {organs.proper(parents[-1])}"
    return full
