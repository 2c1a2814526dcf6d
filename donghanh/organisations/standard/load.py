"""Storing the standard data. What is there already, by its code and days, is left as it is."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Model

from donghanh.audit import actions as audit
from donghanh.core.actor import Actor
from donghanh.organisations import lineage
from donghanh.organisations.bulk import copy, reserve, span
from donghanh.organisations.models import (
    Area,
    AreaLevel,
    AreaPlacement,
    AreaSuccession,
    Change,
    ChangeKind,
    Kind,
    Level,
    Placement,
    Succession,
    SuccessionKind,
    System,
    Unit,
    UnitName,
)
from donghanh.organisations.standard import naming
from donghanh.organisations.standard.plan import REFORM, Plan, PlannedArea, PlannedSuccession

SYSTEMS = (System.YOUTH_UNION, System.LEARNING_ASSOCIATION)
LEVELS = {
    AreaLevel.COUNTRY: Level.CENTRAL,
    AreaLevel.PROVINCE: Level.PROVINCE,
    AreaLevel.DISTRICT: Level.DISTRICT,
    AreaLevel.COMMUNE: Level.COMMUNE,
}
Progress = Callable[[str], None]


@dataclass(kw_only=True)
class Loaded:
    """How many rows went into which table."""

    rows: dict[str, int] = field(default_factory=dict)

    def add(self, model: type[Model], columns: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
        """Stream the rows in and count them."""
        number = copy(model, tuple(columns), map(tuple, rows))
        label = str(model._meta.verbose_name)
        self.rows[label] = self.rows.get(label, 0) + number

    @property
    def total(self) -> int:
        """All rows."""
        return sum(self.rows.values())


@audit.deed
def load(plan: Plan, *, tell: Progress, by: Actor) -> Loaded:
    """Nạp số liệu chuẩn: the map and both organisations' units, before and after, in one transaction."""
    loaded = Loaded()
    lineage.lock(*SYSTEMS)
    tell("Địa bàn")
    areas, fresh = _areas(plan, loaded)
    _area_ties(plan, areas, fresh, loaded)
    change = None
    for system in SYSTEMS:
        tell(f"Đơn vị {system.label}")
        standing = dict(Unit.objects.filter(system=system).values_list("code", "pk"))
        missing = [area for area in plan.areas.values() if naming.code(area, system) not in standing]
        if not missing:
            continue
        change = change or Change.objects.create(
            kind=ChangeKind.LOAD, made_at=by.now, summary=f"Nạp số liệu chuẩn cả nước ({plan.source})"
        )
        _Units(plan, system, areas=areas, change=change, loaded=loaded).store(missing, standing)
    if change:
        tell("Dòng trên dưới và tầm với")
        loaded.rows["dòng trên dưới"] = lineage.rebuild()
        audit.record("organisations.load", change, by=by, **loaded.rows)
    return loaded


def _areas(plan: Plan, loaded: Loaded) -> tuple[dict[str, int], set[str]]:
    """The id of every planned area, and which of them are new."""
    standing = {
        (code, level, period.lower, period.upper): pk
        for pk, code, level, period in Area.objects.values_list("pk", "code", "level", "period")
    }
    ids = {
        key: pk
        for key, area in plan.areas.items()
        if (pk := standing.get((area.place.code, area.level, area.first, area.last)))
    }
    missing = [area for key, area in plan.areas.items() if key not in ids]
    ids |= dict(zip((area.key for area in missing), reserve(Area, len(missing)), strict=True))
    loaded.add(
        Area,
        ("id", "code", "level", "kind", "name", "period", "latitude", "longitude", "square_km"),
        (
            (
                ids[area.key],
                area.place.code,
                area.level.value,
                area.place.kind,
                area.place.name,
                span(area.first, area.last),
                area.place.latitude,
                area.place.longitude,
                area.place.square_km,
            )
            for area in missing
        ),
    )
    return ids, {area.key for area in missing}


def _area_ties(plan: Plan, ids: dict[str, int], fresh: set[str], loaded: Loaded) -> None:
    loaded.add(
        AreaPlacement,
        ("area_id", "parent_id", "period"),
        (
            (ids[place.key], ids[place.parent], span(place.first, place.last))
            for place in plan.placements
            if place.key in fresh
        ),
    )
    loaded.add(
        AreaSuccession,
        ("predecessor_id", "successor_id", '"on"', "in_part"),
        (
            (ids[step.old], ids[step.new], REFORM, step.in_part)
            for step in plan.successions
            if step.old in fresh or step.new in fresh
        ),
    )


class _Units:
    """The units of one organisation on the planned areas."""

    def __init__(
        self, plan: Plan, system: System, *, areas: dict[str, int], change: Change, loaded: Loaded
    ) -> None:
        self.plan, self.system, self.areas, self.change, self.loaded = plan, system, areas, change, loaded

    def store(self, missing: list[PlannedArea], standing: dict[str, int]) -> None:
        """Units, names, placements and successions; those whose code is known already stay untouched."""
        ids = {
            area.key: standing[code]
            for area in self.plan.areas.values()
            if (code := naming.code(area, self.system)) in standing
        }
        ids |= dict(zip((area.key for area in missing), reserve(Unit, len(missing)), strict=True))
        fresh = {area.key for area in missing}
        self._units(missing, ids)
        self.loaded.add(
            Placement,
            ("unit_id", "parent_id", "period", "made_by_id", "ended_by_id"),
            (
                (
                    ids[place.key],
                    ids[place.parent],
                    span(place.first, place.last),
                    self.change.pk,
                    self._ended(place.last),
                )
                for place in self.plan.placements
                if place.key in fresh
            ),
        )
        self.loaded.add(
            Succession,
            ("predecessor_id", "successor_id", '"on"', "kind", "change_id"),
            (
                (ids[old], ids[new], REFORM, kind.value, self.change.pk)
                for old, new, kind in self._successions()
                if old in fresh or new in fresh
            ),
        )

    def _units(self, missing: list[PlannedArea], ids: dict[str, int]) -> None:
        self.loaded.add(
            Unit,
            (
                "id",
                "code",
                "name",
                "system",
                "level",
                "kind",
                "area_id",
                "opened_on",
                "closed_on",
                "opened_by_id",
                "closed_by_id",
            ),
            (
                (
                    ids[area.key],
                    naming.code(area, self.system),
                    naming.name(area, self.system),
                    self.system.value,
                    LEVELS[area.level].value,
                    Kind.TERRITORIAL.value,
                    self.areas[area.key],
                    area.first,
                    area.last,
                    self.change.pk,
                    self._ended(area.last),
                )
                for area in missing
            ),
        )
        self.loaded.add(
            UnitName,
            ("unit_id", "name", "period", "made_by_id", "ended_by_id"),
            (
                (
                    ids[area.key],
                    naming.name(area, self.system),
                    span(area.first, area.last),
                    self.change.pk,
                    self._ended(area.last),
                )
                for area in missing
            ),
        )

    def _ended(self, last: date | None) -> int | None:
        return self.change.pk if last else None

    def _successions(self) -> Iterable[tuple[str, str, SuccessionKind]]:
        """As the land's; and a district office goes to the office of its province."""
        carried = set()
        for step in self.plan.successions:
            carried.add(step.old)
            yield step.old, step.new, _kind(step)
        for district, province in self.plan.district_province.items():
            if district not in carried:
                yield district, province, SuccessionKind.LEVEL_ABOLISHED


def _kind(step: PlannedSuccession) -> SuccessionKind:
    if step.alone:
        return SuccessionKind.SAME
    return SuccessionKind.SPLIT if step.in_part else SuccessionKind.MERGE
