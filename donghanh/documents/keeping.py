"""What the names of a paper in review mean, kept beside its draft: most looks and edits need not ask again.

It holds for one person's reach, one day, one set of names and one state of the tree; anything else is asked
anew. It is a copy of what can be asked at any time, so it is no deed and leaves no line in the book; what
confirming writes down is always asked anew (`queries.names_of`).
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from django.db import connection

from donghanh.core.actor import Actor
from donghanh.documents import naming, queries
from donghanh.documents.draft.shape import Draft
from donghanh.documents.models import Reception
from donghanh.documents.naming import Source, Suggestion, Understanding

# The last change of everything that a name can mean; places in the tree follow from placements.
_TREE: Final = """
    SELECT (SELECT max(pgh_id) FROM organisations_unitevent),
        (SELECT max(pgh_id) FROM organisations_unitnameevent),
        (SELECT max(pgh_id) FROM organisations_unitaliasevent),
        (SELECT max(pgh_id) FROM organisations_placementevent),
        (SELECT max(pgh_id) FROM organisations_successionevent),
        (SELECT max(pgh_id) FROM organisations_unitgroupevent),
        (SELECT max(pgh_id) FROM organisations_groupruleevent),
        (SELECT max(pgh_id) FROM documents_outsidebodyevent),
        (SELECT max(pgh_id) FROM documents_namechoiceevent)
"""


@dataclass(frozen=True, kw_only=True)
class Meanings:
    """What each name is understood to mean, by its key, and what the people's own choices are called."""

    understood: Mapping[str, Understanding]
    words: Mapping[str, str]


def look(reception: Reception, *, by: Actor) -> Meanings:
    """For a page: as kept, unless the draft's names, the reader or the tree are others since."""
    tree = _tree()
    kept = reception.understood
    if kept.get("tree") == tree and kept.get("asked") == _asked(reception.draft, by):
        return _from(reception, kept)
    return _anew(reception, tree, by)


def last(reception: Reception, *, by: Actor) -> Meanings:
    """For the answer to a change: as the page showed it, unless it touched names, issuers or the day."""
    kept = reception.understood
    if kept.get("asked") == _asked(reception.draft, by):
        return _from(reception, kept)
    return _anew(reception, _tree(), by)


def _anew(reception: Reception, tree: list[int | None], by: Actor) -> Meanings:
    found = queries.understand(reception.draft, by=by, today=by.today).by_key
    names = {key: asdict(one) for key, one in found.items()}
    words = queries.in_words(_chosen(reception.draft))
    _keep(reception, {"asked": _asked(reception.draft, by), "tree": tree, "names": names, "words": words})
    return Meanings(understood=found, words=words)


def _from(reception: Reception, kept: dict[str, Any]) -> Meanings:
    words = kept["words"]
    new = [meant for meant in _chosen(reception.draft) if queries.id_of(meant) not in words]
    if new:
        words = words | queries.in_words(new)
        _keep(reception, {**kept, "words": words})
    return Meanings(understood={key: _read(one) for key, one in kept["names"].items()}, words=words)


def _keep(reception: Reception, kept: dict[str, Any]) -> None:
    reception.understood = kept
    Reception.objects.filter(pk=reception.pk).update(understood=kept)


def _read(one: Mapping[str, Any]) -> Understanding:
    others = tuple(Suggestion(**other) for other in one["others"])
    lists = {name: tuple(one[name]) for name in ("means", "said")}
    return Understanding(**{**one, **lists, "others": others, "source": Source(one["source"])})


def _chosen(draft: Draft) -> list[naming.Meant]:
    return [meant for choice in draft.get("names", {}).values() for meant in choice["means"]]


def _asked(draft: Draft, by: Actor) -> str:
    """Everything but the tree on which the meanings rest, in short."""
    heads = queries.issuing(draft)
    chosen = draft.get("names", {})
    facts = [
        sorted(queries.spelled(draft)),
        heads,
        [chosen.get(naming.key(name), {}).get("means") for name in heads],
        str(queries.issued_on(draft)),
        str(by.today),
        [by.top_id, by.organisation_id, by.everywhere],
        [sorted(by.permissions), sorted(by.own_only)],
    ]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


def _tree() -> list[int | None]:
    with connection.cursor() as cursor:
        cursor.execute(_TREE)
        return list(cursor.fetchone())
