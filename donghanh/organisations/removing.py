"""Taking units out of the database in sets: what is only part of them goes along, nothing else does.

Django's own deletion reads every row that points to a unit and deletes a hundred units a statement. Here each
table is one statement for thousands of units; which tables there are is read from the models, so that an app
above is asked as soon as it has a table of its own.
"""

from collections.abc import Iterator
from typing import Any

from django.db import connection, models

from donghanh.organisations.bulk import settle
from donghanh.organisations.models import Change, Stage, Unit
from donghanh.organisations.telling import Tell, in_parts, quiet


def holding(change: Change) -> list[str]:
    """The kinds of records that rest on units which the change opened, as people call them."""
    gone = Unit.objects.filter(opened_by=change).values("pk")
    found = {
        str(model._meta.verbose_name)
        for model, field in _ties(models.PROTECT)
        if model._default_manager.filter(**{f"{field.name}__in": gone}).exists()
    }
    return sorted(found)


def remove(units: list[int], *, tell: Tell = quiet) -> None:
    """Remove these units with their names, codes, lines and the like; nothing may rest on them any more.

    A unit goes before its names: a name that goes would have its unit's words worked out anew. The database
    checks all ties after each part.
    """
    for part in in_parts(units, Stage.REMOVING, tell):
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM organisations_unit WHERE id = ANY(%s)", [part])
            for model, field in _ties(models.CASCADE):
                table, column = model._meta.db_table, field.column
                cursor.execute(f'DELETE FROM "{table}" WHERE "{column}" = ANY(%s)', [part])  # noqa: S608 - own names
        settle()


def _ties(rule: object) -> Iterator[tuple[type[models.Model], "models.ForeignKey[Any, Any]"]]:
    """The tables that point to units and what becomes of their rows when a unit goes."""
    for tie in Unit._meta.get_fields(include_hidden=True):
        if isinstance(tie, models.ManyToOneRel) and tie.on_delete is rule:
            yield tie.field.model, tie.field
