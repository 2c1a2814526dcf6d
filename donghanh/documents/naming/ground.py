"""Where names are looked for: the issuers, the units above and those beside them in other organisations, and
whatever in the tree bears a name that the paper may mean. Loaded in a fixed number of queries for all names.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from django.db.models import F, Q
from django.db.models.expressions import RawSQL
from django.db.models.functions import Trim

from donghanh.core.actor import Actor
from donghanh.core.text import SearchForm
from donghanh.documents.naming import offices
from donghanh.documents.naming.keys import fold, plain
from donghanh.documents.naming.senses import CENTRAL, LEARNING, SCHOOL, STAFF, UNIVERSITY, YOUTH, Office
from donghanh.organisations.models import Lineage, Placement, Unit, UnitAlias, UnitName

NONE: Final = 0  # no unit has this id: a list with it is never empty, so no query is left out
_COLUMNS: Final = ("id", "name", "system", "level", "kind", "area_id", "opened_on", "closed_on")


@dataclass(frozen=True, kw_only=True)
class Known:
    """A unit as it is weighed: what it was called on the day, and where it stands."""

    id: int
    name: str
    system: str
    level: int
    kind: str
    area_id: int | None
    opened_on: date | None
    closed_on: date | None
    then: str = ""  # the name of the day, where that is another one

    @property
    def called(self) -> str:
        """The name of the day."""
        return self.then or self.name

    def exists_on(self, day: date) -> bool:
        """Whether it was open."""
        return (self.opened_on is None or self.opened_on <= day) and (
            self.closed_on is None or day < self.closed_on
        )

    @classmethod
    def of(cls, unit: Unit, *, then: str = "") -> "Known":
        """From a row."""
        return cls(**{column: getattr(unit, column) for column in _COLUMNS}, then=then)


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A unit that bears, or bore, a looked-for name."""

    unit: Known
    form: str
    then: bool  # it bore the name on the day, and was open


@dataclass(kw_only=True)
class Ground:
    """What is known around the issuers on the day."""

    issuers: tuple[Known, ...]
    on: date
    lines: dict[int, tuple[Known, ...]] = field(default_factory=dict)  # issuer → from itself upwards
    beside: dict[str, list[Known]] = field(
        default_factory=dict
    )  # system → counterparts of the line, nearest first
    hits: dict[str, list[Hit]] = field(default_factory=lambda: defaultdict(list))
    under: dict[int, int] = field(default_factory=dict)  # unit below an issuer on the day → how deep
    formerly: set[int] = field(default_factory=set)  # below an issuer on some other day
    parents: dict[int, str] = field(default_factory=dict)
    boards: dict[int, list[Known]] = field(default_factory=lambda: defaultdict(list))
    visible: set[int] = field(default_factory=set)

    @property
    def systems(self) -> tuple[str, ...]:
        """The organisations that issue."""
        return tuple(dict.fromkeys(issuer.system for issuer in self.issuers))

    def line(self, system: str) -> tuple[Known, ...]:
        """The issuer of an organisation and the units above it; of all issuers without a name."""
        return tuple(
            unit for issuer in self.issuers if system in {"", issuer.system} for unit in self.lines[issuer.id]
        )

    def near(self, unit: Known) -> bool:
        """Whether the unit issues, stands above an issuer, or stood below one on the day."""
        return unit.id in self.under or any(unit.id == one.id for line in self.lines.values() for one in line)

    def foreign(self, unit: Known) -> bool:
        """Whether the unit never stood in the issuers' trees."""
        return not self.near(unit) and unit.id not in self.formerly


def stand(issuers: Sequence[Unit], *, on: date) -> Ground:
    """The issuers with the units above them; one not open on the day stands where it stood nearest to it."""
    days = {unit.pk: _day_of(unit, on) for unit in issuers}
    wanted = Q(descendant=NONE)
    for key, day in days.items():
        wanted |= Q(descendant=key, period__contains=day)
    kept = list(Lineage.objects.filter(wanted).select_related("ancestor").order_by("descendant", "depth"))
    then = _names_then([row.ancestor_id for row in kept], on)
    lines: dict[int, list[Known]] = defaultdict(list)
    for row in kept:
        lines[row.descendant_id].append(Known.of(row.ancestor, then=then.get(row.ancestor_id, "")))
    known = tuple(
        lines[unit.pk][0] if lines[unit.pk] else Known.of(unit) for unit in issuers
    )  # a unit always stands below itself
    return Ground(issuers=known, on=on, lines={unit.id: tuple(lines[unit.id]) or (unit,) for unit in known})


def _day_of(unit: Unit, on: date) -> date:
    if unit.opened_on and on < unit.opened_on:
        return unit.opened_on
    if unit.closed_on and unit.closed_on <= on:
        return unit.closed_on - timedelta(days=1)
    return on


def _names_then(units: Iterable[int], on: date) -> dict[int, str]:
    rows = UnitName.objects.filter(unit__in=[*units, NONE], period__contains=on)
    return dict(rows.values_list("unit", "name"))


def seek(ground: Ground, forms: Iterable[str], wanted: Iterable[Office], *, by: Actor) -> None:
    """All units under these names, and the counterparts of the issuers' line in the other organisations."""
    pairs = list(_counterparts(ground))
    every = {*forms, *(form for office in wanted for form in offices.forms(office))}
    every |= {form for _, office in pairs for form in offices.forms(office)}
    _bearers(ground, every)
    found = [hit.unit.id for hits in ground.hits.values() for hit in hits]
    _stand_of(ground, found)
    ground.visible = set(
        Unit.objects.visible_to(by).filter(pk__in=[*found, NONE]).values_list("pk", flat=True)
    )
    ground.visible |= _on_the_same_land(ground)
    for unit, office in pairs:
        if other := _counterpart(ground, unit, office):
            ground.beside.setdefault(other.system, []).append(other)


def _on_the_same_land(ground: Ground) -> set[int]:
    """Offices of other organisations at the issuers' own places: partners are named, though not reached."""
    land = {unit.area_id for line in ground.lines.values() for unit in line if unit.area_id}
    return {hit.unit.id for hits in ground.hits.values() for hit in hits if hit.unit.area_id in land}


def _counterparts(ground: Ground) -> Iterable[tuple[Known, Office]]:
    """The offices of the same places in organisations that do not issue."""
    for unit in dict.fromkeys(unit for line in ground.lines.values() for unit in line):
        own = offices.parse(plain(unit.called))
        for system in {YOUTH, LEARNING} - set(ground.systems):
            if own and (own.place or own.levels == (CENTRAL,)):
                yield unit, Office(system=system, levels=(unit.level,), head=own.head, place=own.place)


def _counterpart(ground: Ground, unit: Known, office: Office) -> Known | None:
    alike = {
        hit.unit.id: hit.unit
        for form in offices.forms(office)
        for hit in ground.hits.get(form, ())
        if hit.then and hit.unit.level == unit.level and hit.unit.system == office.system
    }
    same_land = [one for one in alike.values() if unit.area_id and one.area_id == unit.area_id]
    chosen = same_land or list(alike.values())
    return chosen[0] if len(chosen) == 1 else None


def _bearers(ground: Ground, forms: set[str]) -> None:
    """Units by any name ever borne, and by alias."""
    # One array, not thousands of parameters.
    among = RawSQL("SELECT unnest(%s::text[])", [sorted(forms)])
    seen: set[tuple[int, str]] = set()
    # Trimmed, so that the planner hashes the forms and reads the names once: thousands of probes into the
    # trigram index take seconds.
    names = UnitName.objects.annotate(form=Trim("search")).filter(form__in=among)
    for row in names.select_related("unit").order_by("-period", "pk"):
        borne = ground.on in row.period
        _note(ground, seen, Known.of(row.unit, then=row.name if borne else ""), row.form, borne=borne)
    aliases = UnitAlias.objects.annotate(form=Trim(SearchForm(F("name")))).filter(form__in=among)
    for alias in aliases.select_related("unit").order_by("pk"):
        _note(ground, seen, Known.of(alias.unit), alias.form, borne=True)


def _note(ground: Ground, seen: set[tuple[int, str]], unit: Known, form: str, *, borne: bool) -> None:
    if (unit.id, form) not in seen:
        seen.add((unit.id, form))
        ground.hits[form].append(Hit(unit=unit, form=form, then=borne and unit.exists_on(ground.on)))


def _stand_of(ground: Ground, units: Iterable[int]) -> None:
    """Which of the units stand, or stood, below the issuers, and below whom."""
    keys = [*set(units), NONE]
    tops = [issuer.id for issuer in ground.issuers]
    for key, depth, period in Lineage.objects.filter(
        ancestor__in=[*tops, NONE], descendant__in=keys
    ).values_list("descendant", "depth", "period"):
        if ground.on in period:
            ground.under[key] = min(depth, ground.under.get(key, depth))
        else:
            ground.formerly.add(key)
    for key, name, period in (
        Placement.objects.filter(unit__in=keys)
        .order_by("period")
        .values_list("unit", "parent__name", "period")
    ):
        if key not in ground.parents or ground.on in period:
            ground.parents[key] = name


def staff(ground: Ground, of: Iterable[int], *, today: date) -> None:
    """The staff boards of these offices on the day, and those that were opened since."""
    rows = Placement.objects.filter(
        Q(period__contains=ground.on) | Q(period__contains=today, unit__opened_on__gt=ground.on),
        parent__in=[*set(of), NONE],
        unit__kind=STAFF,
    )
    kept = list(rows.select_related("unit").order_by("unit__sort_key", "unit", "period").distinct())
    then = _names_then([row.unit_id for row in kept], ground.on)
    for row in kept:
        ground.boards[row.parent_id].append(Known.of(row.unit, then=then.get(row.unit_id, "")))


def is_school(unit: Known) -> bool:
    """Whether it is the union of a school or university."""
    return unit.kind in {SCHOOL, UNIVERSITY}


def spellings(shown: str, text: str) -> set[str]:
    """How a whole name may stand in the tree: as folded words, and with its marks."""
    return {text, " ".join(fold(shown).split())} - {""}
