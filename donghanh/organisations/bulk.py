"""Many rows at once: ids reserved ahead, rows streamed by COPY, so that a whole country loads in seconds."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import connection, models

from donghanh.organisations.models import Stage, Unit
from donghanh.organisations.telling import Tell, quiet


def reserve(model: type[models.Model], number: int) -> list[int]:
    """Ids for that many rows to come."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, number],
        )
        return [row[0] for row in cursor.fetchall()]


def copy(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Stream rows into the model's table. The columns are named as in the database. Says how many went in."""
    number = 0
    statement = f"COPY {model._meta.db_table} ({', '.join(columns)}) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(statement) as stream:
        for row in rows:
            stream.write_row(row)
            number += 1
    return number


CORRECT = """
    UPDATE organisations_unit AS unit SET name = told.name, kind = told.kind, area_id = told.area
    FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::bigint[]) AS told (id, name, kind, area)
    WHERE unit.id = told.id
        AND (unit.name, unit.kind, unit.area_id) IS DISTINCT FROM (told.name, told.kind, told.area)
"""


def correct(units: Iterable[Unit]) -> None:
    """Store name, kind and area as they stand in memory, where they differ, in one statement."""
    all_of = list(units)
    if not all_of:
        return
    columns = [[getattr(unit, name) for unit in all_of] for name in ("pk", "name", "kind", "area_id")]
    with connection.cursor() as cursor:
        cursor.execute(CORRECT, columns)


def span(first: date | None, last: date | None) -> str:
    """A half-open range of days as COPY reads it."""
    return f"[{first or ''},{last or ''})"


def settle(tell: Tell = quiet) -> None:
    """Let the database check now what it would check at the end of the transaction.

    So the time it takes is told as part of the work, and what does not hold is known to the deed itself.
    """
    tell(Stage.CLOSING, 0, 0)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
