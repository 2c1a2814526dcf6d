"""What a file may be, as its content says; and what the apps above accept for which purpose."""

from dataclasses import dataclass

from django.db import models

MB = 1024 * 1024


class Kind(models.TextChoices):
    """Loại nội dung: what the bytes are, whatever their name says."""

    PDF = "pdf", "PDF"
    DOCX = "docx", "Word"
    DOC = "doc", "Word 97–2003"
    ODT = "odt", "OpenDocument (văn bản)"
    RTF = "rtf", "RTF"
    TXT = "txt", "chữ thường"
    HTML = "html", "trang web"
    MHTML = "mhtml", "trang web lưu một tệp"
    XLSX = "xlsx", "Excel"
    XLS = "xls", "Excel 97–2003"
    ODS = "ods", "OpenDocument (bảng tính)"
    PPTX = "pptx", "PowerPoint"
    PPT = "ppt", "PowerPoint 97–2003"
    ODP = "odp", "OpenDocument (trình chiếu)"
    JPEG = "jpeg", "ảnh JPEG"
    PNG = "png", "ảnh PNG"
    WEBP = "webp", "ảnh WebP"
    TIFF = "tiff", "ảnh TIFF"
    HEIC = "heic", "ảnh HEIC"

    @property
    def media_type(self) -> str:
        """What the browser is told."""
        return MEDIA_TYPES[self]

    @property
    def extensions(self) -> tuple[str, ...]:
        """Names of such files end so; the first is the usual one."""
        return EXTENSIONS.get(self, (self.value,))


OOXML = "application/vnd.openxmlformats-officedocument."
ODF = "application/vnd.oasis.opendocument."
MEDIA_TYPES = {
    Kind.PDF: "application/pdf",
    Kind.DOCX: f"{OOXML}wordprocessingml.document",
    Kind.DOC: "application/msword",
    Kind.ODT: f"{ODF}text",
    Kind.RTF: "application/rtf",
    Kind.TXT: "text/plain",
    Kind.HTML: "text/html",
    Kind.MHTML: "multipart/related",
    Kind.XLSX: f"{OOXML}spreadsheetml.sheet",
    Kind.XLS: "application/vnd.ms-excel",
    Kind.ODS: f"{ODF}spreadsheet",
    Kind.PPTX: f"{OOXML}presentationml.presentation",
    Kind.PPT: "application/vnd.ms-powerpoint",
    Kind.ODP: f"{ODF}presentation",
    Kind.JPEG: "image/jpeg",
    Kind.PNG: "image/png",
    Kind.WEBP: "image/webp",
    Kind.TIFF: "image/tiff",
    Kind.HEIC: "image/heic",
}
EXTENSIONS = {
    Kind.DOCX: ("docx", "dotx"),
    Kind.DOC: ("doc", "dot"),
    Kind.ODT: ("odt", "ott"),
    Kind.TXT: ("txt", "csv", "log", "md"),
    Kind.HTML: ("html", "htm", "xhtml"),
    Kind.MHTML: ("mht", "mhtml"),
    Kind.JPEG: ("jpg", "jpeg", "jpe", "jfif"),
    Kind.TIFF: ("tif", "tiff"),
    Kind.HEIC: ("heic", "heif"),
    Kind.XLSX: ("xlsx", "xltx"),
}
SHOWN_AS_IMAGE = frozenset({Kind.JPEG, Kind.PNG, Kind.WEBP})
PHOTOS = frozenset({Kind.JPEG, Kind.PNG, Kind.WEBP, Kind.HEIC})
OFFICE = frozenset(
    {Kind.DOCX, Kind.DOC, Kind.ODT, Kind.RTF, Kind.XLSX, Kind.XLS, Kind.ODS} | {Kind.PPTX, Kind.PPT, Kind.ODP}
)


@dataclass(frozen=True, kw_only=True)
class Profile:
    """What is accepted for a purpose. `cleans_photos`: photos are turned upright, made smaller, and lose all
    that they say about place, time and camera; without it every file is kept as it came."""

    kinds: frozenset[Kind]
    words: str
    largest: int = 10 * MB
    cleans_photos: bool = False

    @property
    def accept(self) -> str:
        """For the browser's choice of files. HEIC is left out: then an iPhone sends JPEG by itself."""
        kinds = sorted(self.kinds - {Kind.HEIC})
        return ",".join(f".{extension}" for kind in kinds for extension in kind.extensions)


DOCUMENT = Profile(
    kinds=frozenset({Kind.DOCX, Kind.DOC, Kind.PDF, Kind.ODT, Kind.RTF, Kind.TXT, Kind.HTML, Kind.MHTML})
    | {Kind.JPEG, Kind.PNG, Kind.TIFF},
    words="tệp Word, PDF, OpenDocument, RTF, HTML, chữ thường hoặc ảnh quét (JPEG, PNG, TIFF)",
)
EVIDENCE = Profile(
    kinds=PHOTOS | OFFICE | {Kind.PDF, Kind.TXT},
    words="ảnh (JPEG, PNG, WebP), PDF, tệp Word, Excel, PowerPoint, OpenDocument hoặc chữ thường",
    cleans_photos=True,
)
