"""What rests on units that end: apps above sign in a question each, so that a preview can say it.

affected.sign_in(posts_of)    # in AppConfig.ready

The question gets the units' ids and the day, and answers with its records' name, number and a few examples.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Held:
    """Records of one kind that rest on these units."""

    label: str
    count: int
    names: tuple[str, ...] = ()


Question = Callable[[Sequence[int], date], Held]
_questions: list[Question] = []


def sign_in(question: Question) -> None:
    """Ask this, too; the same question signs in once."""
    if question not in _questions:
        _questions.append(question)


def held(units: Sequence[int], *, on: date) -> list[Held]:
    """What rests on these units on that day, without what there is none of."""
    answers = (question(units, on) for question in _questions) if units else ()
    return [answer for answer in answers if answer.count]
