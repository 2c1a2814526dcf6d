"""What names mean, as the review shows it and asks for it."""

from collections.abc import Mapping, Sequence

from donghanh.documents import naming, queries
from donghanh.documents.draft.shape import Draft
from donghanh.documents.keeping import Meanings
from donghanh.documents.naming import Meant, Understanding
from donghanh.documents.paper.reviewing import Name


def shown(draft: Draft, meanings: Meanings) -> dict[str, Name]:
    """Each name as written with what it is taken to mean."""
    chosen = draft.get("names", {})
    found = {}
    for written in queries.spelled(draft):
        key = naming.key(written)
        if key in chosen:
            found[written] = _chosen(written, key, chosen[key]["means"], meanings.words)
        elif key:
            found[written] = _understood(written, key, meanings.understood.get(key))
    return found


def _chosen(written: str, key: str, means: Sequence[Meant], said: Mapping[str, str]) -> Name:
    words = "; ".join(filter(None, (said.get(queries.id_of(one), "") for one in means)))
    return Name(written=written, key=key, said=words, state="chosen" if means else "open")


def _understood(written: str, key: str, understood: Understanding | None) -> Name:
    if understood is None or not (understood.means or understood.sure):
        return Name(written=written, key=key, note=understood.note if understood else "")
    if not understood.means:
        return Name(written=written, key=key, state="nobody", note=understood.note)
    count = "" if understood.count is None else f" ({understood.count} đơn vị)"
    return Name(
        written=written,
        key=key,
        said="; ".join(understood.said) + count,
        state="sure" if understood.sure else "guess",
        note=" ".join(filter(None, (understood.note, understood.today))),
    )
