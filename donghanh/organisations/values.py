"""What actions are told and questions answer with: frozen values, no rows."""

from dataclasses import dataclass
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
    """What a deed will do, in full; pages and papers show as much of it as fits."""

    on: date | None = None
    opens: tuple[str, ...] = ()
    closes: tuple[Brief, ...] = ()
    moves: tuple[Move, ...] = ()
    renames: tuple[tuple[Brief, str], ...] = ()
    keeps_below: int = 0  # units further down, which go along with their parents
    successions: tuple[tuple[str, str], ...] = ()
    removes: tuple[Brief, ...] = ()  # units that an undone change had opened
    reopens: tuple[Brief, ...] = ()  # units that an undone change had ended
    notes: tuple[str, ...] = ()  # what is neither place nor name: other names, codes

    @property
    def closes_count(self) -> int:
        """How many units end."""
        return len(self.closes)

    @property
    def moves_count(self) -> int:
        """How many units get another parent."""
        return len(self.moves)

    @property
    def ending(self) -> list[int]:
        """The units that are no more afterwards."""
        return [brief.id for brief in (*self.closes, *self.removes)]
