"""How far a long deed is: said by the deed as it goes, shown by whoever listens."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from donghanh.organisations.models import Stage

T = TypeVar("T")
Tell = Callable[[Stage, int, int], None]  # what is being done, how many are done, of how many

PART = 5000  # units a statement: some seconds between two words at the slowest


def quiet(_stage: Stage, _done: int, _total: int) -> None:
    """Tell nobody."""


def in_parts(all_of: list[T], stage: Stage, tell: Tell) -> Iterator[list[T]]:
    """The whole in parts, telling before each how many are done."""
    total = len(all_of)
    for first in range(0, total, PART):
        tell(stage, first, total)
        yield all_of[first : first + PART]
    if total:
        tell(stage, total, total)
