"""The end: receivers (*Nơi nhận*), what is kept (*Lưu*), signatures."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from donghanh.documents.reading import organs
from donghanh.documents.reading.lines import LOWER, UPPER, Piece, is_capitals
from donghanh.documents.reading.result import Recipient, Signature

RECEIVERS = re.compile(r"^\W{0,4}Nơi\s+(?:nhận|gửi)\s*:?\s*", re.IGNORECASE)
AUTHORITY = re.compile(
    r"^\W{0,3}(?P<a>TM|T/M|KT|K/T|TL|T/L|TUQ|T/UQ|Q|TLBCH)\s?(?:[.:]\s*|\s+(?=[" + UPPER + r"]{2}))(?P<body>[" + UPPER + r"][^.;]*)$"
)
_TITLE = re.compile(
    r"^(?:Q\.\s*|KT\.\s*|PHÓ\s+|TỔNG\s+|QUYỀN\s+|ỦY VIÊN\s+)*(?:CHỦ TỊCH|BÍ THƯ|GIÁM ĐỐC|HIỆU TRƯỞNG|CHÁNH|TRƯỞNG|CHỦ NHIỆM|TỔNG PHỤ TRÁCH|TỔ TRƯỞNG"
    r"|BỘ TRƯỞNG|THỨ TRƯỞNG|THỦ TƯỚNG|CỤC TRƯỞNG|VIỆN TRƯỞNG|UỶ VIÊN|ỦY VIÊN|ĐỘI TRƯỞNG|CHỈ HUY|THƯ KÝ|HIỆU PHÓ|PHÓ)\b",
    re.IGNORECASE,
)
_NOISE = re.compile(r"^[\W_]*(?:\(?\s*(?:đã ký|đã kí|ký tên|kí tên|ký, đóng dấu|ký và đóng dấu|chữ ký)[^)]*\)?|\(?ĐÃ KÝ\)?)[\W_]*$", re.IGNORECASE)
_NAME = re.compile(
    rf"^(?:(?:GS|PGS|TS|ThS|BS|CN|NGƯT|NGND|Ths|PGS\.TS|GS\.TS)\.?\s*)*(?P<n>[{UPPER}][{LOWER}]*(?:\s+[{UPPER}][{LOWER}]*){{1,5}})$"
)
_ARCHIVE = re.compile(r"^\W*L[ưu]u\b\s*[:.]?\s*", re.IGNORECASE)
_PURPOSE = re.compile(
    r"\s*[(“\"‘\[]\s*(?:để|đề|thay)?\s*\.?\s*(?P<p>b/c|báo\s*cáo|b/cáo|biết|t/h|th/hiện|thực\s*hiện|t/hiện|phối hợp|p/h|chỉ đạo|c/đ|chỉ đạo thực hiện|theo dõi|đăng tin|tuyên truyền|đăng tải|công khai|kiểm tra)\b[^)”\"’\]]*[)”\"’\]]\s*",
    re.IGNORECASE,
)
_TRAILING_PURPOSE = re.compile(r"\s+(?:để)\s+(?P<p>b/c|báo cáo|biết|thực hiện|t/h|phối hợp)\.?$", re.IGNORECASE)
_BRACE = re.compile(r"[}\]]\s*(?:để|đề)?\s*(?P<p>b/c|báo cáo|biết|thực hiện|t/h|phối hợp)\W*$", re.IGNORECASE)
PURPOSES = {
    "b/c": "report", "báo cáo": "report", "b/cáo": "report", "biết": "know", "t/h": "carry_out", "thực hiện": "carry_out",
    "t/hiện": "carry_out", "th/hiện": "carry_out", "phối hợp": "cooperate", "p/h": "cooperate", "chỉ đạo": "direct", "c/đ": "direct",
    "chỉ đạo thực hiện": "direct", "theo dõi": "know", "đăng tin": "publish", "tuyên truyền": "publish", "đăng tải": "publish",
    "công khai": "publish", "kiểm tra": "check",
}  # fmt: skip
_SIGNED_REACH = 40  # pieces from the end in which signatures are looked for


@dataclass(slots=True)
class Ending:
    """What stands after the body, and where the body ends (an index into the pieces)."""

    body_end: int
    recipients: list[Recipient] = field(default_factory=list)
    archive: list[str] = field(default_factory=list)
    signatures: list[Signature] = field(default_factory=list)


def read(pieces: Sequence[Piece], *, start: int) -> Ending:
    """Read receivers and signatures; the body is what stands between `start` and `Ending.body_end`."""
    receivers_at = _receivers_at(pieces, start)
    signs = _signs_from(pieces, start, receivers_at)
    body_end = min([index for index in (receivers_at, signs) if index is not None], default=len(pieces))
    ending = Ending(body_end)
    used: set[int] = set()
    if signs is not None:
        ending.signatures = _signatures(pieces, signs, used)
    if receivers_at is not None:
        _receivers(ending, pieces, receivers_at, used)
    return ending


def _receivers_at(pieces: Sequence[Piece], start: int) -> int | None:
    for index in range(start, len(pieces)):
        if RECEIVERS.match(pieces[index].text):
            return index
    for index in range(max(start, len(pieces) - _SIGNED_REACH), len(pieces)):
        if re.match(r"^[-–•+]\s*Như (?:trên|kính gửi|[Đđ]iều)\b", pieces[index].text):
            return index
    return None


def _signs_from(pieces: Sequence[Piece], start: int, receivers_at: int | None) -> int | None:
    """The first line of a signature: an authority, or an office-holder's title in capitals near the end."""
    low = receivers_at if receivers_at is not None else max(start, len(pieces) - _SIGNED_REACH)
    low = max(start, min(low, len(pieces)) - 14) if receivers_at is not None else low
    for index in range(low, len(pieces)):
        piece = pieces[index]
        if AUTHORITY.match(piece.words) and is_capitals(piece.words):
            return index
    for index in range(low, len(pieces)):
        words = pieces[index].words
        if is_capitals(words) and _TITLE.match(words) and len(words) < 60 and not _is_heading(pieces, index):
            return index
    if receivers_at is not None or len(pieces) - start > 3:
        return _bare_name(pieces, low)
    return None


def _is_heading(pieces: Sequence[Piece], index: int) -> bool:
    return index + 1 < len(pieces) and bool(re.match(r"(?:Căn cứ|QUYẾT ĐỊNH|\d|[IVX]+\.)", pieces[index + 1].text))


def _bare_name(pieces: Sequence[Piece], low: int) -> int | None:
    """A person's name alone as the very last line is a signature that lost its lines above."""
    if len(pieces) > low and _NAME.match(pieces[-1].words) and 2 <= len(pieces[-1].words.split()) <= 5:
        return len(pieces) - 1
    return None


# --- Signatures ---


def _signatures(pieces: Sequence[Piece], at: int, used: set[int]) -> list[Signature]:
    """Signature blocks from the lines of authority, titles and names, in the order of their columns."""
    heads: list[list[tuple[int, Piece]]] = []
    names: list[tuple[int, Piece]] = []
    for index in range(at, len(pieces)):
        piece = pieces[index]
        if _stops_signatures(piece, heads):
            if RECEIVERS.match(piece.text) or _is_receiver(piece):
                continue
            break
        if _NOISE.match(piece.words):
            used.add(index)
        elif is_capitals(piece.words) and (AUTHORITY.match(piece.words) or _TITLE.match(piece.words) or _body_goes_on(heads, pieces, index)):
            heads.append([(index, piece)])
            used.add(index)
        elif _NAME.match(piece.words) and len(piece.words) < 40:
            names.append((index, piece))
            used.add(index)
    return _pair(_columns([head[0][1] for head in heads]), [piece for _, piece in names])


def _stops_signatures(piece: Piece, heads: Sequence[object]) -> bool:
    if RECEIVERS.match(piece.text) or _is_receiver(piece):
        return True
    words = piece.words
    return bool(heads) and (
        bool(re.match(r"(?:PHỤ LỤC|DANH SÁCH|DANH MỤC|BIỂU|MẪU|QUY ĐỊNH|QUY CHẾ|ĐỀ CƯƠNG|HƯỚNG DẪN|KẾ HOẠCH|BẢNG)\b", words)) or len(words) > 140
    )


def _is_receiver(piece: Piece) -> bool:
    return bool(re.match(r"^[-–•+]\s?\S", piece.text) or _ARCHIVE.match(piece.text))


def _body_goes_on(heads: Sequence[list[tuple[int, Piece]]], pieces: Sequence[Piece], index: int) -> bool:
    """A line in capitals right after an authority line is the rest of the body's name."""
    if not heads or len(pieces[index].words) > 60:
        return False
    last_index, last = heads[-1][0]
    return index - last_index <= 2 and bool(AUTHORITY.match(last.words)) and not _NAME.match(pieces[index].words.title())


@dataclass(slots=True)
class _Block:
    """One signer's lines as they are gathered."""

    body: str | None = None
    authority: str | None = None
    title: str | None = None
    start: int = 0
    end: int = 0


def _columns(heads: Sequence[Piece]) -> list[_Block]:
    """Blocks from lines: TM. begins one, KT. under it belongs to it, a title closes it.

    With two columns read across, both TM. lines come first and then both titles: titles go to the blocks
    in order.
    """
    blocks: list[_Block] = []
    for piece in heads:
        authority = AUTHORITY.match(piece.words)
        if authority:
            _authority_line(blocks, piece, authority)
        elif _TITLE.match(piece.words):
            block = next((block for block in blocks if block.title is None), None)
            if block is None:
                block = _Block(start=piece.start)
                blocks.append(block)
            block.title, block.end = piece.words.strip(" .:,"), piece.end
        elif blocks:
            open_block = next((block for block in reversed(blocks) if block.title is None and block.body), blocks[-1])
            open_block.body = f"{open_block.body} {piece.words}".strip()
            open_block.end = piece.end
    return blocks


def _authority_line(blocks: list[_Block], piece: Piece, found: re.Match[str]) -> None:
    letters = found["a"].replace("/", "")
    body = " ".join(found["body"].split()).strip(" .,")
    if letters in {"KT", "Q"} and blocks and blocks[-1].title is None and blocks[-1].authority in {"TM", "TL", "TUQ"}:
        blocks[-1].authority = f"{blocks[-1].authority}+{letters}"
        return
    if letters == "Q":
        blocks.append(_Block(authority="Q", title=f"Q. {body}", start=piece.start, end=piece.end))
        return
    blocks.append(_Block(body=body, authority=letters, start=piece.start, end=piece.end))


def _pair(blocks: Sequence[_Block], names: Sequence[Piece]) -> list[Signature]:
    result = []
    for index, block in enumerate(blocks or ([_Block()] if names else [])):
        name = names[index] if index < len(names) else None
        title = block.title
        result.append(
            Signature(
                on_behalf_of=block.body,
                authority="+".join(f"{part}." for part in block.authority.split("+")) if block.authority else None,
                title=title,
                name=_NAME.match(name.words)["n"] if name else None,  # type: ignore[index]
                span=(block.start or (name.start if name else 0), (name or block).end if name else block.end),
                confidence=0.93 if block.title else 0.6,
            )
        )
    return result


# --- Receivers ---


def _receivers(ending: Ending, pieces: Sequence[Piece], at: int, used: set[int]) -> None:
    head = RECEIVERS.match(pieces[at].text)
    first = pieces[at].cut(head.end()) if head else pieces[at]
    lines = [first] if first.text else []
    for index in range(at + 1, len(pieces)):
        piece = pieces[index]
        if index in used:
            continue
        if _stops_receivers(piece, lines):
            break
        lines.append(piece)
    purpose = None
    for item in _items(lines):
        purpose = _one(ending, item, purpose)


def _stops_receivers(piece: Piece, lines: Sequence[Piece]) -> bool:
    words = piece.words
    if _BRACE.search(words):
        return False
    if re.match(r"(?:PHỤ LỤC|DANH SÁCH|DANH MỤC|BIỂU MẪU|QUY ĐỊNH|QUY CHẾ|ĐỀ CƯƠNG)\b", words):
        return True
    if is_capitals(words) and not re.match(r"^[-–•+]", words) and len(words) > 3 and not re.match(r"^[A-ZĐ]{2,6}[;.,]?$", words):
        return True
    if lines and _ARCHIVE.match(re.sub(r"^[-–•+]\s*", "", lines[-1].words)) and not words.startswith(("-", "–")):
        return not re.match(rf"^[{LOWER}(]", words)
    return len(words) > 300


def _items(lines: Sequence[Piece]) -> list[Piece]:
    """One piece a receiver's line: bullets, or parts between semicolons where bullets are missing."""
    result: list[Piece] = []
    for line in lines:
        bulleted = re.match(r"^[-–•+*]\s*", line.text)
        if bulleted:
            result.append(line.cut(bulleted.end()))
        elif result and not result[-1].text.endswith((";", ".")) and (re.match(rf"^[{LOWER}(&,]", line.text) or re.search(r"(?:\bvà|,)$", result[-1].text)):
            last = result[-1]
            result[-1] = Piece(f"{last.text} {line.text}", last.start, line.end)
        else:
            result.append(line)
    return [part for item in result for part in _split_semicolons(item)]


def _split_semicolons(item: Piece) -> list[Piece]:
    """Receivers on one line are parted by semicolons, unless they share the head before a colon."""
    if re.match(r"^[^;:]{2,40}:\s*[^;]+;", item.text) and not re.search(r";\s*[-–]?\s*L[ưu]u\b", item.text):
        return [item]
    parts, begin = [], 0
    for found in re.finditer(r";\s*[-–•+]?\s*|(?<=\.)\s+(?=[-–•+]\s*\S)", item.text):
        parts.append(item.cut(begin, found.start()))
        begin = found.end()
    parts.append(item.cut(begin))
    return [part for part in parts if part.text]


def _one(ending: Ending, item: Piece, before: str | None) -> str | None:
    """File one line under receivers or archive; returns the purpose for lines joined to it by a brace."""
    brace = _BRACE.search(item.text)
    text = item.text[: brace.start()] if brace else item.text
    purpose = _purpose(brace) if brace else None
    if brace:
        _give_purpose(ending, purpose)
    if not text.strip(" }]-"):
        return None
    if archived := _ARCHIVE.match(text):
        ending.archive += _archive(text[archived.end() :])
        return None
    text = re.sub(r"\s+L[ưu]u\s*:?\s*VT.*$", "", text)
    found = _PURPOSE.search(text) or _TRAILING_PURPOSE.search(text)
    if found:
        purpose = _purpose(found)
        text = text[: found.start()] + " " + text[found.end() :]
    for name in split_names(text.strip(" ;.,-–*_/")):
        ending.recipients.append(Recipient(name=name, purpose=purpose, span=(item.start, item.end)))
    return before


def _purpose(found: re.Match[str]) -> str | None:
    return PURPOSES.get(" ".join(found["p"].casefold().split()))


def _give_purpose(ending: Ending, purpose: str | None) -> None:
    """A brace at the right of several lines says their purpose once."""
    ending.recipients = [
        Recipient(name=one.name, purpose=one.purpose or purpose, span=one.span, confidence=one.confidence) for one in ending.recipients
    ]


def _archive(text: str) -> list[str]:
    parts = re.split(r"[,;]\s*|\s-\s", text)
    return [kept for part in parts if (kept := re.sub(r"\s*\(?\d*b?\)?\s*$|\s*\(\d.*$", "", part).strip(" .:*_/()-")) and len(kept) < 60]


_SHARED_TAIL = re.compile(r"\s(?P<t>(?:tỉnh|huyện|thành phố|thị xã|quận|TW|TWĐ|TWD|T\.Ư|Tỉnh|Huyện|Trung ương|UBND|Tỉnh ủy|Thành ủy|Huyện ủy|cấp|Đoàn|đoàn)\b.*)$")
_OFFICE = re.compile(r"^(?:các |Các )?(?:Phó )?(?:Chủ tịch|PCT|Bí thư|Giám đốc|Chánh Văn phòng|Hiệu trưởng|Trưởng ban|Trưởng phòng)\b")


def split_names(text: str) -> list[str]:
    """Single receivers of one line: "Các Sở: Nội vụ; Tài chính" and "Chủ tịch, các Phó Chủ tịch UBND tỉnh" are two each."""
    text = " ".join(text.split())
    head = re.match(r"^(?:Các\s+)?(?P<h>[^:,;]{2,40}?)\s*:\s*(?P<l>.+)$", text)
    if head and not re.match(r"^(?:Đ/c|Đồng chí|Như)", text):
        return _shared_head(head)
    parts = [part.strip() for part in re.split(r",\s*(?![^(]*\))|\s+và\s+(?=các\s)", text) if part.strip()]
    if len(parts) < 2 or re.match(r"^(?:Đ/c|Đồng chí|Các đ/c|Các đồng chí)\b", text):
        return [text] if text else []
    if all(_OFFICE.match(part) for part in parts):
        return _with_tail(parts)
    if re.match(r"^[Cc]ác (?:ban|phòng), (?:Ban|Văn phòng|VP)\s", text):
        return _with_tail(parts)
    if re.match(r"^(?:Các|các)\s", text) or not all(_alone(part) for part in parts):
        return [text]
    return _with_tail(parts)


def _shared_head(head: re.Match[str]) -> list[str]:
    name = head["h"].strip()
    singular = name[0].upper() + name[1:]
    separator = ";" if ";" in head["l"] else ","
    parts = [part.strip(" .") for part in head["l"].split(separator) if part.strip(" .")]
    if re.match(r"^(?:VP|Văn phòng|UBND|VPUB)\b", singular) or len(parts) == 1:
        return parts if len(parts) > 1 else [f"{singular} {parts[0]}"]
    return [part if part.casefold().startswith(singular.casefold()) else f"{singular} {part}" for part in parts]


def _alone(part: str) -> bool:
    """Whether a part of a list can stand by itself as a receiver."""
    return bool(
        re.match(rf"^(?:[A-ZĐ]{{2,}}[A-ZĐ&]*)\b", part)
        or re.match(r"^(?:Ban|Sở|Hội|Đoàn|Văn phòng|VP|Phòng|UBND|Ủy ban|Thường trực|Tỉnh|Huyện|Thành|Báo|Đài|Công an|Liên đoàn|Chi đoàn|Trường|Đội|Liên đội|Các|các|Lãnh đạo|lãnh đạo|TT|Chi ủy|BTV|BCH)\s\S", part)
        or part in {"Đảng ủy", "Ban Giám hiệu", "Chi ủy", "Ban Giám đốc", "Công đoàn", "Chi bộ"}
        and organs.HEAD.match(part)
    )


def _with_tail(parts: list[str]) -> list[str]:
    """Give every part the tail that only the last one has ("Ban TNTH, Ban CTTN TWD")."""
    tail = _SHARED_TAIL.search(parts[-1])
    if not tail:
        return parts
    first_words = {part.split()[0].casefold() for part in parts}
    same_shape = len(first_words) == 1 or all(_OFFICE.match(part) for part in parts)
    return [f"{part} {tail['t']}" if _takes_tail(part, tail["t"], same_shape=same_shape) else part for part in parts]


_GENERIC = re.compile(r"^(?:(?:TT\.?|Thường trực)\s+)?(?:HĐND|UBND|UBMTTQ|MTTQ|Đảng ủy|Ban Bí thư|Ban Thường vụ|Thường trực|Văn phòng|VP|BTV|BCH)$")


def _takes_tail(part: str, tail: str, *, same_shape: bool) -> bool:
    if part.endswith(tail) or _SHARED_TAIL.search(part):
        return False
    return same_shape or bool(_GENERIC.match(part)) or part in {"Các ban", "Các phòng", "các ban"}
