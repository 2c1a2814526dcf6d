"""Names that are no unit of ours: state and party organs, firms, schools; people; pointers to other lines."""

import re

# Surely outside: organs of party and state, other mass organisations, the army.
_SURE = re.compile(
    r"^(?:van phong |thuong truc |ban thuong vu |ban thuong truc |ban chap hanh |lanh dao |ban can su )*"
    r"(?:so|bo (?:giao duc|noi vu|tai chinh|y te|van hoa|thong tin|khoa hoc|lao dong|nong nghiep|cong|tu phap"
    r"|ke hoach|xay dung|quoc phong|chi huy|doi|ngoai giao|tu lenh|tai nguyen)|cuc|vu|uy ban(?! kiem tra)"
    r"|hoi dong nhan dan|mat tran|tinh uy|thanh uy"
    r"|huyen uy|quan uy|thi uy|dang uy|dang bo|dang doan|chi bo|chi uy|cap uy|cong an|quan su"
    r"|lien doan lao dong|cong doan"
    r"|hoi (?:nong dan|lien hiep phu nu|phu nu|cuu|chu thap do|nguoi cao tuoi|lien hiep van hoc|van hoc"
    r"|nha bao|luat gia|dong y|lam vuon|bao tro|khoa hoc)"
    r"|ngan hang|benh vien|kho bac|toa an|vien kiem sat|dien luc|buu dien|viettel|vnpt|buu chinh"
    r"|phong (?:giao duc|noi vu|tai chinh|van hoa|lao dong|kinh te|y te|tu phap|tai nguyen|nong nghiep|cong)"
    r"|ban giam hieu|ban giam doc|doanh nghiep tu|cong ty|tong cong ty|tap doan)(?= |$)"
)
_PARTY = re.compile(
    r"^(?:.+ )?(?:tinh uy|thanh uy|huyen uy|quan uy|thi uy|dang uy|uy ban nhan dan|hoi dong nhan dan"
    r"|mat tran to quoc)(?: (?:cac co quan|khoi|tinh|thanh pho|huyen|xa|phuong|quan)\b.*)?$"
)
_CENTRAL_PARTY = re.compile(
    r"^(?:ban (?:dan van|tuyen giao|to chuc|noi chinh|kiem tra|tuyen giao va dan van)"
    r"|uy ban kiem tra|van phong) trung uong(?: dang)?$"
)
# Outside or a unit of ours, as the office keeps its tree: schools, papers, houses, centres, funds.
_PERHAPS = re.compile(
    r"^(?:bao|dai|tap chi|cong thong tin|website|truong|dai hoc|hoc vien|vien|trung tam|nha thieu nhi"
    r"|nha van hoa|cung"
    r"|thu vien|bao tang|hoi lien hiep|hoi sinh vien|hoi dong|hoi|hiep hoi|quy|cau lac bo|phong|to chuc"
    r"|don bien phong|lu doan|trung doan|su doan|nha may|nha xuat ban)(?= \S)"
)
_MANY = re.compile(
    r"^(?:cac|nhung|tat ca|toan the) (?:so|bo|ban nganh|nganh|doan the|co quan|to chuc|truong|phong|don vi"
    r"|doanh|cong ty|ngan hang)\b"
)
_PEOPLE = re.compile(
    r"^(?:(?:cac|nhung|moi|tung|toan the|100%|\d+%?|toan bo|mot so) )*"
    r"(?:doan vien|hoi vien|thanh nien|thieu nhi|thieu nien|doi vien|hoc sinh|sinh vien|giao vien|giang vien"
    r"|can bo|thi sinh|cha me|phu huynh|gia dinh|dong ho|ca nhan|tap the|nhan dan"
    r"|nguoi|cong dan|em|ban hoc sinh|ban doan|ban tre|thay|cong nhan|cong chuc|vien chuc|dang vien|ho"
    r"|tac gia|nha hao tam|manh thuong quan|lop|dai bieu|gvcn|chu nhiem lop|cu tri|cong dong|xa hoi)(?: .*)?"
)
_POINTER = re.compile(r"^(?:nhu (?:tren|kinh gui|dieu|muc)|cac .* co ten tai|luu|kinh gui)\b.*")


def pointer_or_people(text: str) -> str:
    """Why the folded words are surely no unit: people, or a pointer to another line; else empty."""
    if _POINTER.match(text) or re.search(r"\bco ten tai\b", text):
        return "Chỉ dẫn tới chỗ khác trong văn bản, không phải tên một đơn vị."
    if _PEOPLE.fullmatch(text):
        return "Nói về người, không phải một đơn vị."
    return ""


def surely(text: str) -> bool:
    """Whether the folded words name a body of party, state or another organisation."""
    return bool(_SURE.match(text) or _PARTY.match(text) or _CENTRAL_PARTY.match(text))


def perhaps(text: str) -> bool:
    """Whether the folded words name a body that may also stand in our tree."""
    return bool(_PERHAPS.match(text))


def several(text: str) -> bool:
    """Whether the folded words name many outside bodies at once ("các sở, ban, ngành")."""
    return bool(_MANY.match(text))
