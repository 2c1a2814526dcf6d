"""Word documents: the package, its parts, and the order in which a person reads them."""

import posixpath

from lxml import etree

from donghanh.documents.reading.formats import letterhead, xml
from donghanh.documents.reading.formats.archive import Archive
from donghanh.documents.reading.formats.docx_body import Body
from donghanh.documents.reading.formats.docx_numbering import Numbering, W
from donghanh.documents.reading.formats.docx_styles import Styles
from donghanh.documents.reading.formats.limits import Limits
from donghanh.documents.reading.source import Source, Unreadable

STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
OLD_FONTS = (b'".vn', b'"vni')
MACROS = "Tệp có macro; chỉ đọc phần chữ, không chạy macro."


def load(data: bytes, limits: Limits) -> Source:
    """The text of a .docx or .docm file."""
    with Archive(data, limits) as archive:
        return Package(archive).source()


class Package:
    """The parts of one Word file, found through its relationships."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.main = self.main_part()
        self.relations = self.related(self.main)

    def main_part(self) -> str:
        """The name of the part that holds the document."""
        for kind, target in self.related("").values():
            if kind == "officeDocument" and target in self.archive:
                return target
        if "word/document.xml" in self.archive:
            return "word/document.xml"
        raise Unreadable(f"Tệp Word thiếu phần nội dung chính. {xml.SAVE_AGAIN}")

    def related(self, part: str) -> dict[str, tuple[str, str]]:
        """What a part is related to: id → (kind, part)."""
        folder, name = posixpath.split(part)
        data = self.archive.get(posixpath.join(folder, "_rels", name + ".rels"))
        if data is None:
            return {}
        found = {}
        for relation in xml.parse(data, part="_rels").iterfind(RELATION):
            target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
            kind = relation.get("Type", "").rpartition("/")[2]
            found[relation.get("Id", "")] = (kind, target.lstrip("/"))
        return found

    def part(self, kind: str) -> bytes | None:
        """The bytes of the one part of a kind, if there is one."""
        target = next((target for found, target in self.relations.values() if found == kind), None)
        return None if target is None else self.archive.get(target)

    def source(self) -> Source:
        """The whole document."""
        document = self.archive.read(self.main)
        styles_part = self.part("styles") or b""
        named = (document + styles_part).lower()
        fonts = any(font in named for font in OLD_FONTS)
        styles = Styles(parsed(styles_part, "styles.xml"))
        numbering = Numbering(parsed(self.part("numbering"), "numbering.xml"), styles.list_styles())
        body = Body(styles, numbering, fonts=fonts)
        root = parsed(document, self.main)
        content = None if root is None else root.find(W + "body")
        if content is None:
            raise Unreadable(f"Tệp Word không có phần thân văn bản. {xml.SAVE_AGAIN}")
        lines = body.lines(content)
        lines = self.with_header(lines, content, body) + self.cited_notes(body)
        macros = (MACROS,) if any(name.endswith("vbaProject.bin") for name in self.archive.names) else ()
        return Source(text="\n".join(lines), format="docx", notes=macros)

    def with_header(self, lines: list[str], content: etree._Element, body: Body) -> list[str]:
        """The body's lines, after a page header that holds the letterhead which the body lacks."""
        if letterhead.stands_in(lines):
            return lines
        references = [
            reference
            for kind in ("first", "default")
            for reference in content.iterfind(f".//{W}sectPr/{W}headerReference")
            if reference.get(W + "type") == kind
        ]
        for reference in references[:4]:
            _, target = self.relations.get(reference.get(RELATION_ID, ""), ("", ""))
            root = parsed(self.archive.get(target), target)
            header = [] if root is None else body.lines(root)
            if letterhead.stands_in(header):
                return [line for line in header if line.strip()] + lines
        return lines

    def cited_notes(self, body: Body) -> list[str]:
        """Footnotes and endnotes, on a last page of their own."""
        lines: list[str] = []
        roots = {kind: parsed(self.part(kind), kind) for kind in {kind for kind, _ in body.notes_cited}}
        for number, (kind, name) in enumerate(list(body.notes_cited), 1):
            root = roots[kind]
            for note in () if root is None else root:
                if note.get(W + "id") == name and note.get(W + "type") in {None, "normal"}:
                    text = " ".join(" ".join(body.lines(note)).split())
                    lines.append(f"[{number}] {text}")
        return ["\f", *lines] if lines else []


def parsed(data: bytes | None, part: str) -> etree._Element | None:
    """The root of a part, or None when the file has no such part."""
    if not data:
        return None
    if b"http://purl.oclc.org/ooxml/" in data[:4096]:
        for strict, usual in STRICT:
            data = data.replace(strict, usual)
    return xml.parse(data, part=part)
