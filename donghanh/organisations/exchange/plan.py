"""From the rows of a sheet to what they would do: open, rename, move, correct; or the trouble, cell by cell.

Rows are known by the unit's code, so the same sheet may be sent again: what it says already holds the second
time and nothing is done. Everything is compared in memory against a few queries, whatever the number of rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from donghanh.core.actor import Actor
from donghanh.core.permissions import Permission
from donghanh.core.sheets import Row as RawRow
from donghanh.core.sheets import Sheet
from donghanh.core.text import clean, search_words
from donghanh.organisations import words
from donghanh.organisations.exchange.sheet import CellError, cell
from donghanh.organisations.models import (
    Area,
    Kind,
    Level,
    Placement,
    Stage,
    System,
    Unit,
    UnitAlias,
    UnitName,
)
from donghanh.organisations.telling import Tell, quiet

EVER = date.min
TOLD_EVERY = 2000  # rows


class Deed(StrEnum):
    """What a row would do."""

    OPEN = "mở mới"
    CHANGE = "thay đổi"
    NOTHING = "giữ nguyên"


@dataclass(kw_only=True)
class Row:
    """One row, understood; `errors` keep it from being stored."""

    number: int
    code: str
    name: str = ""
    system: str = ""
    level: int = 0
    kind: str = ""
    parent: str = ""
    area_id: int | None = None
    opened_on: date | None = None
    aliases: tuple[str, ...] | None = None
    deed: Deed = Deed.OPEN
    changes: dict[str, tuple[str, str]] = field(default_factory=dict)
    errors: list[CellError] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Known:
    """A unit that is there already."""

    id: int
    name: str
    system: str
    level: int
    kind: str
    area_id: int | None
    opened_on: date | None
    closed_on: date | None
    parent: str
    placed_on: date
    named_on: date
    aliases: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ImportPlan:
    """All rows, and the units that they speak of."""

    rows: tuple[Row, ...]
    known: dict[str, Known]

    @property
    def errors(self) -> list[CellError]:
        """Every trouble, in the order of the sheet."""
        return [error for row in self.rows for error in row.errors]

    def doing(self, deed: Deed) -> list[Row]:
        """Sound rows that do this."""
        return [row for row in self.rows if row.deed is deed and not row.errors]


def make(sheet: Sheet, *, on: date, by: Actor, tell: Tell = quiet) -> ImportPlan:
    """Understand every row as of the day on which changes shall hold."""
    total = len(sheet.rows)
    tell(Stage.CHECKING, 0, total)
    codes = {raw.cells.get(key, "") for raw in sheet.rows for key in ("code", "parent")} - {""}
    known = _known(codes)
    within = _within_reach(known, by)
    understood = _Reader(sheet, _areas(sheet, on))
    rows = tuple(map(understood.row, sheet.rows))
    check = _Checker(sheet, rows, known, within, on=on, by=by)
    for number, row in enumerate(rows):
        check.row(row)
        if number % TOLD_EVERY == 0:
            tell(Stage.CHECKING, number, total)
    check.rings()
    check.orphans()
    tell(Stage.CHECKING, total, total)
    return ImportPlan(rows=rows, known=known)


def _known(codes: set[str]) -> dict[str, Known]:
    units = Unit.objects.filter(code__in=codes)
    keys = dict(units.values_list("pk", "code"))
    parents = {
        unit: (parent, period.lower or EVER)
        for unit, parent, period in Placement.objects.filter(
            unit__in=keys, period__upper_inf=True
        ).values_list("unit", "parent__code", "period")
    }
    named = {
        unit: period.lower or EVER
        for unit, period in UnitName.objects.filter(unit__in=keys)
        .order_by("period")
        .values_list("unit", "period")
    }
    aliases: dict[int, list[str]] = {}
    for unit, alias in UnitAlias.objects.filter(unit__in=keys).values_list("unit", "name"):
        aliases.setdefault(unit, []).append(alias)
    return {
        unit.code: Known(
            id=unit.pk,
            name=unit.name,
            system=unit.system,
            level=unit.level,
            kind=unit.kind,
            area_id=unit.area_id,
            opened_on=unit.opened_on,
            closed_on=unit.closed_on,
            parent=parents.get(unit.pk, ("", EVER))[0],
            placed_on=parents.get(unit.pk, ("", EVER))[1],
            named_on=named.get(unit.pk, EVER),
            aliases=tuple(sorted(aliases.get(unit.pk, ()))),
        )
        for unit in units
    }


def _within_reach(known: dict[str, Known], by: Actor) -> set[int]:
    units = Unit.objects.reached_by(by, right=Permission.UNIT_EXCHANGE)
    return set(units.filter(pk__in=[unit.id for unit in known.values()]).values_list("pk", flat=True))


def _areas(sheet: Sheet, on: date) -> dict[str, int]:
    codes = {raw.cells.get("area", "") for raw in sheet.rows} - {""}
    return dict(Area.objects.on(on).filter(code__in=codes).values_list("code", "pk"))


class Choices:
    """A fixed list of words, understood without accents and case."""

    def __init__(self, choices: Sequence[tuple[Any, Any]]) -> None:
        self.labels = [str(label) for _, label in choices]
        self._values = {" ".join(search_words(str(label))): str(value) for value, label in choices}

    def get(self, said: str) -> str | None:
        """The value that is meant."""
        return self._values.get(said)


class _Reader:
    """Turns cells into values; what a cell cannot mean becomes an error at that cell."""

    systems, levels, kinds = Choices(System.choices), Choices(Level.choices), Choices(Kind.choices)

    def __init__(self, sheet: Sheet, areas: dict[str, int]) -> None:
        self.sheet, self.areas = sheet, areas

    def row(self, raw: RawRow) -> Row:
        """One row."""
        cells = raw.cells
        row = Row(
            number=raw.number,
            code=cells.get("code", ""),
            name=cells.get("name", ""),
            parent=cells.get("parent", ""),
            errors=[
                CellError(row=raw.number, cell=trouble.cell, message=trouble.message)
                for trouble in raw.troubles
            ],
        )
        for key, title, longest in (("code", "mã đơn vị", 40), ("name", "tên đơn vị", 200)):
            if not cells.get(key):
                self._trouble(row, key, f"Thiếu {title}.")
            elif len(cells[key]) > longest:
                self._trouble(row, key, f"{title.capitalize()} dài quá {longest} chữ.")
        row.system = self._choice(row, "system", cells.get("system", ""), self.systems)
        row.level = int(self._choice(row, "level", cells.get("level", ""), self.levels) or 0)
        row.kind = self._choice(row, "kind", cells["kind"], self.kinds) if cells.get("kind") else ""
        row.opened_on = self._day(row, cells.get("opened_on", ""))
        self._area(row, cells.get("area", ""))
        self._aliases(row, cells.get("aliases"))
        return row

    def _choice(self, row: Row, key: str, said: str, known: Choices) -> str:
        value = known.get(" ".join(search_words(said)))
        if value is None:
            allowed = ", ".join(known.labels)
            self._trouble(row, key, f"“{said}” không có trong danh mục: {allowed}.")
        return str(value or "")

    def _day(self, row: Row, text: str) -> date | None:
        if not text:
            return None
        try:
            day = datetime.strptime(text, "%d/%m/%Y").date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            self._trouble(row, "opened_on", f"“{text}” không phải ngày; viết như 01/7/2025.")
            return None
        if not 1930 <= day.year <= 2100:
            self._trouble(row, "opened_on", f"Ngày {text} không hợp lý.")
        return day

    def _area(self, row: Row, code: str) -> None:
        row.area_id = self.areas.get(code)
        if code and row.area_id is None:
            self._trouble(row, "area", f"Không có địa bàn mang mã {code} vào ngày áp dụng.")

    def _aliases(self, row: Row, text: str | None) -> None:
        if text is None:
            return
        row.aliases = tuple(sorted({clean(part) for part in text.split(";") if clean(part)}))
        if any(len(alias) > 200 for alias in row.aliases):
            self._trouble(row, "aliases", "Mỗi tên khác dài nhất 200 chữ; ngăn nhau bằng dấu chấm phẩy.")

    def _trouble(self, row: Row, key: str, message: str) -> None:
        row.errors.append(CellError(row=row.number, cell=cell(self.sheet, key, row.number), message=message))


class _Checker:
    """Compares rows with what is there and with each other."""

    def __init__(
        self,
        sheet: Sheet,
        rows: tuple[Row, ...],
        known: dict[str, Known],
        within: set[int],
        *,
        on: date,
        by: Actor,
    ) -> None:
        self.sheet, self.rows, self.known, self.within, self.on, self.by = sheet, rows, known, within, on, by
        self.first_of: dict[str, Row] = {}
        for row in rows:
            self.first_of.setdefault(row.code, row)

    def row(self, row: Row) -> None:
        """One row; a second one with the same code is refused by name of the first."""
        first = self.first_of[row.code]
        if not row.code:
            return
        if first is not row:
            self._trouble(row, "code", f"Mã {row.code} đã có ở dòng {first.number}.")
            return
        unit = self.known.get(row.code)
        if unit is None:
            self._new(row)
        else:
            self._standing(row, unit)

    def _new(self, row: Row) -> None:
        row.opened_on = row.opened_on or self.on
        row.kind = row.kind or Kind.TERRITORIAL
        if not row.parent:
            if not self.by.everywhere:
                self._trouble(row, "parent", "Đơn vị mới phải có mã đơn vị cấp trên.")
            return
        self._parent(row, row.opened_on)

    def _standing(self, row: Row, unit: Known) -> None:
        row.deed = Deed.NOTHING
        if unit.id not in self.within:
            self._trouble(row, "code", f"Mã {row.code} là của đơn vị ngoài phạm vi Đồng chí được giao.")
            return
        if unit.closed_on:
            self._trouble(row, "code", f"{unit.name} kết thúc hoạt động từ ngày {words.day(unit.closed_on)}.")
            return
        if row.system and row.system != unit.system:
            self._trouble(
                row, "system", f"{unit.name} thuộc {System(unit.system).label}; hệ thống không đổi được."
            )
        if row.level and row.level != unit.level:
            self._trouble(
                row, "level", f"{unit.name} là {Level(unit.level).label.lower()}; cấp không đổi được."
            )
        if row.opened_on and row.opened_on != unit.opened_on:
            said = words.day(unit.opened_on) if unit.opened_on else "không rõ"
            self._trouble(
                row,
                "opened_on",
                f"Ngày thành lập trong hệ thống là {said}; ngày này không sửa qua bảng tính.",
            )
        self._changes(row, unit)

    def _changes(self, row: Row, unit: Known) -> None:
        if row.name and row.name != unit.name:
            row.changes["name"] = (unit.name, row.name)
            self._after(row, "name", unit.named_on, "tên gọi")
        if row.parent and row.parent != unit.parent:
            row.changes["parent"] = (unit.parent, row.parent)
            self._after(row, "parent", unit.placed_on, "vị trí")
            self._parent(row, self.on)
        if row.kind and row.kind != unit.kind:
            row.changes["kind"] = (unit.kind, row.kind)
        if row.area_id and row.area_id != unit.area_id:
            row.changes["area"] = (str(unit.area_id or ""), str(row.area_id))
        if row.aliases is not None and row.aliases != unit.aliases:
            row.changes["aliases"] = ("; ".join(unit.aliases), "; ".join(row.aliases))
        row.deed = Deed.CHANGE if row.changes else Deed.NOTHING

    def _after(self, row: Row, key: str, last: date, what: str) -> None:
        if self.on <= last:
            self._trouble(
                row,
                key,
                f"Đơn vị có {what} mới từ ngày {words.day(last)}; hãy chọn ngày áp dụng sau ngày đó.",
            )

    def _parent(self, row: Row, day: date) -> None:
        """The parent is there, or comes in the same sheet, in time, in the same organisation, not lower."""
        over, coming = self.known.get(row.parent), self.first_of.get(row.parent)
        if row.parent == row.code:
            self._trouble(row, "parent", "Đơn vị không thể trực thuộc chính mình.")
        elif over:
            self._known_parent(row, over, day)
        elif coming is None:
            self._trouble(
                row, "parent", f"Không có đơn vị mang mã {row.parent} trong hệ thống và trong bảng."
            )
        else:
            self._fits(row, coming.system, coming.level, coming.name)
            since = coming.opened_on or self.on
            if day < since:
                self._trouble(
                    row,
                    "opened_on",
                    f"Đơn vị cấp trên (dòng {coming.number}) chỉ có từ ngày {words.day(since)}.",
                )

    def _known_parent(self, row: Row, over: Known, day: date) -> None:
        if over.id not in self.within:
            self._trouble(row, "parent", f"{over.name} ở ngoài phạm vi Đồng chí được giao.")
        elif over.closed_on:
            self._trouble(
                row, "parent", f"{over.name} kết thúc hoạt động từ ngày {words.day(over.closed_on)}."
            )
        elif over.opened_on and day < over.opened_on:
            self._trouble(
                row, "opened_on", f"Đơn vị cấp trên {over.name} chỉ có từ ngày {words.day(over.opened_on)}."
            )
        else:
            self._fits(row, over.system, over.level, over.name)

    def _fits(self, row: Row, system: str, level: int, name: str) -> None:
        if row.system and system and row.system != system:
            self._trouble(row, "parent", f"{row.name} và {name} thuộc hai hệ thống khác nhau.")
        elif row.level and level and row.level < level:
            self._trouble(
                row,
                "parent",
                f"{Level(row.level).label} không thể đứng dưới {name} ({Level(level).label.lower()}).",
            )

    def rings(self) -> None:
        """No row may put a unit below itself, however long the way round through the sheet and the tree."""
        over = {row.code: row.parent for row in self.rows if row.parent and not row.errors}
        if any("parent" in row.changes for row in self.rows):
            standing = Placement.objects.filter(period__upper_inf=True).values_list(
                "unit__code", "parent__code"
            )
            over = dict(standing.iterator()) | over
        safe: set[str] = set()
        for row in self.rows:
            path: dict[str, None] = {}
            step = row.code
            while step and step not in safe and step not in path:
                path[step] = None
                step = over.get(step, "")
            if step in path and not row.errors:
                self._trouble(
                    row, "parent", f"Các đơn vị đứng dưới nhau thành vòng: {' → '.join([*path, step])}."
                )
            elif step not in path:
                safe.update(path)

    def orphans(self) -> None:
        """A row below a new unit that cannot be opened cannot be stored either."""
        pending = True
        while pending:
            pending = False
            for row in self.rows:
                coming = self.first_of.get(row.parent)
                if row.errors or row.parent in self.known or coming is None or not coming.errors:
                    continue
                if row.deed is Deed.OPEN or "parent" in row.changes:
                    self._trouble(row, "parent", f"Đơn vị cấp trên ở dòng {coming.number} đang có lỗi.")
                    pending = True

    def _trouble(self, row: Row, key: str, message: str) -> None:
        row.errors.append(CellError(row=row.number, cell=cell(self.sheet, key, row.number), message=message))
