"""What a content lacks for a layout, in Vietnamese: the parts that no official document may be without.

Number, day and the signer's name may be left blank: a draft is printed with room for them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from donghanh.documents.writing import content as words
from donghanh.documents.writing.content import Content
from donghanh.documents.writing.kinds import KINDS
from donghanh.documents.writing.layouts import Layout
from donghanh.documents.writing.wording import day_of, tidy

_DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_NUMBER = re.compile(r"\d{1,5}[a-zđ]?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """One thing that is missing or cannot be: which field of the content, and what to do."""

    field: str
    message: str

    def __str__(self) -> str:
        return self.message


def find(content: Content, layout: Layout) -> list[Lack]:
    """Everything that is missing or wrong, in the order of the page."""
    found = [
        *_issuers(content, layout),
        *_number_and_date(content, layout),
        *_marks(content),
        *_title(content),
        *_body(content),
        *_end(content, layout),
    ]
    return [Lack(field=name, message=message) for name, message in found]


def _issuers(content: Content, layout: Layout) -> Iterator[tuple[str, str]]:
    named = sum(1 for one in content.issuers if tidy(one.name))
    if named < layout.issuers:
        need = (
            "tên cơ quan ban hành" if layout.issuers == 1 else f"tên {layout.issuers} cơ quan cùng ban hành"
        )
        yield "issuers", f"Thiếu {need}."
    elif named > 1 and layout.issuers == 1:
        yield "issuers", "Có nhiều cơ quan ban hành; đề nghị chọn mẫu liên tịch, phối hợp (joint)."


def _number_and_date(content: Content, layout: Layout) -> Iterator[tuple[str, str]]:
    if not tidy(content.symbol):
        yield "symbol", f"Thiếu ký hiệu văn bản, ví dụ {_example(content, layout)}."
    elif layout.letter_code and content.kind == "CV" and not tidy(content.symbol).startswith("CV/"):
        yield "symbol", f"Ký hiệu công văn của Đoàn bắt đầu bằng CV/, ví dụ {_example(content, layout)}."
    if content.number and not _NUMBER.fullmatch(tidy(content.number)):
        yield (
            "number",
            f"Số văn bản “{tidy(content.number)[:20]}” không phải là số; chỉ ghi số, ví dụ 12 hoặc 164a.",
        )
    if not tidy(content.place):
        yield "place", "Thiếu địa danh, ví dụ Hà Nội."
    iso = content.issued_on
    if iso and not _is_day(iso):
        yield (
            "issued_on",
            f"Ngày “{iso[:20]}” không có trong lịch; ghi theo dạng 2026-03-05, hoặc để trống khi dự thảo.",
        )


def _marks(content: Content) -> Iterator[tuple[str, str]]:
    for name, value, known in (
        ("secrecy", content.secrecy, words.SECRECY),
        ("urgency", content.urgency, words.URGENCY),
        ("circulation", content.circulation, words.CIRCULATION),
    ):
        if value and tidy(value).upper() not in known:
            yield name, f"“{tidy(value)[:30]}” không có trong các dấu được dùng: {', '.join(known)}."


def _is_day(iso: str) -> bool:
    """Whether an ISO date, as far as it is known, stands in the calendar."""
    return bool(_DAY.fullmatch(iso)) and day_of(f"{iso}-01-01"[:10]) is not None


def _example(content: Content, layout: Layout) -> str:
    kind = content.kind or "KH"
    if layout.head == "union":
        return f"{kind}/TĐTN-VP"
    if kind == "CV":
        return "HKH-VP"
    return f"{kind}-HKH-TĐTN" if layout.issuers > 1 else f"{kind}-HKH"


def _title(content: Content) -> Iterator[tuple[str, str]]:
    if not content.kind:
        yield "kind", "Thiếu tên loại văn bản, ví dụ KH (kế hoạch)."
    elif content.kind not in KINDS:
        yield "kind", f"Không có loại văn bản “{content.kind[:20]}”. Các loại: {', '.join(KINDS)}."
    if not tidy(content.title):
        yield "title", "Thiếu trích yếu nội dung."
    if content.kind == "CV" and not content.addressees:
        yield "addressees", "Công văn thiếu phần Kính gửi."


def _body(content: Content) -> Iterator[tuple[str, str]]:
    if not (content.outline or any(map(tidy, content.opening)) or tidy(content.closing)):
        yield "outline", "Thiếu nội dung văn bản."
    if content.kind == "QĐ" and not content.bases:
        yield "bases", "Quyết định thiếu căn cứ ban hành."
    if content.kind == "QĐ" and not tidy(content.authority):
        yield "authority", "Quyết định thiếu dòng thẩm quyền ban hành, ví dụ BAN THƯỜNG VỤ TỈNH ĐOÀN."


def _end(content: Content, layout: Layout) -> Iterator[tuple[str, str]]:
    if len(content.signatures) < layout.issuers:
        need = "chữ ký" if layout.issuers == 1 else f"chữ ký của {layout.issuers} cơ quan"
        yield "signatures", f"Thiếu {need} (quyền hạn, chức vụ của người ký)."
    for count, one in enumerate(content.signatures, 1):
        where = f" thứ {count}" if len(content.signatures) > 1 else ""
        if not tidy(one.title):
            yield "signatures", f"Chữ ký{where} thiếu chức vụ người ký."
        if one.authority not in {"", "Q."} and not tidy(one.on_behalf_of):
            yield (
                "signatures",
                f"Chữ ký{where} ghi {one.authority} nhưng thiếu tên cơ quan hoặc chức vụ được ký thay.",
            )
        if "+KT." in one.authority and not tidy(one.acting_for):
            yield "signatures", f"Chữ ký{where} ghi KT. nhưng thiếu chức vụ được ký thay."
    if not any(tidy(one.name) for one in content.receivers) and not content.addressees:
        yield "receivers", "Thiếu nơi nhận."
    if not any(map(tidy, content.archive)):
        yield "archive", "Thiếu nơi lưu (Lưu VT)."
