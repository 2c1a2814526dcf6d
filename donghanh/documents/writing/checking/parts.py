"""Which line of a file is which part of the layout: told by words and places, not by looks.

Looks are what is judged, so a part must be known even where it looks wrong.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from donghanh.documents.reading import letterhead, signatures
from donghanh.documents.reading.kinds import NAMES
from donghanh.documents.reading.lines import is_capitals
from donghanh.documents.writing.checking.seen import Line

HEAD = 40  # lines in which a letterhead stands
_MOTTO = re.compile(r"^C[ỘO]NG H(?:ÒA|OÀ|OA) X[ÃA] H[ỘO]I CH[ỦU] NGH[ĨI]A VI[ỆE]T NAM$", re.IGNORECASE)
_CREED = re.compile(r"^Độc lập\b.*Hạnh phúc$", re.IGNORECASE)
_UNION = re.compile(r"^ĐOÀN (?:TNCS|THANH NIÊN CỘNG SẢN) HỒ CHÍ MINH$", re.IGNORECASE)
_NUMBER = re.compile(r"^Số\s*:?\s*(?=[\d.…/_\s-]|$)", re.IGNORECASE)
_DATE = re.compile(r"\bngày\b.{0,12}\btháng\b.{0,12}\bnăm\b.{0,8}$", re.IGNORECASE)
_SUBJECT = re.compile(r"^(?:V/v|Về việc)\b", re.IGNORECASE)
_ADDRESSED = re.compile(r"^Kính gửi\b", re.IGNORECASE)
_RECEIVED = re.compile(r"^Nơi nhận\b", re.IGNORECASE)
_ARCHIVE = re.compile(r"^[-–]?\s*Lưu\b", re.IGNORECASE)
_BASIS = re.compile(r"^(?:[-–]\s*)?(?:Căn cứ|Xét|Theo đề nghị)\b|^(?:[-–]\s*)?Thực hiện\b.{0,60}\bsố\b")
_APPENDIX = re.compile(r"^phụ lục(?:\s+(?:[IVXLC]+|\d+))?\s*[.:]?$", re.IGNORECASE)
_POINT = re.compile(r"^(?:[IVXLC]+\.|\d{1,2}\.|[a-zđ]\)|Điều \d+\.|[-–+])\s*\S")
_RESOLVES = re.compile(r"^(?:QUYẾT ĐỊNH|QUYẾT NGHỊ)\s*:?$")
_STATE = re.compile(r"^[-–*_=\s]{3,}$")
_MARKS = {
    "secrecy": re.compile(r"^(?:TUYỆT MẬT|TỐI MẬT|MẬT)$", re.IGNORECASE),
    "urgency": re.compile(r"^(?:HỎA TỐC|HOẢ TỐC|THƯỢNG KHẨN|KHẨN)$", re.IGNORECASE),
    "circulation": re.compile(r"^(?:XEM XONG TRẢ LẠI|LƯU HÀNH NỘI BỘ)$", re.IGNORECASE),
    "draft": re.compile(r"^DỰ THẢO.{0,20}$", re.IGNORECASE),
}
JOINT = re.compile(r"PHỐI HỢP|LIÊN TỊCH|LIÊN NGÀNH")
_KINDS = frozenset(NAMES)
_ACADEMIC = r"(?:(?:GS|PGS|TS|ThS|BS|CN|NGƯT|NGND|CKI|CKII)\.?\s*)+"
ACADEMIC = re.compile(rf"^{_ACADEMIC}(?=[A-ZĐÀ-Ỹ])")


@dataclass(slots=True)
class Parts:
    """The lines of every part, in order."""

    found: dict[str, list[Line]] = field(default_factory=dict)

    def put(self, part: str, line: Line) -> None:
        """One more line of a part."""
        self.found.setdefault(part, []).append(line)

    def of(self, *parts: str) -> list[Line]:
        """The lines of some parts."""
        return [line for part in parts for line in self.found.get(part, [])]

    def first(self, part: str) -> Line | None:
        """The first line of a part."""
        return next(iter(self.found.get(part, [])), None)

    @property
    def union(self) -> bool:
        """Whether the letterhead is the Union's."""
        return "heading" in self.found


def find(lines: Sequence[Line]) -> Parts:
    """Every line under its part; lines of tables of data under `cell`."""
    parts = Parts()
    plain = []
    for line in lines:
        if line.side == "cell":
            parts.put("cell", line)
        else:
            plain.append(line)
    body = _head(plain, parts)
    end = _ending(plain, body)
    _body(plain[body:end], parts)
    _end(plain[end:], parts)
    return parts


# --- The letterhead and the title ---


def _head(lines: Sequence[Line], parts: Parts) -> int:
    """The letterhead; returns where the body begins."""
    kind = next((index for index, line in enumerate(lines[:HEAD]) if _is_kind(lines, index)), None)
    stop = kind if kind is not None else _letter_head(lines)
    before: list[Line] = []
    for line in lines[:stop]:
        part = _head_part(line)
        if part in {"issuer", ""}:
            before.append(line)
        else:
            parts.put(part, line)
    _issuers(before, parts, joint=kind is not None and bool(JOINT.search(lines[kind].words.upper())))
    if kind is None:
        return stop
    parts.put("kind", lines[kind])
    return _title(lines, kind + 1, parts)


def _is_kind(lines: Sequence[Line], index: int) -> bool:
    """Whether a line is the name of a kind, alone; QUYẾT ĐỊNH after the bases is not."""
    words = lines[index].words.strip(" :").upper()
    named = words in _KINDS and lines[index].words[:1].isupper() and len(lines[index].words) < 40
    return named and not any(_BASIS.match(line.words) for line in lines[:index])


def _letter_head(lines: Sequence[Line]) -> int:
    """The end of an official letter's head: the last of number, date, subject and marks."""
    last = 0
    for index, line in enumerate(lines[:HEAD]):
        if _head_part(line):
            last = index + 1
        elif _is_content(line):
            break
    while last < len(lines) and last < HEAD and lines[last].side == "left" and _goes_on(lines, last):
        last += 1
    return last


def _is_content(line: Line) -> bool:
    """Whether a line belongs to what follows the head of a letter."""
    starts = (_ADDRESSED, _BASIS, _POINT)
    return any(start.match(line.words) for start in starts) or (line.side != "left" and len(line.words) > 60)


def _goes_on(lines: Sequence[Line], index: int) -> bool:
    """Whether a line at the left goes on the subject above it."""
    line, above = lines[index], lines[index - 1]
    return not _ADDRESSED.match(line.words) and above.side == "left" and line.size == above.size


def _head_part(line: Line) -> str:
    words = line.words
    tests = (
        ("heading", _UNION), ("motto", _MOTTO), ("creed", _CREED), ("number", _NUMBER), ("subject", _SUBJECT),
        *_MARKS.items(),
    )  # fmt: skip
    for part, pattern in tests:
        if pattern.match(words):
            return part
    if _DATE.search(words) and len(words) < 80:
        return "date"
    if _STATE.match(words) or words in {"***", "---***---"}:
        return "issuer_rule"
    return "issuer" if is_capitals(words) and len(words) > 3 else ""


def _issuers(lines: Sequence[Line], parts: Parts, *, joint: bool) -> None:
    """Names at the left: the last, in a joint paper all in bold, are issuers."""
    capitals = [line for line in lines if is_capitals(line.words) and len(line.words) > 3]
    for line in lines:
        if line not in capitals:
            parts.put("subject" if parts.first("subject") else "other", line)
    if not capitals:
        return
    heads = [place for place, line in enumerate(capitals) if letterhead.BEGINS.match(line.words)]
    last = heads[-1] if heads else len(capitals) - 1
    if joint or capitals[-1].page:  # a printed name may go over several lines
        last = next((place for place in heads if capitals[place].bold), last)
    for place, line in enumerate(capitals):
        parts.put("issuer" if place >= last else "over", line)


def _title(lines: Sequence[Line], start: int, parts: Parts) -> int:
    """The lines of the subject under the kind; returns where the body begins."""
    at = start
    while at < len(lines) and at < start + 8:
        line = lines[at]
        if _STATE.match(line.words):
            parts.put("title_rule", line)
            return at + 1
        if at > start and not _still_title(line, lines[at - 1]):
            break
        if _BASIS.match(line.words) or _POINT.match(line.words) or _ADDRESSED.match(line.words):
            break
        parts.put("title", line)
        at += 1
    return at


def _still_title(line: Line, above: Line) -> bool:
    same = (line.bold, line.size, line.italic) == (above.bold, above.size, above.italic)
    return same and line.align in {above.align, ""} and not is_capitals(line.words)


# --- The end ---


def _ending(lines: Sequence[Line], start: int) -> int:
    """Where the end matter begins: receivers, or the first line of a signature."""
    received = _received(lines, start)
    low = max(start, received - 16)
    signed = next((index for index in range(low, len(lines)) if _signs(lines[index])), received)
    return min(received, signed)


def _received(lines: Sequence[Line], start: int) -> int:
    """Where the receivers begin: at their head, or where it is lost, at the dashes above what is kept."""
    head = next((index for index in range(start, len(lines)) if _RECEIVED.match(lines[index].words)), None)
    if head is not None:
        return head
    kept = next(
        (index for index in range(start, len(lines)) if _ARCHIVE.match(lines[index].words)), len(lines)
    )
    while kept < len(lines) and kept > start and _is_listed(lines[kept - 1], lines[kept]):
        kept -= 1
    return kept


def _is_listed(line: Line, below: Line) -> bool:
    return line.words.startswith("-") and (line.size, line.side) == (below.size, below.side)


def _signs(line: Line) -> bool:
    return signatures.is_authority(line.words) or (signatures.is_title(line.words) and len(line.words) < 50)


def _end(lines: Sequence[Line], parts: Parts) -> None:
    annex = False
    receiving = not any(_RECEIVED.match(line.words) for line in lines)
    for index, line in enumerate(lines):
        words = line.words
        if _APPENDIX.match(words):
            annex = True
            parts.put("appendix", line)
            if index + 1 < len(lines):
                parts.put("appendix_title", lines[index + 1])
        elif annex:
            continue
        elif _RECEIVED.match(words):
            receiving = True
            parts.put("receivers", line)
        elif _ARCHIVE.match(words):
            parts.put("archive", line)
        else:
            parts.put(_end_part(line, parts, receiving=receiving), line)


def _end_part(line: Line, parts: Parts, *, receiving: bool) -> str:
    words = line.words
    if _signs(line) or (is_capitals(words) and line.side == "right"):
        return "signature"
    if signatures.is_name(ACADEMIC.sub("", words)) and (parts.first("signature") or line.side == "right"):
        return "signer"
    if receiving and (words.startswith(("-", "–")) or line.side == "left"):
        return "receiver" if not parts.first("archive") else "after_archive"
    return "other"


# --- The body ---


def _body(lines: Sequence[Line], parts: Parts) -> None:
    addressing = True
    for index, line in enumerate(lines):
        words = line.words
        if _ADDRESSED.match(words) or (addressing and parts.first("addressee") and words.startswith("-")):
            parts.put("addressee", line)
            continue
        addressing = addressing and not parts.first("addressee")
        if _BASIS.match(words) and index < 30 and not parts.first("point"):
            parts.put("basis", line)
        elif _RESOLVES.match(words):
            parts.put("resolves", line)
        elif line.italic and parts.first("basis") and not parts.of("body", "point"):
            parts.put("basis_goes_on", line)
        else:
            parts.put("point" if _POINT.match(words) else "body", line)
