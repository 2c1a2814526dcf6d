"""Many rows at once: ids reserved ahead, rows streamed by COPY, so that a whole country loads in seconds."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import connection, models


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


def span(first: date | None, last: date | None) -> str:
    """A half-open range of days as COPY reads it."""
    return f"[{first or ''},{last or ''})"
