"""What a unit's page shows of other subjects: apps above sign in a part each, shown in that order.

parts.sign_in(parts.Part(title="Cán bộ", look=…))    # in AppConfig.ready

`look` gets the unit, who looks and the day, asks at most one question of the database, and answers with a
template and what it shows (`part` in the template), or with nothing where this person is to see no such part.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from donghanh.core.actor import Actor
from donghanh.organisations.models import Unit


@dataclass(frozen=True, kw_only=True)
class Look:
    """What one part shows, in its own template."""

    template: str
    context: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Part:
    """One app's share of the page."""

    title: str
    look: Callable[[Unit, Actor, date], Look | None]


_parts: list[Part] = []


def sign_in(part: Part) -> None:
    """Show this part on every unit's page; the same title signs in once."""
    _parts[:] = [*(other for other in _parts if other.title != part.title), part]


def shown(unit: Unit, actor: Actor, *, on: date) -> Sequence[tuple[str, Look]]:
    """The parts of this unit's page for this actor on that day, each with its title."""
    looks = ((part.title, part.look(unit, actor, on)) for part in _parts)
    return tuple((title, look) for title, look in looks if look)
