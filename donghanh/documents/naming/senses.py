"""What a name can say, before any unit is looked for: values of the grammar, without Django.

Levels, kinds and systems are the values of `organisations.models`; a test holds them equal.
"""

from dataclasses import dataclass, field
from typing import Final

YOUTH: Final = "youth_union"
LEARNING: Final = "learning_association"
PIONEERS: Final = "pioneers"
CENTRAL, PROVINCE, DISTRICT, COMMUNE, BASE, BRANCH = 1, 2, 3, 4, 5, 6
STAFF: Final = "staff_board"
TERRITORIAL: Final = "territorial"
SCHOOL: Final = "school"
UNIVERSITY: Final = "university"
OPERATING: Final = (TERRITORIAL, SCHOOL, UNIVERSITY, "agency", "enterprise", "armed_forces")


@dataclass(frozen=True, kw_only=True)
class Office:
    """The office of an organisation at a level: of a named place, else the nearest to who writes.

    Without `levels` it is the writer's own. `head` is the word for the kind of place ("huyen", "thi xa").
    """

    system: str = ""
    levels: tuple[int, ...] = ()
    head: str = ""
    place: str = ""
    within: str = ""


@dataclass(frozen=True, kw_only=True)
class Unit:
    """One office, or the unit that bears the whole name."""

    office: Office | None = None


@dataclass(frozen=True, kw_only=True)
class Board:
    """A staff board by its bare name, of an office; `organ` when the office itself stands for it."""

    name: str
    office: Office
    organ: bool = False
    doubtful: bool = False  # also the name of committees for one occasion


@dataclass(frozen=True, kw_only=True)
class Group:
    """Units below an owner, by a rule. `direct` takes those directly below; empty lists mean any."""

    system: str = ""
    levels: tuple[int, ...] = ()
    kinds: tuple[str, ...] = OPERATING
    direct: bool = False
    name_has: str = ""
    owner: Office | None = None
    doubtful: bool = False


@dataclass(frozen=True, kw_only=True)
class Body:
    """A body outside the organisations, by its name; `doubtful` when it may be a unit of ours."""

    name: str
    doubtful: bool = False


@dataclass(frozen=True, kw_only=True)
class Both:
    """All who issue the paper together; `below` for everything under them."""

    below: bool = False


@dataclass(frozen=True, kw_only=True)
class Nobody:
    """People, families, a pointer to another line: surely no unit."""

    why: str


@dataclass(frozen=True, kw_only=True)
class Holder:
    """Who holds an office in what `of` means."""

    of: "Sense"


@dataclass(frozen=True, kw_only=True)
class Unclear:
    """The words do not tell; `why` says what is known."""

    why: str = ""


Sense = Unit | Board | Group | Body | Both | Nobody | Holder | Unclear


@dataclass(frozen=True, kw_only=True)
class Part:
    """One member of a list of names, as it is shown, as it is compared, and what it says."""

    shown: str
    plain: str
    sense: Sense = field(default_factory=Unclear)
