"""What moves when an officer leaves: apps above sign in here what they hand over, beside posts.

handover.sign_in(handover.Part(title="Việc được giao", preview=…, move=…))    # in AppConfig.ready
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from donghanh.core.actor import Actor
from donghanh.identity.models import User


@dataclass(frozen=True, kw_only=True)
class Leaving:
    """Who leaves, who carries on, and from which day."""

    user: User
    to: User
    on: date
    posts: Sequence[tuple[int, int]] = ()  # each post that ends, and the one that takes its place


@dataclass(frozen=True, kw_only=True)
class Moved:
    """One thing that goes to the other person, as the list tells it."""

    what: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Part:
    """One app's share: `preview` lists what would move, `move` moves it within the running transaction."""

    title: str
    preview: Callable[[User, Actor], Sequence[Moved]]
    move: Callable[[Leaving, Actor], Sequence[Moved]]


_parts: list[Part] = []


def sign_in(part: Part) -> None:
    """Let this part move with every hand-over; the same title signs in once."""
    _parts[:] = [*(other for other in _parts if other.title != part.title), part]


def parts() -> Sequence[Part]:
    """All that signed in."""
    return tuple(_parts)
