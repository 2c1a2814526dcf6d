"""What a file is, by its first bytes and inner names, never by its extension."""

import codecs
import re

from donghanh.documents.reading.formats.archive import Archive
from donghanh.documents.reading.formats.limits import Limits
from donghanh.documents.reading.source import Unreadable

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
# What is no document, with the name a person knows it by.
STRANGERS = (
    (b"MZ", "chương trình Windows (.exe, .dll)"),
    (b"\x7fELF", "chương trình Linux"),
    (b"Rar!\x1a\x07", "tệp nén RAR"),
    (b"7z\xbc\xaf\x27\x1c", "tệp nén 7-Zip"),
    (b"\x1f\x8b", "tệp nén gzip"),
    (b"BZh", "tệp nén bzip2"),
    (b"\xfd7zXZ\x00", "tệp nén xz"),
    (b"GIF8", "ảnh GIF"),
    (b"BM", "ảnh BMP"),
    (b"ID3", "tệp âm thanh MP3"),
    (b"OggS", "tệp âm thanh Ogg"),
    (b"RIFF", "tệp âm thanh, hình ảnh (WAV, AVI, WebP)"),
    (b"SQLite format 3\x00", "cơ sở dữ liệu SQLite"),
    (b"%!PS", "tệp PostScript"),
    (b"\xca\xfe\xba\xbe", "chương trình đã biên dịch"),
)
OLE_STRANGERS = (
    ("Workbook", "bảng tính Excel (.xls)"),
    ("PowerPoint Document", "bài trình chiếu PowerPoint (.ppt)"),
    ("__substg1.0", "thư Outlook (.msg)"),
)
ZIP_STRANGERS = (
    ("xl/", "bảng tính Excel (.xlsx)"),
    ("ppt/", "bài trình chiếu PowerPoint (.pptx)"),
    ("visio/", "bản vẽ Visio"),
)
ODF_STRANGERS = {
    "spreadsheet": "bảng tính OpenDocument (.ods)",
    "presentation": "bài trình chiếu OpenDocument (.odp)",
    "graphics": "bản vẽ OpenDocument (.odg)",
}
BOMS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|div|p|meta)[\s>]", re.IGNORECASE)
ACCEPTED = "Hãy dùng tệp .docx, .odt, .pdf, .html, .txt, .doc, .rtf hoặc ảnh quét."


def refuse(what: str, advice: str = ACCEPTED) -> Unreadable:
    """The refusal of something that is no document."""
    return Unreadable(f"Đây là {what}, không phải văn bản để đọc. {advice}")


def recognise(data: bytes, limits: Limits) -> str:
    """The format of a file: docx, docm, odt, pdf, doc, rtf, html, mhtml, image or txt."""
    kind = by_signature(data)
    if kind == "ole":
        return ole(data)
    return zipped(data, limits) if kind == "zip" else kind


def by_signature(data: bytes) -> str:
    """The format as far as the first bytes tell; containers ("ole", "zip") are not looked into."""
    if not data:
        raise Unreadable("Tệp rỗng, không có nội dung nào để đọc. Đề nghị kiểm tra lại tệp đã chọn.")
    if data.startswith(OLE):
        return "ole"
    if data.startswith(ZIP):
        return "zip"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(IMAGES):
        return "image"
    return "rtf" if data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf") else textual(data)


def textual(data: bytes) -> str:
    """The format of what has no signature of a document: text, HTML, or something foreign."""
    if not data.startswith(BOMS):
        for signature, name in STRANGERS:
            if data.startswith(signature) and binary(data):
                raise refuse(name)
        if data[4:8] == b"ftyp":
            raise refuse("tệp âm thanh, hình ảnh (MP4, HEIC)")
    head = narrow(data[:4096])
    if re.match(rb"\s*MIME-Version:", head, re.IGNORECASE) and b"multipart/related" in head:
        return "mhtml"
    if head.lstrip().startswith(b"<?xml"):
        return xml_kind(head)
    return "html" if HTML.match(head.lstrip()) or html_inside(head) else "txt"


def html_inside(head: bytes) -> bool:
    """Whether HTML begins after some other words (a comment, a blank line, a header of a web save)."""
    return bool(re.search(rb"<!doctype\s+html|<html[\s>]|<body[\s>]", head, re.IGNORECASE))


def xml_kind(head: bytes) -> str:
    """XHTML is read; other XML is named and refused."""
    if html_inside(head):
        return "html"
    if b"Word.Document" in head:
        raise refuse("tệp Word dạng XML", "Hãy mở bằng Word và lưu lại dạng .docx rồi thử lại.")
    raise refuse("tệp XML")


def narrow(head: bytes) -> bytes:
    """The first bytes as ASCII when the file is UTF-16, else themselves."""
    if head.startswith(BOMS[1:]):
        return head[2:].replace(b"\x00", b"")
    return head.removeprefix(codecs.BOM_UTF8)


def binary(data: bytes) -> bool:
    """Whether the first bytes hold controls that no text has."""
    return bool(re.search(rb"[\x00-\x06\x0e-\x1a]", data[:4096]))


def ole(data: bytes) -> str:
    """A Word 97–2003 file, or the name of what else lies in the old Office container."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise Unreadable(
            "Tệp được đặt mật khẩu nên không đọc được. "
            "Đề nghị mở bằng Word, bỏ mật khẩu (Tệp → Thông tin → Bảo vệ tài liệu), lưu lại rồi thử lại."
        )
    if "WordDocument".encode("utf-16-le") in data:
        return "doc"
    for stream, name in OLE_STRANGERS:
        if stream.encode("utf-16-le") in data:
            raise refuse(name)
    raise refuse("tệp Office đời cũ không chứa văn bản Word, hoặc đã hỏng")


def zipped(data: bytes, limits: Limits) -> str:
    """A Word or OpenDocument text, or the name of what else is zipped."""
    with Archive(data, limits) as archive:
        if "mimetype" in archive:
            return opendocument(archive)
        types = archive.get("[Content_Types].xml") or b""
        if b"wordprocessingml" in types or "word/document.xml" in archive:
            return "docm" if b"macroEnabled" in types or "word/vbaProject.bin" in archive else "docx"
        for folder, name in ZIP_STRANGERS:
            if any(member.startswith(folder) for member in archive.names):
                raise refuse(name)
    raise refuse("tệp nén ZIP", "Hãy giải nén rồi chọn từng văn bản bên trong.")


def opendocument(archive: Archive) -> str:
    """An OpenDocument text, or the name of its sibling."""
    mimetype = archive.read("mimetype").decode("ascii", "replace").strip()
    if mimetype.startswith("application/vnd.oasis.opendocument.text"):
        return "odt"
    kind = mimetype.rpartition(".")[2].partition("-")[0]
    if kind in ODF_STRANGERS:
        raise refuse(ODF_STRANGERS[kind])
    raise refuse("sách điện tử EPUB" if "epub" in mimetype else "tệp nén ZIP")
