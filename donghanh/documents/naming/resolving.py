"""All names of a paper at once: what was decided before, else what they say on the ground of that day."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from donghanh.core.actor import Actor
from donghanh.documents.naming import binding, counting, finding, grammar, ground, memory, near, past, rules
from donghanh.documents.naming.binding import Outcome, Tables
from donghanh.documents.naming.counting import Rule
from donghanh.documents.naming.ground import Ground, Known
from donghanh.documents.naming.keys import key, spelled, tidy
from donghanh.documents.naming.memory import Kept, Memory
from donghanh.documents.naming.senses import Board, Body, Holder, Office, Part, Sense, Unit
from donghanh.documents.naming.values import Source, Understanding
from donghanh.organisations.models import Unit as UnitRow

TONES = "Văn bản có hai tên chỉ khác nhau ở dấu."
Read = dict[str, tuple[Part, ...]]


def resolve(
    names: Iterable[str], *, issuers: Sequence[UnitRow], issuer_key: str, on: date, by: Actor
) -> dict[str, Understanding]:
    """What each name means in a paper of these issuers on that day, by `key` of the name.

    The number of queries does not depend on the names. Names are looked for in the issuers' trees of that day
    and in the units above them; near ones only among what the actor sees. Without an issuer in the system the
    actor's own place gives the ground, and nothing that rests on it is sure.
    """
    # Of spellings with one key the longest tells most: "Các chi đoàn" more than "chi đoàn".
    by_key: dict[str, list[str]] = defaultdict(list)
    for name in sorted(set(names), key=_length):
        if short := key(name):
            by_key[short].append(name)
    written = {short: spellings[-1] for short, spellings in by_key.items()}
    clashing = _clashing(by_key)
    kept = memory.choices(written, issuers, issuer_key, by=by)
    known = list(issuers) or list(UnitRow.objects.filter(pk=by.top_id))
    where = ground.stand(known, on=on)
    read = {short: grammar.read(name) for short, name in written.items() if short not in kept}
    tables, read = _load(where, read, kept, by=by)
    found = {short: _remembered(short, written[short], kept[short], tables) for short in kept}
    for short, parts in read.items():
        outcome = binding.listed(parts, [binding.bind(part, tables) for part in parts])
        if not issuers and _rests_on_ground(parts):
            outcome = replace(outcome, sure=False)
        if short in clashing:
            outcome = replace(outcome, sure=False, note=TONES)
        found[short] = _understanding(short, written[short], outcome, tables)
    return found


def _length(name: str) -> tuple[int, str]:
    return len(name), name


def _clashing(by_key: dict[str, list[str]]) -> set[str]:
    """The keys under which the paper has names that differ in their tones: two places, or a slip."""
    return {short for short, names in by_key.items() if len(names) > 1 and _clash(names)}


def _clash(names: list[str]) -> bool:
    forms: dict[str, set[frozenset[str]]] = defaultdict(set)
    for name in names:
        written = spelled(tidy(name))
        if not all(word in found for word, found in written.items()):  # else it is typed without any tones
            for word, found in written.items():
                forms[word].add(frozenset(found))
    return any(len(found) > 1 for found in forms.values())


def _load(where: Ground, read: Read, kept: dict[str, Kept], *, by: Actor) -> tuple[Tables, Read]:
    every = [part for parts in read.values() for part in parts]
    forms = {form for part in every for form in binding.names_of(where, part)}
    ground.seek(where, forms, _offices(every), by=by)
    read = {
        short: tuple(replace(part, sense=binding.settle(where, part.sense)) for part in parts)
        for short, parts in read.items()
    }
    every = [part for parts in read.values() for part in parts]
    ground.staff(where, _board_offices(where, every), today=by.today)
    owners = {unit.id for unit in where.line("")}
    asked = list(_rules(where, every))
    groups = memory.groups({*owners, *(rule.owner for rule in asked)}, by=by)
    asked += [group.rule for group in groups.values() if group.rule]
    decided = Memory(groups=groups, bodies=memory.bodies(owners, by=by))
    tables = Tables(ground=where, today=by.today, memory=decided)
    tables.then, tables.now = counting.on(where.on, asked), counting.on(by.today, asked)
    ended = {rule.owner for rule in asked if binding.gone(rule, tables)}
    tables.communes = past.communes(ended, on=where.on, today=by.today)
    tables.heirs = past.heirs(_all_units(where, every, kept), today=by.today)
    wanting = [part.plain for part in every if binding.wants_near(where, part)]
    tables.near = near.find(wanting, where, by=by)
    return tables, read


def _inner(sense: Sense) -> Sense:
    return sense.of if isinstance(sense, Holder) else sense


def _offices(parts: Iterable[Part]) -> Iterator[Office]:
    for sense in (_inner(part.sense) for part in parts):
        if isinstance(sense, Unit | Board) and sense.office:
            yield sense.office
        owner = getattr(sense, "owner", None)
        if isinstance(owner, Office):
            yield owner


def _board_offices(where: Ground, parts: Iterable[Part]) -> set[int]:
    return {
        unit.id
        for sense in (_inner(part.sense) for part in parts)
        if isinstance(sense, Board)
        for unit in finding.office(where, sense.office).units
    }


def _rules(where: Ground, parts: Iterable[Part]) -> Iterator[Rule]:
    for part in parts:
        for group in binding.groups_in(where, part.sense):
            for one in rules.owned(where, group):
                yield from rules.asked(one, group)


def _all_units(where: Ground, parts: Iterable[Part], kept: dict[str, Kept]) -> Iterator[Known]:
    yield from where.issuers
    for part in parts:
        found = binding.found(where, part)
        yield from (*found.units, *found.others)
    for one in kept.values():
        yield from one.units


def _rests_on_ground(parts: tuple[Part, ...]) -> bool:
    """Whether the meaning depends on who issues."""
    senses = [_inner(part.sense) for part in parts]
    return not all(isinstance(sense, Body) or getattr(sense, "why", "") for sense in senses)


def _remembered(short: str, name: str, one: Kept, tables: Tables) -> Understanding:
    told = (past.of_unit(unit, tables.heirs.get(unit.id, []), today=tables.today) for unit in one.units)
    return Understanding(
        written=tidy(name), key=short, means=one.means, said=one.said, sure=True, source=Source.REMEMBERED,
        today=" ".join(line for line in told if line),
    )  # fmt: skip


def _understanding(short: str, name: str, outcome: Outcome, tables: Tables) -> Understanding:
    return Understanding(
        written=tidy(name),
        key=short,
        means=tuple(meant for meant, _ in outcome.means),
        said=tuple(said for _, said in outcome.means),
        sure=outcome.sure,
        source=outcome.source,
        others=outcome.others,
        today=" ".join(outcome.today),
        note=outcome.note,
        count=_sum(tables.then.number(rule) for rule in outcome.counted),
        count_today=_sum(tables.now.number(rule) for rule in outcome.counted),
    )


def _sum(numbers: Iterable[int | None]) -> int | None:
    known = list(numbers)
    return sum(number for number in known if number is not None) if known and None not in known else None
