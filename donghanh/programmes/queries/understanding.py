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
    """The names of a draft, first those of the issuers, then all others in the issuers' trees of that day."""
    on = issued_on(draft) or today
    heads = [item["name"] for item in standing(draft, "issuers") if item["name"]]
    chosen = draft.get("names", {})
    first = naming.resolve(heads, issuers=(), issuer_key="", on=on, by=by) if heads else {}
    known = [_unit_of(naming.key(name), chosen, first) for name in heads]
    issuers = _units(filter(None, known))
    written = {naming.key(name): name for name in _all(draft) if naming.key(name)}
    issuer_key = naming.key("; ".join(heads))
    understood = naming.resolve(written.values(), issuers=issuers, issuer_key=issuer_key, on=on, by=by)
    understood |= {key: one for key, one in first.items() if one.sure}
    means = {
        key: tuple(chosen[key]["means"])
        if key in chosen
        else understood[key].means
        if key in understood and understood[key].sure
        else ()
        for key in written
    }
    return Names(issuers=issuers, issuer_key=issuer_key, written=written, means=means, understood=understood)


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
