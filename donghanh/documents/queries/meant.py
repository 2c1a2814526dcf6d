"""What a meaning is called, for pages."""

from collections.abc import Sequence

from django.db.models import CharField, Value

from donghanh.documents.models import OutsideBody
from donghanh.documents.naming import Meant
from donghanh.organisations.models import Unit, UnitGroup

_ROWS = {"unit": Unit, "group": UnitGroup, "body": OutsideBody}


def in_words(means: Sequence[Meant]) -> dict[str, str]:
    """Each meaning in words, by `id_of`; one query for all that are rows."""
    names = {id_of(one): _new_in_words(one) for one in means if "new_body" in one or "new_group" in one}
    asked = [
        model._default_manager.filter(pk__in={one[kind] for one in means if kind in one})
        .annotate(row_of=Value(kind, output_field=CharField()))
        .order_by()
        .values_list("row_of", "pk", "name")
        for kind, model in _ROWS.items()
        if any(kind in one for one in means)
    ]
    if asked:
        first, *others = asked
        names |= {f"{kind} {pk}": name for kind, pk, name in first.union(*others, all=True)}
    return names


def _new_in_words(one: Meant) -> str:
    if "new_body" in one:
        return f"{one['new_body']} (cơ quan ngoài hệ thống)"
    return f"{one['new_group']['name']} (nhóm mới)"


def id_of(one: Meant) -> str:
    """What tells one meaning from another."""
    (kind, value), *_ = one.items()
    return f"{kind} {value['name'] if isinstance(value, dict) else value}"
