"""How days and lists of units are said in messages."""

from collections.abc import Sequence

from donghanh.core.dates.spoken import day

__all__ = ["day", "number", "some"]


def some(names: Sequence[str], *, total: int | None = None) -> str:
    """The first three names, and how many more there are."""
    total = len(names) if total is None else total
    said = ", ".join(names[:3])
    return f"{said} và {total - 3} đơn vị khác" if total > 3 else said


def number(value: int) -> str:
    """`1.234.567`."""
    return f"{value:,}".replace(",", ".")
