"""A fault of a layout: what is wrong, where, and how to mend it."""

from dataclasses import dataclass
from typing import Any

from donghanh.documents.writing.checking.seen import Box, Line

NAMES = {
    "paper": "Trang giấy",
    "font": "Phông chữ",
    "page_number": "Số trang",
    "heading": "Tiêu đề Đoàn TNCS Hồ Chí Minh",
    "motto": "Quốc hiệu",
    "creed": "Tiêu ngữ",
    "over": "Cơ quan chủ quản",
    "issuer": "Cơ quan ban hành",
    "issuer_rule": "Dấu dưới tên cơ quan ban hành",
    "rule": "Đường kẻ dưới tiêu đề, tiêu ngữ",
    "number": "Số, ký hiệu",
    "date": "Địa danh, ngày tháng",
    "kind": "Tên loại văn bản",
    "title": "Trích yếu",
    "subject": "Trích yếu công văn",
    "addressee": "Kính gửi",
    "basis": "Căn cứ",
    "resolves": "Dòng “QUYẾT ĐỊNH:”",
    "body": "Nội dung",
    "point": "Đề mục",
    "signature": "Quyền hạn, chức vụ người ký",
    "signer": "Họ tên người ký",
    "receivers": "Nơi nhận",
    "receiver": "Danh sách nơi nhận",
    "archive": "Lưu",
    "secrecy": "Dấu mật",
    "urgency": "Dấu khẩn",
    "circulation": "Phạm vi lưu hành",
    "appendix": "Phụ lục",
    "appendix_title": "Tên phụ lục",
    "layout": "Mẫu trình bày",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One fault: its part, what is wrong, where it stands, how to mend it."""

    part: str
    message: str
    mend: str
    missing: bool = False
    text: str = ""  # the beginning of the line, by which a person finds it
    page: int = 0
    box: Box | None = None

    @property
    def name(self) -> str:
        """The part, as people call it."""
        return NAMES[self.part]

    @property
    def place(self) -> str:
        """Where it stands, for people."""
        page = f"trang {self.page}" if self.page else ""
        where = f"dòng “{self.text}”" if self.text else ""
        return ", ".join(part for part in (page, where) if part) or "cả văn bản"

    def __str__(self) -> str:
        return f"{self.name} ({self.place}): {self.message} Cách sửa: {self.mend}"

    def as_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return {
            "part": self.part, "name": self.name, "missing": self.missing, "place": self.place,
            "page": self.page, "message": self.message, "mend": self.mend,
            "box": list(self.box) if self.box else None,
        }  # fmt: skip


def at(line: Line, part: str, message: str, mend: str) -> Fault:
    """A fault of a line."""
    words = line.words
    text = words if len(words) <= 50 else f"{words[:50].rsplit(' ', 1)[0]}…"
    return Fault(part=part, message=message, mend=mend, text=text, page=line.page, box=line.box)


def lacking(part: str, mend: str) -> Fault:
    """A part that is not there at all."""
    return Fault(part=part, message="Thiếu phần này.", mend=mend, missing=True)
