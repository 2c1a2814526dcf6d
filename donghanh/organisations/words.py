"""How days and lists of units are said in messages."""

from collections.abc import Sequence
from datetime import date


def day(value: date) -> str:
    """`01/7/2025` as offices write it: two digits for days, and for January and February."""
    month = f"{value.month:02}" if value.month < 3 else str(value.month)
    return f"{value.day:02}/{month}/{value.year}"


def some(names: Sequence[str], *, total: int | None = None) -> str:
    """The first three names, and how many more there are."""
    total = len(names) if total is None else total
    said = ", ".join(names[:3])
    return f"{said} và {total - 3} đơn vị khác" if total > 3 else said


def number(value: int) -> str:
    """`1.234.567`."""
    return f"{value:,}".replace(",", ".")
