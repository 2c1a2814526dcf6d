"""How each part must look: sizes, weight, capitals, alignment, indents, as the two rules say."""

from collections.abc import Iterator
from dataclasses import dataclass

from donghanh.documents.reading.lines import is_capitals
from donghanh.documents.writing.checking.faults import Fault, at
from donghanh.documents.writing.checking.parts import Parts
from donghanh.documents.writing.checking.seen import Line, Seen

TIMES = ("timesnewroman", "times new roman", "tinos", "liberationserif", "liberation serif")


@dataclass(frozen=True, slots=True)
class Look:
    """What is asked of a part; None where a rule is silent."""

    least: float
    most: float
    bold: bool | None = None
    italic: bool | None = None
    upper: bool = False
    centred: bool = False


_COMMON = {
    "number": Look(13, 14, bold=False, italic=False),
    "date": Look(13, 14, bold=False, italic=True),
    "addressee": Look(13, 14, bold=False),
    "resolves": Look(13, 14, bold=True, centred=True),
    "body": Look(13, 14),
    "point": Look(13, 14),
    "signer": Look(13, 14, bold=True, italic=False),
    "receivers": Look(12, 12, bold=True, italic=True),
    "receiver": Look(11, 11, bold=False),
    "archive": Look(11, 11, bold=False),
    "secrecy": Look(13, 14, bold=True, upper=True),
    "urgency": Look(13, 14, bold=True, upper=True),
    "circulation": Look(13, 14, bold=True, upper=True),
    "appendix": Look(14, 14, bold=True, centred=True),
    "appendix_title": Look(13, 14, bold=True, upper=True, centred=True),
}
STATE = _COMMON | {
    "motto": Look(12, 13, bold=True, italic=False, upper=True),
    "creed": Look(13, 14, bold=True, italic=False),
    "over": Look(12, 13, bold=False, upper=True),
    "issuer": Look(12, 13, bold=True, upper=True),
    "number": Look(13, 13, bold=False, italic=False),
    "kind": Look(13, 14, bold=True, upper=True, centred=True),
    "title": Look(13, 14, bold=True, centred=True),
    "subject": Look(12, 13, bold=False, italic=False),
    "basis": Look(13, 14, bold=False, italic=True),
    "signature": Look(13, 14, bold=True, upper=True),
}
UNION = _COMMON | {
    "heading": Look(15, 15, bold=True, italic=False, upper=True),
    "over": Look(14, 14, bold=False, upper=True),
    "issuer": Look(14, 14, bold=True, upper=True),
    "kind": Look(13, 16, bold=True, upper=True, centred=True),
    "title": Look(13, 15, bold=True, centred=True),
    "subject": Look(12, 14, bold=False),
    "basis": Look(13, 14, bold=False),
    "signature": Look(13, 14, bold=True, upper=True),
}


def find(seen: Seen, parts: Parts) -> Iterator[Fault]:
    """Every line that looks otherwise than its part must; a part that repeats its fault names it once."""
    for part, look in (UNION if parts.union else STATE).items():
        told: set[str] = set()
        for line in parts.of(part):
            for message, mend in _wrong(line, look):
                if message not in told:
                    told.add(message)
                    yield at(line, part, message, mend)
    yield from _fonts(seen)
    yield from _paragraphs(parts)


def _wrong(line: Line, look: Look) -> Iterator[tuple[str, str]]:
    size = line.size
    if size is not None and not look.least - 0.3 <= size <= look.most + 0.3:
        asked = _range(look.least, look.most)
        yield (
            f"Cỡ chữ đang là {_number(size)}, phải là {asked}.",
            f"Chọn dòng ấy, đặt cỡ chữ {_number(look.most)}.",
        )
    if look.bold is not None and line.bold != look.bold:
        yield (
            ("Phải in đậm.", "Chọn dòng ấy, bấm Ctrl+B.")
            if look.bold
            else ("Không in đậm phần này.", "Chọn dòng ấy, bấm Ctrl+B để bỏ in đậm.")
        )
    if look.italic is not None and line.italic != look.italic:
        yield (
            ("Phải in nghiêng.", "Chọn dòng ấy, bấm Ctrl+I.")
            if look.italic
            else ("Phải là kiểu chữ đứng.", "Chọn dòng ấy, bấm Ctrl+I để bỏ in nghiêng.")
        )
    if look.upper and not is_capitals(line.words):
        yield "Phải viết bằng chữ in hoa.", "Gõ lại phần này bằng chữ in hoa."
    if look.centred and line.align not in {"center", ""}:
        yield "Phải đặt giữa dòng.", "Chọn dòng ấy, bấm Ctrl+E."


def _range(least: float, most: float) -> str:
    return _number(least) if least == most else f"{_number(least)} đến {_number(most)}"


def _number(value: float) -> str:
    return f"{value:g}".replace(".", ",")


def _fonts(seen: Seen) -> Iterator[Fault]:
    """One fault a font that is not Times New Roman."""
    told: set[str] = set()
    for line in seen.lines:
        name = line.font.split("-")[0].split(",")[0]
        bare = name.casefold().replace("psmt", "").replace("ps", "")
        if not line.font or bare.startswith(TIMES) or name in told or not any(map(str.isalpha, line.text)):
            continue
        told.add(name)
        yield at(
            line, "font", f"Chữ đang dùng phông {name}, phải là Times New Roman.",
            "Bấm Ctrl+A, chọn phông Times New Roman (bảng mã Unicode).",
        )  # fmt: skip


def _paragraphs(parts: Parts) -> Iterator[Fault]:
    """Justified, with the first line indented, single to one and a half lines, 6 points apart."""
    told: set[str] = set()
    for line in parts.of("basis", "body", "point"):
        if line.align == "center":
            continue
        for message, mend in _ill_set(line):
            if message[:20] not in told:
                told.add(message[:20])
                yield at(line, "body", message, mend)


def _ill_set(line: Line) -> Iterator[tuple[str, str]]:
    if line.align not in {"justify", ""} and len(line.words) > 90:
        yield "Đoạn chưa được dàn đều hai lề.", "Chọn các đoạn của nội dung, bấm Ctrl+J."
    if line.first is not None and not (9.5 <= line.first <= 13):
        yield (
            f"Dòng đầu đoạn lùi vào {_number(round(line.first / 10, 2))} cm, phải là 1 hoặc 1,27 cm.",
            "Mở Paragraph, đặt First line 1,27 cm.",
        )
    if line.spacing is not None and not 0.99 <= line.spacing <= 1.51:
        yield (
            f"Dãn dòng đang là {_number(round(line.spacing, 2))}, phải từ 1 đến 1,5 dòng.",
            "Mở Paragraph, đặt Line spacing 1,15.",
        )
    if line.after is not None and line.after < 5.9:
        yield (
            f"Khoảng cách giữa các đoạn là {_number(line.after)} pt, phải từ 6 pt.",
            "Mở Paragraph, đặt Spacing After 6 pt.",
        )
