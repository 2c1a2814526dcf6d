"""What a document says, free of any layout: the frozen dataclasses that the writer takes.

Words stand as people speak them ("Tỉnh đoàn Quảng Trị"); capitals, numbers of points, bullets, "TM.", "Lưu"
and all that belongs to a layout are the writer's. Names follow `reading.result`, so that what is written and
what is read back can be compared field by field.
"""

from dataclasses import dataclass
from typing import Literal

Authority = Literal["", "TM.", "KT.", "TL.", "TUQ.", "Q.", "TM.+KT.", "TL.+KT.", "TUQ.+KT."]
Purpose = Literal["", "report", "know", "carry_out", "cooperate", "direct", "publish", "check"]
Scheme = Literal["", "plan", "numbers", "articles", "chapters", "parts"]

PURPOSES: dict[str, str] = {
    "report": "để b/c",
    "know": "để biết",
    "carry_out": "để t/h",
    "cooperate": "để phối hợp",
    "direct": "để chỉ đạo",
    "publish": "để đăng tin",
    "check": "để kiểm tra",
}
SECRECY = ("MẬT", "TỐI MẬT", "TUYỆT MẬT")
URGENCY = ("KHẨN", "THƯỢNG KHẨN", "HỎA TỐC")
CIRCULATION = ("XEM XONG TRẢ LẠI", "LƯU HÀNH NỘI BỘ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuer:
    """Cơ quan ban hành: its name, and what stands above it in the letterhead (*cơ quan chủ quản*)."""

    name: str
    over: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """Căn cứ: a whole line as `text`, or the parts of which the line is made."""

    text: str = ""
    verb: str = "Căn cứ"
    kind: str = ""  # "Kế hoạch", "Nghị quyết"…
    number: str = ""
    issued_on: str = ""  # ISO
    issuer: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph of running text."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """A list: dashes, and pluses for the details of the item before them."""

    items: tuple["str | Item", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An item of a list that has details of its own."""

    text: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of data; a table too wide for an upright page is laid across a landscape one."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A numbered point of the outline: a heading or a whole sentence, and what stands under it."""

    heading: str
    body: tuple["Block", ...] = ()


Block = Point | Paragraph | Items | Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Chữ ký: for whom (`TM.` and the body), in whose place, by which office, and the name."""

    title: str
    name: str = ""
    authority: Authority = ""
    on_behalf_of: str = ""
    acting_for: str = ""  # the office after KT. when it stands below TM.: "Chủ tịch"


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """One line of *Nơi nhận*."""

    name: str
    purpose: Purpose = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Appendix:
    """Phụ lục: its title and content; its number is the writer's."""

    title: str
    body: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Everything that an official document says."""

    kind: str  # an abbreviation: KH, QĐ, CV, CTPH…
    title: str
    issuers: tuple[Issuer, ...]
    symbol: str = ""  # "KH/TĐTN-BTG", "KH-HKH"
    number: str = ""  # "12", "164a"; empty while it is a draft
    place: str = ""
    issued_on: str = ""  # ISO as far as known: "2026-03-05", "2026-03", "2026"
    addressees: tuple[str, ...] = ()
    authority: str = ""  # who decides, in capitals above the bases of a decision
    bases: tuple[Basis, ...] = ()
    opening: tuple[str, ...] = ()
    outline: tuple[Block, ...] = ()
    scheme: Scheme = ""  # how points are numbered; empty: as is usual for the kind
    closing: str = ""
    signatures: tuple[Signature, ...] = ()
    receivers: tuple[Receiver, ...] = ()
    archive: tuple[str, ...] = ()
    appendices: tuple[Appendix, ...] = ()
    secrecy: str = ""
    urgency: str = ""
    circulation: str = ""
    draft: str = ""  # "DỰ THẢO", "DỰ THẢO LẦN 2"
    typist: str = ""  # initials and copies: "PL.(300)"
    contact: str = ""  # address, telephone, e-mail at the foot of the first page
