"""OpenDocument texts: the package and the order in which a person reads its parts."""

from lxml import etree

from donghanh.documents.reading.formats import letterhead, xml
from donghanh.documents.reading.formats.archive import Archive
from donghanh.documents.reading.formats.limits import Limits
from donghanh.documents.reading.formats.odt_body import Walk
from donghanh.documents.reading.formats.odt_styles import OFFICE, STYLE, Styles
from donghanh.documents.reading.source import Source, Unreadable

ENCRYPTED = (
    "Tệp được đặt mật khẩu nên không đọc được. Đề nghị mở bằng LibreOffice, bỏ mật khẩu, lưu lại rồi thử lại."
)
MACROS = "Tệp có macro; chỉ đọc phần chữ, không chạy macro."
HEADERS = (STYLE + "header-first", STYLE + "header")


def load(data: bytes, limits: Limits) -> Source:
    """The text of an .odt file."""
    with Archive(data, limits) as archive:
        if b"encryption-data" in (archive.get("META-INF/manifest.xml") or b""):
            raise Unreadable(ENCRYPTED)
        content = xml.parse(archive.read("content.xml"), part="content.xml")
        styles_part = archive.get("styles.xml")
        styles = xml.parse(styles_part, part="styles.xml") if styles_part else None
        macros = (MACROS,) if any(name.startswith("Basic/") for name in archive.names) else ()
    body = content.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise Unreadable(f"Tệp OpenDocument không có phần thân văn bản. {xml.SAVE_AGAIN}")
    walk = Walk(Styles(styles, content))
    lines = walk.lines(body)
    lines = with_header(lines, styles, walk)
    if walk.notes:
        lines += ["\f", *(f"[{number}] {note}" for number, note in enumerate(walk.notes, 1))]
    return Source(text="\n".join(lines), format="odt", notes=macros)


def with_header(lines: list[str], styles: etree._Element | None, walk: Walk) -> list[str]:
    """The body's lines, after a page header that holds the letterhead which the body lacks."""
    if styles is None or letterhead.stands_in(lines):
        return lines
    for element in styles.iter(*HEADERS):
        header = [line for line in walk.lines(element) if line.strip()]
        if letterhead.stands_in(header):
            return header + lines
    return lines
