"""The working calendar of the country, and a year of it for people."""

from calendar import Calendar as Weeks
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from django.apps import apps
from django.db.models import Max

from donghanh.calendar.models import SpecialDay
from donghanh.core.dates import spoken
from donghanh.core.dates.working import FIRST_YEAR, LAST_YEAR, Special, Vietnam, year_of_holidays

_kept: list[tuple[int | None, Vietnam]] = []


def working_calendar() -> Vietnam:
    """Which days are worked, with all that decrees moved.

    Kept in the process as long as no row of their history is new: one question of an index. Those who change
    days do it in turn, so the newest row tells all.
    """
    history = apps.get_model("calendar", "SpecialDayEvent").objects
    newest = history.aggregate(newest=Max("pgh_id"))["newest"]
    for known, calendar in tuple(_kept):  # none or one; another thread may put its own in meanwhile
        if known == newest:
            return calendar
    special = {row.day: Special(working=row.working, note=row.note) for row in SpecialDay.objects.all()}
    calendar = Vietnam(special=MappingProxyType(special))
    _kept[:] = [(newest, calendar)]
    return calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One day in a month's grid; `state`: `work`, `rest` (a week's end), `off`, `moved-off`, `moved-work`."""

    day: date
    state: str
    name: str
    today: bool

    @property
    def said(self) -> str:
        """What it is, for those who do not see colours."""
        return self.name or {"rest": "Nghỉ cuối tuần"}.get(self.state, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A month in weeks from Monday on; none where a week belongs to its neighbour."""

    number: int
    weeks: list[list[Cell | None]]
    working: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One day of the list: by law, or as a decree moved it."""

    day: date
    weekday: str
    name: str
    working: bool
    expected: bool
    special: SpecialDay | None

    @property
    def said(self) -> str:
        """The day as offices write it."""
        return spoken.day(self.day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """A year of the calendar."""

    number: int
    months: list[Month]
    rows: list[Row]
    working: int

    @property
    def before(self) -> int | None:
        """The year before, as far as anything is known."""
        return self.number - 1 if self.number > FIRST_YEAR else None

    @property
    def after(self) -> int | None:
        """The year after."""
        return self.number + 1 if self.number < LAST_YEAR else None


def year(number: int, *, today: date) -> Year:
    """The months and the days of note of a year."""
    number = min(max(number, FIRST_YEAR), LAST_YEAR)
    special = {row.day: row for row in SpecialDay.objects.of_year(number)}
    moved = {day: Special(working=row.working, note=row.note) for day, row in special.items()}
    calendar = Vietnam(special=moved)
    months = [_month(number, month, calendar, today) for month in range(1, 13)]
    return Year(
        number=number,
        months=months,
        rows=_rows(number, calendar, special),
        working=sum(month.working for month in months),
    )


def _month(year: int, month: int, calendar: Vietnam, today: date) -> Month:
    weeks = [
        [_cell(day, calendar, today) if day.month == month else None for day in week]
        for week in Weeks().monthdatescalendar(year, month)
    ]
    days = [cell for week in weeks for cell in week if cell]
    return Month(number=month, weeks=weeks, working=sum(calendar.is_working(cell.day) for cell in days))


def _cell(day: date, calendar: Vietnam, today: date) -> Cell:
    name, working = calendar.name_of(day), calendar.is_working(day)
    if day in calendar.special:
        state = "moved-work" if working else "moved-off"
    elif working:
        state = "moved-work" if name else "work"
    else:
        state = "off" if name else "rest"
    return Cell(day=day, state=state, name=name, today=day == today)


def _rows(number: int, calendar: Vietnam, special: dict[date, SpecialDay]) -> list[Row]:
    off, worked = year_of_holidays(number)
    return [
        Row(
            day=day,
            weekday=spoken.weekday(day),
            name=calendar.name_of(day),
            working=calendar.is_working(day),
            expected=day not in special and day in off and off[day].expected,
            special=special.get(day),
        )
        for day in sorted({*off, *worked, *special})
    ]
