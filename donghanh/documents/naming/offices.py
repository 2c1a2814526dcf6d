"""Offices by organisation, level and place: how they are written, and under which names they may be stored.

"Tỉnh đoàn Bình Minh", "BCH Đoàn TNCS Hồ Chí Minh tỉnh Bình Minh" and "Đoàn tỉnh Bình Minh" are one office.
"""

import re
from functools import lru_cache
from typing import Final

from donghanh.documents.naming.senses import (
    BASE,
    CENTRAL,
    COMMUNE,
    DISTRICT,
    LEARNING,
    PIONEERS,
    PROVINCE,
    YOUTH,
    Office,
)

KINDS: Final = {
    "tinh": (PROVINCE,),
    "thanh pho": (PROVINCE, DISTRICT),
    "huyen": (DISTRICT,),
    "quan": (DISTRICT,),
    "thi xa": (DISTRICT,),
    "xa": (COMMUNE,),
    "phuong": (COMMUNE,),
    "thi tran": (COMMUNE,),
    "dac khu": (COMMUNE,),
}
SCHOOL_LEVELS: Final = (DISTRICT, COMMUNE, BASE)
SHORT: Final = {
    "tinh": "tinh", "thanh": "thanh pho", "huyen": "huyen", "quan": "quan", "thi": "thi xa", "xa": "xa",
    "phuong": "phuong",
}  # fmt: skip
KIND: Final = "tinh|thanh pho|huyen|quan|thi xa|xa|phuong|thi tran|dac khu"
DOAN: Final = r"doan(?: thanh nien)?(?: cong san| tncs| cs)?(?: ho chi minh)?"
HOI: Final = "hoi khuyen hoc"
# The office's own governing organs: whoever writes to them writes to the office.
ORGANS: Final = (
    r"(?:(?:uy vien )?(?:ban chap hanh|ban thuong vu|ban bi thu|ban thuong truc|thuong truc|thuong vu)"
    r"|lanh dao|co quan(?: chuyen trach)?|tap the)"
)
_NO_PLACE = r"(?!(?:va|cac|cap|truc|thuoc|doan|hoi|vien|ket|phi|co|o|tren|nha|cung|tham|duoc|de)\b)"
_ORGAN = re.compile(rf"^(?:cac )?{ORGANS}(?: cua)? (?=\S)")
_YOUTH = re.compile(
    rf"(?P<d>tinh|thanh|huyen|quan|thi|xa|phuong) doan(?: tncs ho chi minh)?(?: (?P<k>{KIND})(?= \w))?"
    rf"(?: {_NO_PLACE}(?P<p>.+))?"
)
_DOAN = re.compile(rf"{DOAN} (?P<k>{KIND})(?: {_NO_PLACE}(?P<p>.+))?")
_HOI = re.compile(rf"{HOI} (?P<k>{KIND})(?: {_NO_PLACE}(?P<p>.+))?")
_DOI = re.compile(rf"hoi dong doi(?: (?P<k>{KIND})(?: {_NO_PLACE}(?P<p>.+))?)?")
_SHORT_HOI = re.compile(r"(?P<d>tinh|thanh|huyen|quan|thi|xa|phuong) hoi(?: khuyen hoc)?")
_CENTRAL_YOUTH = re.compile(rf"(?:trung uong {DOAN}|{DOAN} trung uong|doan tncs ho chi minh viet nam)")
_CENTRAL_HOI = re.compile(
    rf"(?:trung uong hoi(?: khuyen hoc)?(?: viet nam)?|{HOI} (?:trung uong|viet nam|trung uong viet nam))"
)
_CENTRAL_DOI = re.compile(r"hoi dong doi (?:trung uong|tw)")
_CENTRALS: Final = ((_CENTRAL_YOUTH, YOUTH), (_CENTRAL_HOI, LEARNING), (_CENTRAL_DOI, PIONEERS))
_WITHIN = re.compile(r"(?: thuoc)? (?:tinh|thanh pho|huyen|quan|thi xa) (?!va |cac )(?P<w>[^,]+)$")
_SCHOOL = re.compile(rf"{DOAN} truong(?: {_NO_PLACE}(?P<p>(?!thpt$|thcs$|hoc$|thcs thpt$).+))?")
_SYSTEMS: Final = ((_DOAN, YOUTH), (_HOI, LEARNING), (_DOI, PIONEERS))


@lru_cache(maxsize=20_000)
def parse(text: str, *, within: str = "") -> Office | None:
    """The office that the folded words name as a whole."""
    bare = _ORGAN.sub("", text)
    for pattern, system in _CENTRALS:
        if pattern.fullmatch(bare):
            return Office(system=system, levels=(CENTRAL,))
    return _local(bare, within) or _bare(bare)


def _local(bare: str, within: str) -> Office | None:
    if found := _YOUTH.fullmatch(bare):
        return _placed(YOUTH, found["k"] or SHORT[found["d"]], found["p"], within)
    if found := _SHORT_HOI.fullmatch(bare):
        return _placed(LEARNING, SHORT[found["d"]], None, within)
    if found := _SCHOOL.fullmatch(bare):
        return Office(
            system=YOUTH, levels=SCHOOL_LEVELS, head="truong", place=found["p"] or "", within=within
        )
    for pattern, system in _SYSTEMS:
        if (found := pattern.fullmatch(bare)) and found["k"]:
            return _placed(system, found["k"], found["p"], within)
    return None


def _bare(text: str) -> Office | None:
    """Without level: the writer's own office, or the one beside it in the other organisation."""
    if re.fullmatch(rf"{DOAN}", text):
        return Office(system=YOUTH)
    if text in {HOI, "hoi"}:
        return Office(system=LEARNING)
    return Office(system=PIONEERS) if text == "hoi dong doi" else None


def _placed(system: str, head: str, place: str | None, within: str) -> Office:
    name = place or ""
    if not within and name and (found := re.fullmatch(r"(?P<n>.+?) (?:huyen|thi xa) (?P<w>.+)", name)):
        name, within = found["n"], found["w"]
    return Office(system=system, levels=KINDS[head], head=head, place=name, within=within)


def is_own_organ(text: str) -> bool:
    """Whether the words are an organ without its office: "Ban Thường vụ", "Thường trực"."""
    return bool(re.fullmatch(rf"(?:cac )?{ORGANS}(?: co quan)?", text))


def without_organ(text: str) -> str:
    """The words without the organ at their beginning."""
    return _ORGAN.sub("", text)


def superior(text: str) -> tuple[str, str]:
    """A folded name with commas, and the place of its superior after the last: "…, huyện Tân Lập"."""
    head, _, tail = text.rpartition(",")
    found = _WITHIN.fullmatch(f" {' '.join(tail.split())}") if head else None
    return (head, " ".join(found["w"].split())) if found else (text, "")


CENTRAL_NAMES: Final = {
    YOUTH: (
        "trung uong doan tncs ho chi minh",
        "trung uong doan",
        "trung uong doan thanh nien cong san ho chi minh",
    ),
    LEARNING: ("trung uong hoi khuyen hoc viet nam", "hoi khuyen hoc viet nam", "trung uong hoi"),
}
_SHORT_OF: Final = {kind: short for short, kind in SHORT.items()}


@lru_cache(maxsize=20_000)
def forms(office: Office) -> tuple[str, ...]:
    """The folded names under which the office may stand in the tree, the likeliest first."""
    if not office.place:
        return CENTRAL_NAMES.get(office.system, ()) if office.levels == (CENTRAL,) else ()
    if office.head == "truong":
        return tuple(_forms(office.system, office.head, office.place))
    alike = [kind for kind, levels in KINDS.items() if set(levels) & set(office.levels) and kind != "tinh"]
    heads = [office.head, *(kind for kind in alike if kind != office.head)]
    return tuple(form for head in heads if head for form in _forms(office.system, head, office.place))


def _forms(system: str, head: str, place: str) -> list[str]:
    if system == LEARNING:
        return [f"hoi khuyen hoc {head} {place}"]
    if system == PIONEERS:
        return [f"hoi dong doi {head} {place}"]
    short = [f"{_SHORT_OF[head]} doan {place}"] if head in _SHORT_OF else []
    return [*short, f"doan {head} {place}", f"doan tncs ho chi minh {head} {place}",
            f"doan thanh nien {head} {place}"]  # fmt: skip
