"""Days of the demonstration, counted from the day on which it is loaded."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, kw_only=True)
class Days:
    """`today` is the day of loading; offsets are days from it, negative ones in the past."""

    today: date

    def at(self, offset: int) -> date:
        """That many days from today."""
        return self.today + timedelta(days=offset)

    def iso(self, offset: int) -> str:
        """`2026-03-05`."""
        return self.at(offset).isoformat()

    def said(self, offset: int) -> str:
        """`05/3/2026`, as offices write it."""
        day = self.at(offset)
        month = f"{day.month:02}" if day.month < 3 else str(day.month)
        return f"{day.day:02}/{month}/{day.year}"

    def month(self, offset: int) -> str:
        """`tháng 3/2026`: the month in which that day lies."""
        day = self.at(offset)
        return f"tháng {day.month}/{day.year}"

    def year(self, offset: int) -> str:
        """`2026`: the year in which that day lies."""
        return str(self.at(offset).year)
