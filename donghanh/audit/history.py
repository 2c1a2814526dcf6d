"""Row history: every version of a record, written by the database itself, which nobody can change.

`@tracked` on a model makes its event table; `protect` in the migration that creates the table takes UPDATE
and DELETE on it from the application's role (triggers refuse them to the owner, too).
"""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import pghistory
from django.db import migrations, models

APP_ROLE = (
    "donghanh_app"  # as donghanh.config.postgres makes it; elsewhere it may have another name or not exist
)

M = TypeVar("M", bound=models.Model)


def tracked(*, exclude: Sequence[str] = ()) -> Callable[[type[M]], type[M]]:
    """Keep every version of the model's rows; `exclude` what the database computes by itself."""
    decorate: Callable[[type[M]], type[M]] = pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        context_field=pghistory.ContextJSONField(),
        context_id_field=None,  # type: ignore[arg-type]  # its documentation allows it
        append_only=True,
        exclude=list(exclude),
        level=pghistory.Statement,
        meta={"verbose_name": "lịch sử", "verbose_name_plural": "lịch sử"},
    )
    return decorate


def protect(*tables: str) -> migrations.RunSQL:
    """A migration step: the application's role may add to these tables and read them, nothing else."""
    names = ", ".join(tables)
    return migrations.RunSQL(_if_role(f"REVOKE UPDATE, DELETE, TRUNCATE ON {names} FROM {APP_ROLE}"), "")


def _if_role(statement: str) -> str:
    return f"""
        DO $$ BEGIN
            IF EXISTS (SELECT FROM pg_roles WHERE rolname = '{APP_ROLE}') THEN {statement}; END IF;
        END $$
    """


def versions(record: models.Model) -> "models.QuerySet[Any]":
    """The stored versions of one record, the oldest first; `pgh_context` says who and for whom."""
    events: models.QuerySet[Any] = record.events.order_by("pgh_id")  # type: ignore[attr-defined]
    return events
