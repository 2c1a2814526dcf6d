"""A sheet as a PDF: PDF/A-2b, tagged, its fonts inside. typst sets the page, this writes its source."""

import re
import threading
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time
from functools import lru_cache
from pathlib import Path
from typing import Literal

import typst

from donghanh.documents.writing import fonts, metrics
from donghanh.documents.writing.fonts import Family
from donghanh.documents.writing.sheet import Columns, Grid, Line, Pages, Printed, Rule, Sheet
from donghanh.documents.writing.word import KEPT_ROWS, is_figure
from donghanh.documents.writing.wording import day_of

PRELUDE = Path(__file__).with_name("pdf_file.typ").read_text("utf-8")
STANDARD: Literal["a-2b"] = "a-2b"
LACKING = "\u25a1"  # stands for a letter that no font at hand has
POINT = 25.4 / 72
ZERO_WIDTH = "\u200b"
IGNORED = {0x200B, 0x200C, 0x200D, 0xFE0E, 0xFE0F, 0x2060}
BOTTOM_OF_HEADER = "6mm"

_local = threading.local()


def write(sheet: Sheet) -> bytes:
    """The bytes of the PDF file."""
    family = fonts.find()
    source = "".join(_source(sheet, family))
    moment = day_of(sheet.day)
    created = datetime.combine(moment, time(), UTC) if moment else datetime.now(UTC).replace(microsecond=0)
    strange = lacking(source, family)
    if not strange:
        return _compiled(source, created, family)
    try:
        return _compiled(source, created, family, machine=True)
    except typst.TypstError:
        return _compiled(without(source, strange), created, family)


def pictures(sheet: Sheet, *, most: int, dots: int = 90) -> list[bytes]:
    """The first pages as PNG pictures, for a look before printing."""
    family = fonts.find()
    source = "".join(_source(sheet, family))
    return drawn(without(source, lacking(source, family)), family, dots=dots)[:most]


def drawn(source: str, family: Family, *, dots: int) -> list[bytes]:
    """The pages of a typst source as PNG pictures."""
    result = _compiler(family, machine=False).compile(input=source.encode(), format="png", ppi=dots)
    return [result] if isinstance(result, bytes) else list(result or [])


def lacking(text: str, family: Family) -> set[str]:
    """The letters of a text that the font has not."""
    return {
        letter for letter in set(text) if ord(letter) not in family.letters and ord(letter) not in IGNORED
    } - {"\n"}


def without(source: str, strange: set[str]) -> str:
    """A source in which a square stands for every letter that the font has not."""
    kept = source.translate(dict.fromkeys(map(ord, strange), LACKING))
    return kept.translate(dict.fromkeys((0x200D, 0xFE0E, 0xFE0F)))


def _compiled(source: str, created: datetime, family: Family, *, machine: bool = False) -> bytes:
    result = _compiler(family, machine=machine).compile(
        input=source.encode(), format="pdf", pdf_standards=STANDARD, timestamp=created
    )
    if not isinstance(result, bytes):
        raise TypeError
    return result


def _compiler(family: Family, *, machine: bool) -> typst.Compiler:
    """A compiler of this thread; it is kept, since starting one costs more than a page."""
    if not hasattr(_local, "compilers"):
        _local.compilers = {}
    found: dict[bool, typst.Compiler] = _local.compilers
    if machine not in found:
        found[machine] = typst.Compiler(b"", font_paths=_fonts(family, machine=machine))
    return found[machine]


@lru_cache(maxsize=4)
def _fonts(family: Family, *, machine: bool) -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=machine,
        include_embedded_fonts=False,
        font_paths=sorted({str(file.parent) for file in family.files}),
    )


# --- The source ---


def _source(sheet: Sheet, family: Family) -> Iterator[str]:
    layout = sheet.layout
    yield f"#set document(title: {literal(sheet.title)}, author: {literal(sheet.author)}, date: auto)\n"
    yield f"#set text(font: {literal(family.name)}, size: {layout.body_size}pt)\n"
    yield PRELUDE
    before: Pages | None = None
    for pages in sheet.pages:
        turned = before is None or before.landscape != pages.landscape
        yield _page(sheet, pages) if turned else "#pagebreak()\n"
        yield from _blocks(pages.blocks, layout.text_width)
        before = pages


def _page(sheet: Sheet, pages: Pages) -> str:
    layout = sheet.layout
    upright = (layout.top, layout.right, layout.bottom, layout.left)
    across = (layout.left, layout.top, layout.right, layout.bottom)
    sizes = across if pages.landscape else upright
    margins = ", ".join(
        f"{side}: {size}mm" for side, size in zip(("top", "right", "bottom", "left"), sizes, strict=True)
    )
    foot = f"align(center, text(size: 11pt, {literal(sheet.contact)}))" if sheet.contact else "none"
    return (
        f'#set page(paper: "a4", flipped: {str(pages.landscape).lower()}, margin: ({margins}), '
        f"header-ascent: {BOTTOM_OF_HEADER}, header: context if counter(page).get().first() > 1 {{ "
        "align(center, text(size: 13pt, counter(page).display())) }, "
        f"footer: context if counter(page).get().first() == 1 {{ {foot} }})\n"
    )


def _blocks(found: Iterable[Printed], room: float) -> Iterator[str]:
    """Blocks below one another; the room between two is what both ask for."""
    gap = 0.0
    for block in found:
        yield f"#{_block(block, gap, room)}\n"
        gap = block.after if isinstance(block, Line | Rule) else 6.0 if isinstance(block, Grid) else 0.0


def _block(block: Printed, gap: float, room: float) -> str:
    if isinstance(block, Line):
        return _line(block, gap, room)
    if isinstance(block, Rule):
        return f"rule({block.width:.2f}mm, {gap + block.before + 1:.2f}pt)"
    return _columns(block, gap) if isinstance(block, Columns) else _grid(block, gap)


def _line(line: Line, gap: float, room: float) -> str:
    if not line.text and not line.lead:
        return f"empty({line.size * 1.149:.2f}pt)"
    leading = (1.149 * line.spacing - 1.107) * line.size
    text = _breakable(line.text, (room - line.left) / POINT, line.size)
    words = literal(text)
    if line.bold or line.italic or line.level:
        words = _styled(words, line, bold=line.bold, italic=line.italic)
    if line.lead:
        words = f"{_styled(literal(line.lead), line, bold=True, italic=False)} + {words}"
    if line.level:
        words = f"heading(level: {line.level}, {words})"
    if line.boxed:
        words = f"framed({words})"
    return (
        f'paragraph({line.size}pt, "{line.align}", {line.spacing}, {line.first}mm, {line.left}mm, '
        f"{max(0.0, gap + line.before + leading):.2f}pt, {str(line.keep).lower()}, "
        f"{words})"
    )


def _styled(words: str, line: Line, *, bold: bool, italic: bool) -> str:
    """Words in their weight and size; a heading's own would be larger and bold."""
    weight, style = ("bold" if bold else "regular"), ("italic" if italic else "normal")
    return f'text({words}, size: {line.size}pt, weight: "{weight}", style: "{style}")'


def _columns(block: Columns, gap: float) -> str:
    cells = []
    for row in block.rows:
        for lines, width in zip(row, block.widths, strict=True):
            cells.append("{" + "; ".join(part.strip().lstrip("#") for part in _blocks(lines, width)) + "}")
    widths = ", ".join(f"{width:.2f}mm" for width in block.widths)
    return f"aside({gap + block.before:.2f}pt, ({widths}), {', '.join(cells)})"


def _grid(block: Grid, gap: float) -> str:
    widths = ", ".join(f"{width:.2f}mm" for width in block.widths)
    figures = [all(is_figure(row[index]) for row in block.rows) for index in range(len(block.columns))]
    sides = ", ".join("center" if one else "left" for one in figures)
    rows = [_row(row, block) for row in (block.columns, *block.rows)]
    breakable = str(len(block.rows) > KEPT_ROWS).lower()
    head, cells = ", ".join(rows[0]), ", ".join(cell for row in rows[1:] for cell in row)
    return (
        f"data({gap + 2:.2f}pt, {breakable}, {block.size}pt, ({widths},), ({sides},), ({head},)"
        f"{', ' if cells else ''}{cells})"
    )


def _row(row: tuple[str, ...], block: Grid) -> list[str]:
    return [
        literal(_breakable(cell, (width - 4) / POINT, block.size))
        for cell, width in zip(row, block.widths, strict=True)
    ]


def _breakable(text: str, room: float, size: float) -> str:
    """Text whose words may be broken where one is wider than the room."""
    longest = max(map(len, text.split()), default=0)
    if longest * size <= room or metrics.longest_word(text, size, bold=True) <= room:
        return text  # no letter is wider than it is tall
    return re.sub(
        r"\S+",
        lambda word: ZERO_WIDTH.join(word[0]) if metrics.width(word[0], size, bold=True) > room else word[0],
        text,
    )


def literal(text: str) -> str:
    """Text as a literal of typst; line breaks stay."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
