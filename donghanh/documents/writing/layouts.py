"""The official layouts as data: each with its papers and the days on which it holds.

Sources: appendix I of Decree 30/2020/NĐ-CP; guideline 29-HD/TWĐTN-VP under decision 367-QĐ/TWĐTN-VP
(29 October 2013). Where they are silent, the choice is ours and marked so: sizes of the Union's body, the
page number of the Union, the joint letterhead, the whole of the school hybrid beyond what papers of schools
show, numbers and days padded by one rule everywhere.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from donghanh.documents.writing.trouble import Unwritable

Head = Literal["state", "union"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """One layout: lengths in millimetres, sizes in points."""

    key: str
    name: str
    source: str
    since: date
    until: date | None = None
    writable: bool = True
    head: Head = "state"
    issuers: int = 1
    # The page
    top: float = 20
    bottom: float = 20
    left: float = 30
    right: float = 15
    # The letterhead
    motto_size: float = 12  # quốc hiệu
    creed_size: float = 13  # tiêu ngữ
    over_size: float = 12
    issuer_size: float = 12
    issuer_mark: str = ""  # what stands below the issuer instead of a line: ***
    number_size: float = 13
    date_size: float = 13
    number_separator: str = "/"  # between the number and the symbol
    # The body
    kind_size: float = 14
    title_size: float = 14
    subject_size: float = 12  # the subject of a letter, under its number
    body_size: float = 14
    first_line: float = 12.7
    gap: float = 6  # after a paragraph
    spacing: float = 1.15
    title_rule: str = "line"  # or the characters that part title and body
    letter_code: str = ""  # the kind in the number of an official letter: CV
    # The end
    receivers_head_size: float = 12
    receivers_size: float = 11
    archive: str = "Lưu: "
    signature_gap: int = 4  # empty lines for signature and seal

    @property
    def text_width(self) -> float:
        """The width of the text on an upright page, in millimetres."""
        return 210 - self.left - self.right

    def valid_on(self, day: date) -> bool:
        """Whether this layout is in force on a day."""
        return self.since <= day and (self.until is None or day < self.until)

    @property
    def system(self) -> str:
        """Which layouts follow one another: the successor has the same system."""
        return self.key.partition("_2")[0]

    def span(self) -> str:
        """The days on which it holds, for people."""
        if self.until is None:
            return f"từ ngày {shown(self.since)}"
        return f"từ ngày {shown(self.since)} đến trước ngày {shown(self.until)}"


_DECREE = date(2020, 3, 5)
_GUIDE = date(2013, 10, 29)
_DECREE_SOURCE = "Nghị định số 30/2020/NĐ-CP ngày 05/3/2020"
_GUIDE_SOURCE = "Hướng dẫn số 29-HD/TWĐTN-VP ngày 29/10/2013"

STATE = Layout(key="state", name="cơ quan nhà nước", source=_DECREE_SOURCE, since=_DECREE)
YOUTH_UNION = Layout(
    key="youth_union", name="Đoàn TNCS Hồ Chí Minh", source=_GUIDE_SOURCE, since=_GUIDE, head="union",
    right=20, over_size=14, issuer_size=14, issuer_mark="***", number_size=14, date_size=14,
    number_separator="-", title_rule="-----------", subject_size=13, letter_code="CV", archive="Lưu ",
)  # fmt: skip
SCHOOL = Layout(
    key="school_hybrid", name="Đoàn trường",
    source="cách trình bày của nhiều Đoàn trường (quy ước của phần mềm)", since=_DECREE,
    issuer_mark="---***---", first_line=12.5,
)  # fmt: skip
ASSOCIATION = Layout(key="association", name="Hội Khuyến học", source=_DECREE_SOURCE, since=_DECREE)
JOINT = Layout(
    key="joint", name="liên tịch, phối hợp",
    source=f"{_DECREE_SOURCE}; phần hai cơ quan là quy ước của phần mềm", since=_DECREE, issuers=2,
)  # fmt: skip
# Met in archives; read, never written.
OLD_STATE = Layout(
    key="state_2011", name="cơ quan nhà nước", source="Thông tư số 01/2011/TT-BNV ngày 19/01/2011",
    since=date(2011, 3, 5), until=_DECREE, writable=False,
)  # fmt: skip
OLD_UNION = Layout(
    key="youth_union_2004", name="Đoàn TNCS Hồ Chí Minh", source="hướng dẫn trước năm 2013",
    since=date(1987, 1, 1), until=_GUIDE, writable=False, head="union",
)  # fmt: skip

LAYOUTS = {one.key: one for one in (STATE, YOUTH_UNION, SCHOOL, ASSOCIATION, JOINT, OLD_STATE, OLD_UNION)}
WRITABLE = tuple(one for one in LAYOUTS.values() if one.writable)
OPPOSITE = {"school_hybrid": "state", "association": "state", "joint": "state"}


def shown(day: date) -> str:
    """A day as offices write it: 05/3/2020."""
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"{day.day:02}/{month}/{day.year}"


def find(key: str) -> Layout:
    """The layout of a name; refuses an unknown one with the names that there are."""
    if key in LAYOUTS:
        return LAYOUTS[key]
    known = "; ".join(f"{one.key} ({one.name})" for one in WRITABLE)
    raise Unwritable(f"Không có mẫu trình bày “{key}”. Các mẫu viết được: {known}.")


def writable_on(key: str, day: date | None) -> Layout:
    """The layout of a name, which must be written today and hold on the document's day."""
    layout = find(key)
    if not layout.writable:
        raise Unwritable(
            f"Mẫu trình bày {layout.name} theo {layout.source} chỉ còn để đọc văn bản cũ, không dùng để soạn."
        )
    if day is None or layout.valid_on(day):
        return layout
    other = in_force(layout, day)
    instead = f" Ngày ấy áp dụng {other.source}; mẫu này chỉ còn để đọc." if other else ""
    raise Unwritable(
        f"Văn bản ghi ngày {shown(day)}, nhưng mẫu trình bày {layout.name} ({layout.source}) chỉ áp dụng "
        f"{layout.span()}.{instead} Đề nghị sửa ngày của văn bản hoặc chọn mẫu khác."
    )


def in_force(layout: Layout, day: date) -> Layout | None:
    """The layout of the same system that held on a day, if it is known."""
    system = OPPOSITE.get(layout.key, layout.system)
    return next((one for one in LAYOUTS.values() if one.system == system and one.valid_on(day)), None)
