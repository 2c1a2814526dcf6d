"""A sheet as a Word file (.docx). The same sheet gives the same bytes."""

import io
import zipfile
from collections.abc import Iterator
from xml.sax.saxutils import escape

from donghanh.documents.writing.layouts import Layout
from donghanh.documents.writing.sheet import Columns, Grid, Line, Pages, Printed, Rule, Sheet
from donghanh.documents.writing.word_template import CONTACT, LEVELS, Template, template

_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_ALIGN = {"left": "left", "center": "center", "right": "right", "justify": "both"}
_SAME_MOMENT = (1980, 1, 1, 0, 0, 0)
_SINGLE = 240
KEPT_ROWS = 6  # a table of so few rows is not parted over two pages
_CELL_PADDING = 108  # of a table of data, in twentieths of a point


def write(sheet: Sheet) -> bytes:
    """The bytes of the .docx file."""
    base = template(sheet.layout)
    own = {
        "word/document.xml": _document(sheet, base),
        "docProps/core.xml": _properties(sheet),
    }
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, content in base.parts:
            data = own.get(name, content)
            if name == base.footer_part:
                data = data.replace(CONTACT.encode(), escape(sheet.contact).encode())
            archive.writestr(_entry(name), data)
    return saved.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _SAME_MOMENT)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _properties(sheet: Sheet) -> bytes:
    day = sheet.day if len(sheet.day) == 10 else ""
    created = f'<dcterms:created xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:created>' if day else ""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<cp:coreProperties xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(sheet.title)}</dc:title><dc:creator>{escape(sheet.author)}</dc:creator>"
        f"<dc:language>vi-VN</dc:language>{created}</cp:coreProperties>"
    ).encode()


def _document(sheet: Sheet, base: Template) -> bytes:
    body: list[str] = []
    last = len(sheet.pages) - 1
    for index, pages in enumerate(sheet.pages):
        body += [_block(block, sheet.layout) for block in pages.blocks]
        section = _section(sheet.layout, pages, base, first=index == 0)
        if index == last:
            body.append(_closed(pages) + section)
        else:
            body.append(f"<w:p><w:pPr>{_TINY}{section}</w:pPr></w:p>")
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document {_NAMESPACES}><w:body>'
        f"{''.join(body)}</w:body></w:document>"
    ).encode()


# A paragraph that only carries something else: it takes no room.
_TINY = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'


def _closed(pages: Pages) -> str:
    """A table may not be the last thing in a Word file: an empty paragraph follows it."""
    after_table = bool(pages.blocks) and isinstance(pages.blocks[-1], Columns | Grid)
    return f"<w:p><w:pPr>{_TINY}</w:pPr></w:p>" if after_table else ""


def _section(layout: Layout, pages: Pages, base: Template, *, first: bool) -> str:
    """Paper, margins and the header with the page number; turned, the binding edge is on top."""
    width, height = (297, 210) if pages.landscape else (210, 297)
    margins = (
        (layout.left, layout.top, layout.right, layout.bottom)
        if pages.landscape
        else (layout.top, layout.right, layout.bottom, layout.left)
    )
    top, right, bottom, left = map(_twips, margins)
    headers = f'<w:headerReference w:type="default" r:id="{base.header}"/>'
    if first:
        headers += (
            f'<w:headerReference w:type="first" r:id="{base.first_header}"/>'
            f'<w:footerReference w:type="first" r:id="{base.first_footer}"/>'
        )
    orient = ' w:orient="landscape"' if pages.landscape else ""
    return (
        f'<w:sectPr>{headers}<w:pgSz w:w="{_twips(width)}" w:h="{_twips(height)}"{orient}/>'
        f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}" '
        f'w:header="{_twips(10)}" w:footer="{_twips(10)}" w:gutter="0"/>'
        f"{'<w:titlePg/>' if first else ''}</w:sectPr>"
    )


def _twips(millimetres: float) -> int:
    return round(millimetres * 1440 / 25.4)


def _block(block: Printed, layout: Layout) -> str:
    if isinstance(block, Line):
        return _line(block)
    if isinstance(block, Rule):
        return _rule(block, room=layout.text_width)
    return _columns(block) if isinstance(block, Columns) else _grid(block)


# --- Lines ---


def _line(line: Line) -> str:
    style = f'<w:pStyle w:val="Heading{min(line.level, LEVELS)}"/>' if line.level else ""
    indent = ""
    if line.first or line.left:
        first = f' w:firstLine="{_twips(line.first)}"' if line.first else ""
        indent = f'<w:ind w:left="{_twips(line.left)}"{first}/>'
    return (
        f"<w:p><w:pPr>{style}{'<w:keepNext/>' if line.keep else _NOT_KEPT if line.level else ''}"
        f'<w:spacing w:before="{round(line.before * 20)}" w:after="{round(line.after * 20)}" '
        f'w:line="{round(line.spacing * _SINGLE)}" w:lineRule="auto"/>{indent}'
        f'<w:jc w:val="{_ALIGN[line.align]}"/></w:pPr>{"".join(_runs(line))}</w:p>'
    )


_NOT_KEPT = '<w:keepNext w:val="0"/><w:keepLines w:val="0"/>'


def _runs(line: Line) -> Iterator[str]:
    if line.lead:
        yield _run(line.lead, line, bold=True)
    if line.text:
        yield _run(line.text, line, bold=line.bold)


def _run(text: str, line: Line, *, bold: bool) -> str:
    look = ("<w:b/>" if bold else '<w:b w:val="0"/>' if line.level else "") + (
        "<w:i/>" if line.italic else ""
    )
    colour = '<w:color w:val="C00000"/>' if line.boxed else ""
    size = f'<w:sz w:val="{round(line.size * 2)}"/><w:szCs w:val="{round(line.size * 2)}"/>'
    frame = '<w:bdr w:val="single" w:sz="8" w:space="2" w:color="C00000"/>' if line.boxed else ""
    return f"<w:r><w:rPr>{look}{colour}{size}{frame}</w:rPr>{_text(text)}</w:r>"


def _text(text: str) -> str:
    return "<w:br/>".join(f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in text.split("\n"))


def _rule(rule: Rule, *, room: float) -> str:
    """A drawn line: the upper border of an empty paragraph that is as wide as the line."""
    side = _twips(max(0.0, (room - rule.width) / 2))
    return (
        '<w:p><w:pPr><w:pBdr><w:top w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:pBdr>'
        f'<w:spacing w:before="{round(rule.before * 20)}" w:after="{round(rule.after * 20)}" w:line="20" '
        f'w:lineRule="exact"/><w:ind w:left="{side}" w:right="{side}"/></w:pPr></w:p>'
    )


# --- Tables ---


def _columns(block: Columns) -> str:
    grid = "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in block.widths)
    rows = "".join(_aside(cells, block.widths) for cells in block.rows)
    before = f'<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="{round(block.before * 20)}" '
    lead = f'{before}w:lineRule="exact"/></w:pPr></w:p>' if block.before else ""
    return (
        f'{lead}<w:tbl><w:tblPr><w:tblW w:w="{_twips(sum(block.widths))}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/>'
        '<w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _aside(cells: tuple[tuple[Line | Rule, ...], ...], widths: tuple[float, ...]) -> str:
    printed = []
    for lines, width in zip(cells, widths, strict=True):
        content = "".join(
            _rule(line, room=width) if isinstance(line, Rule) else _line(line) for line in lines
        )
        printed.append(_cell(content or "<w:p/>", width))
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(printed)}</w:tr>"


def _cell(content: str, width: float) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{_twips(width)}" w:type="dxa"/></w:tcPr>{content}</w:tc>'


def _grid(block: Grid) -> str:
    grid = "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in block.widths)
    border = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    numeric = [all(is_figure(row[index]) for row in block.rows) for index in range(len(block.columns))]
    head = _row(block.columns, block, align=["center"] * len(block.columns), head=True, keep=True)
    align = ["center" if figures else "left" for figures in numeric]
    last = len(block.rows) - 1
    rows = "".join(
        _row(row, block, align=align, keep=index < last and (last < KEPT_ROWS or index in {0, last - 1}))
        for index, row in enumerate(block.rows)
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{_twips(sum(block.widths))}" w:type="dxa"/>'
        f'<w:tblBorders>{border}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f'<w:tblCellMar><w:left w:w="{_CELL_PADDING}" w:type="dxa"/>'
        f'<w:right w:w="{_CELL_PADDING}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>{_AFTER_GRID}"
    )


_AFTER_GRID = (
    '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/></w:pPr></w:p>'
)


def is_figure(text: str) -> bool:
    """Whether a cell holds a figure, a short mark or nothing."""
    return len(text) <= 12 and (not text or text[0].isdigit() or text in {"x", "X", "-"})


def _row(cells: tuple[str, ...], block: Grid, *, align: list[str], keep: bool, head: bool = False) -> str:
    kept = "<w:keepNext/>" if keep else ""
    printed = []
    for text, width, side in zip(cells, block.widths, align, strict=True):
        run = _run(text, Line(text=text, part="table", size=block.size), bold=head) if text else ""
        printed.append(
            f'<w:tc><w:tcPr><w:tcW w:w="{_twips(width)}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
            f'<w:p><w:pPr>{kept}<w:spacing w:before="40" w:after="40"/>'
            f'<w:jc w:val="{side}"/></w:pPr>{run}</w:p></w:tc>'
        )
    properties = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" if head else ""
    return f"<w:tr>{properties}{''.join(printed)}</w:tr>"
