"""Names of whole papers against what they mean: trees grown round each issuer, meanings as short labels.

`unit Tỉnh đoàn Hà Nam` · `group youth_union 3 territorial` (levels, kinds, `direct`, a word of the name) ·
`body` · `open`; several are joined by ` + `. Kinds other than all operating ones are written out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from donghanh.documents import naming
from donghanh.documents.naming import Understanding, offices, senses
from donghanh.documents.naming.keys import plain
from donghanh.documents.tests.naming.trees import Trees
from donghanh.organisations.models import Kind, Level, System, Unit
from donghanh.organisations.tests.factories import make_actor

BOARDS = {
    senses.YOUTH: (
        "Ban Tuyên giáo",
        "Ban Phong trào",
        "Ban Xây dựng Đoàn",
        "Ban Thanh thiếu nhi trường học",
        "Văn phòng",
    ),
    senses.LEARNING: ("Ban Tuyên truyền", "Ban Kiểm tra", "Ban Tổ chức", "Ban Phong trào", "Văn phòng"),
}
CENTRES = {
    senses.YOUTH: "Trung ương Đoàn TNCS Hồ Chí Minh",
    senses.LEARNING: "Trung ương Hội Khuyến học Việt Nam",
}
KIND_WORDS = {2: "tỉnh", 3: "huyện", 4: "xã"}
REFORM = date(2025, 7, 1)
OLD = date(2000, 1, 1)


@dataclass(frozen=True)
class Paper:
    """One paper's issuers, day and names, each with its label."""

    file: str
    issuers: tuple[str, ...]
    on: date
    names: dict[str, str]

    @classmethod
    def of(cls, row: dict[str, Any]) -> "Paper":
        return cls(row["file"], tuple(row["issuers"]), date.fromisoformat(row["on"]), row["names"])


def name_of(system: str, head: str, place: str) -> str:
    """What the office is called in the tree."""
    if system == senses.LEARNING:
        return f"Hội Khuyến học {head} {place}"
    short = {"tỉnh": "Tỉnh đoàn", "thành phố": "Thành đoàn", "huyện": "Huyện đoàn"}.get(head)
    return f"{short} {place}" if short else f"Đoàn {head} {place}"


def grow(paper: Paper, trees: Trees) -> None:
    """The issuers with all above and a little of everything below, in both organisations."""
    for system in (senses.YOUTH, senses.LEARNING):
        if CENTRES[system] not in trees.units:
            trees.add(CENTRES[system], system=system, on=OLD)
            _boards(trees, CENTRES[system], system)
    for issuer in paper.issuers:
        if issuer not in trees.units:
            _grow_one(issuer, paper, trees)


def _grow_one(issuer: str, paper: Paper, trees: Trees) -> None:
    office = offices.parse(plain(issuer))
    level = Level.BASE if office.head == "truong" else office.levels[0]
    if level == Level.CENTRAL:
        for system in (senses.YOUTH, senses.LEARNING):
            _below(trees, CENTRES[system], system, level, paper.on)
        return
    place = issuer.split(maxsplit=2)[2] if office.head == "truong" else _place(issuer)
    for system in (senses.YOUTH, senses.LEARNING):
        parent = _line_above(system, place, level, paper, trees)
        own = issuer if system == office.system else ""
        if not own and office.head != "truong":
            own = name_of(system, _head(issuer), place)
        if own and own not in trees.units:
            kind = Kind.SCHOOL if office.head == "truong" else Kind.TERRITORIAL
            trees.add(own, parent, level=level, kind=kind, on=OLD)
            _boards(trees, own, system)
            _below(trees, own, system, level, paper.on)


def _line_above(system: str, place: str, level: int, paper: Paper, trees: Trees) -> str:
    """The offices from the centre down to the one over the issuer; the name of the last."""
    parent = CENTRES[system]
    for above in range(Level.PROVINCE, min(level, Level.BASE)):
        if above == Level.DISTRICT and paper.on >= REFORM:
            continue
        name = name_of(system, KIND_WORDS[above], f"của {place}")
        if name not in trees.units:
            trees.add(name, parent, level=above, on=OLD)
            _boards(trees, name, system)
        parent = name
    return parent


def _place(issuer: str) -> str:
    words = issuer.split()
    size = len(offices.parse(plain(issuer)).place.split())
    return " ".join(words[-size:])


HEADS = {plain(word): word for word in ("tỉnh", "thành phố", "huyện", "phường", "xã")}


def _head(issuer: str) -> str:
    return HEADS[offices.parse(plain(issuer)).head]


def _boards(trees: Trees, office: str, system: str) -> None:
    for board in BOARDS[system]:
        trees.add(board, office, kind=Kind.STAFF_BOARD, on=OLD)


def _below(trees: Trees, top: str, system: str, level: int, on: date) -> None:
    parent, tail = top, f"trong {top}"
    if level < Level.PROVINCE:
        trees.add(name_of(system, "tỉnh", tail), parent, level=Level.PROVINCE, on=OLD)
        parent = name_of(system, "tỉnh", tail)
    if level < Level.DISTRICT and on < REFORM:
        trees.add(name_of(system, "huyện", tail), parent, level=Level.DISTRICT, on=OLD)
        parent = name_of(system, "huyện", tail)
    if level < Level.COMMUNE:
        trees.add(name_of(system, "xã", tail), parent, level=Level.COMMUNE, on=OLD)
        parent = name_of(system, "xã", tail)
    if level < Level.BASE and system == senses.YOUTH:
        trees.add(f"Đoàn Trường THPT {tail}", parent, level=Level.BASE, kind=Kind.SCHOOL, on=OLD)
        trees.add(f"Đoàn Trường Đại học {tail}", top, level=Level.BASE, kind=Kind.UNIVERSITY, on=OLD)
    trees.add(
        f"{'Chi đoàn' if system == senses.YOUTH else 'Chi hội'} thôn {tail}",
        parent,
        level=Level.BRANCH,
        on=OLD,
    )


def understood(paper: Paper, trees: Trees) -> Iterator[tuple[str, Understanding, str]]:
    """Each name of the paper with what is made of it, and that as a label."""
    issuers = [trees[name] for name in paper.issuers]
    by = make_actor(issuers[0])
    found = naming.resolve(paper.names, issuers=issuers, issuer_key="", on=paper.on, by=by)
    for name in paper.names:
        one = found[naming.key(name)]
        yield name, one, label(one)


def label(one: Understanding) -> str:
    """The meanings in short."""
    return " + ".join(_label(meant) for meant in one.means) or "open"


def _label(meant: dict[str, Any]) -> str:
    if "unit" in meant:
        unit = Unit.objects.get(pk=meant["unit"])
        above = unit.placements.first() if unit.kind == Kind.STAFF_BOARD else None
        return f"unit {unit.name}" + (f" / {above.parent.name}" if above else "")
    if "new_group" not in meant:
        return "body"
    new = meant["new_group"]
    kinds = [] if new["kinds"] == list(senses.OPERATING) else new["kinds"]
    system = System(Unit.objects.get(pk=new["owner"]).system).value
    parts = ["group", system, ",".join(map(str, new["levels"])), ",".join(kinds)]
    parts += ["direct" if new["directly_below"] else "", new["name_has"]]
    return " ".join(part for part in parts if part)
