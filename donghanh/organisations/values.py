"""What actions are told and questions answer with: frozen values, no rows."""

from dataclasses import dataclass, field
from datetime import date

from donghanh.organisations.models import Kind, Level, System, Unit


@dataclass(frozen=True, kw_only=True)
class NewUnit:
    """A unit that is to be opened."""

    code: str
    name: str
    system: str = System.YOUTH_UNION
    level: int = Level.BRANCH
    kind: str = Kind.TERRITORIAL
    area_id: int | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Brief:
    """A unit, named for a list."""

    id: int
    code: str
    name: str
    level: int

    @classmethod
    def of(cls, unit: Unit) -> "Brief":
        """The unit as it is called now, or on the day of a `named` list."""
        name = getattr(unit, "name_then", unit.name)
        return cls(id=unit.pk, code=unit.code, name=name, level=unit.level)


@dataclass(frozen=True, kw_only=True)
class Move:
    """A unit that gets another parent."""

    unit: Brief
    parent: str


@dataclass(frozen=True, kw_only=True)
class Preview:
    """What a deed will do, counted in full and listed up to a limit."""

    on: date
    opens: tuple[str, ...] = ()
    closes: tuple[Brief, ...] = ()
    closes_count: int = 0
    moves: tuple[Move, ...] = ()
    moves_count: int = 0
    renames: tuple[tuple[Brief, str], ...] = ()
    keeps_below: int = 0  # units further down, which go along with their parents
    successions: tuple[tuple[str, str], ...] = field(default=())
