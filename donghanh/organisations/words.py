"""How days and lists of units are said in messages."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from donghanh.core.dates.spoken import day

__all__ = ["day", "moment", "number", "progress", "some"]


def moment(value: datetime) -> str:
    """`14:05 ngày 01/7/2025`, in Vietnam."""
    local = timezone.localtime(value)
    return f"{local:%H:%M} ngày {day(local.date())}"


def some(names: Sequence[str], *, total: int | None = None) -> str:
    """The first three names, and how many more there are."""
    total = len(names) if total is None else total
    said = ", ".join(names[:3])
    return f"{said} và {total - 3} đơn vị khác" if total > 3 else said


def number(value: int) -> str:
    """`1.234.567`."""
    return f"{value:,}".replace(",", ".")


def progress(stage: str, done: int, total: int) -> str:
    """`Gỡ các đơn vị: 5.000 trên 100.000`; without a total only what is being done."""
    return f"{stage}: {number(done)} trên {number(total)}" if total else stage
