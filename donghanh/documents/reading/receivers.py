"""Receivers (*Nơi nhận*): single names with their purpose, and what is kept (*Lưu*)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from donghanh.documents.reading import organs
from donghanh.documents.reading.lines import LOWER, Piece, is_capitals
from donghanh.documents.reading.result import Recipient

HEAD = re.compile(r"^\W{0,4}Nơi\s+(?:nhận|gửi)\s*:?\s*", re.IGNORECASE)
# A line of receivers, told from the signatures that stand beside it.
LINE = re.compile(r"^\W{0,4}Nơi\s+(?:nhận|gửi)|^[-–•+]\s?\S|^\W*L[ưu]u\b", re.IGNORECASE)
AS_ABOVE = re.compile(r"^[-–•+]\s*Như (?:trên|kính gửi|[Đđ]iều)\b")
_BULLET = re.compile(r"^[-–•+*]\s*")
_ARCHIVE = re.compile(r"^\W*L[ưu]u\b\s*[:.]?\s*", re.IGNORECASE)
_ARCHIVE_AFTER = re.compile(r"\s+L[ưu]u\s*:?\s*VT.*$")
_ANOTHER_PAPER = re.compile(r"(?:PHỤ LỤC|DANH SÁCH|DANH MỤC|BIỂU MẪU|QUY ĐỊNH|QUY CHẾ|ĐỀ CƯƠNG)\b")
_ACRONYM = re.compile(r"^[A-ZĐ]{2,6}[;.,]?$")
_GOES_ON = re.compile(rf"^[{LOWER}(&,]")
_OPEN = re.compile(r"(?:\bvà|,)$")
_HEADED_LIST = re.compile(r"^[^;:]{2,40}:\s*[^;]+;")
_LONGEST_LINE = 300
_LONGEST_ARCHIVE = 60

PURPOSES = {
    "b/c": "report",
    "báo cáo": "report",
    "b/cáo": "report",
    "biết": "know",
    "theo dõi": "know",
    "t/h": "carry_out",
    "thực hiện": "carry_out",
    "t/hiện": "carry_out",
    "th/hiện": "carry_out",
    "phối hợp": "cooperate",
    "p/h": "cooperate",
    "chỉ đạo": "direct",
    "c/đ": "direct",
    "chỉ đạo thực hiện": "direct",
    "đăng tin": "publish",
    "tuyên truyền": "publish",
    "đăng tải": "publish",
    "công khai": "publish",
    "kiểm tra": "check",
}
# "(để b/c)", "“để thực hiện”", "[biết]"; some offices type "đề" or "thay" for "để".
_PURPOSE = re.compile(
    r"\s*[(“\"‘\[]\s*(?:để|đề|thay)?\s*\.?\s*"
    r"(?P<p>b/c|báo\s*cáo|b/cáo|biết|t/h|th/hiện|thực\s*hiện|t/hiện|phối hợp|p/h|chỉ đạo|c/đ"
    r"|chỉ đạo thực hiện"
    r"|theo dõi|đăng tin|tuyên truyền|đăng tải|công khai|kiểm tra)\b[^)”\"’\]]*[)”\"’\]]\s*",
    re.IGNORECASE,
)
_PLAIN_PURPOSE = r"(?P<p>b/c|báo cáo|biết|thực hiện|t/h|phối hợp)"
_TRAILING_PURPOSE = re.compile(rf"\s+(?:để)\s+{_PLAIN_PURPOSE}\.?$", re.IGNORECASE)
_BRACE = re.compile(rf"[}}\]]\s*(?:để|đề)?\s*{_PLAIN_PURPOSE}\W*$", re.IGNORECASE)


@dataclass(slots=True)
class Receivers:
    """The receivers and what is kept, as they are gathered line by line."""

    recipients: list[Recipient] = field(default_factory=list)
    archive: list[str] = field(default_factory=list)
    _unsaid: list[int] = field(default_factory=list)  # which recipients have no purpose yet

    def add(self, name: str, purpose: str | None, item: Piece) -> None:
        """One more receiver."""
        if purpose is None:
            self._unsaid.append(len(self.recipients))
        self.recipients.append(Recipient(name=name, purpose=purpose, span=(item.start, item.end)))

    def say(self, purpose: str | None) -> None:
        """A brace at the right of several lines says their purpose once."""
        if purpose is None:
            return
        for index in self._unsaid:
            self.recipients[index] = replace(self.recipients[index], purpose=purpose)
        self._unsaid.clear()


def read(pieces: Sequence[Piece], at: int, *, used: set[int]) -> Receivers:
    """The receivers from the piece `at` on; pieces in `used` belong to signatures beside them."""
    head = HEAD.match(pieces[at].text)
    first = pieces[at].cut(head.end()) if head else pieces[at]
    lines = [first] if first.text else []
    for index in range(at + 1, len(pieces)):
        if index in used:
            continue
        if _ends_list(pieces[index], lines):
            break
        lines.append(pieces[index])
    found = Receivers()
    for item in _items(lines):
        _file(found, item)
    return found


def _ends_list(piece: Piece, lines: Sequence[Piece]) -> bool:
    words = piece.words
    if _BRACE.search(words[-60:]):
        return False
    if _ANOTHER_PAPER.match(words) or len(words) > _LONGEST_LINE:
        return True
    if is_capitals(words) and not _BULLET.match(words) and not _ACRONYM.match(words):
        return True
    if lines and _ARCHIVE.match(lines[-1].words) and not words.startswith(("-", "–")):
        return not re.match(rf"^[{LOWER}(]", words)
    return False


def _items(lines: Sequence[Piece]) -> list[Piece]:
    """One piece a receiver's line: bullets, or parts between semicolons where bullets are missing."""
    result: list[Piece] = []
    for line in lines:
        if bullet := _BULLET.match(line.text):
            result.append(line.cut(bullet.end()))
        elif result and _is_open(result[-1], line):
            last = result[-1]
            result[-1] = Piece(f"{last.text} {line.text}", last.start, line.end)
        else:
            result.append(line)
    return [part for item in result for part in _split_semicolons(item)]


def _is_open(last: Piece, line: Piece) -> bool:
    """Whether a line without a bullet goes on the receiver before it."""
    if last.text.endswith((";", ".")) or len(last.text) > _LONGEST_LINE:
        return False
    return bool(_GOES_ON.match(line.text) or _OPEN.search(last.text[-10:]))


def _split_semicolons(item: Piece) -> list[Piece]:
    """Receivers on one line are parted by semicolons, unless they share the head before a colon."""
    if _HEADED_LIST.match(item.text) and not re.search(r";\s*[-–]?\s*L[ưu]u\b", item.text):
        return [item]
    parts, begin = [], 0
    for found in re.finditer(r";\s*[-–•+]?\s*|(?<=\.)\s+(?=[-–•+]\s*\S)", item.text):
        parts.append(item.cut(begin, found.start()))
        begin = found.end()
    parts.append(item.cut(begin))
    return [part for part in parts if part.text]


def _file(found: Receivers, item: Piece) -> None:
    """File one line under receivers or archive."""
    text = item.text
    if brace := _BRACE.search(text):
        found.say(_purpose(brace))
        text = text[: brace.start()]
    if not text.strip(" }]-"):
        return
    if archived := _ARCHIVE.match(text):
        found.archive += _archive(text[archived.end() :])
        return
    text = _ARCHIVE_AFTER.sub("", text)
    purpose = _purpose(brace) if brace else None
    if said := _PURPOSE.search(text) or _TRAILING_PURPOSE.search(text):
        purpose = _purpose(said)
        text = f"{text[: said.start()]} {text[said.end() :]}"
    for name in split_names(text.strip(" ;.,-–*_/")):
        found.add(name, purpose, item)


def _purpose(found: re.Match[str]) -> str | None:
    return PURPOSES.get(" ".join(found["p"].casefold().split()))


def _archive(text: str) -> list[str]:
    """What is kept, without numbers of copies ("VT, PTTN (2b)")."""
    parts = (
        re.sub(r"\s*\(?\d*b?\)?\s*$|\s*\(\d.*$", "", part).strip(" .:*_/()-")
        for part in re.split(r"[,;]\s*|\s-\s", text)
    )
    return [part for part in parts if part and len(part) < _LONGEST_ARCHIVE]


# --- One line, several receivers ---

_SHARED_TAIL = re.compile(
    r"\s(?P<t>(?:tỉnh|huyện|thành phố|thị xã|quận|TW|TWĐ|TWD|T\.Ư|Tỉnh|Huyện|Trung ương|UBND|Tỉnh ủy|Thành ủy"
    r"|Huyện ủy|cấp|Đoàn|đoàn)\b.*)$"
)
_OFFICE = re.compile(
    r"^(?:các |Các )?(?:Phó )?"
    r"(?:Chủ tịch|PCT|Bí thư|Giám đốc|Chánh Văn phòng|Hiệu trưởng|Trưởng ban|Trưởng phòng)\b"
)
_GENERIC = re.compile(
    r"^(?:(?:TT\.?|Thường trực)\s+)?"
    r"(?:HĐND|UBND|UBMTTQ|MTTQ|Đảng ủy|Ban Bí thư|Ban Thường vụ|Thường trực|Văn phòng|VP|BTV|BCH)$"
)
_ORGAN = re.compile(
    r"^(?:Ban|Sở|Hội|Đoàn|Văn phòng|VP|Phòng|UBND|Ủy ban|Thường trực|Tỉnh|Huyện|Thành|Báo|Đài|Công an"
    r"|Liên đoàn"
    r"|Chi đoàn|Trường|Đội|Liên đội|Các|các|Lãnh đạo|lãnh đạo|TT|Chi ủy|BTV|BCH)\s\S"
)
_WHOLE = frozenset({"Đảng ủy", "Ban Giám hiệu", "Chi ủy", "Ban Giám đốc", "Công đoàn", "Chi bộ"})
_LIST = re.compile(r"^(?:Các\s+)?(?P<h>[^:,;]{2,40}?)\s*:\s*(?P<l>.+)$")


def split_names(text: str) -> list[str]:
    """Single receivers of one line.

    "Các Sở: Nội vụ; Tài chính" and "Chủ tịch, các Phó Chủ tịch UBND tỉnh" are two each.
    """
    text = " ".join(text.split())
    if (head := _LIST.match(text)) and not re.match(r"^(?:Đ/c|Đồng chí|Như)", text):
        return _shared_head(head)
    parts = [
        part for found in re.split(r",\s*(?![^(]*\))|\s+và\s+(?=các\s)", text) if (part := found.strip())
    ]
    if len(parts) < 2 or re.match(r"^(?:Đ/c|Đồng chí|Các đ/c|Các đồng chí)\b", text):
        return [text] if text else []
    offices = all(_OFFICE.match(part) for part in parts)
    if offices or re.match(r"^[Cc]ác (?:ban|phòng), (?:Ban|Văn phòng|VP)\s", text):
        return _with_tail(parts)
    if re.match(r"^(?:Các|các)\s", text) or not all(map(_stands_alone, parts)):
        return [text]
    return _with_tail(parts)


def _shared_head(head: re.Match[str]) -> list[str]:
    name = head["h"].strip()
    singular = name[0].upper() + name[1:]
    separator = ";" if ";" in head["l"] else ","
    parts = [kept for part in head["l"].split(separator) if (kept := part.strip(" ."))]
    if len(parts) > 1 and re.match(r"^(?:VP|Văn phòng|UBND|VPUB)\b", singular):
        return parts
    return [
        part if part.casefold().startswith(singular.casefold()) else f"{singular} {part}" for part in parts
    ]


def _stands_alone(part: str) -> bool:
    """Whether a part of a list can stand by itself as a receiver."""
    if re.match(r"^[A-ZĐ]{2,}[A-ZĐ&]*\b", part) or _ORGAN.match(part):
        return True
    return part in _WHOLE and bool(organs.HEAD.match(part))


def _with_tail(parts: list[str]) -> list[str]:
    """Give every part the tail that only the last one has ("Ban TNTH, Ban CTTN TWD")."""
    tail = _SHARED_TAIL.search(parts[-1])
    if not tail:
        return parts
    same_head = len({part.split()[0].casefold() for part in parts}) == 1
    same_shape = same_head or all(_OFFICE.match(part) for part in parts)
    return [
        f"{part} {tail['t']}" if _takes_tail(part, tail["t"], same_shape=same_shape) else part
        for part in parts
    ]


def _takes_tail(part: str, tail: str, *, same_shape: bool) -> bool:
    if part.endswith(tail) or _SHARED_TAIL.search(part):
        return False
    return same_shape or bool(_GENERIC.match(part)) or part in {"Các ban", "Các phòng", "các ban"}
