"""What names mean, as the review shows it and asks for it."""

from collections.abc import Mapping, Sequence

from donghanh.documents import naming
from donghanh.documents.draft.shape import Draft
from donghanh.documents.models import OutsideBody
from donghanh.documents.naming import Meant, Understanding
from donghanh.documents.paper.reviewing import Name
from donghanh.documents.queries import Names
from donghanh.organisations.models import Unit, UnitGroup


def shown(draft: Draft, names: Names) -> dict[str, Name]:
    """Each name as written with what it is taken to mean; three queries, however many names."""
    chosen = draft.get("names", {})
    said = in_words([one for choice in chosen.values() for one in choice["means"]])
    found = {}
    for written in names.spelled:
        key = naming.key(written)
        if key in chosen:
            found[written] = _chosen(written, key, chosen[key]["means"], said)
        elif key:
            found[written] = _understood(written, key, names.understood.get(key))
    return found


def _chosen(written: str, key: str, means: Sequence[Meant], said: Mapping[str, str]) -> Name:
    words = "; ".join(filter(None, (said.get(id_of(one), "") for one in means)))
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


def in_words(means: Sequence[Meant]) -> dict[str, str]:
    """Each meaning in words, by `id_of`; a query for each kind of row."""
    names = {id_of(one): _new_in_words(one) for one in means if "new_body" in one or "new_group" in one}
    for kind, model in (("unit", Unit), ("group", UnitGroup), ("body", OutsideBody)):
        ids = {one[kind] for one in means if kind in one}
        if ids:
            rows = model._default_manager.filter(pk__in=ids).values_list("pk", "name")
            names |= {f"{kind} {pk}": name for pk, name in rows}
    return names


def _new_in_words(one: Meant) -> str:
    if "new_body" in one:
        return f"{one['new_body']} (cơ quan ngoài hệ thống)"
    return f"{one['new_group']['name']} (nhóm mới)"


def id_of(one: Meant) -> str:
    """What tells one meaning from another."""
    (kind, value), *_ = one.items()
    return f"{kind} {value['name'] if isinstance(value, dict) else value}"
