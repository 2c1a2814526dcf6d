"""The parts of a rule."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Position(StrEnum):
    """Where in its period the day lies."""

    DAY = "day"  # on `day` (and in `month`)
    FIRST = "first"
    LAST = "last"
    FIRST_WORKING = "first_working"
    LAST_WORKING = "last_working"


class Shift(StrEnum):
    """Where the day goes when nobody works on it."""

    NONE = "none"
    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An exception: the day instead, or none, and why."""

    day: date | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Occurrence:
    """One time that the rule gives: the day it is due, the day that the rule names, and why they differ."""

    day: date
    original: date
    reason: str = ""
