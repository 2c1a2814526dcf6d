"""Signatures: for whom (TM., KT., TL., TUQ.), by which office, and the name, in one column or two."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from donghanh.documents.reading.lines import LOWER, UPPER, Piece, is_capitals
from donghanh.documents.reading.result import Signature

AUTHORITY = re.compile(
    rf"^\W{{0,3}}(?P<a>TM|T/M|KT|K/T|TL|T/L|TUQ|T/UQ|Q|TLBCH)\s?(?:[.:]\s*|\s+(?=[{UPPER}]{{2}}))"
    rf"(?P<body>[{UPPER}][^.;]*)$"
)
TITLE = re.compile(
    r"^(?:Q\.\s*|KT\.\s*|PHÓ\s+|TỔNG\s+|QUYỀN\s+|ỦY VIÊN\s+)*"
    r"(?:CHỦ TỊCH|BÍ THƯ|GIÁM ĐỐC|HIỆU TRƯỞNG|CHÁNH|TRƯỞNG|CHỦ NHIỆM|TỔNG PHỤ TRÁCH|TỔ TRƯỞNG|BỘ TRƯỞNG"
    r"|THỨ TRƯỞNG|THỦ TƯỚNG|CỤC TRƯỞNG|VIỆN TRƯỞNG|UỶ VIÊN|ỦY VIÊN|ĐỘI TRƯỞNG|CHỈ HUY|THƯ KÝ|HIỆU PHÓ|PHÓ)\b",
    re.IGNORECASE,
)
NAME = re.compile(
    r"^(?:(?:GS|PGS|TS|ThS|BS|CN|NGƯT|NGND|Ths|PGS\.TS|GS\.TS)\.?\s*)*"
    rf"(?P<n>[{UPPER}][{LOWER}]*(?:\s+[{UPPER}][{LOWER}]*){{1,5}})$"
)
_SIGNED = re.compile(
    r"^[\W_]*(?:\(?\s*(?:đã ký|đã kí|ký tên|kí tên|ký, đóng dấu|ký và đóng dấu|chữ ký)[^)]*\)?"
    r"|\(?ĐÃ KÝ\)?)[\W_]*$",
    re.IGNORECASE,
)
_ANOTHER_PAPER = re.compile(
    r"(?:PHỤ LỤC|DANH SÁCH|DANH MỤC|BIỂU|MẪU|QUY ĐỊNH|QUY CHẾ|ĐỀ CƯƠNG|HƯỚNG DẪN|KẾ HOẠCH|BẢNG)\b"
)
_LONGEST_TITLE = 60
_LONGEST_NAME = 40
_LONGEST_LINE = 140
_REACH = 200  # pieces after the first line of a signature; what stands later is no signature


def is_authority(words: str) -> bool:
    """Whether a line says for whom one signs ("TM. BAN THƯỜNG VỤ")."""
    return is_capitals(words) and bool(AUTHORITY.match(words))


def is_title(words: str) -> bool:
    """Whether a line is a signer's office ("PHÓ BÍ THƯ")."""
    return is_capitals(words) and len(words) < _LONGEST_TITLE and bool(TITLE.match(words))


def is_name(words: str) -> bool:
    """Whether a line is a person's name and nothing else."""
    return len(words) < _LONGEST_NAME and bool(NAME.match(words))


@dataclass(slots=True)
class _Block:
    """One signer's lines as they are gathered."""

    body: str | None = None
    authority: str | None = None
    title: str | None = None
    start: int = 0
    end: int = 0


def read(pieces: Sequence[Piece], at: int, *, is_other: re.Pattern[str]) -> tuple[list[Signature], set[int]]:
    """The signatures from the piece `at` on, in the order of their columns, and which pieces they take.

    Lines that `is_other` matches (receivers, what is kept) stand between and are passed over.
    """
    heads: list[tuple[int, Piece]] = []
    names: list[Piece] = []
    used: set[int] = set()
    for index, piece in enumerate(pieces[at : at + _REACH], start=at):
        words = piece.words
        if is_other.match(piece.text):
            continue
        if heads and (_ANOTHER_PAPER.match(words) or len(words) > _LONGEST_LINE):
            break
        if _is_head(heads, index, words):
            heads.append((index, piece))
        elif is_name(words) and not _SIGNED.match(words):
            names.append(piece)
        elif not _SIGNED.match(words):
            continue
        used.add(index)
    return _paired(_columns([piece for _, piece in heads]), names), used


def _is_head(heads: Sequence[tuple[int, Piece]], index: int, words: str) -> bool:
    if _SIGNED.match(words) or not is_capitals(words):
        return False
    return bool(AUTHORITY.match(words) or TITLE.match(words)) or _body_goes_on(heads, index, words)


def _body_goes_on(heads: Sequence[tuple[int, Piece]], index: int, words: str) -> bool:
    """A line in capitals right after an authority line is the rest of the body's name."""
    if not heads or len(words) > _LONGEST_TITLE:
        return False
    before, last = heads[-1]
    return index - before <= 2 and bool(AUTHORITY.match(last.words)) and not NAME.match(words.title())


def _columns(heads: Sequence[Piece]) -> list[_Block]:
    """Blocks from lines: TM. begins one, KT. under it belongs to it, a title closes it.

    With two columns read across, both TM. lines come first and then both titles: titles go to the blocks
    in order.
    """
    blocks: list[_Block] = []
    for piece in heads:
        if authority := AUTHORITY.match(piece.words):
            _authority_line(blocks, piece, authority)
        elif TITLE.match(piece.words):
            _title_line(blocks, piece)
        elif blocks:
            untitled = (block for block in reversed(blocks) if block.title is None and block.body)
            block = next(untitled, blocks[-1])
            block.body, block.end = f"{block.body} {piece.words}".strip(), piece.end
    return blocks


def _authority_line(blocks: list[_Block], piece: Piece, found: re.Match[str]) -> None:
    letters = found["a"].replace("/", "")
    body = " ".join(found["body"].split()).strip(" .,")
    over = blocks[-1] if blocks else None
    if letters in {"KT", "Q"} and over and over.title is None and over.authority in {"TM", "TL", "TUQ"}:
        over.authority = f"{over.authority}+{letters}"
    elif letters == "Q":
        blocks.append(_Block(authority="Q", title=f"Q. {body}", start=piece.start, end=piece.end))
    else:
        blocks.append(_Block(body=body, authority=letters, start=piece.start, end=piece.end))


def _title_line(blocks: list[_Block], piece: Piece) -> None:
    block = next((block for block in blocks if block.title is None), None)
    if block is None:
        block = _Block(start=piece.start)
        blocks.append(block)
    block.title, block.end = piece.words.strip(" .:,"), piece.end


def _paired(blocks: Sequence[_Block], names: Sequence[Piece]) -> list[Signature]:
    """Names go to the blocks in order; a name alone is a signature that lost its lines above."""
    if not blocks:
        return [_signature(_Block(start=names[0].start), names[0])] if names else []
    return [
        _signature(block, names[index] if index < len(names) else None) for index, block in enumerate(blocks)
    ]


def _signature(block: _Block, name: Piece | None) -> Signature:
    person = NAME.match(name.words) if name else None
    authority = "+".join(f"{part}." for part in block.authority.split("+")) if block.authority else None
    return Signature(
        on_behalf_of=block.body,
        authority=authority,
        title=block.title,
        name=person["n"] if person else None,
        span=(block.start, max(name.end if name else block.end, block.start)),
        confidence=0.93 if block.title else 0.6,
    )
