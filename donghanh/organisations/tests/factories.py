"""Units and actors for tests, made by the real actions."""

from datetime import UTC, date, datetime
from itertools import count

from donghanh.core.actor import Actor, system_actor
from donghanh.core.permissions import Permission
from donghanh.organisations import actions
from donghanh.organisations.models import Kind, Level, System, Unit
from donghanh.organisations.values import NewUnit

NOW = datetime(2026, 3, 15, 3, 0, tzinfo=UTC)
SYSTEM = system_actor(now=NOW)
FIRST_DAY = date(2020, 1, 1)
FIRST_PERSON = 1_000_000  # nobody's account: the one who put forward what an actor of the tests approves
_numbers = count(1)


def new(name: str, *, level: int = Level.BRANCH, kind: str = Kind.TERRITORIAL, **fields: object) -> NewUnit:
    """A unit to be opened, with a code of its own."""
    fields.setdefault("code", f"T{next(_numbers)}")
    return NewUnit(name=name, level=level, kind=kind, **fields)


def make_unit(
    name: str, parent: Unit | None = None, *, level: int | None = None, on: date = FIRST_DAY, **fields: object
) -> Unit:
    """An open unit; one level below its parent unless told otherwise."""
    if level is None:
        level = min(parent.level + 1, Level.BRANCH) if parent else Level.CENTRAL
    fields.setdefault("system", parent.system if parent else System.YOUTH_UNION)
    return actions.open_unit(parent, new=new(name, level=level, **fields), on=on, by=SYSTEM)


def make_actor(
    unit: Unit, *, permissions: frozenset[Permission] = frozenset(Permission), **fields: object
) -> Actor:
    """Somebody who acts for the unit, as second person where two are needed."""
    fields.setdefault("proposed_by_id", FIRST_PERSON)
    return Actor(user_id=0, organisation_id=unit.pk, permissions=permissions, now=NOW, **fields)
