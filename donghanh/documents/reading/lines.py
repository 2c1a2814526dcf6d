"""From a view of the text to blocks: columns told apart, glued sentences cut, wrapped lines joined.

A block is a paragraph, a bullet, a point or a row of a table. Its text is as long as its range in the
document, so an offset in one is an offset in the other.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from donghanh.documents.reading.kinds import NAMES


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text on one line: `text` equals the view from `start` to `end`."""

    text: str
    start: int
    end: int
    blank_before: bool = False

    def cut(self, start: int, end: int | None = None) -> "Piece":
        """The part from `start` to `end`, without blanks at its ends."""
        part = self.text[start:end]
        left = len(part) - len(part.lstrip())
        kept = part.strip()
        begin = self.start + start + left
        return Piece(kept, begin, begin + len(kept), self.blank_before and start == 0)

    @property
    def words(self) -> str:
        """The text with single blanks between words."""
        return " ".join(self.text.split())


_U = "A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
_L = "a-zđàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
UPPER, LOWER = _U, _L
_TYPES = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in NAMES if len(name) > 5)

# Where a line that swallowed several must be cut. Each pattern matches at the beginning of the next piece.
_CUTS = re.compile(
    r"|".join(
        [
            r"(?<=[^\s-])[ \t]*(?=-{5,})",
            r"(?<=-{5})(?=[^-])",
            r"(?<=\*\*\*)(?=[^*\s])",
            r"(?<=[\w*. \t-])(?=ĐOÀN\s+TNCS\s+HỒ\s+CHÍ\s+MINH\s+(?:["
            + _U
            + r"]["
            + _L
            + r"]|TỈNH|THÀNH|TP))",
            r"(?<=[\w*.\t -])(?=CỘNG\s+H(?:ÒA|OÀ|OA)\s+XÃ\s+HỘI)",
            r"(?<=\S)\s*(?=Độc\s+lập\s*[-–]\s*Tự\s+do)",
            r"(?<=[^\s(])\s*(?=S[ốô]\s*:\s*[\d.…/ -]{0,12}[/–-]?\s?[" + _U + r"]{2})",
            r"(?<=[.;:,”\")])\s*[-–]?\s*(?=[-–•]?\s*Nơi\s+nhận\s*:)",
            r"(?<=\S)\s+(?=Nơi\s+nhận\s*:)",
            r"(?<=[\w.;:)”*])\s*(?=(?:TM|T/M|KT|TL|TUQ)\s*\.\s*[" + _U + r"]{2,}[\s" + _U + r",-]{3,})",
            r"(?<=[.;:,”\")/])\s*(?=Điều\s+\d{1,2}\s*[.:]\s*[" + _U + r"“\"])",
            r"(?<=QUYẾT\sĐỊNH)\s*:?\s*(?=Điều\s+\d)",
            r"(?<=[;,.])\s*(?=(?:QUYẾT\s+ĐỊNH|QUYẾT\s+NGHỊ)\s*:?)",
            r"(?<=[.;:])\s*(?=[-–•+]\s*(?:Căn cứ|Xét|Theo đề nghị)\b)",
            r"(?<=;)\s*(?=Căn cứ\b)",
            r"(?<=[" + _U + r"]{2})\s+(?=(?:Căn cứ|Thực hiện|Xét|Theo đề nghị)\s)",
            r"(?<=[" + _U + r"])(?<!BCH)(?<!HÀNH)\s+(?=ĐOÀN\s+TNCS\s+HỒ\s+CHÍ\s+MINH\s*$)",
            r"(?<=[,;.])(?<!KT\.)(?<!TL\.)(?<!TM\.)(?<!\bQ\.)\s+(?=(?:Q\.\s?|PHÓ\s+|KT\.\s?)?(?:BÍ THƯ|CHỦ TỊCH|GIÁM ĐỐC|HIỆU TRƯỞNG)(?:\s+THƯỜNG TRỰC)?\s*$)",
            r"(?<=[" + _U + r"\d])\s+(?=V/v\s)",
            r"(?<=\d{4})\s+(?=Kính\s+gửi)",
            r"(?<=Hạnh phúc)\s*[-–_]*\s*(?=[" + _U + r"][" + _L + r"])",
            r"(?<=[" + _L + r"\d”\"])\s*(?=(?:BAN (?:THƯỜNG VỤ|CHẤP HÀNH|BÍ THƯ)|ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|CHỦ TỊCH|HIỆU TRƯỞNG|GIÁM ĐỐC)\s+[" + _U + r"]{2})",
            r"(?<=[" + _U + r"]{2})\s+(?=(?:HỘI KHUYẾN HỌC (?:TỈNH|HUYỆN|THÀNH|XÃ|PHƯỜNG|QUẬN|THỊ)|BAN CHẤP HÀNH (?:TỈNH|HUYỆN|THÀNH|XÃ|PHƯỜNG|TRƯỜNG)|BCH )\s*[" + _U + r"]{2})",
        ]
    )
)
_PLACE_AND_DATE = re.compile(rf"(?<![\w.])(?:TP\.?\s*)?[{_U}][{_L}]+(?:\s[{_U}][{_L}]+){{0,3}},\s*ngày[\s\d.…]{{1,8}}tháng[\s\d.…]{{1,8}}năm")
_BULLET_CUT = re.compile(rf"(?<=[.;:])\s+(?=[-–•+*]\s+[{_U}“\"0-9])|(?<=[.;:])\s*(?=[-–•+]\s?[{_U}][{_L}])")
_SIGNATURE_CUT = re.compile(
    rf"\s+(?:[-–,]\s+)?(?=(?:Q\.\s*|PHÓ\s+)(?:CHỦ TỊCH|BÍ THƯ|GIÁM ĐỐC|HIỆU TRƯỞNG|CHÁNH VĂN PHÒNG|TRƯỞNG BAN|TRƯỞNG PHÒNG|CHỦ NHIỆM)\b)|(?<=ĐOÀN)(?=(?:PHÓ )?BÍ THƯ)|(?<!PHÓ)(?<!BAN)\s+(?:[-–]\s+)?(?=(?:CHỦ TỊCH|BÍ THƯ|GIÁM ĐỐC|HIỆU TRƯỞNG|CHÁNH VĂN PHÒNG|TRƯỞNG BAN|TRƯỞNG PHÒNG|CHỦ NHIỆM|TỔNG PHỤ TRÁCH)\b)"
    rf"|\s*(?=\((?:đã ký|Đã ký|đã kí|ĐÃ KÝ|ký tên))|(?<=\))\s*(?=[{_U}])|(?<=[{_U}]{{2}})\s+(?=(?:[A-Z][\w.]{{0,3}}\.\s*)?[{_U}]['’]?\s?[{_L}]*(?:\s+[{_U}][{_L}]+){{1,4}}\s*$)"
)
_SIGNATURE_START = re.compile(rf"^(?:(?:TM|T/M|KT|TL|TUQ|Q)\s*[.:]|(?:PHÓ )?(?:CHỦ TỊCH|BÍ THƯ|GIÁM ĐỐC|HIỆU TRƯỞNG)\s)")
_NUMBER_CUT = re.compile(
    rf"(?<=[.;:”\"])\s+(?=(?:\d{{1,2}}(?:\.\d{{1,2}}){{0,2}}[.)/-]|[IVX]{{1,4}}[.)/-]|[a-zđ]\))\s*[{_U}“\"])"
)
_TYPE_CUT = re.compile(rf"(?<=[\s\d])(?=(?:{_TYPES})(?:[{_U}][{_L}]|\s+(?:Về|V/v|[{_U}][{_L}])))")
_TYPE_TAIL = re.compile(rf"(?:{_TYPES})(?=\s*(?:(?:Về|V/v|Tổ chức|Triển khai|Phối hợp)|[{_U}][{_L}]))")
# A gap in "Số:      /KH" or "ngày      tháng" is a blank to be filled in, not the space between columns.
_GAP = re.compile(r"(?<=\S)(?<!\d)(?<!Số:)(?<!Số :)(?<!ngày)(?<!tháng)(?:\t+|\s{3,})(?!tháng|năm|[-–/]\s?[A-ZĐ])|(?<=\d{4})(?:\t+|\s{3,})|\t{2,}|\s\|\s|\s\|$|^\|\s")
_HEADER_REACH = 1600  # letterheads end before this many characters
_SQUEEZED = 260  # a line longer than this may hold several points


def pieces(view: str) -> list[Piece]:
    """Every piece of `view`: lines, cut where columns or glued parts meet; blank lines are left out."""
    result: list[Piece] = []
    blank = True
    for line in _physical(view):
        if not line.text:
            blank = True
            continue
        parts = [part for part in _cut(line) if part.text]
        for index, part in enumerate(parts):
            result.append(Piece(part.text, part.start, part.end, blank_before=blank and index == 0))
        blank = False
    return result


def _physical(view: str) -> Iterator[Piece]:
    start = 0
    for line in view.split("\n"):
        yield Piece(line, start, start + len(line)).cut(0)
        start += len(line) + 1


def _cut(line: Piece) -> list[Piece]:
    if line.start < _HEADER_REACH or re.search(r"(?:TM|KT|TL|TUQ)\.|Nơi nhận", line.text) or _beside(line.text) or _RECEIVER_BAR.match(line.text):
        columns = _columns(line)
    else:
        columns = [line]
    return [piece for column in columns for piece in _unglue(column)]


_RECEIVER_BAR = re.compile(r"^[-–•]\s?[^|]+\s\|(?:\s[^|]*)?$")


def _beside(text: str) -> bool:
    """Whether a line holds two columns of an end matter: titles, names, receivers side by side."""
    parts = [part.strip() for part in re.split(r"\t+|\s{4,}|\s\|\s", text.strip()) if part.strip()]
    return len(parts) == 2 and len(text) < 200 and all(_end_matter(part) for part in parts)


def _end_matter(part: str) -> bool:
    return bool(
        re.match(r"^[-–•]\s?\S.*[;.,]?$", part)
        or is_capitals(part)
        or re.match(r"^\(?(?:đã ký|Đã ký)\)?$", part)
        or re.match(rf"^(?:(?:ThS|TS|PGS|GS)\.?\s*)*[{_U}][{_L}]*(?:\s+[{_U}][{_L}]*){{1,4}}$", part)
    )


def _columns(line: Piece) -> list[Piece]:
    """Left and right column of a letterhead or of the signatures, read across on one line."""
    if len(line.text) > 400 or is_row(line.text) and not _looks_like_letterhead(line.text):
        return [line]
    return _split(line, _GAP, drop=True)


def is_row(text: str) -> bool:
    """Whether a line is a row of a table: cells joined by bars."""
    return text.count(" | ") >= 2 or bool(re.match(r"^\|.*\|$", text))


def _looks_like_letterhead(text: str) -> bool:
    return bool(
        re.search(r"Số\s*:|ĐOÀN TNCS|CỘNG HÒA|Độc lập|Nơi nhận|TM\.|KT\.|ngày.{0,20}tháng.{0,20}năm", text)
    )


def _unglue(piece: Piece) -> list[Piece]:
    parts = _split(piece, _CUTS)
    if piece.start < _HEADER_REACH:
        parts = [part for whole in parts for part in _split_place(whole)]
    if piece.start < 3 * _HEADER_REACH:
        parts = [part for whole in parts for part in _split_type(whole)]
    parts = [part for whole in parts for part in _split_signature(whole)]
    parts = [part for whole in parts for part in _split(whole, _BULLET_CUT)]
    return [
        part
        for whole in parts
        for part in (_split(whole, _NUMBER_CUT) if len(piece.text) > _SQUEEZED else [whole])
    ]


def _split_place(piece: Piece) -> list[Piece]:
    """Cut before the place and date of a letterhead that follow something on their line."""
    found = _PLACE_AND_DATE.search(piece.text)
    if not found or not found.start() or re.search(r"(?:tại|ở|tỉnh|phố|họp|ngày)\s*$", piece.text[: found.start()]):
        return [piece]
    return [piece.cut(0, found.start()), piece.cut(found.start())]


def _split_type(piece: Piece) -> list[Piece]:
    """Cut before and after the name of a kind in capitals that touches its neighbours."""
    found = _TYPE_TAIL.search(piece.text[:900])
    if not found or (found.start() and not _may_precede_type(piece.text[: found.start()])):
        return [piece]
    return [
        part
        for part in (
            piece.cut(0, found.start()),
            piece.cut(found.start(), found.end()),
            piece.cut(found.end()),
        )
        if part.text
    ]


def _split_signature(piece: Piece) -> list[Piece]:
    """Body, title, mark of signing and name of a signature that was squeezed into one line."""
    if len(piece.text) > 200 or not _SIGNATURE_START.match(piece.text):
        return [piece]
    after = re.match(r"(?:TM|T/M|KT|TL|TUQ|Q)\s*[.:]\s*(?:PHÓ\s+)?(?:CHỦ TỊCH|BÍ THƯ|GIÁM ĐỐC|HIỆU TRƯỞNG|CHÁNH VĂN PHÒNG|TRƯỞNG BAN|TRƯỞNG PHÒNG)", piece.text)
    head = after.end() if after else 0
    places = [found for found in _SIGNATURE_CUT.finditer(piece.text) if found.start() >= max(head, 3)]
    starts = [0, *(found.end() for found in places)]
    ends = [*(found.start() for found in places), len(piece.text)]
    return [part for start, end in zip(starts, ends, strict=True) if (part := piece.cut(start, end)).text]


def _may_precede_type(before: str) -> bool:
    """Whether what stands before a kind's name on its line belongs to a letterhead."""
    return bool(re.search(r"\d{4}\s*$|[-*]{3}\s*$|[" + _U + r"]{3}\s*$", before))


def _split(piece: Piece, pattern: re.Pattern[str], *, drop: bool = False) -> list[Piece]:
    places = [(found.start(), found.end()) for found in pattern.finditer(piece.text)]
    if not places:
        return [piece]
    starts = [0, *(end if drop else end for _, end in places)]
    ends = [*(start for start, _ in places), len(piece.text)]
    return [part for start, end in zip(starts, ends, strict=True) if (part := piece.cut(start, end)).text]


# --- Joining what was wrapped ---

MARKER = re.compile(
    rf"^(?:[-–—•▪·*+○●]\s?(?=\S)|\d{{1,2}}(?:\.\d{{1,2}}){{0,3}}[.)/:-](?!\d)|\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}\s"
    rf"|[IVX]{{1,5}}\s?[.)/:-]|[a-zđ]\s?[)./](?=\s|[{_U}])|Điều\s+\d|[{_U}]\s?[.)](?=\s)"
    rf"|(?:PHẦN|Phần|CHƯƠNG|Chương|MỤC|Mục)\s)"
)
_END = re.compile(r"[.;:!?…]\s*[”\"')\]}*]*\s*$|/\.\s*/?$|[-*_=~]{3,}$")


def blocks(view: str, found: Sequence[Piece], *, width: int) -> list[Piece]:
    """The pieces joined where a paragraph went on in the next line; `width` is that of the whole document."""
    result: list[Piece] = []
    tail = None  # the last line of the block that is growing
    for piece in found:
        if tail and _goes_on(result[-1], tail, piece, width=width):
            first = result[-1]
            text = view[first.start : piece.end].replace("\n", " ")
            result[-1] = Piece(text, first.start, piece.end, first.blank_before)
        else:
            result.append(piece)
        tail = piece
    return result


def wrap_width(found: Sequence[Piece]) -> int:
    """The width at which lines were wrapped by hand, or 0 when paragraphs are whole."""
    lengths = sorted(len(piece.text) for piece in found if len(piece.text) > 30)
    if len(lengths) < 8:
        return 0
    width = lengths[int(len(lengths) * 0.9)]
    unended = [piece for piece in found if len(piece.text) > 0.75 * width and not _END.search(piece.text)]
    return width if width <= 130 and len(unended) >= 0.25 * len(lengths) else 0


def _goes_on(block: Piece, tail: Piece, after: Piece, *, width: int) -> bool:
    """Whether the paragraph `block`, whose last line is `tail`, goes on in `after`."""
    if MARKER.match(after.text) or is_row(tail.text) or is_row(after.text):
        return False
    if tail.text.endswith((";", ",")) and re.match(rf"[{_L}]", after.text) and len(tail.text) > 40 and not after.blank_before:
        return True
    if _END.search(tail.text):
        return False
    if is_capitals(tail.text) != is_capitals(after.text):
        return False
    if re.match(rf"[{_L}(,;&\d]", after.text) and len(tail.text) > 25:
        return not after.blank_before or len(block.text) > 40
    if after.blank_before:
        return False
    if tail.text.endswith(",") and len(tail.text) > 40:
        return True
    return bool(width) and len(tail.text) >= 0.75 * width


def is_capitals(text: str) -> bool:
    """Whether nearly all letters are capitals: headings, letterheads, signatures."""
    letters = [char for char in text if char.isalpha()]
    return len(letters) > 2 and sum(char.isupper() for char in letters) > 0.8 * len(letters)
