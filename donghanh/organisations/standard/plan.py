"""From the source to what shall stand in the tables: areas with their days, what lay where, what became what.

Keys are text (`T86`, `H845`, `X29767`, and `-CU` for what ended under a code that is used again), so that
a second load finds what the first one made. The source does not say since when the old map held: its areas
have no first day. It is the map of 30 June 2025.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from donghanh.organisations.models import AreaLevel
from donghanh.organisations.standard.source import NewKey, OldKey, Place, Source

REFORM = date(2025, 7, 1)
COUNTRY = "VN"


@dataclass(frozen=True, kw_only=True)
class PlannedArea:
    """An area to be."""

    key: str
    level: AreaLevel
    place: Place
    first: date | None
    last: date | None


@dataclass(frozen=True, kw_only=True)
class PlannedPlacement:
    """An area in a larger one, for a time."""

    key: str
    parent: str
    first: date | None
    last: date | None


@dataclass(frozen=True, kw_only=True)
class PlannedSuccession:
    """An area, or a part of it, that went into another."""

    old: str
    new: str
    in_part: bool
    alone: bool  # nothing else went into the new one


@dataclass(frozen=True, kw_only=True)
class Plan:
    """The map to be stored."""

    source: str
    areas: dict[str, PlannedArea] = field(default_factory=dict)
    placements: list[PlannedPlacement] = field(default_factory=list)
    successions: list[PlannedSuccession] = field(default_factory=list)
    district_province: dict[str, str] = field(default_factory=dict)  # district → the province that it went to

    def put(self, key: str, level: AreaLevel, place: Place, *, first: date | None, last: date | None) -> None:
        """Add an area; the key of one that went through as it was comes only once."""
        self.areas[key] = PlannedArea(key=key, level=level, place=place, first=first, last=last)

    def lay(self, key: str, parent: str, first: date | None, last: date | None) -> None:
        """An area lies in a larger one."""
        self.placements.append(PlannedPlacement(key=key, parent=parent, first=first, last=last))


class _Keys:
    """The keys of old and new areas; what was kept has one key for both."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.kept_provinces = source.kept_provinces()
        self.kept = source.kept_communes()
        self.kept_new = set(self.kept.values())

    def old_province(self, key: str) -> str:
        code = self.source.old_provinces[key].code
        return f"T{code}" if key in self.kept_provinces else f"T{code}-CU"

    def new_province(self, key: str) -> str:
        return f"T{self.source.new_provinces[key].code}"

    def district(self, key: tuple[str, str]) -> str:
        return f"H{self.source.old_districts[key].code}"

    def old_commune(self, key: OldKey) -> str:
        if not key[2]:
            return self.district(key[:2])
        code = self.source.old_communes[key].code
        return f"X{code}" if key in self.kept else f"X{code}-CU"

    def new_commune(self, key: NewKey) -> str:
        return f"X{self.source.new_communes[key].code}"


def make(source: Source) -> Plan:
    """The whole map, before and after."""
    keys, plan = _Keys(source), Plan(source=source.name)
    plan.put(
        COUNTRY, AreaLevel.COUNTRY, Place(code=COUNTRY, kind="Nước", name="Việt Nam"), first=None, last=None
    )
    _provinces(source, keys, plan)
    _districts(source, keys, plan)
    _communes(source, keys, plan)
    plan.successions.extend(_successions(source, keys))
    return plan


def _provinces(source: Source, keys: _Keys, plan: Plan) -> None:
    for province, place in source.old_provinces.items():
        last = None if province in keys.kept_provinces else REFORM
        plan.put(keys.old_province(province), AreaLevel.PROVINCE, place, first=None, last=last)
        plan.lay(keys.old_province(province), COUNTRY, None, last)
    for province, place in source.new_provinces.items():
        if province not in keys.kept_provinces:
            plan.put(keys.new_province(province), AreaLevel.PROVINCE, place, first=REFORM, last=None)
            plan.lay(keys.new_province(province), COUNTRY, REFORM, None)


def _districts(source: Source, keys: _Keys, plan: Plan) -> None:
    for district, place in source.old_districts.items():
        key = keys.district(district)
        plan.put(key, AreaLevel.DISTRICT, place, first=None, last=REFORM)
        plan.lay(key, keys.old_province(district[0]), None, REFORM)
        plan.district_province[key] = keys.new_province(source.became_province[district[0]])


def _communes(source: Source, keys: _Keys, plan: Plan) -> None:
    for old, place in source.old_communes.items():
        key = keys.old_commune(old)
        plan.put(key, AreaLevel.COMMUNE, place, first=None, last=None if old in keys.kept else REFORM)
        plan.lay(key, keys.district(old[:2]), None, REFORM)
    for new, place in source.new_communes.items():
        first = None if new in keys.kept_new else REFORM
        plan.put(keys.new_commune(new), AreaLevel.COMMUNE, place, first=first, last=None)
        plan.lay(keys.new_commune(new), keys.new_province(new[0]), REFORM, None)


def _successions(source: Source, keys: _Keys) -> Iterator[PlannedSuccession]:
    for old, new in source.became_province.items():
        if new not in keys.kept_provinces:
            yield PlannedSuccession(
                old=keys.old_province(old), new=keys.new_province(new), in_part=False, alone=False
            )
    sources = source.came_from()
    for commune, news in source.became.items():
        for new_commune in news:
            if keys.kept.get(commune) != new_commune:
                yield PlannedSuccession(
                    old=keys.old_commune(commune),
                    new=keys.new_commune(new_commune),
                    in_part=len(news) > 1,
                    alone=len(news) == len(sources[new_commune]) == 1,
                )
