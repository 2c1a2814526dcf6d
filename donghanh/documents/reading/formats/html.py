"""Web pages: the blocks, lists and tables of the document, without menus and scripts."""

import codecs
import contextlib
import email
import email.policy
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree, html

from donghanh.documents.reading.formats import text
from donghanh.documents.reading.formats.docx_body import DEEPEST
from donghanh.documents.reading.formats.docx_numbering import WRITERS, whole
from donghanh.documents.reading.formats.limits import Limits
from donghanh.documents.reading.formats.looks import PLAIN, Look, shown
from donghanh.documents.reading.formats.tables import Cell, Table, render
from donghanh.documents.reading.source import Source, Unreadable

CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)""", re.IGNORECASE)
SKIPPED = {
    *(
        "script",
        "style",
        "head",
        "noscript",
        "template",
        "iframe",
        "object",
        "svg",
        "canvas",
        "audio",
        "video",
    ),
    *("select", "button", "input", "textarea", "nav"),
}
MENU_ROLES = {"navigation", "search", "menu", "menubar", "dialog"}
MENU = re.compile(
    r"(?:^|[\s_-])(?:menu|nav|navbar|breadcrumbs?|sidebar|pagination|social|cookie)(?=$|[\s_-])", re.I
)
BLOCKS = {
    *("address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt"),
    *(
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "ol",
        "p",
        "pre",
    ),
    *("h1", "h2", "h3", "h4", "h5", "h6", "section", "summary", "ul"),
}
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
FONT = re.compile(r"font(?:-family)?\s*:[^;]*?['\"]?((?:\.vn|vni[- ])[\w .-]*)", re.IGNORECASE)
DRAWN = re.compile(
    r"border(?:-\w+)*\s*:\s*(?!none|0|medium none)[^;]*(?:solid|dotted|double|dashed|\dpx|\dpt)", re.I
)
BLANKS = re.compile(r"[ \t\r\n\f]+")
FORMS = {"A": "upperLetter", "a": "lowerLetter", "I": "upperRoman", "i": "lowerRoman"}
MOST_COLUMNS = 100
LONGEST_STYLE = 2_000
DEEPEST_CALLS = 8_000


def load(data: bytes, limits: Limits) -> Source:
    """The text of an HTML page, or of the page inside an MHTML file."""
    kind = "html"
    if re.match(rb"\s*MIME-Version:", data[:4096], re.IGNORECASE):
        data, kind = page_of(data), "mhtml"
    letters, notes = decode(data)
    limits.check_characters(len(letters) // 8)
    root = parse(letters)
    page = Page()
    with deep_calls():
        page.walk(main_part(root), PLAIN)
    page.flush()
    return Source(text="\n".join(page.lines), format=kind, notes=notes)


def page_of(data: bytes) -> bytes:
    """The HTML part of a web page saved as one file."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            found = part.get_payload(decode=True)
            return found if isinstance(found, bytes) else b""
    raise Unreadable("Tệp trang web (MHTML) không có phần nội dung. Đề nghị lưu lại dạng .html rồi thử lại.")


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Bytes to letters: pages often declare what is not true, so what the bytes show comes first."""
    declared = CHARSET.search(data[:4096])
    if declared and not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        name = declared[1].decode("ascii")
        if name.lower() in {"windows-1258", "cp1258"}:
            return data.decode("cp1258", "replace"), ()
    return text.decode(data)


def parse(letters: str) -> etree._Element:
    """The tree of a page; broken HTML is mended as browsers do."""
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        root: etree._Element = html.document_fromstring(
            letters.replace("\x00", "").encode("utf-8", "replace"), parser
        )
    except etree.ParserError as error:
        raise Unreadable("Trang web không có nội dung chữ nào để đọc.") from error
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise RecursionError
    return root


@contextlib.contextmanager
def deep_calls() -> Iterator[None]:
    """Room for pages whose tags are never closed: each paragraph of theirs lies inside all before it."""
    usual = sys.getrecursionlimit()
    sys.setrecursionlimit(max(usual, DEEPEST_CALLS))
    try:
        yield
    finally:
        sys.setrecursionlimit(usual)


def main_part(root: etree._Element) -> etree._Element:
    """What holds the document: the one <main> or <article> with most of the words, else the page."""
    for tag in ("main", "article"):
        found = list(root.iter(tag))
        if len(found) == 1 and length(found[0]) > 0.5 * length(root):
            return found[0]
    return root


def length(element: etree._Element) -> int:
    """How much text an element holds."""
    return sum(len(str(piece).strip()) for piece in element.itertext())


@dataclass(slots=True)
class Page:
    """One page on its way to lines."""

    lines: list[str] = field(default_factory=list)
    _line: list[str] = field(default_factory=list)
    _label: str = ""
    _tables: int = 0

    def flush(self) -> None:
        """End the line that is being gathered."""
        for part in "".join(self._line).split("\n"):
            line = part.strip(" ")
            if line.strip("\xa0\t "):
                self.lines.append(f"{self._label} {line}" if self._label else line)
                self._label = ""
        self._line = []

    def walk(self, element: etree._Element, look: Look) -> None:
        """Gather the lines of an element."""
        look = look_of(element).over(look)
        blanks = element.tag != "pre"
        self.say(element.text, look, collapse=blanks)
        number = whole(element.get("start"), 1) if element.tag == "ol" else 0
        for child in element:
            if child.tag == "li":
                number = whole(child.get("value"), number)
                self.item(child, item_label(element, number), look)
                number += 1
            else:
                self.child(child, look)
            self.say(child.tail, look, collapse=blanks)

    def say(self, words: str | None, look: Look, *, collapse: bool = True) -> None:
        """Add words to the line."""
        if words:
            self._line.append(shown(BLANKS.sub(" ", words) if collapse else words, look))

    def child(self, child: etree._Element, look: Look) -> None:
        """Gather one child: a break, a table, a block on lines of its own, or words of this line."""
        tag = child.tag
        if not isinstance(tag, str) or unseen(child):
            return
        if tag == "br":
            self._line.append("\n")
        elif tag == "table":
            self.flush()
            self.lines += self.table(child, look)
        elif tag in BLOCKS:
            self.flush()
            self.walk(child, look)
            self.flush()
        else:
            self.walk(child, look)

    def item(self, item: etree._Element, label: str, look: Look) -> None:
        """One item of a list: its first line carries the number."""
        self.flush()
        self._label = label
        self.walk(item, look)
        self.flush()
        self._label = ""

    def table(self, element: etree._Element, look: Look) -> list[str]:
        """The lines of a table."""
        if self._tables >= DEEPEST:
            raise RecursionError
        rows: list[list[Cell]] = []
        below: dict[int, int] = {}
        for row in element.iterfind("./tr"):
            rows.append(self.row(row, below, look))
        for group in element:
            if group.tag in {"thead", "tbody", "tfoot"}:
                rows += [self.row(row, below, look) for row in group.iterfind("./tr")]
        return render(Table(rows, bordered=bordered(element)))

    def row(self, row: etree._Element, below: dict[int, int], look: Look) -> list[Cell]:
        """The cells of a row; `below` counts, by column, the rows that cells above still reach into."""
        cells: list[Cell] = []
        column = 0
        for element in [*row.iterfind("./td"), *row.iterfind("./th")] if row.find("./td") is None else row:
            if element.tag not in {"td", "th"}:
                continue
            column = continued(cells, below, column)
            span = min(max(1, whole(element.get("colspan"), 1)), MOST_COLUMNS)
            inner = Page(_tables=self._tables + 1)
            inner.walk(element, look)
            inner.flush()
            cells.append(Cell(inner.lines, span))
            rows = whole(element.get("rowspan"), 1)
            below.update(dict.fromkeys(range(column, column + span), rows - 1) if rows > 1 else {})
            column += span
        continued(cells, below, column)
        return cells


def continued(cells: list[Cell], below: dict[int, int], column: int) -> int:
    """Add the cells that reach down from rows above, and return the next free column."""
    while below.get(column, 0) > 0:
        below[column] -= 1
        cells.append(Cell(continued=True))
        column += 1
    return column


def item_label(parent: etree._Element, number: int) -> str:
    """The number or bullet that a browser draws before an item."""
    style = style_of(parent).replace(" ", "")
    if "list-style:none" in style or "list-style-type:none" in style:
        return ""
    if parent.tag != "ol":
        return "-"
    return WRITERS.get(FORMS.get(parent.get("type", ""), ""), str)(number) + "."


def style_of(element: etree._Element) -> str:
    """The inline style of an element; no honest one is longer."""
    return (element.get("style") or "")[:LONGEST_STYLE]


def look_of(element: etree._Element) -> Look:
    """The look that an element gives its text."""
    style = style_of(element)
    face = element.get("face") if element.tag == "font" else None
    if not style and not face:
        return PLAIN
    found = FONT.search(style)
    capitals = True if style and re.search(r"text-transform\s*:\s*uppercase", style, re.IGNORECASE) else None
    return Look(None, capitals, found[1] if found else face)


def unseen(element: etree._Element) -> bool:
    """Whether an element is not part of the document: scripts, menus, hidden text."""
    if element.tag in SKIPPED or element.get("hidden") is not None:
        return True
    if HIDDEN.search(style_of(element)):
        return True
    if element.get("role") in MENU_ROLES:
        return True
    return MENU.search(f"{element.get('class', '')} {element.get('id', '')}") is not None and is_menu(element)


def is_menu(element: etree._Element) -> bool:
    """Whether what is named a menu reads like one: most of its words are links."""
    links = sum(length(link) for link in element.iter("a"))
    return links >= 0.5 * length(element)


def bordered(table: etree._Element) -> bool:
    """Whether a table draws lines."""
    if table.get("border", "0").strip(" px") not in {"", "0"} or DRAWN.search(style_of(table)):
        return True
    if re.search(r"bordered|MsoTableGrid|wikitable", table.get("class") or "", re.IGNORECASE):
        return True
    cells = [*table.iterfind(".//td"), *table.iterfind(".//th")]
    drawn = sum(cell.tag == "th" or DRAWN.search(style_of(cell)) is not None for cell in cells)
    return drawn * 2 > len(cells)
