"""How apps below organisations ask for the units that an actor reaches, and their names; those sign in."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import QuerySet

from donghanh.core.actor import Actor

Reach = Callable[[Actor], "QuerySet[Any, int]"]
Naming = Callable[[Iterable[int]], dict[int, str]]
_signed_in: list[Reach] = []
_naming: list[Naming] = []


def sign_in(reach: Reach, *, naming: Naming) -> None:
    """Say how to find the ids of the units that an actor reaches, and what units are called."""
    _signed_in[:] = [reach]
    _naming[:] = [naming]


def units_reached(actor: Actor) -> "QuerySet[Any, int]":
    """The ids of the units that the actor reaches, as a subquery."""
    (reach,) = _signed_in
    return reach(actor)


def units_named(ids: Iterable[int]) -> dict[int, str]:
    """What these units are called today."""
    (naming,) = _naming
    return naming(ids)
