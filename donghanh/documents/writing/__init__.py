"""Writing: structure becomes an official document. A library that knows no Django, the mirror of `reading`.

    from donghanh.documents import writing
    content = writing.Content(kind="KH", title="…", issuers=(writing.Issuer(name="Tỉnh đoàn …"),), …)
    word = writing.docx(content, "youth_union")      # bytes of a .docx
    pdf = writing.pdf(content, "youth_union")        # bytes of a PDF/A-2b

Layouts: `youth_union`, `state`, `association`, `school_hybrid`, `joint` (names as in `Reading.layout`). Words
stand as they are spoken; capitals, numbers of points, bullets, "TM.", "Lưu" are the layout's. `missing` lists
what a content lacks; `as_dict` and `from_dict` are its JSON form. What cannot be written raises `Unwritable`,
whose message says in Vietnamese what is missing or wrong and what to do.
"""

from donghanh.documents.writing import lacks, layouts, pdf_file, word
from donghanh.documents.writing.codec import as_dict, from_dict
from donghanh.documents.writing.compose import sheet
from donghanh.documents.writing.content import (
    Appendix,
    Basis,
    Block,
    Content,
    Issuer,
    Item,
    Items,
    Paragraph,
    Point,
    Receiver,
    Signature,
    Table,
)
from donghanh.documents.writing.lacks import Lack
from donghanh.documents.writing.layouts import LAYOUTS, WRITABLE, Layout
from donghanh.documents.writing.sheet import Sheet
from donghanh.documents.writing.trouble import Unwritable
from donghanh.documents.writing.wording import day_of

__all__ = [
    "LAYOUTS",
    "WRITABLE",
    "Appendix",
    "Basis",
    "Block",
    "Content",
    "Issuer",
    "Item",
    "Items",
    "Lack",
    "Layout",
    "Paragraph",
    "Point",
    "Receiver",
    "Signature",
    "Table",
    "Unwritable",
    "as_dict",
    "docx",
    "from_dict",
    "missing",
    "pdf",
    "pictures",
]


def docx(content: Content, layout: str, *, draft: bool = False) -> bytes:
    """The document as a Word file in a layout; a draft is written even when parts are missing."""
    return word.write(_sheet(content, layout, draft=draft))


def pdf(content: Content, layout: str, *, draft: bool = False) -> bytes:
    """The document as a PDF/A-2b file in a layout, with its fonts inside."""
    return pdf_file.write(_sheet(content, layout, draft=draft))


def pictures(content: Content, layout: str, *, most: int) -> list[bytes]:
    """The first pages of a draft as PNG pictures, to be looked at before printing."""
    return pdf_file.pictures(_sheet(content, layout, draft=True), most=most)


def missing(content: Content, layout: str) -> list[Lack]:
    """What the content lacks for a layout; nothing when it can be written."""
    return lacks.find(content, layouts.writable_on(layout, day_of(content.issued_on)))


def _sheet(content: Content, layout: str, *, draft: bool) -> Sheet:
    chosen = layouts.writable_on(layout, day_of(content.issued_on))
    found = [] if draft else lacks.find(content, chosen)
    if found:
        raise Unwritable("Chưa soạn được văn bản. " + " ".join(map(str, found)))
    return sheet(content, chosen)
