"""What a draft is made of: its head, its lists, and the fields of each with their types."""

from dataclasses import dataclass
from typing import Any, Final

from donghanh.documents.reading import words

Draft = dict[str, Any]
Item = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class FieldType:
    """One field of a list's items: its title on the page, and what it holds.

    `kind` is `text`, `long`, `day` (ISO), `number`, `choice`, `flag`, `names` (a list of names) or `rule`
    (`core.dates.Rule` as JSON). `longest` is what the tables of the confirmed paper hold.
    """

    key: str
    title: str
    kind: str = "text"
    choices: tuple[tuple[str, str], ...] = ()
    needed: bool = False
    longest: int = 300


KINDS: Final = tuple(words.KINDS.items())
HEAD: Final = (
    FieldType(key="kind", title="Loại văn bản", kind="choice", choices=KINDS, needed=True),
    FieldType(key="number", title="Số, ký hiệu", longest=80),
    FieldType(key="place", title="Nơi ban hành", longest=100),
    FieldType(key="issued_on", title="Ngày ban hành", kind="day"),
    FieldType(key="title", title="Trích yếu", kind="long", needed=True, longest=1000),
    FieldType(key="starts_on", title="Giai đoạn từ", kind="day"),
    FieldType(key="ends_on", title="Giai đoạn đến", kind="day"),
)

PURPOSES: Final = (
    ("", "không ghi"),
    ("report", "để báo cáo"),
    ("carry_out", "để thực hiện"),
    ("know", "để biết"),
    ("cooperate", "để phối hợp"),
    ("direct", "để chỉ đạo"),
    ("publish", "để đăng tin"),
    ("check", "để kiểm tra"),
)
BASIS_KINDS: Final = (
    ("rests_on", "Căn cứ"),
    ("implements", "Thực hiện"),
    ("amends", "Sửa đổi, bổ sung"),
    ("replaces", "Thay thế"),
)
NATURES: Final = (("once", "Một lần"), ("recurring", "Định kỳ"), ("continuous", "Thường xuyên"))
EVIDENCE: Final = (
    ("note", "Chỉ cần ghi kết quả"),
    ("photo", "Ảnh"),
    ("file", "Tệp (văn bản, danh sách)"),
    ("link", "Đường dẫn"),
    ("count", "Số lượng"),
)
COMPARATORS: Final = (
    (">=", "ít nhất"),
    (">", "hơn"),
    ("<=", "không quá"),
    ("<", "dưới"),
    ("=", "đúng"),
    ("~", "khoảng"),
)

LISTS: Final[dict[str, tuple[FieldType, ...]]] = {
    "issuers": (FieldType(key="name", title="Cơ quan ban hành", needed=True),),
    "bases": (
        FieldType(key="relation", title="Quan hệ", kind="choice", choices=BASIS_KINDS),
        FieldType(key="number", title="Số, ký hiệu", longest=80),
        FieldType(key="title", title="Trích yếu", kind="long", longest=1000),
        FieldType(key="issued_on", title="Ngày", kind="day"),
        FieldType(key="issuer", title="Của"),
    ),
    "sections": (
        FieldType(key="label", title="Số mục", needed=True, longest=60),
        FieldType(key="heading", title="Đề mục", kind="long", longest=2000),
    ),
    "tasks": (
        FieldType(key="section", title="Thuộc mục", longest=60),
        FieldType(key="text", title="Việc phải làm", kind="long", needed=True, longest=10_000),
        FieldType(key="leads", title="Chủ trì", kind="names"),
        FieldType(key="coordinators", title="Phối hợp", kind="names"),
        FieldType(key="due_text", title="Thời hạn như đã viết"),
        FieldType(key="nature", title="Tần suất", kind="choice", choices=NATURES),
        FieldType(key="due_on", title="Hạn", kind="day"),
        FieldType(key="rule", title="Lặp lại", kind="rule"),
        FieldType(key="owed", title="Bắt buộc", kind="flag"),
        FieldType(key="evidence", title="Minh chứng", kind="choice", choices=EVIDENCE),
        FieldType(key="count_of", title="Đếm gì", longest=120),
    ),
    "targets": (
        FieldType(key="section", title="Thuộc mục", longest=60),
        FieldType(key="comparator", title="So sánh", kind="choice", choices=COMPARATORS),
        FieldType(key="value", title="Mức", kind="number", needed=True),
        FieldType(key="unit_name", title="Đơn vị tính", needed=True, longest=60),
        FieldType(key="about", title="Nội dung", kind="long", needed=True, longest=500),
        FieldType(key="of_units", title="Là tỷ lệ đơn vị thực hiện", kind="flag"),
        FieldType(key="population", title="Tính trên", kind="names"),
        FieldType(key="due_on", title="Đến ngày", kind="day"),
    ),
    "deadlines": (
        FieldType(key="section", title="Thuộc mục", longest=60),
        FieldType(key="what", title="Nộp gì", needed=True),
        FieldType(key="text", title="Nguyên văn", kind="long", longest=500),
        FieldType(key="due_on", title="Hạn", kind="day"),
        FieldType(key="rule", title="Lặp lại", kind="rule"),
        FieldType(key="nested_in", title="Lồng ghép vào"),
        FieldType(key="who", title="Ai nộp", kind="names"),
        FieldType(key="to", title="Gửi ai", kind="names"),
        FieldType(key="through", title="Qua ai", kind="names"),
    ),
    "beneficiaries": (FieldType(key="name", title="Đối tượng thụ hưởng", needed=True),),
    "addressees": (FieldType(key="name", title="Kính gửi", needed=True),),
    "recipients": (
        FieldType(key="name", title="Nơi nhận", needed=True),
        FieldType(key="purpose", title="Mục đích", kind="choice", choices=PURPOSES),
    ),
    "signatures": (
        FieldType(key="authority", title="Hình thức ký", longest=10),
        FieldType(key="on_behalf_of", title="Thay mặt"),
        FieldType(key="title", title="Chức vụ", longest=200),
        FieldType(key="name", title="Họ và tên", longest=120),
    ),
}

# One letter a list, so that an item's id says what it is: `t3` is the third task.
LETTERS: Final = {
    "issuers": "i",
    "bases": "b",
    "sections": "s",
    "tasks": "t",
    "targets": "g",
    "deadlines": "d",
    "beneficiaries": "p",
    "addressees": "a",
    "recipients": "r",
    "signatures": "k",
}
LIST_OF: Final = {letter: name for name, letter in LETTERS.items()}

# Where names of units, groups and bodies stand, to be tied to what they mean: list, field.
NAMED: Final = (
    ("issuers", "name"),
    ("tasks", "leads"),
    ("tasks", "coordinators"),
    ("targets", "population"),
    ("deadlines", "who"),
    ("deadlines", "to"),
    ("deadlines", "through"),
    ("recipients", "name"),
)


def field_type(list_name: str, key: str) -> FieldType | None:
    """The field of this list, or of the head."""
    fields = HEAD if list_name == "head" else LISTS.get(list_name, ())
    return next((field for field in fields if field.key == key), None)


def standing(draft: Draft, list_name: str) -> list[Item]:
    """The items of a list that were not removed."""
    return [item for item in draft.get(list_name, ()) if not item.get("removed")]


def head(draft: Draft, key: str) -> Any:
    """A value of the head, or None."""
    found = draft.get("head", {}).get(key) or {}
    return found.get("value")
