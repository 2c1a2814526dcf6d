"""The walk through an OpenDocument text: paragraphs, lists, tables and frames as a reader sees them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from donghanh.documents.reading.formats.docx_body import DEEPEST, TOO_DEEP
from donghanh.documents.reading.formats.docx_numbering import whole
from donghanh.documents.reading.formats.looks import Look, shown
from donghanh.documents.reading.formats.odt_styles import (
    DRAW,
    FO,
    OFFICE,
    TABLE,
    TEXT,
    XML_ID,
    Count,
    Styles,
)
from donghanh.documents.reading.formats.tables import Cell, Table, render
from donghanh.documents.reading.source import Unreadable

PARAGRAPHS = {TEXT + "p", TEXT + "h"}
GROUPS = {
    TEXT + name
    for name in (
        "section",
        "table-of-content",
        "index-body",
        "index-title",
        "illustration-index",
        "table-index",
    )
}
ROWS = {TABLE + name for name in ("table-header-rows", "table-rows", "table-row-group")}
UNSEEN = {
    TEXT + name
    for name in ("tracked-changes", "soft-page-break", "hidden-text", "hidden-paragraph", "sequence-decls")
} | {OFFICE + name for name in ("annotation", "annotation-end", "forms")}
BLANKS = re.compile(r"[ \t\r\n]+")
MOST_ROWS, MOST_COLUMNS, MOST_SPACES = 50, 100, 200


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a list the walk is."""

    style: str | None
    level: int
    count: Count


@dataclass(slots=True)
class Walk:
    """One document's walk; it counts list items, so it goes once and in order."""

    styles: Styles
    notes: list[str] = field(default_factory=list)
    _known: dict[str, Count] = field(default_factory=dict)
    _last: dict[str | None, Count] = field(default_factory=dict)
    _outline: Count = field(default_factory=Count)
    _boxes: list[str] = field(default_factory=list)
    _depth: int = 0

    def lines(self, parent: etree._Element) -> list[str]:
        """The lines of a body, a section, a cell, a frame or a note."""
        self._depth += 1
        if self._depth > DEEPEST:
            raise Unreadable(TOO_DEEP)
        lines: list[str] = []
        for element in parent:
            lines += self.block(element)
        self._depth -= 1
        return lines

    def block(self, element: etree._Element) -> list[str]:
        """The lines of one block."""
        tag = element.tag
        if tag in PARAGRAPHS:
            return self.paragraph(element, self.heading_label(element))
        if tag == TEXT + "list":
            return self.listed(element, None)
        if tag == TABLE + "table":
            return render(self.table(element))
        if tag in GROUPS:
            return self.lines(element)
        if isinstance(tag, str) and tag.startswith(DRAW):
            self.frame(element)
            return self.taken_boxes()
        return []

    def paragraph(self, element: etree._Element, label: str) -> list[str]:
        """A paragraph's line with its number, page breaks around it, and the frames anchored in it."""
        style = element.get(TEXT + "style-name")
        text = "".join(self.inline(element, self.styles.look("paragraph", style))).strip(" ")
        if label and text:
            text = f"{label} {text}"
        if self.breaks(style, "break-before"):
            text = "\f" + text
        if self.breaks(style, "break-after"):
            text += "\f"
        return [text, *self.taken_boxes()]

    def breaks(self, style: str | None, side: str) -> bool:
        """Whether a paragraph style orders a new page."""
        return self.styles.property("paragraph", style, "paragraph-properties", FO + side) == "page"

    def heading_label(self, element: etree._Element) -> str:
        """The chapter number of a heading."""
        if element.tag != TEXT + "h" or element.get(TEXT + "is-list-header") == "true":
            return ""
        level = whole(element.get(TEXT + "outline-level"), 1)
        return self._outline.next(level, self.styles.outline, element.get(TEXT + "start-value"))

    def listed(self, element: etree._Element, outer: Place | None) -> list[str]:
        """The items of a list and of the lists in it."""
        style = element.get(TEXT + "style-name") or (outer.style if outer else None)
        place = Place(style, outer.level + 1 if outer else 1, outer.count if outer else self.count(element))
        self._last[style] = place.count
        lines: list[str] = []
        for item in element:
            if item.tag in {TEXT + "list-item", TEXT + "list-header"}:
                lines += self.item(item, place)
        return lines

    def count(self, element: etree._Element) -> Count:
        """The counter of an outer list: its own, or that of the list which it continues."""
        known = self._known.get(element.get(TEXT + "continue-list", ""))
        if known is None and element.get(TEXT + "continue-numbering") == "true":
            known = self._last.get(element.get(TEXT + "style-name"))
        count = known or Count()
        name = element.get(XML_ID)
        if name:
            self._known[name] = count
        return count

    def item(self, item: etree._Element, place: Place) -> list[str]:
        """One item: its first paragraph carries the number."""
        self._depth += 1
        if self._depth > DEEPEST:
            raise Unreadable(TOO_DEEP)
        lines: list[str] = []
        numbered = item.tag == TEXT + "list-header"
        for element in item:
            if element.tag == TEXT + "list":
                lines += self.listed(element, place)
            elif element.tag in PARAGRAPHS:
                label = "" if numbered else self.item_label(item, element, place)
                lines += self.paragraph(element, label)
                numbered = True
            else:
                lines += self.block(element)
        self._depth -= 1
        return lines

    def item_label(self, item: etree._Element, paragraph: etree._Element, place: Place) -> str:
        """The number or bullet of an item."""
        style = place.style or self.styles.list_of(paragraph.get(TEXT + "style-name"))
        levels = self.styles.lists.get(style or "", {})
        return place.count.next(place.level, levels, item.get(TEXT + "start-value"))

    def inline(self, element: etree._Element, look: Look) -> Iterator[str]:
        """The pieces of text within a paragraph."""
        yield shown(BLANKS.sub(" ", element.text or ""), look)
        for child in element:
            yield from self.piece(child, look)
            yield shown(BLANKS.sub(" ", child.tail or ""), look)

    def piece(self, child: etree._Element, look: Look) -> Iterator[str]:
        """What one element within a paragraph prints."""
        tag = child.tag
        if tag == TEXT + "s":
            yield " " * min(whole(child.get(TEXT + "c"), 1), MOST_SPACES)
        elif tag == TEXT + "tab":
            yield "\t"
        elif tag == TEXT + "line-break":
            yield "\n"
        elif tag == TEXT + "span":
            yield from self.inline(child, self.styles.look("text", child.get(TEXT + "style-name")).over(look))
        elif tag == TEXT + "note":
            self.note(child)
        elif isinstance(tag, str) and tag.startswith(DRAW):
            self.frame(child)
        elif tag not in UNSEEN:
            yield from self.inline(child, look)

    def note(self, element: etree._Element) -> None:
        """Keep a footnote or endnote for the end of the text."""
        body = element.find(TEXT + "note-body")
        if body is not None:
            self.notes.append(" ".join(" ".join(self.lines(body)).split()))

    def frame(self, element: etree._Element) -> None:
        """Keep the lines of a text box or shape, to stand after the paragraph that holds it."""
        kept, self._boxes = self._boxes, []
        lines = self.lines(element)
        self._boxes = [*kept, *(line for line in lines if line.strip())]

    def taken_boxes(self) -> list[str]:
        """The lines of the boxes met since the last paragraph."""
        boxes, self._boxes = self._boxes, []
        return boxes

    def table(self, element: etree._Element) -> Table:
        """A table's cells with their own lines."""
        rows: list[list[Cell]] = []
        drawn = count = 0
        for row in rows_of(element):
            cells = self.cells(row)
            rows += [cells] * min(whole(row.get(TABLE + "number-rows-repeated"), 1), MOST_ROWS)
            for cell in row.iterfind(TABLE + "table-cell"):
                count += 1
                drawn += self.styles.draws_lines(cell.get(TABLE + "style-name"))
        return Table(rows, bordered=drawn * 2 > count)

    def cells(self, row: etree._Element) -> list[Cell]:
        """The cells of a row; those under a cell that spans rows continue it."""
        cells: list[Cell] = []
        covered = 0
        for element in row:
            repeated = min(whole(element.get(TABLE + "number-columns-repeated"), 1), MOST_COLUMNS)
            if element.tag == TABLE + "table-cell":
                span = min(max(1, whole(element.get(TABLE + "number-columns-spanned"), 1)), MOST_COLUMNS)
                cells += [Cell(self.lines(element), span)] * repeated
                covered = span - 1
            elif element.tag == TABLE + "covered-table-cell":
                cells += [Cell(continued=True)] * max(0, repeated - covered)
                covered = max(0, covered - repeated)
        return cells


def rows_of(table: etree._Element) -> Iterator[etree._Element]:
    """The rows of a table, those of its groups in their place."""
    for element in table:
        if element.tag == TABLE + "table-row":
            yield element
        elif element.tag in ROWS:
            yield from rows_of(element)
