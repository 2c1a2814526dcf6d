"""OpenDocument's styles and automatic numbers, as far as they change the words."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from donghanh.documents.reading.formats.docx_numbering import WRITERS, bullet, whole
from donghanh.documents.reading.formats.looks import PLAIN, Look

BASE = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
TEXT, STYLE, TABLE, OFFICE, DRAW = (BASE % name for name in ("text", "style", "table", "office", "drawing"))
FO = BASE % "xsl-fo-compatible"
SVG = BASE % "svg-compatible"
LIST_FORMAT = (
    STYLE + "num-list-format",
    "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}num-list-format",
)
PLACE = re.compile(r"%(\d+)%")
FORMS = {"1": "decimal", "I": "upperRoman", "i": "lowerRoman", "A": "upperLetter", "a": "lowerLetter"}
LEVELS = 10
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


class Styles:
    """The styles of one document, automatic and common."""

    def __init__(self, *roots: etree._Element | None) -> None:
        self._styles: dict[tuple[str, str], etree._Element] = {}
        self.lists: dict[str, dict[int, etree._Element]] = {}
        self.outline: dict[int, etree._Element] = {}
        self._fonts: dict[str, str] = {}
        self._looks: dict[tuple[str, str], Look] = {}
        for root in roots:
            if root is not None:
                self._read(root)

    def _read(self, root: etree._Element) -> None:
        """Take in the styles of one part; those of the content come last and win."""
        for element in root.iter(
            STYLE + "style", TEXT + "list-style", TEXT + "outline-style", STYLE + "font-face"
        ):
            name = element.get(STYLE + "name", "")
            if element.tag == STYLE + "style":
                self._styles[element.get(STYLE + "family", ""), name] = element
            elif element.tag == STYLE + "font-face":
                self._fonts[name] = element.get(SVG + "font-family", name)
            else:
                levels = {whole(level.get(TEXT + "level"), 1): level for level in element}
                if element.tag == TEXT + "list-style":
                    self.lists[name] = levels
                else:
                    self.outline = levels

    def chain(self, family: str, name: str | None) -> Iterator[etree._Element]:
        """A style and those that it rests on, nearest first; rings end."""
        seen: set[str] = set()
        while name and (family, name) in self._styles and name not in seen:
            seen.add(name)
            yield self._styles[family, name]
            name = self._styles[family, name].get(STYLE + "parent-style-name")

    def look(self, family: str, name: str | None) -> Look:
        """The look that a style gives."""
        if not name:
            return PLAIN
        if (family, name) not in self._looks:
            look = PLAIN
            for style in self.chain(family, name):
                look = look.over(self._own_look(style.find(STYLE + "text-properties")))
            self._looks[family, name] = look
        return self._looks[family, name]

    def _own_look(self, properties: etree._Element | None) -> Look:
        """The look that one style itself gives."""
        if properties is None:
            return PLAIN
        display = properties.get(TEXT + "display")
        transform = properties.get(FO + "text-transform")
        font = properties.get(STYLE + "font-name")
        return Look(
            None if display is None else display == "none",
            None if transform is None else transform == "uppercase",
            self._fonts.get(font, font) if font else properties.get(FO + "font-family"),
        )

    def property(self, family: str, name: str | None, kind: str, attribute: str) -> str | None:
        """An attribute of a style's properties, from the nearest style that tells it."""
        for style in self.chain(family, name):
            properties = style.find(STYLE + kind)
            if properties is not None and properties.get(attribute) is not None:
                return properties.get(attribute)
        return None

    def list_of(self, paragraph_style: str | None) -> str | None:
        """The list style that a paragraph style brings along."""
        found = (style.get(STYLE + "list-style-name") for style in self.chain("paragraph", paragraph_style))
        return next((name for name in found if name), None)

    def draws_lines(self, cell_style: str | None) -> bool:
        """Whether a cell has at least two lines of its own (one is the rule under a letterhead)."""
        borders = [
            self.property("table-cell", cell_style, "table-cell-properties", FO + "border" + side)
            for side in ("", "-left", "-right", "-top", "-bottom")
        ]
        drawn = [border is not None and not border.startswith(("none", "0")) for border in borders]
        return drawn[0] or sum(drawn[1:]) > 1


@dataclass(slots=True)
class Count:
    """Where the counting of one list stands."""

    values: list[int | None] = field(default_factory=lambda: [None] * (LEVELS + 1))

    def next(self, level: int, levels: Mapping[int, etree._Element], start: str | None) -> str:
        """Count one item and return its label."""
        style = levels.get(level)
        if style is None or not 1 <= level <= LEVELS:
            return ""
        if style.tag == TEXT + "list-level-style-bullet":
            return bullet(style.get(TEXT + "bullet-char", "-"))
        current = self.values[level]
        if start is not None:
            self.values[level] = whole(start, 1)
        else:
            self.values[level] = first(style) if current is None else current + 1
        self.values[level + 1 :] = [None] * (LEVELS - level)
        return self.label(level, levels)

    def label(self, level: int, levels: Mapping[int, etree._Element]) -> str:
        """The number as its style writes it."""
        style = levels[level]
        pattern = next((style.get(name) for name in LIST_FORMAT if style.get(name) is not None), None)
        if not style.get(STYLE + "num-format") and pattern is None:
            return (style.get(STYLE + "num-prefix", "") + style.get(STYLE + "num-suffix", "")).strip()
        if pattern is None:
            shown = whole(style.get(TEXT + "display-levels"), 1)
            places = range(max(1, level - shown + 1), level + 1)
            inner = ".".join(text for text in (self.number(place, levels) for place in places) if text)
            return (style.get(STYLE + "num-prefix", "") + inner + style.get(STYLE + "num-suffix", "")).strip()
        return PLACE.sub(lambda place: self.number(int(place[1]), levels), pattern or "").strip()

    def number(self, level: int, levels: Mapping[int, etree._Element]) -> str:
        """The number of one level alone."""
        style = levels.get(level)
        form = None if style is None else style.get(STYLE + "num-format")
        if style is None or not form or level > LEVELS:
            return ""
        current = self.values[level]
        return WRITERS.get(FORMS.get(form, "decimal"), str)(first(style) if current is None else current)


def first(level: etree._Element) -> int:
    """The number that a level starts with."""
    return whole(level.get(TEXT + "start-value"), 1)
