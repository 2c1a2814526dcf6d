"""Word's styles as far as they change the words: hidden, capitals, old fonts, numbering, table lines."""

from collections.abc import Iterator

from lxml import etree

from donghanh.documents.reading.formats.docx_numbering import VAL, W, value
from donghanh.documents.reading.formats.looks import PLAIN, Look

OFF = {"0", "false", "off"}
NO_LINE = {"nil", "none"}
CAPITALS = (W + "caps", W + "smallCaps")


def toggle(element: etree._Element) -> bool:
    """The value of an on–off property."""
    return element.get(VAL, "1") not in OFF


def look_of(properties: etree._Element | None) -> Look:
    """The look that run properties give."""
    if properties is None:
        return PLAIN
    hidden: bool | None = None
    capitals: bool | None = None
    font: str | None = None
    for child in properties:
        if child.tag == W + "vanish":
            hidden = toggle(child)
        elif child.tag in CAPITALS:
            capitals = toggle(child) or bool(capitals)
        elif child.tag == W + "rFonts":
            font = child.get(W + "ascii") or child.get(W + "hAnsi")
    return Look(hidden, capitals, font)


class Styles:
    """The styles of one document, resolved through the styles that they rest on."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        self._looks: dict[str, Look] = {}
        self._numbers: dict[str, tuple[str | None, str | None]] = {}
        self.base = PLAIN
        self.default_paragraph: str | None = None
        if root is None:
            return
        for style in root.iterfind(W + "style"):
            name = style.get(W + "styleId", "")
            self._styles[name] = style
            if style.get(W + "type") == "paragraph" and style.get(W + "default") in {"1", "true"}:
                self.default_paragraph = name
        self.base = look_of(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))

    def chain(self, name: str | None) -> Iterator[etree._Element]:
        """A style and those that it is based on, nearest first; rings end."""
        seen: set[str] = set()
        while name and name in self._styles and name not in seen:
            seen.add(name)
            yield self._styles[name]
            name = value(self._styles[name], "basedOn")

    def look(self, name: str | None) -> Look:
        """The look that a paragraph or character style gives."""
        if not name:
            return PLAIN
        if name not in self._looks:
            look = PLAIN
            for style in self.chain(name):
                look = look.over(look_of(style.find(W + "rPr")))
            self._looks[name] = look
        return self._looks[name]

    def numbering(self, name: str | None) -> tuple[str | None, str | None]:
        """The list and level that a paragraph style gives, each from the nearest style that tells it."""
        if not name:
            return None, None
        if name not in self._numbers:
            num_id = level = None
            for style in self.chain(name):
                properties = style.find(f"{W}pPr/{W}numPr")
                if properties is not None:
                    num_id = num_id or value(properties, "numId")
                    level = level or value(properties, "ilvl")
            self._numbers[name] = (num_id, level)
        return self._numbers[name]

    def list_styles(self) -> dict[str, str]:
        """The list that each numbering style stands for."""
        lists = [name for name, style in self._styles.items() if style.get(W + "type") == "numbering"]
        found = {name: self.numbering(name)[0] for name in lists}
        return {name: num_id for name, num_id in found.items() if num_id}

    def draws_lines(self, name: str | None) -> bool:
        """Whether a table style draws lines."""
        for style in self.chain(name):
            borders = style.find(f"{W}tblPr/{W}tblBorders")
            if borders is not None:
                return lined(borders)
        return False


def lined(borders: etree._Element) -> bool:
    """Whether any line of a border description is drawn."""
    return any(line.get(VAL, "nil") not in NO_LINE for line in borders)
