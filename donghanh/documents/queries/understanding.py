"""What the names in a reviewed draft mean: chosen by people, else surely understood, else open."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from donghanh.core.actor import Actor
from donghanh.documents import naming
from donghanh.documents.draft.shape import NAMED, Draft, head, standing
from donghanh.documents.naming import Meant, Understanding
from donghanh.organisations.models import Unit


@dataclass(frozen=True, kw_only=True)
class Names:
    """Each name by its key: how it is written, and what it means; no meaning is an open name."""

    issuers: tuple[Unit, ...]
    issuer_key: str
    written: dict[str, str]
    means: dict[str, tuple[Meant, ...]]
    understood: dict[str, Understanding] = field(default_factory=dict)
    spelled: tuple[str, ...] = ()  # every spelling; one key may be written in several ways

    def of(self, names: Iterable[str]) -> list[tuple[str, Meant]]:
        """Every name with each of its meanings; an open name once, with an empty one."""
        return [(name, meant) for name in names for meant in (self.means.get(naming.key(name)) or ({},))]

    @property
    def open(self) -> list[str]:
        """Names that nobody chose and that are not surely understood."""
        return [
            self.written[key]
            for key, means in self.means.items()
            if not means and not (key in self.understood and self.understood[key].sure)
        ]


def names_of(draft: Draft, *, by: Actor, today: date) -> Names:
    """The names of a draft, asked anew: what confirming writes down rests on the tree of this moment."""
    found = understand(draft, by=by, today=today)
    chosen = draft.get("names", {})
    understood = found.by_key
    every = spelled(draft)
    written = {key: name for name in every if (key := naming.key(name))}
    means = {
        key: tuple(chosen[key]["means"])
        if key in chosen
        else understood[key].means
        if key in understood and understood[key].sure
        else ()
        for key in written
    }
    return Names(
        issuers=found.issuers,
        issuer_key=issuer_key(draft),
        written=written,
        means=means,
        understood=understood,
        spelled=tuple(every),
    )


@dataclass(frozen=True, kw_only=True)
class Understood:
    """What the resolver made of a draft's names, by their keys, in the trees of these issuers."""

    issuers: tuple[Unit, ...]
    by_key: dict[str, Understanding]


def understand(draft: Draft, *, by: Actor, today: date) -> Understood:
    """Ask what the names mean: first those of the issuers, then all in the issuers' trees of that day."""
    on = issued_on(draft) or today
    heads = issuing(draft)
    first = naming.resolve(heads, issuers=(), issuer_key="", on=on, by=by) if heads else {}
    chosen = draft.get("names", {})
    known = [_unit_of(naming.key(name), chosen, first) for name in heads]
    issuers = _units(filter(None, known))
    found = naming.resolve(spelled(draft), issuers=issuers, issuer_key=issuer_key(draft), on=on, by=by)
    found |= {key: one for key, one in first.items() if one.sure}
    return Understood(issuers=issuers, by_key=found)


def issuing(draft: Draft) -> list[str]:
    """The issuers' names as written."""
    return [item["name"] for item in standing(draft, "issuers") if item["name"]]


def issuer_key(draft: Draft) -> str:
    """Under which names that the issuers use are remembered, where they are several or unknown."""
    return naming.key("; ".join(issuing(draft)))


def spelled(draft: Draft) -> list[str]:
    """Every name as the draft spells it, once; one key may be written in several ways."""
    return list(dict.fromkeys(_all(draft)))


def issued_on(draft: Draft) -> date | None:
    """The paper's own day."""
    value = head(draft, "issued_on")
    return date.fromisoformat(value) if value else None


def _all(draft: Draft) -> Iterator[str]:
    for list_name, key in NAMED:
        for item in standing(draft, list_name):
            value = item.get(key)
            yield from value if isinstance(value, list) else [value] if value else []


def _unit_of(
    key: str, chosen: dict[str, dict[str, list[Meant]]], first: dict[str, Understanding]
) -> int | None:
    means = chosen[key]["means"] if key in chosen else first[key].means if key in first else ()
    return next((meant["unit"] for meant in means if "unit" in meant), None)


def _units(keys: Iterable[int]) -> tuple[Unit, ...]:
    ordered = list(dict.fromkeys(keys))
    found = Unit.objects.in_bulk(ordered)
    return tuple(found[key] for key in ordered if key in found)
