"""Groups of units: "các huyện, thị, thành đoàn và đoàn trực thuộc", "100% trường THPT"."""

import re
from typing import Final

from donghanh.documents.naming import offices
from donghanh.documents.naming.senses import (
    BASE,
    BRANCH,
    COMMUNE,
    DISTRICT,
    LEARNING,
    OPERATING,
    PIONEERS,
    PROVINCE,
    SCHOOL,
    STAFF,
    TERRITORIAL,
    UNIVERSITY,
    YOUTH,
    Group,
)

_EACH = re.compile(r"^(?:(?:cac|nhung|moi|tung|toan the|tat ca|100%|toan bo)(?= ))+ ?|^\d+ (?=\S)")
# "27 xã" are many, "phường 1" is one.
_NUMBER = r"\d+(?= (?:tinh|thanh|huyen|quan|thi|xa|phuong|dac khu|co so)\b)"
_LEVEL = (
    rf"(?:cac|va|hoac|cap|{_NUMBER}|tinh|thanh pho|thanh|huyen|quan|thi xa|thi tran|thi|xa|phuong|dac khu"
    r"|co so)"
)
_LEVELS = rf"{_LEVEL}(?: {_LEVEL})*"
_OFFICE = r"(?: (?:cua )?(?P<o>.+))?"
_TAIL = (
    r"(?P<t>(?: va)?(?: cac)?(?: doan| hoi| don vi)*(?: truc thuoc| tuong duong)(?: (?P<o>.+))?"
    r"|(?: tren| trong) (?:dia ban|toan)(?: .+)?| co dieu kien| trong toan .+| toan tinh)?"
)
_OF_LEVELS = re.compile(rf"(?P<l>{_LEVELS}) doan{_TAIL}")
_AT_LEVELS = re.compile(
    rf"(?P<s>{offices.DOAN}|{offices.HOI}|hoi dong doi|ban khuyen hoc) (?P<l>{_LEVELS}){_TAIL}"
)
_PLACES = re.compile(rf"(?P<l>{_LEVELS}){_TAIL}")
_ALL = re.compile(
    rf"(?:cap bo doan|(?:to chuc )?(?P<s>{offices.DOAN}|{offices.HOI}|hoi dong doi) (?:o )?cac cap(?: .+)?"
    r"|cap (?:hoi|bo hoi)(?: khuyen hoc)?)"
)
_BASES = re.compile(
    r"(?:to chuc )?(?:co so (?P<s>doan|hoi|lien doi)|(?P<s2>doan|hoi)(?: cap)? co so)(?: truc thuoc)?"
)
_BRANCHES = re.compile(
    r"(?P<b>lien chi doan|chi doan|chi hoi khuyen hoc|chi hoi|phan doan)(?: chi doi)?(?: (?P<x>.+))?"
)
_DIRECT = re.compile(rf"(?:doan|don vi|hoi)(?: cap duoi)? truc thuoc{_OFFICE}")
_BOARDS = re.compile(
    rf"(?P<a>ban|phong ban|ban chuyen mon|ban chuyen de|ban co quan|ban phong)"
    rf"(?P<v> (?:va )?van phong)?(?P<u> (?:va )?don vi(?: su nghiep)?(?: bao chi)?(?: truc thuoc)?)?"
    rf"(?: co quan)?{_OFFICE}"
)
_SCHOOLS = re.compile(
    rf"(?:(?P<s>{offices.DOAN}|ban khuyen hoc|hoi khuyen hoc|chi hoi khuyen hoc) (?:cac )?)?"
    r"truong (?P<k>(?:(?:thpt|thcs|tieu hoc|mam non|hoc|pho thong|trung hoc pho thong|trung hoc co so|dai hoc"
    r"|cao dang|trung cap|chuyen nghiep|hoc vien|va)(?: |$))+)(?:(?:tren|trong|truc) .+)?"
)
_SCHOOL_WORDS: Final = {
    "thpt": "thpt", "trung hoc pho thong": "thpt", "thcs": "thcs", "trung hoc co so": "thcs",
    "tieu hoc": "tieu hoc", "mam non": "mam non",
}  # fmt: skip
_SYSTEM: Final = {"hoi": LEARNING, "ban": LEARNING, "doan": YOUTH}


def parse(text: str) -> Group | None:
    """The group that the folded words name as a whole."""
    bare = _EACH.sub("", text)
    many = bare != text and not bare.startswith("uy vien")
    bare = re.sub(_EACH, "", offices.without_organ(bare))
    for read in (_all, _bases, _of_levels, _branches, _direct, _schools, _boards):
        if group := read(bare, many=many):
            return group
    return None


def _system(word: str | None) -> str:
    if word and word.startswith("hoi dong doi"):
        return PIONEERS
    return _SYSTEM[word.split()[0]] if word else ""


def _levels(text: str) -> tuple[int, ...]:
    """The levels that the words name; "thành" and "thành phố" are what stands beside them."""
    found = set()
    for word in re.findall(r"thanh pho|thi xa|thi tran|dac khu|co so|\w+", text):
        if word in {"huyen", "quan", "thi", "thi xa"}:
            found.add(DISTRICT)
        elif word in {"xa", "phuong", "thi tran", "dac khu"}:
            found.add(COMMUNE)
        elif word == "tinh":
            found.add(PROVINCE)
        elif word == "co so":
            found |= {COMMUNE, BASE}
    if re.search(r"\bthanh\b", text) and PROVINCE not in found and COMMUNE not in found:
        found.add(DISTRICT)
    return tuple(sorted(found))


def _plural(levels: str, *, many: bool) -> bool:
    named = re.findall(r"thanh pho|thi xa|thi tran|dac khu|co so|tinh|thanh|huyen|quan|thi|xa|phuong", levels)
    return many or len(named) > 1 or bool(re.search(rf"\b(?:cac|cap|{_NUMBER})\b", levels))


def _all(text: str, *, many: bool) -> Group | None:
    found = _ALL.fullmatch(text)
    if not found:
        return None
    word = found["s"] or ("doan" if "bo doan" in text else "hoi")
    return Group(system=_system(word))


def _of_levels(text: str, *, many: bool) -> Group | None:
    found = _OF_LEVELS.fullmatch(text)
    system = YOUTH
    if not found:
        found = _AT_LEVELS.fullmatch(text)
        system = _system(found["s"]) if found else ""
    if not found:
        found = _PLACES.fullmatch(text)
    tail = (found["t"] if found else "") or ""
    if not found or not _plural(found["l"], many=many or "truc thuoc" in tail):
        return None
    if not (levels := _levels(found["l"])):
        return None
    owner = offices.parse(found["o"]) if found["o"] else None
    direct = "truc thuoc" in tail or "tuong duong" in tail
    if direct:
        return Group(system=system or _tail_system(tail), levels=levels, direct=True, owner=owner)
    bare_ban = text.startswith("ban khuyen hoc")
    return Group(
        system=system,
        levels=levels,
        kinds=OPERATING if BASE in levels else (TERRITORIAL,),
        owner=owner,
        doubtful=bare_ban or "dieu kien" in tail,
    )


def _tail_system(tail: str) -> str:
    return YOUTH if " doan" in tail else LEARNING if " hoi" in tail else ""


def _bases(text: str, *, many: bool) -> Group | None:
    found = _BASES.fullmatch(text)
    if not found:
        return None
    word = found["s"] or found["s2"]
    if word == "lien doi":
        return Group(system=PIONEERS, levels=(BASE,), doubtful=True)
    return Group(system=_system(word), levels=(COMMUNE, BASE))


def _branches(text: str, *, many: bool) -> Group | None:
    found = _BRANCHES.fullmatch(text)
    if not found or (found["x"] and not many):
        return None
    system = LEARNING if "hoi" in found["b"] else YOUTH
    extra = re.sub(
        r"^(?:cac |o |tai |cua )|(?: tren| trong) (?:dia ban|toan).*$|^tren dia ban.*$", "", found["x"] or ""
    )
    if found["b"] == "lien chi doan":
        return Group(system=system, name_has="liên chi đoàn", doubtful=True)
    if len(extra.split()) > 4 or re.search(r"\b(?:va|chi|co|doan)\b", extra):
        return Group(system=system, levels=(BRANCH,), doubtful=True)
    return Group(system=system, levels=(BRANCH,), name_has=extra, doubtful=bool(extra) or not many)


def _direct(text: str, *, many: bool) -> Group | None:
    found = _DIRECT.fullmatch(text)
    if not found:
        return None
    owner = offices.parse(found["o"]) if found["o"] else None
    if found["o"] and owner is None:
        return None
    system = YOUTH if text.startswith("doan") else LEARNING if text.startswith("hoi") else ""
    return Group(system=system, direct=True, owner=owner)


def _boards(text: str, *, many: bool) -> Group | None:
    found = _BOARDS.fullmatch(text)
    if not found or not many:
        return None
    owner = None
    if found["o"]:
        owner = offices.parse(found["o"])
        if owner is None:
            return None
    kinds = (STAFF, "agency") if found["u"] else (STAFF,)
    return Group(kinds=kinds, direct=True, owner=owner, doubtful=bool(found["u"]))


def _schools(text: str, *, many: bool) -> Group | None:
    found = _SCHOOLS.fullmatch(text)
    if not found or not (many or " cac " in text or found["s"]):
        return None
    types = {word for name, word in _SCHOOL_WORDS.items() if re.search(rf"\b{name}\b", found["k"])}
    higher = bool(re.search(r"\b(?:dai hoc|cao dang|hoc vien|trung cap|chuyen nghiep)\b", found["k"]))
    lower = bool(types) or not higher
    kinds = ((SCHOOL,) if lower else ()) + ((UNIVERSITY,) if higher else ())
    one = types.pop() if len(types) == 1 and not higher else ""
    mixed = bool(types) or (lower and higher)
    return Group(
        system=_system(found["s"]), kinds=kinds, name_has=one, doubtful=mixed or not (many or " cac " in text)
    )
