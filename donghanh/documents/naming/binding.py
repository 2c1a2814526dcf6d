"""From what a part of a name says to what it means on the ground."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from donghanh.documents.naming import finding, offices, past, rules
from donghanh.documents.naming.counting import Counted, Rule
from donghanh.documents.naming.finding import Found
from donghanh.documents.naming.ground import Ground, Known, spellings
from donghanh.documents.naming.keys import plain, spelled
from donghanh.documents.naming.memory import KnownGroup, Memory, long_key
from donghanh.documents.naming.near import Near
from donghanh.documents.naming.past import Heir
from donghanh.documents.naming.rules import Owned
from donghanh.documents.naming.senses import (
    SCHOOL,
    TERRITORIAL,
    Board,
    Body,
    Both,
    Group,
    Holder,
    Nobody,
    Part,
    Sense,
    Unclear,
    Unit,
)
from donghanh.documents.naming.values import Meant, Source, Suggestion

LISTED: Final = 5
NAME_LIMIT: Final = 200
BOARD_WORDS: Final = 3  # a board with fewer is "Ban X": every office may have one

OPEN_BOARD = "Chưa có {board} trong cây đơn vị của {office}."
HELD = "Văn bản ghi chức vụ: giao cho đơn vị của người giữ chức vụ đó."
EMPTY = "Ngày ban hành văn bản chưa có đơn vị nào thuộc nhóm này trong hệ thống."
ENDED = "Đơn vị đã kết thúc trước ngày của văn bản."
ALIKE = "Có hơn một đơn vị mang tên này, hoặc chỉ có đơn vị mang tên gần giống."
ELSEWHERE = "Đơn vị của tổ chức khác, không thuộc cơ quan ban hành."


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What one part means."""

    means: tuple[tuple[Meant, str], ...] = ()
    sure: bool = False
    source: Source = Source.NONE
    others: tuple[Suggestion, ...] = ()
    today: tuple[str, ...] = ()
    note: str = ""
    counted: tuple[Rule, ...] = ()


@dataclass(kw_only=True)
class Tables:
    """What was loaded for all names at once."""

    ground: Ground
    today: date
    memory: Memory
    then: Counted = field(default_factory=Counted)
    now: Counted = field(default_factory=Counted)
    heirs: dict[int, list[Heir]] = field(default_factory=dict)
    communes: dict[int, str] = field(default_factory=dict)
    near: dict[str, list[Near]] = field(default_factory=dict)


def settle(ground: Ground, sense: Sense) -> Sense:
    """A lower office without a place is one of many: "Hội Khuyến học xã" in a plan of the province."""
    if isinstance(sense, Holder):
        return Holder(of=settle(ground, sense.of))
    if not isinstance(sense, Unit) or not sense.office or not finding.office(ground, sense.office).below:
        return sense
    wanted = sense.office
    if wanted.head == "truong":
        return Group(system=wanted.system, kinds=(SCHOOL,), doubtful=True)
    return Group(system=wanted.system, levels=wanted.levels, kinds=(TERRITORIAL,), doubtful=True)


def groups_in(ground: Ground, sense: Sense) -> list[Group]:
    """The groups that a sense asks for."""
    if isinstance(sense, Holder):
        return groups_in(ground, sense.of)
    if isinstance(sense, Group):
        return [sense]
    if isinstance(sense, Both) and sense.below:
        return [Group(system=system) for system in ground.systems]
    return []


def found(ground: Ground, part: Part) -> Found:
    """The units that a part may mean by its office, its board or its whole name."""
    sense = part.sense.of if isinstance(part.sense, Holder) else part.sense
    if isinstance(sense, Unit) and sense.office:
        by_office = finding.office(ground, sense.office)
        return (
            by_office
            if by_office.units or by_office.others
            else finding.by_name(ground, names_of(ground, part))
        )
    if isinstance(sense, Board):
        by_board = finding.board(ground, sense, finding.office(ground, sense.office))
        if by_board.units or by_board.others or len(part.plain.split()) <= BOARD_WORDS:
            return by_board
    doubtful = isinstance(sense, Body) and sense.doubtful
    if isinstance(sense, Unit | Board | Unclear) or doubtful:
        return finding.by_name(ground, names_of(ground, part))
    return Found()


def names_of(ground: Ground, part: Part) -> set[str]:
    """How the whole name may stand in the tree; also with the places of the issuers' line behind it."""
    forms = spellings(part.shown, part.plain)
    places = {_place(unit) for unit in ground.line("")} - {""}
    return forms | {f"{part.plain} {place}" for place in places if part.plain}


def _place(unit: Known) -> str:
    own = offices.parse(plain(unit.called))
    return own.place if own else ""


def bind(part: Part, tables: Tables) -> Outcome:
    """What one part means."""
    sense = part.sense
    if isinstance(sense, Holder):
        inner = bind(replace(part, sense=sense.of), tables)
        return replace(inner, sure=False, note=HELD)
    if isinstance(sense, Nobody):
        return Outcome(sure=True, source=Source.PATTERN, note=sense.why)
    if isinstance(sense, Both):
        return _both(part, sense, tables)
    if isinstance(sense, Group):
        # "Đoàn phường Quán Thánh": a place whose name is made of words for levels.
        place = finding.by_name(tables.ground, spellings(part.shown, part.plain))
        if place.sure and _same_tones(part, place.units[0]):
            return _units(place, replace(part, sense=Unit()), tables)
        return _groups(part, sense, tables)
    return _named(part, sense, tables)


def _named(part: Part, sense: Unit | Board | Body | Unclear, tables: Tables) -> Outcome:
    """A name of its own: a unit of the tree, else an outside body, else what comes near."""
    units = found(tables.ground, part)
    if units.units or units.others:
        return _units(units, part, tables)
    if isinstance(sense, Body):
        return _body(sense, part, tables)
    if isinstance(sense, Board):
        return _missing_board(sense, part, tables)
    return _unknown(sense, part, tables)


def _both(part: Part, sense: Both, tables: Tables) -> Outcome:
    issuers = tables.ground.issuers
    if len(issuers) < 2:
        return Outcome(note="Văn bản chỉ có một cơ quan ban hành trong hệ thống.")
    if not sense.below:
        means = tuple(({"unit": unit.id}, unit.called) for unit in issuers)
        return Outcome(means=means, sure=True, source=Source.PATTERN, today=_today(issuers, tables))
    parts = [_groups(part, group, tables) for group in groups_in(tables.ground, sense)]
    return joined(parts)


def listed(parts: Sequence[Part], outcomes: list[Outcome]) -> Outcome:
    """The members of a list as one; what is still open among them is named."""
    whole = joined(outcomes)
    left = [part.shown for part, one in zip(parts, outcomes, strict=True) if not one.means and not one.sure]
    if len(parts) == 1 or not left or not whole.means:
        return whole
    return replace(whole, note=f"Còn để mở: {', '.join(left)}. {whole.note}".strip())


def joined(parts: list[Outcome]) -> Outcome:
    """Several parts as one; as sure as the least sure."""
    if len(parts) == 1:
        return parts[0]
    weakest = max(parts, key=lambda one: list(Source).index(one.source))
    return Outcome(
        means=tuple({str(meant): (meant, said) for one in parts for meant, said in one.means}.values()),
        sure=all(one.sure for one in parts),
        source=weakest.source,
        others=tuple(other for one in parts for other in one.others),
        today=tuple(dict.fromkeys(told for one in parts for told in one.today)),
        note=" ".join(dict.fromkeys(one.note for one in parts if one.note)),
        counted=tuple(rule for one in parts for rule in one.counted),
    )


# --- Groups ---


def _groups(part: Part, group: Group, tables: Tables) -> Outcome:
    owned = rules.owned(tables.ground, group)
    if not owned:
        return Outcome(note="Không có cơ quan nào trong hệ thống để tìm nhóm này ở dưới.")
    outcomes = [_group(part, rules.settled(one, group, tables.then), tables) for one in owned]
    return joined(outcomes)


def _group(part: Part, one: Owned, tables: Tables) -> Outcome:
    known = tables.memory.groups.get((one.owner.id, long_key(part.shown)))
    if known:
        return _known_group(known, tables)
    number = tables.then.number(one.rule)
    name = (part.shown[:1].upper() + part.shown[1:])[:NAME_LIMIT]
    rule = one.rule
    meant: Meant = {"new_group": {
        "owner": rule.owner, "name": name, "levels": list(rule.levels), "kinds": list(rule.kinds),
        "directly_below": rule.direct, "name_has": rule.name_has,
    }}  # fmt: skip
    return Outcome(
        means=((meant, f"{name} ({one.owner.called})"),),
        sure=one.sure and bool(number),
        source=Source.PATTERN if one.sure and number else Source.NEAR,
        today=_group_today(rule, tables),
        note="" if number != 0 else EMPTY,
        counted=(rule,),
    )


def _known_group(known: KnownGroup, tables: Tables) -> Outcome:
    rule = known.rule if known.exact else None
    return Outcome(
        means=(({"group": known.id}, known.name),), sure=True, source=Source.EXACT,
        today=_group_today(rule, tables) if rule else (), counted=(rule,) if rule else (),
    )  # fmt: skip


def _group_today(rule: Rule, tables: Tables) -> tuple[str, ...]:
    if not gone(rule, tables):
        return ()
    return (past.of_level(rule, tables.then.last_closed(rule), tables.communes.get(rule.owner, "")),)


def gone(rule: Rule, tables: Tables) -> bool:
    """Whether a rule picked units on the paper's day and picks none today."""
    return bool(tables.then.number(rule)) and tables.now.number(rule) == 0


# --- Units ---


def _units(found: Found, part: Part, tables: Tables) -> Outcome:
    sense = part.sense
    on = tables.ground.on
    others = [_suggest(unit, tables) for unit in found.others[:LISTED]]
    ended = [unit for unit in found.units if unit.closed_on and unit.closed_on <= on]
    if ended and len(found.units) == 1:
        heirs = tables.heirs.get(ended[0].id, [])
        others = [*(Suggestion(meant={"unit": heir.id}, words=heir.name) for heir in heirs[:LISTED]), *others]
    placed = isinstance(sense, Unit) and (sense.office is None or bool(sense.office.place))
    sure_source = Source.EXACT if placed else Source.PATTERN
    beside = not isinstance(sense, Board) and any(map(tables.ground.foreign, found.units))
    sure = found.sure and not beside and all(_same_tones(part, unit) for unit in found.units if placed)
    return Outcome(
        means=tuple(({"unit": unit.id}, unit.called) for unit in found.units),
        sure=sure,
        source=sure_source if sure else Source.NEAR,
        others=tuple(others),
        today=_today(found.units, tables),
        note=ELSEWHERE if beside else ENDED if ended else ALIKE if not found.units else "",
    )


def _same_tones(part: Part, unit: Known) -> bool:
    """Whether the words of both names are spelled alike; a name without any tones and hats says nothing."""
    written = spelled(part.shown)
    if all(word in forms for word, forms in written.items()):
        return True
    return all(forms & written[word] for word, forms in spelled(unit.called).items() if word in written)


def _suggest(unit: Known, tables: Tables) -> Suggestion:
    parent = tables.ground.parents.get(unit.id, "")
    return Suggestion(meant={"unit": unit.id}, words=f"{unit.called} ({parent})" if parent else unit.called)


def _today(units: Iterable[Known], tables: Tables) -> tuple[str, ...]:
    told = (past.of_unit(unit, tables.heirs.get(unit.id, []), today=tables.today) for unit in units)
    return tuple(one for one in told if one)


# --- What is not in the tree ---


def _body(sense: Body, part: Part, tables: Tables) -> Outcome:
    known = tables.memory.bodies.get(long_key(sense.name)) or tables.memory.bodies.get(long_key(part.shown))
    if known:
        return Outcome(means=(({"body": known[0]}, known[1]),), sure=True, source=Source.EXACT)
    name = sense.name[:NAME_LIMIT]
    source = Source.NEAR if sense.doubtful else Source.PATTERN
    return Outcome(means=(({"new_body": name}, name),), sure=not sense.doubtful, source=source)


def _missing_board(sense: Board, part: Part, tables: Tables) -> Outcome:
    of = finding.office(tables.ground, sense.office)
    others = tuple(_suggest(unit, tables) for unit in of.units[:LISTED])
    if sense.organ and of.units:
        means = tuple(({"unit": unit.id}, unit.called) for unit in of.units)
        return Outcome(means=means, sure=of.sure, source=Source.PATTERN, today=_today(of.units, tables))
    if not of.units:
        return _unknown(sense, part, tables)
    note = OPEN_BOARD.format(board=part.shown, office=", ".join(unit.called for unit in of.units))
    return Outcome(source=Source.NEAR, others=others, note=note)


def _unknown(sense: Sense, part: Part, tables: Tables) -> Outcome:
    near = [Suggestion(meant={"unit": key}, words=name) for key, name in tables.near.get(part.plain, ())]
    if part.shown and not isinstance(sense, Unclear):
        name = part.shown[:NAME_LIMIT]
        near.append(Suggestion(meant={"new_body": name}, words=f"{name} (cơ quan ngoài hệ thống)"))
    note = sense.why if isinstance(sense, Unclear) else "Chưa tìm thấy đơn vị mang tên này."
    return Outcome(source=Source.NEAR if near else Source.NONE, others=tuple(near), note=note)


def wants_near(ground: Ground, part: Part) -> bool:
    """Whether near names are worth looking for."""
    sense = part.sense.of if isinstance(part.sense, Holder) else part.sense
    if not isinstance(sense, Unit) or (sense.office and not sense.office.place):
        return False
    units = found(ground, part)
    return not units.units and not units.others
