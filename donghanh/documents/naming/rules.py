"""The rules of groups, tied to the unit that owns them: below whom "các xã, phường" are to be looked for."""

from dataclasses import dataclass, replace

from donghanh.documents.naming import finding
from donghanh.documents.naming.counting import Counted, Rule
from donghanh.documents.naming.ground import Ground, Known
from donghanh.documents.naming.senses import BASE, OPERATING, Group


@dataclass(frozen=True, kw_only=True)
class Owned:
    """A rule with its owner; `sure` when the owner is."""

    owner: Known
    rule: Rule
    sure: bool


def owned(ground: Ground, group: Group) -> list[Owned]:
    """The rule for every office below which the group is to be looked for."""
    return [
        Owned(owner=owner, rule=_rule(owner, group), sure=sure and not group.doubtful)
        for owner, sure in _owners(ground, group)
    ]


def _rule(owner: Known, group: Group) -> Rule:
    levels = () if group.direct else group.levels
    return Rule(
        owner=owner.id, levels=levels, kinds=group.kinds, direct=group.direct, name_has=group.name_has
    )


def _owners(ground: Ground, group: Group) -> list[tuple[Known, bool]]:
    if group.owner:
        found = finding.office(ground, group.owner)
        if group.system and any(unit.system != group.system for unit in found.units):
            return [(unit, False) for unit in found.units]
        return [(unit, found.sure) for unit in found.units]
    highest = min(group.levels, default=0)
    issuing = [issuer for issuer in ground.issuers if group.system in {"", issuer.system}]
    if issuing:
        above = [_above(ground.lines[issuer.id], highest) for issuer in issuing]
        return [(owner, True) for owner in dict.fromkeys(one for one in above if one)]
    beside = _above(tuple(ground.beside.get(group.system, ())), highest)
    return [(beside, False)] if beside else []


def _above(line: tuple[Known, ...], level: int) -> Known | None:
    """The nearest unit of the line that stands above the level; the first one for any level."""
    return next((unit for unit in line if not level or unit.level < level), None)


def asked(one: Owned, group: Group) -> list[Rule]:
    """Every rule whose number decides how the group is written down."""
    if not (group.direct and group.levels):
        return [one.rule]
    return [one.rule, _direct(one, group), _anywhere(one, group)]


def settled(one: Owned, group: Group, then: Counted) -> Owned:
    """The rule that fits the tree of the day.

    "Đoàn các xã và đoàn trực thuộc" of a province that still has districts means its communes anywhere below,
    and its direct ones, which no single rule says: suggested, not sure.
    """
    if not (group.direct and group.levels) or then.number(_direct(one, group)):
        return one
    if not then.number(_anywhere(one, group)):
        return replace(one, sure=False)
    return replace(one, rule=_anywhere(one, group), sure=False)


def _direct(one: Owned, group: Group) -> Rule:
    return replace(one.rule, levels=group.levels)


def _anywhere(one: Owned, group: Group) -> Rule:
    levels = tuple(sorted({*group.levels, BASE}))
    return Rule(owner=one.owner.id, levels=levels, kinds=OPERATING)
