"""From a written name to what it says: as one name, else as a list whose members share a head or a tail.

A list is cut only where its parts can be understood by themselves, so a comma inside one name stays there.
"""

import re
from typing import Final

from donghanh.documents.naming import abbreviations, groups, offices, outside
from donghanh.documents.naming.keys import fold, plain, tidy
from donghanh.documents.naming.senses import (
    Board,
    Body,
    Both,
    Group,
    Holder,
    Nobody,
    Office,
    Part,
    Sense,
    Unclear,
    Unit,
)
from donghanh.documents.reading import actors as acting
from donghanh.documents.reading import receivers

MOST_PARTS: Final = 30
MOST_PIECES: Final = 12
LONGEST_BOARD: Final = 12  # words
_LONGEST: Final = 400  # letters; more is a sentence, not a name
_BOTH = re.compile(
    r"(?:ca )?(?:hai|2) (?:nganh|ben|don vi|co quan|to chuc)|(?:cac|2) (?:ben|nganh)(?: ky ket| phoi hop)?"
    r"|doan hoi|doan va hoi"
)
_BOTH_BELOW = re.compile(r"(?:cac )?(?:cap (?:bo )?)?doan (?:va )?hoi (?:o )?(?:cac cap|co so|cap duoi)")
_TITLE = (
    r"(?:dong chi|d c|ong|pho|bi thu|chu tich|giam doc|hieu truong|chanh|truong"
    r"|thu truong|uy vien|thanh vien|tong phu trach|chu nhiem|nguyen|dang vien|trong)"
)
_HOLDER = re.compile(
    rf"^(?:cac |nhung |toan the )?(?={_TITLE}(?: |$))"
    r"(?!truong (?:thpt|thcs|tieu hoc|mam non|dai hoc|cao dang|hoc|chinh|trung|chuyen|pho thong|ptdt|quan"
    r"|si quan|cap))"
    rf"(?:{_TITLE} )*(?:phu trach .*? (?=ban |cua ))?(?:cua )?"
)
# Heads of an office; without a name of its own it is that of who writes.
_CHIEF = re.compile(r"\b(?:bí thư|chủ tịch|PCT|ủy viên|uỷ viên|chánh văn phòng)\b", re.IGNORECASE)
_BOARD = re.compile(
    r"^(?P<n>(?:ban|van phong|uy ban kiem tra|phong)(?: [^,;]+?)??)(?: (?:cua |thuoc )?(?P<o>(?:co quan )?"
    r"(?:tinh doan|thanh doan|huyen doan|quan doan|thi doan|xa doan|trung uong doan|trung uong hoi|tinh hoi"
    r"|thanh hoi|huyen hoi|hoi khuyen hoc|hoi dong doi|doan thanh nien|doan tncs|doan truong|doan xa"
    r"|doan phuong|doan huyen|doan tinh|hoi|doan)(?: .+)?))?$"
)
# Set up for one occasion, not boards of an office.
_COMMITTEE = re.compile(
    r"^(?:ban (?:chi dao|giam khao|van dong|quan ly|dieu hanh|chu nhiem|chi huy|dai dien|thu ky|soan thao"
    r"|bien tap|to chuc (?:cuoc|hoi|giai|chuong|chien|dai|le|ngay|lien)|cong tac mat tran|lien lac|trong tai"
    r"|tham muu|noi dung|kiem soat)|tieu ban|to |nhom|hoi dong (?:giam khao|thi dua|quan ly|khoa hoc|xet))"
)
_OURS = re.compile(
    r"^(?:doan|chi doan|lien chi doan|chi hoi|lien doi|hoi khuyen hoc|ban khuyen hoc|tinh doan|thanh doan)\b"
)
_SHARED_HEAD = re.compile(r"^(?:[Cc]ác\s+)?([^:;,]{2,40}?)\s*:\s*(.+)$", re.DOTALL)


def read(written: str) -> tuple[Part, ...]:
    """The parts of a written name, each with its sense; one part for a single name."""
    shown = tidy(written)
    if len(shown) > _LONGEST or not plain(shown):
        return (Part(shown=shown[:_LONGEST], plain="", sense=Unclear()),)
    whole = part(shown)
    if not isinstance(whole.sense, Unclear | Body) and not _sounds_listed(whole):
        return (whole,)
    listed = [part(one) for one in split(shown)]
    if 1 < len(listed) <= MOST_PARTS and not any(isinstance(one.sense, Unclear) for one in listed):
        return tuple(listed)
    vague = isinstance(whole.sense, Unclear) or (isinstance(whole.sense, Body) and whole.sense.doubtful)
    return tuple(_cut(shown)) or (whole,) if vague else (whole,)


def _cut(shown: str) -> list[Part]:
    """The list cut at its joints, each member as long as it can be understood; empty if something is left."""
    pieces = re.split(r"(\s*,\s*|\s+(?:và|cùng|với)\s+)", shown)
    members, joints = pieces[::2], pieces[1::2]
    if not 1 < len(members) <= MOST_PIECES:
        return []
    found: list[Part] = []
    at = 0
    while at < len(members):
        for end in range(len(members) if at else len(members) - 1, at, -1):
            one = part("".join(_woven(members[at:end], joints[at:])))
            if _understood(one):
                found.append(one)
                at = end
                break
        else:
            return []
    return found


def _woven(members: list[str], joints: list[str]) -> list[str]:
    return [piece for pair in zip(members, [*joints[: len(members) - 1], ""], strict=True) for piece in pair]


def _understood(one: Part) -> bool:
    if isinstance(one.sense, Unit):
        return one.sense.office is not None
    return isinstance(one.sense, Board | Group | Both) or (
        isinstance(one.sense, Body) and not one.sense.doubtful
    )


def _sounds_listed(whole: Part) -> bool:
    """A board or a unit whose name holds an office of its own before a joint is a list that was swallowed."""
    if isinstance(whole.sense, Unit) and whole.sense.office and whole.sense.office.within:
        return False
    return isinstance(whole.sense, Board | Unit | Holder) and bool(
        re.search(r"[,;]| và (?=[A-ZĐ]|các)", whole.shown)
    )


def part(shown: str) -> Part:
    """One name with its sense."""
    expanded = fold(abbreviations.expand(shown))
    head, within = offices.superior(expanded)
    office = offices.parse(plain(head)) if within else None
    if not (office and office.place):
        head, within = expanded, ""
    text = plain(head)
    said = sense(text, within=within, shown=shown)
    return Part(shown=shown, plain=offices.without_organ(text), sense=said)


def sense(text: str, *, within: str = "", shown: str = "") -> Sense:
    """What the folded words of one name say."""
    if why := outside.pointer_or_people(text):
        return Nobody(why=why)
    if _BOTH.fullmatch(text) or _BOTH_BELOW.fullmatch(text):
        return Both(below=bool(_BOTH_BELOW.fullmatch(text)))
    if group := groups.parse(text):
        return group
    if (held := _HOLDER.match(text)) and held.end() > held.start():
        return _held(text[held.end() :], shown)
    return _named(text, within, shown)


def _named(text: str, within: str, shown: str) -> Sense:
    if offices.is_own_organ(text):
        return Unit(office=Office())
    if office := offices.parse(text, within=within):
        return Unit(office=office)
    if outside.surely(text):
        return Body(name=_without_each(shown))
    return _board(text) or _other(text, shown)


def _held(rest: str, shown: str) -> Sense:
    inner = sense(rest, shown=rest) if rest else Unclear()
    if isinstance(inner, Nobody | Unclear):
        if _CHIEF.search(shown):
            return Holder(of=Unit(office=Office()))
        return Nobody(why="Nói về người giữ chức vụ, văn bản không ghi rõ của đơn vị nào.")
    return Holder(of=Body(name=_of_title(shown)) if isinstance(inner, Body) else inner)


def _of_title(shown: str) -> str:
    """The body in the name of an office-holder, in its own letters."""
    title = (
        r"(?:Các|các|[Đđ]ồng chí|[Đđ]/c|[Ôô]ng|[Bb]à|[Pp]hó|PCT|[Bb]í thư|[Cc]hủ tịch|[Gg]iám đốc"
        r"|[Hh]iệu trưởng|[Cc]hánh|[Tt]rưởng|[Ll]ãnh đạo|[Tt]hành viên|[Ủủ]y viên|[Tt]hủ trưởng)"
    )
    return re.sub(rf"^(?:{title}\s+)+", "", shown) or shown


def _board(text: str) -> Sense | None:
    if _COMMITTEE.match(text):
        return Unclear(why="Ban, tổ lập cho một việc; chưa có trong cây đơn vị.")
    bare = re.sub(r"^cac ", "", text)
    found = _BOARD.match(bare)
    if not found or bare in {"ban", "phong"}:
        return None
    office = offices.parse(re.sub(r"^co quan ", "", found["o"])) if found["o"] else None
    name = found["n"] if office else bare
    if not office and (bare.startswith("phong ") or len(name.split()) > LONGEST_BOARD):
        return None
    doubtful = name == "ban to chuc" and not office
    return Board(name=name, office=office or Office(), organ=name == "uy ban kiem tra", doubtful=doubtful)


def _other(text: str, shown: str) -> Sense:
    if outside.several(text):
        return Unclear(why="Nói chung nhiều cơ quan, không nêu tên từng cơ quan.")
    if re.match(r"^(?:cac|nhung|moi|tung) ", text):
        return Unclear()
    if outside.perhaps(text):
        return Body(name=_without_each(shown), doubtful=True)
    return Unit() if _OURS.match(offices.without_organ(text)) else Unclear()


def _without_each(shown: str) -> str:
    bare = re.sub(r"^(?:[Cc]ác|[Nn]hững|[Ll]ãnh đạo)\s+", "", shown)
    return bare[:1].upper() + bare[1:]


def split(shown: str) -> list[str]:
    """The members of a list, with the head ("Các Sở: …") or tail ("…, Văn phòng Tỉnh đoàn") they share."""
    if (head := _SHARED_HEAD.match(shown)) and ";" in head[2]:
        name = head[1][:1].upper() + head[1][1:]
        parts = [kept for one in head[2].split(";") if (kept := one.strip(" .,"))]
        return [one if fold(one).startswith(fold(name)) else f"{name} {one}" for one in parts]
    if ";" in shown:
        return [one for piece in shown.split(";") if piece.strip() for one in split(piece.strip())]
    parts = acting.split(shown)
    if len(parts) < 2:
        parts = receivers.split_names(shown)
    return _with_tail(parts) if len(parts) > 1 else parts


def _with_tail(parts: list[str]) -> list[str]:
    """Staff boards before the last one belong to the office that only the last one names."""
    last = sense(plain(abbreviations.expand(parts[-1])))
    if not isinstance(last, Board) or last.office == Office():
        return parts
    tail = _office_words(parts[-1])
    return [_completed(one, tail) for one in parts]


def _completed(name: str, tail: str) -> str:
    said = sense(plain(abbreviations.expand(name)))
    return f"{name} {tail}" if isinstance(said, Board) and said.office == Office() else name


def _office_words(shown: str) -> str:
    """The end of a board's name that names the office, in its own letters."""
    parts = shown.split()
    for at in range(1, len(parts)):
        if offices.parse(plain(abbreviations.expand(" ".join(parts[at:])))):
            return " ".join(parts[at:])
    return ""
