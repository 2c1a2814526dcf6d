"""Days for tests, entered by the real actions."""

from datetime import UTC, date, datetime

from donghanh.calendar import actions
from donghanh.calendar.models import DayKind
from donghanh.core.actor import system_actor

NOW = datetime(2026, 3, 15, 3, 0, tzinfo=UTC)
KEEPER = system_actor(now=NOW)
DECISION = "8726/TB-BNV, 15/11/2025"


def make_day(day=date(2026, 1, 2), *, kind=DayKind.OFF, note="Nghỉ bù Tết Dương lịch", by=KEEPER):
    return actions.add_day(day, kind=kind, note=note, decision=DECISION, by=by)
