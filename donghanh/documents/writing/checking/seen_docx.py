"""A Word file as the checker sees it: paragraphs in order with the looks that styles and runs give them."""

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import docx
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from donghanh.documents.reading.formats.archive import Archive
from donghanh.documents.reading.formats.limits import Limits
from donghanh.documents.reading.source import Unreadable
from donghanh.documents.writing.checking.seen import Line, Paper, Seen, Side

POINT = 25.4 / 72
MOST_PARAGRAPHS = 20_000
HEAD = 16  # blocks in which a letterhead stands
DAMAGED = "Tệp Word bị hỏng hoặc không đúng chuẩn. Đề nghị mở bằng Word, lưu lại rồi thử lại."


def see(data: bytes, limits: Limits) -> Seen:
    """Everything that the rules ask about."""
    with Archive(data, limits):
        pass  # too large, encrypted and damaged packages are refused here
    try:
        document = docx.Document(io.BytesIO(data))
        return _seen(document)
    except (
        KeyError,
        ValueError,
        AttributeError,
        IndexError,
        PackageNotFoundError,
    ) as error:
        raise Unreadable(DAMAGED) from error


def _seen(document: Document) -> Seen:
    looks = Looks(document)
    lines = [line for line, _ in zip(_lines(document, looks), range(MOST_PARAGRAPHS), strict=False)]
    papers = tuple(
        Paper(
            width=_mm(section.page_width, 210), height=_mm(section.page_height, 297),
            top=_mm(section.top_margin, 25.4), right=_mm(section.right_margin, 25.4),
            bottom=_mm(section.bottom_margin, 25.4), left=_mm(section.left_margin, 25.4),
        )
        for section in document.sections
    )  # fmt: skip
    where, first = _page_number(document)
    return Seen(
        format="docx", lines=tuple(lines), papers=papers, pages=0, page_number=where, number_on_first=first,
        ruled=_is_ruled(document),
    )  # fmt: skip


def _mm(length: Any, usual: float) -> float:
    return round(length.mm, 1) if length is not None else usual


# --- Looks ---


@dataclass(frozen=True, slots=True)
class Look:
    """What a style says; None where it says nothing."""

    size: float | None = None
    bold: bool | None = None
    italic: bool | None = None
    font: str | None = None

    def over(self, other: "Look") -> "Look":
        """This look laid over another."""
        return Look(
            other.size if self.size is None else self.size,
            other.bold if self.bold is None else self.bold,
            other.italic if self.italic is None else self.italic,
            other.font if self.font is None else self.font,
        )


class Looks:
    """The looks of styles, each worked out once."""

    def __init__(self, document: Document) -> None:
        self._styles: dict[str, Look] = {}
        defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
        self.base = _look(defaults).over(Look(10, bold=False, italic=False, font="Times New Roman"))

    def of_style(self, style: Any) -> Look:
        """The look of a style with those that it is based on."""
        if style is None:
            return Look()
        found = self._styles.get(style.style_id)
        if found is None:
            self._styles[style.style_id] = Look()  # a style based on itself ends here
            found = _look(style.element.find(qn("w:rPr"))).over(self.of_style(style.base_style))
            self._styles[style.style_id] = found
        return found

    def of_paragraph(self, paragraph: Paragraph) -> tuple[Look, str]:
        """The look of most letters of a paragraph, and its text."""
        under = self.of_style(paragraph.style).over(self.base)
        weights: Counter[Look] = Counter()
        for run in paragraph.runs:
            weights[_look(run._r.rPr).over(under)] += len(run.text.strip())
        text = paragraph.text
        look = weights.most_common(1)[0][0] if weights and weights.total() else under
        caps = any(run.font.all_caps for run in paragraph.runs if run.text.strip())
        return look, text.upper() if caps else text


def _look(properties: Any) -> Look:
    if properties is None:
        return Look()
    size, fonts = properties.find(qn("w:sz")), properties.find(qn("w:rFonts"))
    return Look(
        size=int(size.get(qn("w:val"))) / 2 if size is not None else None,
        bold=_switch(properties.find(qn("w:b"))),
        italic=_switch(properties.find(qn("w:i"))),
        font=fonts.get(qn("w:ascii")) or fonts.get(qn("w:hAnsi")) if fonts is not None else None,
    )


def _switch(element: Any) -> bool | None:
    return None if element is None else element.get(qn("w:val"), "1") not in {"0", "false", "off"}


# --- Lines ---


def _lines(document: Document, looks: Looks) -> Iterator[Line]:
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            yield from _line(block, looks, "")
        else:
            yield from _table(block, looks)


def _table(table: Table, looks: Looks) -> Iterator[Line]:
    """A table without lines lays out a letterhead or signatures; one with lines holds data."""
    bordered = _has_borders(table)
    for count, row in enumerate(table.rows):
        cells = [_Cell(cell, table) for cell in row._tr.tc_lst]
        for index, cell in enumerate(cells):
            side: Side = (
                "cell" if bordered else "left" if index < len(cells) / 2 and len(cells) > 1 else "right"
            )
            for paragraph in cell.paragraphs:
                for line in _line(paragraph, looks, side):
                    yield replace(line, cell=(id(table._tbl), count, index) if bordered else None)


def _has_borders(table: Table) -> bool:
    borders = table._tbl.tblPr.find(qn("w:tblBorders"))
    if borders is not None:
        return any(one.get(qn("w:val")) not in {"nil", "none"} for one in borders)
    style = table.style
    return style is not None and style.element.find(f".//{qn('w:tblBorders')}") is not None


def _line(paragraph: Paragraph, looks: Looks, side: Side) -> Iterator[Line]:
    look, text = looks.of_paragraph(paragraph)
    if not text.strip():
        return
    line = Line(
        text=text, size=look.size, bold=bool(look.bold), italic=bool(look.italic), font=look.font or "",
        align=_align(paragraph), side=side,
    )  # fmt: skip
    formats = paragraph.paragraph_format
    first, spacing, after = formats.first_line_indent, formats.line_spacing, formats.space_after
    style = paragraph.style.paragraph_format if paragraph.style is not None else formats
    yield replace(
        line,
        first=_mm(first if first is not None else style.first_line_indent, 0),
        spacing=float(spacing) if isinstance(spacing, float | int) and spacing < 10 else None,
        after=after.pt
        if after is not None
        else style.space_after.pt
        if style.space_after is not None
        else None,
    )


def _align(paragraph: Paragraph) -> str:
    found = paragraph.alignment
    style = paragraph.style
    while found is None and style is not None:
        found, style = style.paragraph_format.alignment, style.base_style
    return (
        {0: "left", 1: "center", 2: "right", 3: "justify"}.get(int(found), "")
        if found is not None
        else "left"
    )


# --- The paper ---


def _page_number(document: Document) -> tuple[str, bool]:
    """Where the number of the page stands, and whether the first page shows one."""
    section = document.sections[0]
    first_differs = section.different_first_page_header_footer
    head, foot = _has_number(section.header), _has_number(section.footer)
    where = "top" if head else "other" if foot else "none"
    if first_differs:
        shown = _has_number(section.first_page_header) or _has_number(section.first_page_footer)
    else:
        start = section._sectPr.find(qn("w:pgNumType"))
        shown = (head or foot) and (start is None or start.get(qn("w:start")) != "0")
    return where, shown


def _has_number(part: Any) -> bool:
    """Whether a header or footer has a field with the number of the page."""
    root = part._element
    codes = "".join(code.text or "" for code in root.iter(qn("w:instrText")))
    simple = " ".join(field.get(qn("w:instr"), "") for field in root.iter(qn("w:fldSimple")))
    return "PAGE" in f"{codes} {simple}".replace("NUMPAGES", "").replace("SECTIONPAGES", "")


def _is_ruled(document: Document) -> bool:
    """Whether a line is drawn in the letterhead: a border, a drawing, or underlined words."""
    drawn = ("w:pBdr", "w:drawing", "w:pict", "w:u")
    blocks = list(document.element.body)[:HEAD]
    return any(next(block.iter(*map(qn, drawn)), None) is not None for block in blocks)
