"""What `resolve` answers with."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Meant = dict[str, Any]


class Source(StrEnum):
    """Where an understanding comes from."""

    REMEMBERED = "remembered"
    EXACT = "exact"
    PATTERN = "pattern"
    NEAR = "near"
    NONE = "none"


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """Something that a name may mean, and how that is said to people."""

    meant: Meant
    words: str


@dataclass(frozen=True, kw_only=True)
class Understanding:
    """What a name means, as far as can be told.

    `sure` without `means` says that it is surely nobody of ours: people, or a pointer to another line.
    `count` and `count_today` are how many units a group picks on the paper's day and today.
    """

    written: str
    key: str
    means: tuple[Meant, ...] = ()
    said: tuple[str, ...] = ()  # each meaning in words
    sure: bool = False
    source: Source = Source.NONE
    others: tuple[Suggestion, ...] = ()
    today: str = ""
    note: str = ""
    count: int | None = None
    count_today: int | None = None
