"""Reading the map from the MIT package `vietnamadminunits`: what was, what is, which became which.

The package's own parser is not used, only its tables: units before and after with the state's codes, and a
table of which old commune went, whole or in part, into which new one.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from importlib import resources
from importlib.metadata import version
from typing import Any

from donghanh.core.text import clean

PACKAGE = "vietnamadminunits"
KINDS = ("Thành phố", "Tỉnh", "Thị xã", "Thị trấn", "Quận", "Huyện", "Phường", "Xã", "Đặc khu")
OldKey = tuple[str, str, str]  # province, district, commune (empty on islands that had none)
NewKey = tuple[str, str]  # province, commune


@dataclass(frozen=True, kw_only=True)
class Place:
    """One area as the source has it."""

    code: str
    kind: str
    name: str
    latitude: float | None = None
    longitude: float | None = None
    square_km: float | None = None


@dataclass(frozen=True, kw_only=True)
class Source:
    """The whole map, keyed as the source keys it."""

    name: str
    old_provinces: dict[str, Place]
    old_districts: dict[tuple[str, str], Place]
    old_communes: dict[OldKey, Place]
    new_provinces: dict[str, Place]
    new_communes: dict[NewKey, Place]
    became_province: dict[str, str]
    became: dict[OldKey, tuple[NewKey, ...]]
    unknown: tuple[str, ...]

    def came_from(self) -> dict[NewKey, list[OldKey]]:
        """The same successions, seen from the new communes."""
        found: dict[NewKey, list[OldKey]] = defaultdict(list)
        for old, news in self.became.items():
            for new in news:
                found[new].append(old)
        return found

    def part(self, provinces: Collection[str]) -> "Source":
        """Only these provinces of today, and what they came from."""
        olds = {old for old, new in self.became_province.items() if new in provinces}
        return replace(
            self,
            old_provinces={key: place for key, place in self.old_provinces.items() if key in olds},
            old_districts={key: place for key, place in self.old_districts.items() if key[0] in olds},
            old_communes={key: place for key, place in self.old_communes.items() if key[0] in olds},
            new_provinces={key: place for key, place in self.new_provinces.items() if key in provinces},
            new_communes={key: place for key, place in self.new_communes.items() if key[0] in provinces},
            became_province={old: new for old, new in self.became_province.items() if new in provinces},
            became={old: news for old, news in self.became.items() if old[0] in olds},
        )

    def kept_provinces(self) -> set[str]:
        """Provinces that went through 1 July 2025 as they were."""
        sources: dict[str, list[str]] = defaultdict(list)
        for old, new in self.became_province.items():
            sources[new].append(old)
        return {new for new, olds in sources.items() if olds == [new]}

    def kept_communes(self) -> dict[OldKey, NewKey]:
        """Communes that went through as they were: one into one, same code and name."""
        kept = {}
        for new, olds in self.came_from().items():
            if len(olds) != 1 or len(self.became[olds[0]]) != 1 or not olds[0][2]:
                continue
            before, after = self.old_communes[olds[0]], self.new_communes[new]
            if (before.code, before.kind, before.name) == (after.code, after.kind, after.name):
                kept[olds[0]] = new
        return kept


def read() -> Source:
    """Read all tables of the package."""
    folder = resources.files(PACKAGE) / "data"
    with resources.as_file(folder / "dataset.db") as path:
        rows = sqlite3.connect(path)
        rows.row_factory = sqlite3.Row
        before = [dict(row) for row in rows.execute("SELECT * FROM admin_units_legacy")]
        after = [dict(row) for row in rows.execute("SELECT * FROM admin_units")]
        rows.close()
    tables = json.loads((folder / "converter_2025.json").read_text("utf-8"))
    old_communes = {_old_key(row): _commune(row) for row in before if row["wardKey"]}
    new_communes = {(row["provinceKey"], row["wardKey"]): _commune(row) for row in after}
    islands = {_old_key(row) for row in before if not row["wardKey"]}
    became: dict[OldKey, list[NewKey]] = defaultdict(list)
    unknown = []
    for old, new in _successions(tables):
        if (old in old_communes or old in islands) and new in new_communes:
            became[old].append(new)
        else:
            unknown.append(f"{'_'.join(old)} → {'_'.join(new)}")
    return Source(
        name=f"{PACKAGE} {version(PACKAGE)}",
        old_provinces={row["provinceKey"]: _area(row, "province") for row in before},
        old_districts={(row["provinceKey"], row["districtKey"]): _area(row, "district") for row in before},
        old_communes=old_communes,
        new_provinces={row["provinceKey"]: _area(row, "province") for row in after},
        new_communes=new_communes,
        became_province={old: new for new, olds in tables["DICT_PROVINCE"].items() for old in olds},
        became={old: tuple(dict.fromkeys(news)) for old, news in became.items()},
        unknown=tuple(unknown),
    )


def _old_key(row: dict[str, Any]) -> OldKey:
    return row["provinceKey"], row["districtKey"], row["wardKey"] or ""


def _successions(tables: dict[str, Any]) -> Iterator[tuple[OldKey, NewKey]]:
    for province, communes in tables["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for new, olds in communes.items():
            yield from ((_split(old), (province, new)) for old in olds)
    for province, communes in tables["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old, news in communes.items():
            yield from ((_split(old), (province, new["newWardKey"])) for new in news)


def _split(key: str) -> OldKey:
    province, district, commune = key.split("_")
    return province, district, commune


def _area(row: dict[str, Any], level: str) -> Place:
    kind, name = _parted(row[level])
    return Place(
        code=row[f"{level}Code"],
        kind=kind,
        name=name,
        latitude=row.get(f"{level}Lat"),
        longitude=row.get(f"{level}Lon"),
    )


def _commune(row: dict[str, Any]) -> Place:
    kind, name = _parted(row["ward"])
    return Place(
        code=row["wardCode"],
        kind=kind,
        name=name,
        latitude=row.get("wardLat"),
        longitude=row.get("wardLon"),
        square_km=row.get("wardAreaKm2"),
    )


def _parted(full: str) -> tuple[str, str]:
    """Kind and name from the full name; the source's own column of kinds is wrong for some."""
    full = clean(full)
    kind = next(kind for kind in KINDS if full.lower().startswith(f"{kind.lower()} "))
    return kind, full[len(kind) + 1 :]
