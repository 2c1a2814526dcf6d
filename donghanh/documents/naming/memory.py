"""What was decided before: remembered choices, groups by name, outside bodies by name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from donghanh.core.actor import Actor
from donghanh.documents.models import NameChoice, NameMeaning, OutsideBody
from donghanh.documents.naming import abbreviations
from donghanh.documents.naming.counting import Rule
from donghanh.documents.naming.ground import NONE, Known
from donghanh.documents.naming.keys import key
from donghanh.documents.naming.values import Meant
from donghanh.organisations.models import GroupRule, Unit, UnitGroup

MOST_BODIES: Final = 5000


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A choice made before; without meanings the name was left open on purpose."""

    means: tuple[Meant, ...]
    said: tuple[str, ...]
    units: tuple[Known, ...]


@dataclass(frozen=True, kw_only=True)
class KnownGroup:
    """A group that exists, with its rule; `exact` when the rule says everything about it."""

    id: int
    name: str
    owner: int
    rule: Rule | None
    exact: bool


@dataclass(kw_only=True)
class Memory:
    """All that people decided before about these names."""

    choices: dict[str, Kept] = field(default_factory=dict)
    groups: dict[tuple[int, str], KnownGroup] = field(default_factory=dict)
    bodies: dict[str, tuple[int, str]] = field(default_factory=dict)


def whose(issuers: Sequence[Unit], issuer_key: str) -> tuple[Unit | None, str]:
    """For whom a choice is remembered: the one issuer, else the names of them all."""
    return (issuers[0], "") if len(issuers) == 1 else (None, issuer_key[:300])


def long_key(name: str) -> str:
    """The key of a name with its abbreviations written out, for comparing names of bodies and groups."""
    return key(abbreviations.expand(name))


def choices(keys: Iterable[str], issuers: Sequence[Unit], issuer_key: str, *, by: Actor) -> dict[str, Kept]:
    """The remembered choices of the actor's office for this issuer."""
    issuer, name = whose(issuers, issuer_key)
    made = NameChoice.objects.visible_to(by).filter(issuer=issuer, issuer_key=name, key__in=[*keys, ""])
    found = dict(made.values_list("pk", "key"))
    means: dict[int, list[NameMeaning]] = {pk: [] for pk in found}
    rows = NameMeaning.objects.filter(choice__in=[*found, NONE]).select_related("meant_unit", "group", "body")
    for row in rows.order_by("choice", "place"):
        means[row.choice_id].append(row)
    return {found[pk]: _kept(rows) for pk, rows in means.items()}


def _kept(rows: list[NameMeaning]) -> Kept:
    return Kept(
        means=tuple(_meant(row) for row in rows),
        said=tuple(str(row) for row in rows),
        units=tuple(Known.of(row.meant_unit) for row in rows if row.meant_unit),
    )


def _meant(row: NameMeaning) -> Meant:
    if row.meant_unit_id:
        return {"unit": row.meant_unit_id}
    return {"group": row.group_id} if row.group_id else {"body": row.body_id}


def groups(owners: Iterable[int], *, by: Actor) -> dict[tuple[int, str], KnownGroup]:
    """The groups of these owners that the actor sees, by owner and name; the newest rule of each."""
    visible = UnitGroup.objects.visible_to(by).filter(owner__in=[*owners, NONE])
    rules = GroupRule.objects.filter(group__in=visible).select_related("group").order_by("period", "pk")
    return {(rule.group.owner_id, long_key(rule.group.name)): _group(rule) for rule in rules}


def _group(row: GroupRule) -> KnownGroup:
    rule = Rule(
        owner=row.group.owner_id, levels=tuple(row.levels), kinds=tuple(row.kinds), direct=row.directly_below,
        name_has=row.name_has,
    )  # fmt: skip
    return KnownGroup(
        id=row.group_id, name=row.group.name, owner=row.group.owner_id, rule=rule,
        exact=not (row.also or row.without),
    )  # fmt: skip


def bodies(owners: Iterable[int], *, by: Actor) -> dict[str, tuple[int, str]]:
    """The outside bodies that these units wrote down, by name; the actor's own first."""
    rows = OutsideBody.objects.visible_to(by).filter(owner__in=[*owners, by.top_id])
    found: dict[str, tuple[int, str]] = {}
    for pk, owner, name in rows.order_by("pk").values_list("pk", "owner", "name")[:MOST_BODIES]:
        if owner == by.top_id or long_key(name) not in found:
            found[long_key(name)] = (pk, name)
    return found
