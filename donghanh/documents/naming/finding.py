"""Which unit an office or a name is: in the paper's own tree first, then among what the actor sees."""

from dataclasses import dataclass

from donghanh.documents.naming import offices
from donghanh.documents.naming.ground import Ground, Known, is_school
from donghanh.documents.naming.keys import plain
from donghanh.documents.naming.senses import STAFF, TERRITORIAL, Board, Office


@dataclass(frozen=True, kw_only=True)
class Found:
    """The units that are meant, all of them; `others` may be meant instead; `sure` when there is no doubt."""

    units: tuple[Known, ...] = ()
    others: tuple[Known, ...] = ()
    sure: bool = False
    below: bool = False  # an office at a level below the issuer, without a place: one of many


def office(ground: Ground, wanted: Office) -> Found:
    """The office of a place, or the nearest of its level to the issuers."""
    if wanted.place:
        return _of_place(ground, wanted)
    if not wanted.levels:
        return _own(ground, wanted.system)
    return _of_level(ground, wanted)


def _own(ground: Ground, system: str) -> Found:
    own = tuple(issuer for issuer in ground.issuers if system in {"", issuer.system})
    if own:
        return Found(units=own, sure=True)
    return Found(units=tuple(ground.beside.get(system, ())[:1]))


def _of_level(ground: Ground, wanted: Office) -> Found:
    line = ground.line(wanted.system)
    beside = tuple(ground.beside.get(wanted.system, ())) if not line else ()
    fitting = [unit for unit in (*line, *beside) if _fits(unit, wanted)]
    if fitting:
        level = max(unit.level for unit in fitting)
        units = tuple(dict.fromkeys(unit for unit in fitting if unit.level == level))
        return Found(units=units, sure=bool(line) and len(units) <= len(ground.issuers))
    lowest = max((unit.level for unit in (*line, *beside)), default=0)
    return Found(below=bool(lowest) and max(wanted.levels) > lowest)


def _fits(unit: Known, wanted: Office) -> bool:
    if wanted.head == "truong":
        return is_school(unit)
    if unit.level not in wanted.levels or unit.kind != TERRITORIAL:
        return False
    own = offices.parse(plain(unit.called))
    return not (own and own.head and wanted.head) or own.head == wanted.head or len(wanted.levels) == 1


def _of_place(ground: Ground, wanted: Office) -> Found:
    best: dict[int, tuple[int, Known]] = {}
    for rank, form in enumerate(offices.forms(wanted)):
        for hit in ground.hits.get(form, ()):
            unit = hit.unit
            if unit.system != wanted.system or unit.level not in wanted.levels:
                continue
            best.setdefault(
                unit.id, (_rank(ground, unit, wanted, form=form, then=hit.then) * 100 + rank, unit)
            )
    return _weighed(ground, sorted(best.values(), key=lambda one: (one[0], one[1].id)))


def _rank(ground: Ground, unit: Known, wanted: Office, *, form: str, then: bool) -> int:
    """0 for the very head of the day in the issuers' tree; each doubt adds."""
    own = offices.parse(form)
    another_head = bool(wanted.head and own and own.head != wanted.head)
    elsewhere = bool(wanted.within) and not plain(ground.parents.get(unit.id, "")).endswith(wanted.within)
    return 2 * another_head + elsewhere + 4 * (not then) + 8 * (not ground.near(unit))


def _weighed(ground: Ground, ranked: list[tuple[int, Known]]) -> Found:
    """The best one if it is alone at its rank; units out of the paper's trees only if the actor sees them."""
    kept = [
        (rank // 100, unit)
        for rank, unit in ranked
        if ground.near(unit) or unit.id in ground.formerly or unit.id in ground.visible
    ]
    if not kept:
        return Found()
    first = kept[0][0]
    if sum(rank == first for rank, _ in kept) > 1:
        return Found(others=tuple(unit for _, unit in kept))
    units = tuple(unit for _, unit in kept)
    return Found(units=units[:1], others=units[1:], sure=first <= 1)


def by_name(ground: Ground, forms: set[str]) -> Found:
    """The unit that bears the whole name."""
    best: dict[int, tuple[int, Known]] = {}
    for form in forms:
        for hit in ground.hits.get(form, ()):
            rank = 4 * (not hit.then) + 8 * (not ground.near(hit.unit))
            if hit.unit.kind == STAFF and ground.under.get(hit.unit.id, 9) > 1:
                continue  # another office's board of the same name
            best[hit.unit.id] = min(
                (rank * 100, hit.unit), best.get(hit.unit.id, (9999, hit.unit)), key=_first
            )
    return _weighed(ground, sorted(best.values(), key=lambda one: (one[0], one[1].id)))


def _first(one: tuple[int, Known]) -> int:
    return one[0]


def board(ground: Ground, wanted: Board, of: Found) -> Found:
    """The staff boards of this name in the offices."""
    every = [one for unit in of.units for one in ground.boards.get(unit.id, ())]
    every = [one for one in every if one.exists_on(ground.on)] or every
    named = [one for one in every if _board_name(one.called) == wanted.name]
    alike = (
        []
        if wanted.organ
        else [one for one in every if one not in named and _alike(_board_name(one.called), wanted.name)]
    )
    if len(named) == 1 and (wanted.office.system or len(of.units) == 1 or not alike):
        sure = of.sure and not wanted.doubtful and named[0].exists_on(ground.on)
        return Found(units=tuple(named), others=tuple(alike), sure=sure)
    return Found(others=(*named, *alike))


def _board_name(called: str) -> str:
    """The board's name without the office's: "Ban Tuyên giáo Tỉnh đoàn Bình Minh" is `ban tuyen giao`."""
    parts = plain(called).split()
    for at in range(1, len(parts)):
        if offices.parse(" ".join(parts[at:])):
            return " ".join(parts[:at])
    return " ".join(parts)


_COMMON = frozenset({"uy", "ban", "va", "van", "phong"})


def _alike(one: str, other: str) -> bool:
    """Boards were joined and renamed: one holds the other's words ("Ban Tổ chức - Kiểm tra")."""
    first, second = set(one.split()) - _COMMON, set(other.split()) - _COMMON
    return len(first & second) > 1 and (first <= second or second <= first or len(first & second) > 2)
