"""How apps below organisations ask for the units that an actor reaches; organisations signs in."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from donghanh.core.actor import Actor

Reach = Callable[[Actor], "QuerySet[Any, int]"]
_signed_in: list[Reach] = []


def sign_in(reach: Reach) -> None:
    """Say how to find the ids of the units that an actor reaches."""
    _signed_in[:] = [reach]


def units_reached(actor: Actor) -> "QuerySet[Any, int]":
    """The ids of the units that the actor reaches, as a subquery."""
    (reach,) = _signed_in
    return reach(actor)
