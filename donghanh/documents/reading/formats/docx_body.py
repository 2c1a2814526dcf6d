"""The walk through Word's XML: paragraphs, runs, tables and boxes, as a reader sees them on paper."""

from collections.abc import Iterator

from lxml import etree

from donghanh.documents.reading.formats.docx_numbering import VAL, Numbering, W, value, whole
from donghanh.documents.reading.formats.docx_styles import Styles, lined, look_of
from donghanh.documents.reading.formats.looks import PLAIN, Look, shown
from donghanh.documents.reading.formats.tables import Cell, Table, render
from donghanh.documents.reading.source import Unreadable

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
P, R, T, TBL, TR, TC = (W + name for name in ("p", "r", "t", "tbl", "tr", "tc"))
BOX = W + "txbxContent"
# What only wraps other content, shown as it is.
WRAPPERS = {
    W + name
    for name in (
        "sdt",
        "sdtContent",
        "customXml",
        "ins",
        "moveTo",
        "smartTag",
        "hyperlink",
        "fldSimple",
        "dir",
        "bdo",
    )
}
# What is in the file but not on the paper.
UNSEEN = {W + name for name in ("del", "moveFrom", "pPr", "rPr", "sdtPr", "sdtEndPr", "delText", "instrText")}
SIGNS = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
    W + "softHyphen": "\xad",
}
BREAKS = {"page": "\f", "column": "\n"}
PICTURES = {W + "drawing", W + "pict", W + "object"}
DEEPEST = 40
TOO_DEEP = (
    "Bảng và khung trong tệp lồng nhau quá sâu nên không đọc được. "
    "Đề nghị mở tệp bằng Word, bỏ bớt bảng lồng nhau, lưu lại rồi thử lại."
)


class Body:
    """One document's walk; it counts the automatic numbers, so parts are walked once and in order."""

    def __init__(self, styles: Styles, numbering: Numbering, *, fonts: bool) -> None:
        self.styles = styles
        self.numbering = numbering
        self.fonts = fonts
        self.notes_cited: list[tuple[str, str]] = []
        self._code: list[bool] = []
        self._boxes: list[str] = []
        self._depth = 0

    def lines(self, parent: etree._Element, *, in_cell: bool = False) -> list[str]:
        """The lines of a body, a cell, a box or a note."""
        self._depth += 1
        if self._depth > DEEPEST:
            raise Unreadable(TOO_DEEP)
        lines: list[str] = []
        joined = ""
        for element in flat(parent):
            if element.tag == P:
                text, whole_paragraph = self.paragraph(element, joined, in_cell=in_cell)
                joined = "" if whole_paragraph else text
                if whole_paragraph:
                    lines.append(text)
                lines += self._boxes
                self._boxes = []
            elif element.tag == TBL:
                lines += render(self.table(element))
        self._depth -= 1
        return [*lines, joined] if joined else lines

    def paragraph(self, element: etree._Element, before: str, *, in_cell: bool) -> tuple[str, bool]:
        """A paragraph's text, and whether it ends here (a deleted paragraph mark joins it to the next)."""
        properties = element.find(W + "pPr")
        style = self.styles.default_paragraph
        if properties is not None:
            style = value(properties, "pStyle") or style
        look = self.styles.look(style).over(self.styles.base)
        outer_code, self._code = self._code, []
        text = before + "".join(self.inline(element, look))
        self._code = outer_code
        if properties is None:
            return self.numbered(None, style, text, in_cell=in_cell), True
        if properties.find(f"{W}rPr/{W}del") is not None:
            return text, False
        text = self.numbered(properties.find(W + "numPr"), style, text, in_cell=in_cell)
        return page_breaks(properties, text), True

    def numbered(self, own: etree._Element | None, style: str | None, text: str, *, in_cell: bool) -> str:
        """The text with its automatic number typed out; an empty line shows none, except in a table."""
        num_id, level = self.styles.numbering(style)
        if own is not None:
            num_id, level = value(own, "numId") or num_id, value(own, "ilvl") or level
        if not num_id or num_id == "0":
            return text
        index = whole(level, 0) if level else self.numbering.level_of_style(num_id, style or "")
        label = self.numbering.label(num_id, index)
        body = text.lstrip()
        if not label or not (body or in_cell):
            return text
        return f"{label} {body}".rstrip()

    def inline(self, parent: etree._Element, look: Look) -> Iterator[str]:
        """The pieces of text within a paragraph."""
        for child in parent:
            tag = child.tag
            if tag == R:
                yield from self.run(child, look)
            elif tag in WRAPPERS:
                yield from self.inline(child, look)
            elif tag == MC + "AlternateContent":
                yield from self.inline(chosen(child), look)
            elif isinstance(tag, str) and tag.startswith(MATH):
                yield "".join(str(text) for text in child.itertext(MATH + "t"))

    def run(self, element: etree._Element, look: Look) -> Iterator[str]:
        """The text of one run, in the letters that its look shows."""
        properties = element.find(W + "rPr")
        if properties is not None:
            style = value(properties, "rStyle")
            look = look_of(properties).over(self.styles.look(style) if style else PLAIN).over(look)
        yield shown("".join(self.pieces(element, look)), look, fonts=self.fonts)

    def pieces(self, run: etree._Element, look: Look) -> Iterator[str]:
        """What a run's children print."""
        for child in run:
            tag = child.tag
            if tag == T:
                if not any(self._code):
                    yield child.text or ""
            elif tag in SIGNS:
                yield SIGNS[tag]
            elif tag == W + "br":
                yield BREAKS.get(child.get(W + "type", ""), "\n")
            elif tag not in UNSEEN:
                yield from self.rare(child, look)

    def rare(self, child: etree._Element, look: Look) -> Iterator[str]:
        """Fields, notes, pictures and symbols."""
        tag = child.tag
        if tag == W + "fldChar":
            self.field(child.get(W + "fldCharType", ""))
        elif tag in PICTURES:
            self.boxes(child, look)
        elif tag == MC + "AlternateContent":
            yield from self.pieces(chosen(child), look)
        elif tag in {W + "footnoteReference", W + "endnoteReference"}:
            kind = "footnotes" if tag == W + "footnoteReference" else "endnotes"
            self.notes_cited.append((kind, child.get(W + "id", "")))
        elif tag == W + "sym":
            yield symbol(child)

    def field(self, kind: str) -> None:
        """Follow a complex field: its code is not shown, its result is."""
        if kind == "begin":
            self._code.append(True)
        elif self._code and kind == "separate":
            self._code[-1] = False
        elif self._code and kind == "end":
            self._code.pop()

    def boxes(self, picture: etree._Element, look: Look) -> None:
        """Keep the lines of text boxes, to stand after the paragraph that holds them."""
        if look.hidden:
            return
        for box in outermost_boxes(picture):
            kept, self._boxes = self._boxes, []
            lines = self.lines(box)
            self._boxes = [*kept, *(line for line in lines if line.strip())]

    def table(self, element: etree._Element) -> Table:
        """A table's cells with their own lines."""
        rows: list[list[Cell]] = []
        drawn = 0
        for row in flat(element):
            if row.tag != TR or row.find(f"{W}trPr/{W}del") is not None:
                continue
            cells = gap(row, "gridBefore")
            for cell in flat(row):
                if cell.tag == TC:
                    cells.append(self.cell(cell))
                    drawn += cell_lined(cell)
            rows.append(cells + gap(row, "gridAfter"))
        count = sum(len(row) for row in rows)
        return Table(rows, bordered=self.bordered(element) or drawn * 2 > count)

    def cell(self, element: etree._Element) -> Cell:
        """One cell."""
        lines = self.lines(element, in_cell=True)
        properties = element.find(W + "tcPr")
        if properties is None:
            return Cell(lines)
        merge = properties.find(W + "vMerge")
        continued = merge is not None and merge.get(VAL, "continue") == "continue"
        return Cell(lines, min(max(1, whole(value(properties, "gridSpan"), 1)), 100), continued)

    def bordered(self, table: etree._Element) -> bool:
        """Whether a table or its style draws lines."""
        properties = table.find(W + "tblPr")
        if properties is None:
            return False
        borders = properties.find(W + "tblBorders")
        if borders is not None:
            return lined(borders)
        return self.styles.draws_lines(value(properties, "tblStyle"))


def flat(parent: etree._Element) -> Iterator[etree._Element]:
    """The children of an element, those of mere wrappers in their place."""
    waiting = [iter(parent)]
    while waiting:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
        elif child.tag in WRAPPERS:
            waiting.append(iter(child))
        elif child.tag == MC + "AlternateContent":
            waiting.append(iter(chosen(child)))
        else:
            yield child


def chosen(alternate: etree._Element) -> etree._Element:
    """The one branch of an alternate content that Word of today shows."""
    choice = alternate.find(MC + "Choice")
    if choice is None or len(choice) == 0:
        choice = alternate.find(MC + "Fallback")
    return alternate if choice is None else choice


def outermost_boxes(picture: etree._Element) -> Iterator[etree._Element]:
    """The text boxes of a drawing; boxes inside boxes come with the outer one."""
    waiting = [iter(picture)]
    while waiting:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
        elif child.tag == BOX:
            yield child
        elif child.tag == MC + "AlternateContent":
            waiting.append(iter(chosen(child)))
        else:
            waiting.append(iter(child))


def page_breaks(properties: etree._Element, text: str) -> str:
    """The text with the page breaks that its paragraph orders before and after."""
    before = properties.find(W + "pageBreakBefore")
    section = properties.find(W + "sectPr")
    if before is not None and before.get(VAL, "1") not in {"0", "false", "off"}:
        text = "\f" + text
    if section is not None and value(section, "type") != "continuous":
        text += "\f"
    return text


def gap(row: etree._Element, name: str) -> list[Cell]:
    """The columns that a row leaves out at its start or end."""
    properties = row.find(W + "trPr")
    span = 0 if properties is None else whole(value(properties, name), 0)
    return [Cell(span=min(span, 100))] if span else []


def cell_lined(cell: etree._Element) -> bool:
    """Whether a cell draws at least two lines of its own (one is the rule under a letterhead)."""
    borders = cell.find(f"{W}tcPr/{W}tcBorders")
    return borders is not None and sum(line.get(VAL, "nil") not in {"nil", "none"} for line in borders) > 1


def symbol(element: etree._Element) -> str:
    """A letter of a symbol font; only bullets and plain letters mean something in text."""
    try:
        code = int(element.get(W + "char", ""), 16)
    except ValueError:
        return ""
    return chr(code) if 0x20 <= code < 0xD800 or 0xF020 <= code <= 0xF0FF else ""
