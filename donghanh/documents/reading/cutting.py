"""From a view of the text to pieces: lines, with columns told apart and glued sentences cut."""

import re
from collections.abc import Iterator

from donghanh.documents.reading.kinds import NAMES
from donghanh.documents.reading.lines import LOWER, UPPER, Piece, is_capitals, is_row

# A line beyond this is no paragraph of an office but a copy that lost its line ends; it is read in parts, so
# that work which looks at a whole line at a time stays linear in the length of the text.
LONGEST = 10_000
_HEADER_REACH = 1600  # letterheads end before this many characters
_SQUEEZED = 260  # a line longer than this may hold several points

_OFFICES = "CHỦ TỊCH|BÍ THƯ|GIÁM ĐỐC|HIỆU TRƯỞNG"
_CHIEFS = f"{_OFFICES}|CHÁNH VĂN PHÒNG|TRƯỞNG BAN|TRƯỞNG PHÒNG"
_BOARDS = "BAN (?:THƯỜNG VỤ|CHẤP HÀNH|BÍ THƯ)"
_TYPES = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in NAMES if len(name) > 5)

# Where a line that swallowed several must be cut. Each pattern matches at the beginning of the next piece.
_LETTERHEAD_CUTS = (
    r"(?<=[^\s-])[ \t]*(?=-{5,})",
    r"(?<=-{5})(?=[^-])",
    r"(?<=\*\*\*)(?=[^*\s])",
    rf"(?<=[\w*. \t-])(?=ĐOÀN\s+TNCS\s+HỒ\s+CHÍ\s+MINH\s+(?:[{UPPER}][{LOWER}]|TỈNH|THÀNH|TP))",
    r"(?<=[\w*.\t -])(?=CỘNG\s+H(?:ÒA|OÀ|OA)\s+XÃ\s+HỘI)",
    r"(?<=\S)\s*(?=Độc\s+lập\s*[-–]\s*Tự\s+do)",
    rf"(?<=[^\s(])\s*(?=S[ốô]\s*:\s*[\d.…/ -]{{0,12}}[/–-]?\s?[{UPPER}]{{2}})",
    rf"(?<=[{UPPER}])(?<!BCH)(?<!HÀNH)\s+(?=ĐOÀN\s+TNCS\s+HỒ\s+CHÍ\s+MINH\s*$)",
    rf"(?<=[{UPPER}\d])\s+(?=V/v\s)",
    r"(?<=\d{4})\s+(?=Kính\s+gửi)",
    rf"(?<=Hạnh phúc)\s*[-–_]*\s*(?=[{UPPER}][{LOWER}])",
    rf"(?<=[{UPPER}]{{2}})\s+(?=(?:HỘI KHUYẾN HỌC (?:TỈNH|HUYỆN|THÀNH|XÃ|PHƯỜNG|QUẬN|THỊ)"
    rf"|BAN CHẤP HÀNH (?:TỈNH|HUYỆN|THÀNH|XÃ|PHƯỜNG|TRƯỜNG)|BCH )\s*[{UPPER}]{{2}})",
    rf"(?<=[{UPPER}]{{2}})(?<!HÀNH)(?<!VỤ)\s+(?=HỘI KHUYẾN HỌC\s*(?:$|-{{3,}}|\*))",
)
_BODY_CUTS = (
    rf"(?<=[.;:,”\")/])\s*(?=Điều\s+\d{{1,2}}\s*[.:]\s*[{UPPER}“\"])",
    r"(?<=QUYẾT\sĐỊNH)\s*:?\s*(?=Điều\s+\d)",
    r"(?<=[;,.])\s*(?=(?:QUYẾT\s+ĐỊNH|QUYẾT\s+NGHỊ)\s*:?)",
    r"(?<=[.;:])\s*(?=[-–•+]\s*(?:Căn cứ|Xét|Theo đề nghị)\b)",
    r"(?<=;)\s*(?=Căn cứ\b)",
    r"(?<=\.)\s+(?=(?:Căn cứ|Thực hiện)\s+"
    r"(?:Kế hoạch|Công văn|Hướng dẫn|Quyết định|Chương trình|Chỉ thị)\s+số)",
    rf"(?<=[{UPPER}]{{2}})\s+(?=(?:Căn cứ|Thực hiện|Xét|Theo đề nghị)\s)",
    rf"(?<=[{LOWER}\d”\"])\s*(?=(?:{_BOARDS}|ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|{_OFFICES})\s+[{UPPER}]{{2}})",
)
_ENDING_CUTS = (
    r"(?<=[.;:,”\")])\s*[-–]?\s*(?=[-–•]?\s*Nơi\s+nhận\s*:)",
    r"(?<=\S)\s+(?=Nơi\s+nhận\s*:)",
    rf"(?<=[\w.;:)”*])\s*(?=(?:(?:TM|T/M|KT|TL|TUQ)\s*\.\s*|T/M\s+)[{UPPER}]{{2,}}[\s{UPPER},-]{{3,}})",
    r"(?<=[,;.])(?<!KT\.)(?<!TL\.)(?<!TM\.)(?<!TUQ\.)(?<!\bQ\.)\s+"
    rf"(?=(?:Q\.\s?|PHÓ\s+|KT\.\s?)?(?:{_OFFICES})(?:\s+THƯỜNG TRỰC)?\s*$)",
)
_CUTS = re.compile("|".join([*_LETTERHEAD_CUTS, *_BODY_CUTS, *_ENDING_CUTS]))
_PLACE_AND_DATE = re.compile(
    rf"(?<![\w.])(?:TP\.?\s*)?[{UPPER}][{LOWER}]+(?:\s[{UPPER}][{LOWER}]+){{0,3}}"
    r",\s*ngày[\s\d.…]{1,8}tháng[\s\d.…]{1,8}năm"
)
_BULLET_CUT = re.compile(
    rf"(?<=[.;:])\s+(?=[-–•+*]\s+[{UPPER}“\"0-9])|(?<=[.;:])\s*(?=[-–•+]\s?[{UPPER}][{LOWER}])"
)
_NUMBER_CUT = re.compile(
    r"(?<=[.;:”\"])(?<!Số:)\s+"
    rf"(?=(?:\d{{1,2}}(?:\.\d{{1,2}}){{0,2}}[.)/-]|[IVX]{{1,4}}[.)/-]|[a-zđ]\))\s*[{UPPER}“\"])"
)
_TYPE_TAIL = re.compile(rf"(?:{_TYPES})(?=\s*(?:(?:Về|V/v|Tổ chức|Triển khai|Phối hợp)|[{UPPER}][{LOWER}]))")
_SIGNATURE_START = re.compile(rf"^(?:(?:TM|T/M|KT|TL|TUQ|Q)\s*[.:]|(?:PHÓ )?(?:{_OFFICES})\s)")
_SIGNATURE_HEAD = re.compile(rf"(?:TM|T/M|KT|TL|TUQ|Q)\s*[.:]\s*(?:PHÓ\s+)?(?:{_CHIEFS})")
_SIGNATURE_CUT = re.compile(
    "|".join(
        [
            rf"\s+(?:[-–,]\s+)?(?=(?:Q\.\s*|PHÓ\s+)(?:{_CHIEFS}|CHỦ NHIỆM)\b)",
            r"(?<=ĐOÀN)(?=(?:PHÓ )?BÍ THƯ)",
            rf"(?<!PHÓ)(?<!BAN)\s+(?:[-–]\s+)?(?=(?:{_CHIEFS}|CHỦ NHIỆM|TỔNG PHỤ TRÁCH)\b)",
            r"\s*(?=\((?:đã ký|Đã ký|đã kí|ĐÃ KÝ|ký tên))",
            rf"(?<=\))\s*(?=[{UPPER}])",
            rf"(?<=[{UPPER}]{{2}})\s+(?=(?:[A-Z][\w.]{{0,3}}\.\s*)?"
            rf"[{UPPER}]['’]?\s?[{LOWER}]*(?:\s+[{UPPER}][{LOWER}]+){{1,4}}\s*(?:$|\())",
        ]
    )
)
# A gap in "Số:      /KH" or "ngày      tháng" is a blank to be filled in, not the space between columns.
_GAP = re.compile(
    r"(?<=\S)(?<!\d)(?<!Số:)(?<!Số :)(?<!ngày)(?<!tháng)(?:\t+|\s{3,})(?!tháng|năm|[-–/]\s?[A-ZĐ])"
    r"|(?<=\d{4})(?:\t+|\s{3,})|\t{2,}|\s\|\s|\s\|$|^\|\s"
)
_SIGNED_OR_SENT = re.compile(r"(?:TM|KT|TL|TUQ)\.|Nơi nhận")
_RECEIVER_BAR = re.compile(r"^[-–•]\s?[^|]+\s\|(?:\s[^|]*)?$")
_SIDES = re.compile(r"\t+|\s{4,}|\s\|\s")
_PERSON = re.compile(rf"^(?:(?:ThS|TS|PGS|GS)\.?\s*)*[{UPPER}][{LOWER}]*(?:\s+[{UPPER}][{LOWER}]*){{1,4}}$")
_LETTERHEAD = re.compile(r"Số\s*:|ĐOÀN TNCS|CỘNG HÒA|Độc lập|Nơi nhận|TM\.|KT\.|ngày.{0,20}tháng.{0,20}năm")


def pieces(view: str) -> list[Piece]:
    """Every piece of `view`: lines, cut where columns or glued parts meet; blank lines are left out."""
    result: list[Piece] = []
    blank = True
    for line in _physical(view):
        if not line.text:
            blank = True
            continue
        for index, part in enumerate(_cut(line)):
            result.append(Piece(part.text, part.start, part.end, blank_before=blank and index == 0))
        blank = False
    return result


def is_too_long(view: str) -> bool:
    """Whether the text has a line that is read in parts."""
    return any(len(line) > LONGEST for line in view.split("\n"))


def _physical(view: str) -> Iterator[Piece]:
    start = 0
    for line in view.split("\n"):
        yield from _parts(Piece(line, start, start + len(line)).cut(0))
        start += len(line) + 1


def _parts(line: Piece) -> Iterator[Piece]:
    """A line of any length in parts that are not too long: they end with a sentence, or at least a word."""
    begin = 0
    while len(line.text) - begin > LONGEST:
        limit = begin + LONGEST
        end = max(line.text.rfind(end, begin + LONGEST // 2, limit) for end in (". ", "; "))
        end = end + 1 if end > 0 else line.text.rfind(" ", begin + LONGEST // 2, limit)
        end = end if end > 0 else limit
        yield line.cut(begin, end)
        begin = end
    yield line.cut(begin)


def _cut(line: Piece) -> list[Piece]:
    return [part for column in _columns(line) for part in _unglue(column) if part.text]


# --- Columns read across ---


def _columns(line: Piece) -> list[Piece]:
    """Left and right column of a letterhead or of the signatures, read across on one line."""
    if not (line.start < _HEADER_REACH or _SIGNED_OR_SENT.search(line.text) or _is_beside(line.text)):
        return [line]
    if len(line.text) > 400 or (is_row(line.text) and not _LETTERHEAD.search(line.text)):
        return [line]
    return _split(line, _GAP)


def _is_beside(text: str) -> bool:
    """Whether a line holds two columns of an end matter: titles, names, receivers side by side."""
    if _RECEIVER_BAR.match(text):
        return True
    if len(text) >= 200:
        return False
    parts = [part.strip() for part in _SIDES.split(text.strip()) if part.strip()]
    return len(parts) == 2 and all(map(_ends_document, parts))


def _ends_document(part: str) -> bool:
    return bool(
        re.match(r"^[-–•]\s?\S.*[;.,]?$", part)
        or is_capitals(part)
        or re.match(r"^\(?(?:đã ký|Đã ký)\)?$", part)
        or _PERSON.match(part)
    )


# --- Sentences glued together ---


def _unglue(piece: Piece) -> list[Piece]:
    parts = _split(piece, _CUTS)
    if piece.start < _HEADER_REACH:
        parts = [part for whole in parts for part in _split_place(whole)]
    if piece.start < 3 * _HEADER_REACH:
        parts = [part for whole in parts for part in _split_type(whole)]
    parts = [part for whole in parts for part in _split_signature(whole)]
    parts = [part for whole in parts for part in _split(whole, _BULLET_CUT)]
    if len(piece.text) <= _SQUEEZED:
        return parts
    return [part for whole in parts for part in _split(whole, _NUMBER_CUT)]


def _split_place(piece: Piece) -> list[Piece]:
    """Cut before the place and date of a letterhead that follow something on their line."""
    found = _PLACE_AND_DATE.search(piece.text)
    if not found or not found.start():
        return [piece]
    if re.search(r"(?:tại|ở|tỉnh|phố|họp|ngày)\s*$", piece.text[: found.start()]):
        return [piece]
    return [piece.cut(0, found.start()), piece.cut(found.start())]


def _split_type(piece: Piece) -> list[Piece]:
    """Cut before and after the name of a kind in capitals that touches its neighbours."""
    found = _TYPE_TAIL.search(piece.text[:900])
    if not found or (found.start() and not _may_precede_type(piece.text[: found.start()])):
        return [piece]
    places = [0, found.start(), found.end(), len(piece.text)]
    return _between(piece, places[:-1], places[1:])


def _may_precede_type(before: str) -> bool:
    """Whether what stands before a kind's name on its line belongs to a letterhead."""
    return bool(re.search(rf"(?:\d{{4}}|[-*]{{3}}|[{UPPER}]{{3}})\s*$", before))


def _split_signature(piece: Piece) -> list[Piece]:
    """Body, title, mark of signing and name of a signature that was squeezed into one line."""
    if len(piece.text) > 200 or not _SIGNATURE_START.match(piece.text):
        return [piece]
    after = _SIGNATURE_HEAD.match(piece.text)
    head = max(after.end() if after else 0, 3)
    places = [found for found in _SIGNATURE_CUT.finditer(piece.text) if found.start() >= head]
    starts = [0, *(found.end() for found in places)]
    return _between(piece, starts, [*(found.start() for found in places), len(piece.text)])


def _split(piece: Piece, pattern: re.Pattern[str]) -> list[Piece]:
    """The parts between the places of a pattern; what it matches (blanks, bars) belongs to none."""
    places = list(pattern.finditer(piece.text))
    if not places:
        return [piece]
    starts = [0, *(found.end() for found in places)]
    return _between(piece, starts, [*(found.start() for found in places), len(piece.text)])


def _between(piece: Piece, starts: list[int], ends: list[int]) -> list[Piece]:
    cuts = (piece.cut(start, end) for start, end in zip(starts, ends, strict=True))
    return [part for part in cuts if part.text]
