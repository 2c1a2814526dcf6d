"""Looks at what was sent before anything is kept: what it is, by its content, and whether that is accepted.

Only first bytes, names inside an archive and one small part of it are read here; photos are opened in a
child process (`photos`).
"""

import io
import math
import re
import zipfile
import zlib
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile

from donghanh.core.errors import Refused
from donghanh.files import names, photos
from donghanh.files.kinds import MB, PHOTOS, Kind, Profile

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MOST_MEMBERS = 10_000
LARGEST_UNPACKED = 300 * MB
LARGEST_PART = 1 * MB
PROGRAMS = (
    b"MZ",
    b"\x7fELF",
    b"#!",
    b"\xca\xfe\xba\xbe",
    b"\xcf\xfa\xed\xfe",
    b"\xce\xfa\xed\xfe",
    b"dex\n",
    b"L\x00\x00\x00\x01\x14\x02\x00",
)
SIGNATURES = (
    (b"\xff\xd8\xff", Kind.JPEG),
    (b"\x89PNG\r\n\x1a\n", Kind.PNG),
    (b"II*\x00", Kind.TIFF),
    (b"MM\x00*", Kind.TIFF),
)
STRANGERS = (
    (b"GIF8", "ảnh GIF"),
    (b"BM", "ảnh BMP"),
    (b"Rar!\x1a\x07", "tệp nén RAR"),
    (b"7z\xbc\xaf\x27\x1c", "tệp nén 7-Zip"),
    (b"\x1f\x8b", "tệp nén gzip"),
    (b"ID3", "tệp âm thanh"),
    (b"\xff\xfb", "tệp âm thanh"),
    (b"OggS", "tệp âm thanh"),
    (b"RIFF", "tệp âm thanh hoặc video"),
    (b"\x1aE\xdf\xa3", "video"),
    (b"SQLite format 3\x00", "cơ sở dữ liệu"),
)
HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")
OLE_STREAMS = (
    ("WordDocument", Kind.DOC),
    ("Workbook", Kind.XLS),
    ("Book", Kind.XLS),
    ("PowerPoint Document", Kind.PPT),
)
OOXML_PARTS = (("word/", Kind.DOCX), ("xl/", Kind.XLSX), ("ppt/", Kind.PPTX))
ODF_KINDS = {"text": Kind.ODT, "spreadsheet": Kind.ODS, "presentation": Kind.ODP}
HTML = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head|body)[\s>]", re.I | re.S
)
CONTROLS = re.compile(rb"[\x00-\x06\x0e-\x1a]")
SAVE_AGAIN = "Đồng chí hãy mở tệp bằng phần mềm đã soạn nó, lưu lại rồi gửi lại."


@dataclass(frozen=True, kw_only=True)
class LookedAt:
    """What is to be stored: the bytes as they came, or the cleaned photo; their kind; a name that fits."""

    data: bytes
    kind: Kind
    name: str


def contents(upload: UploadedFile | bytes, *, name: str, accept: Profile) -> bytes:
    """The bytes that were sent; what is empty or too large is refused unread."""
    shown = names.cleaned(name)
    size = len(upload) if isinstance(upload, bytes) else upload.size or 0
    if size > accept.largest:
        raise Refused(
            f"Tệp “{shown}” lớn {_megabytes(size)} MB, vượt giới hạn {accept.largest // MB} MB mỗi tệp. "
            "Đồng chí hãy giảm dung lượng (giảm ảnh, bớt trang) hoặc tách thành nhiều tệp."
        )
    if size == 0:
        raise Refused(f"Tệp “{shown}” rỗng. Đồng chí hãy kiểm tra lại tệp đã chọn.")
    return upload if isinstance(upload, bytes) else upload.read()


def look(data: bytes, *, name: str, accept: Profile) -> LookedAt:
    """What this is and what is kept of it; each refusal says what is wrong and what to do."""
    shown = names.cleaned(name)
    if names.extension(shown) in names.PROGRAMS or data.startswith(PROGRAMS):
        raise Refused(
            f"Tệp “{shown}” là chương trình máy tính nên không được nhận. Đồng chí hãy gửi {accept.words}."
        )
    kind = _kind(data, shown, accept)
    if kind not in accept.kinds:
        raise _unaccepted(
            shown, f"tệp {kind.label}" if not kind.label.startswith("ảnh") else kind.label, accept
        )
    ending = names.extension(shown)
    if ending in names.KNOWN and ending not in kind.extensions:
        raise Refused(
            f"Tệp “{shown}” có đuôi .{ending} nhưng nội dung là {kind.label}. Đồng chí hãy đổi đuôi tệp "
            f"thành .{kind.extensions[0]}, hoặc chọn lại đúng tệp."
        )
    if accept.cleans_photos and kind in PHOTOS:
        data, kind = photos.cleaned(data, name=shown)
    return LookedAt(data=data, kind=kind, name=names.fitting(shown, kind))


def _megabytes(size: int) -> str:
    return f"{math.ceil(size / MB * 10) / 10}".removesuffix(".0").replace(".", ",")


def _unaccepted(shown: str, what: str, accept: Profile) -> Refused:
    return Refused(f"Tệp “{shown}” là {what}, không dùng được ở đây. Đồng chí hãy gửi {accept.words}.")


def _kind(data: bytes, shown: str, accept: Profile) -> Kind:
    """What the bytes are; refuses what is no kind of ours, has a password or holds macros."""
    if data.startswith(OLE):
        return _ole(data, shown, accept)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _zipped(data, shown, accept)
    if b"%PDF-" in data[:1024]:
        return Kind.PDF
    return _picture(data, shown, accept) or _textual(data, shown, accept)


def _picture(data: bytes, shown: str, accept: Profile) -> Kind | None:
    for signature, kind in SIGNATURES:
        if data.startswith(signature):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return Kind.WEBP
    if data[4:8] != b"ftyp":
        return None
    if data[8:12] in HEIC_BRANDS:
        return Kind.HEIC
    raise _unaccepted(shown, "video hoặc âm thanh", accept)


def _textual(data: bytes, shown: str, accept: Profile) -> Kind:
    head = data[:4096]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head[2:].replace(b"\x00", b"")
    head = head.removeprefix(b"\xef\xbb\xbf")
    if head.lstrip().startswith(b"{\\rtf"):
        return Kind.RTF
    for signature, what in STRANGERS:
        if data.startswith(signature) and CONTROLS.search(data[:4096]):
            raise _unaccepted(shown, what, accept)
    if CONTROLS.search(head) or b"\x00" in head:
        raise _unaccepted(shown, "tệp không rõ loại, có thể đã hỏng", accept)
    if re.match(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<svg[\s>]", head, re.I | re.S):
        raise _unaccepted(shown, "ảnh SVG", accept)
    if re.match(rb"\s*MIME-Version:", head, re.I) and b"multipart/related" in head:
        return Kind.MHTML
    return Kind.HTML if HTML.match(head) else Kind.TXT


def _ole(data: bytes, shown: str, accept: Profile) -> Kind:
    """A file of Office 97–2003, by the names of its streams."""
    if _named(data, "EncryptedPackage"):
        raise Refused(
            f"Tệp “{shown}” đặt mật khẩu nên không nhận được. Đồng chí hãy bỏ mật khẩu "
            "(Tệp → Thông tin → Bảo vệ tài liệu), lưu lại rồi gửi lại."
        )
    if _named(data, "_VBA_PROJECT"):
        raise _with_macros(shown)
    for stream, kind in OLE_STREAMS:
        if _named(data, stream):
            return kind
    raise _unaccepted(shown, "tệp Office đời cũ không rõ loại, hoặc đã hỏng", accept)


def _named(data: bytes, stream: str) -> bool:
    return stream.encode("utf-16-le") + b"\x00\x00" in data


def _with_macros(shown: str) -> Refused:
    return Refused(
        f"Tệp “{shown}” chứa macro (đoạn chương trình) nên không được nhận. Đồng chí hãy mở tệp, chọn Lưu "
        "thành dạng không có macro (.docx, .xlsx, .pptx) hoặc PDF rồi gửi lại."
    )


def _zipped(data: bytes, shown: str, accept: Profile) -> Kind:
    """A file of Office or OpenDocument; nothing but its list of parts and two small parts are unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _office(archive, shown, accept)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        NotImplementedError,
        ValueError,
        RuntimeError,
    ) as error:
        raise Refused(
            f"Tệp “{shown}” bị hỏng hoặc tải về chưa hết nên không mở được. Đồng chí hãy xin lại tệp, "
            f"hoặc mở và lưu lại rồi gửi lại."
        ) from error


def _office(archive: zipfile.ZipFile, shown: str, accept: Profile) -> Kind:
    members = {member.filename.lstrip("/"): member for member in archive.infolist()}
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members.values()) > LARGEST_UNPACKED:
        raise Refused(f"Tệp “{shown}” bung ra quá lớn, bất thường so với một văn bản. {SAVE_AGAIN}")
    types = _part(archive, members, "[Content_Types].xml")
    mimetype = _part(archive, members, "mimetype").decode("ascii", "replace").strip()
    endings = ("vbaproject.bin", "basic/script-lc.xml")
    if b"macroenabled" in types.lower() or any(name.lower().endswith(endings) for name in members):
        raise _with_macros(shown)
    if mimetype.startswith("application/vnd.oasis.opendocument."):
        kind = ODF_KINDS.get(mimetype.rpartition(".")[2].partition("-")[0])
        if kind:
            return kind
    for folder, kind in OOXML_PARTS if types else ():
        if any(name.startswith(folder) for name in members):
            return kind
    raise _unaccepted(shown, "tệp nén ZIP", accept)


def _part(archive: zipfile.ZipFile, members: dict[str, zipfile.ZipInfo], name: str) -> bytes:
    if name not in members:
        return b""
    with archive.open(members[name]) as part:
        return part.read(LARGEST_PART)
