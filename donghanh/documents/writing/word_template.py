"""The empty Word file of a layout: its styles, page numbers and settings, made once by python-docx.

A document then only brings its own `document.xml` and properties, so that writing one costs about as much as
packing a zip file.
"""

import io
import zipfile
from dataclasses import dataclass
from functools import lru_cache

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from donghanh.documents.writing.layouts import Layout

FONT = "Times New Roman"
NUMBER_SIZE = 13
CONTACT_SIZE = 11
LEVELS = 6
CONTACT = "\u2060contact\u2060"  # what stands in the template where the contact line goes


@dataclass(frozen=True, slots=True)
class Template:
    """The parts that never change, and the names under which the body refers to its headers."""

    parts: tuple[tuple[str, bytes], ...]
    header: str  # relation ids
    first_header: str
    first_footer: str
    footer_part: str


@lru_cache(maxsize=16)
def template(layout: Layout) -> Template:
    """The empty file of a layout."""
    document = docx.Document()
    _styles(document, layout)
    _settings(document)
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.top_margin, section.header_distance = Mm(layout.top), Mm(10)
    _page_number(section.header.paragraphs[0])
    section.first_page_header.paragraphs[0].text = ""
    foot = section.first_page_footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    foot.add_run(CONTACT).font.size = Pt(CONTACT_SIZE)
    ids = {
        (reference.tag.rpartition("}")[2], reference.get(qn("w:type"))): str(reference.get(qn("r:id")))
        for reference in section._sectPr
        if reference.tag.endswith("Reference")
    }
    footer = document.part.rels[ids["footerReference", "first"]].target_part
    for relations in (document.part.rels, document.part.package.rels):
        for name in [
            name for name, one in relations.items() if one.reltype.endswith(("/customXml", "/thumbnail"))
        ]:
            del relations[name]
    saved = io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as archive:
        parts = tuple((name, archive.read(name)) for name in archive.namelist())
    return Template(
        parts=parts,
        header=ids["headerReference", "default"],
        first_header=ids["headerReference", "first"],
        first_footer=ids["footerReference", "first"],
        footer_part=str(footer.partname).lstrip("/"),
    )


def _styles(document: docx.document.Document, layout: Layout) -> None:
    normal = document.styles["Normal"]
    _face(normal, layout.body_size)
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    for level in range(1, LEVELS + 1):
        style = document.styles[f"Heading {level}"]
        _face(style, layout.body_size)
        style.font.bold, style.font.italic = True, False
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
    for name in ("Header", "Footer"):
        _face(document.styles[name], NUMBER_SIZE)


def _face(style: ParagraphStyle, size: float) -> None:
    """The one font of official papers, for all scripts; theme fonts would win over it."""
    style.font.name, style.font.size = FONT, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in [name for name in fonts.attrib if name.endswith("Theme")]:
        del fonts.attrib[name]
    for name in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(name), FONT)
    language = OxmlElement("w:lang")
    for name in ("w:val", "w:eastAsia"):
        language.set(qn(name), "vi-VN")
    properties = style.element.get_or_add_rPr()
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    properties.append(language)


def _settings(document: docx.document.Document) -> None:
    """Word of today, not in the mode for files of old versions."""
    settings = document.settings.element
    for old in settings.findall(qn("w:compat")):
        settings.remove(old)
    compat = OxmlElement("w:compat")
    mode = OxmlElement("w:compatSetting")
    mode.set(qn("w:name"), "compatibilityMode")
    mode.set(qn("w:uri"), "http://schemas.microsoft.com/office/word")
    mode.set(qn("w:val"), "15")
    compat.append(mode)
    before = next((child for child in settings if child.tag in _AFTER_COMPAT), None)
    if before is None:
        settings.append(compat)
    else:
        before.addprevious(compat)


_AFTER_COMPAT = {
    qn(f"w:{name}")
    for name in (
        "rsids",
        "themeFontLang",
        "clrSchemeMapping",
        "shapeDefaults",
        "decimalSymbol",
        "listSeparator",
    )
} | {qn("m:mathPr")}


def _page_number(paragraph: Paragraph) -> None:
    """The number of the page, in the middle of the top margin."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind, text in (("begin", ""), ("", "PAGE"), ("separate", ""), ("", "2"), ("end", "")):
        run = paragraph.add_run(text if text == "2" else "")
        run.font.size = Pt(NUMBER_SIZE)
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        elif text == "PAGE":
            code = OxmlElement("w:instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = " PAGE "
            run._r.append(code)
