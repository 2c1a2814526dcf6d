"""Who acts for which owner of a programme, and from where tasks go down."""

from collections.abc import Iterable
from datetime import date

from donghanh.core.actor import Actor
from donghanh.core.permissions import Permission
from donghanh.organisations.models import Kind, Lineage, Unit
from donghanh.programmes.models import Owner, Programme


def near(by: Actor) -> set[int]:
    """The units for which the actor speaks: his own, and the office that it serves."""
    return {by.organisation_id, by.top_id}


def held(programme: Programme, *, by: Actor, right: Permission) -> list[Owner]:
    """The owners for whom the actor acts: as the owner, as its board, or as the office that made it.

    The office that made the programme acts only for owners within its reach.
    """
    owners = list(programme.owners.select_related("unit", "board").order_by("place"))
    if by.everywhere:
        return owners
    mine = [owner for owner in owners if {owner.unit_id, owner.board_id} & near(by)]
    others = [owner for owner in owners if owner not in mine]
    if others and programme.made_for_id in near(by):
        reached = set(
            Unit.objects.reached_by(by, right=right)
            .filter(pk__in=[owner.unit_id for owner in others])
            .values_list("pk", flat=True)
        )
        mine += [owner for owner in others if owner.unit_id in reached]
    return sorted(mine, key=lambda owner: owner.place)


def keeps(programme: Programme, *, by: Actor, right: Permission, part_of: int | None = None) -> bool:
    """Whether the actor acts for an owner; for `part_of`, for that owner."""
    return any(part_of in {None, owner.unit_id} for owner in held(programme, by=by, right=right))


def tops(programme: Programme, *, on: date) -> list[int]:
    """The units from which tasks go down: each owner, or the office that an owning board serves."""
    owners = programme.owners.values_list("unit", "unit__kind")
    boards = [unit for unit, kind in owners if kind == Kind.STAFF_BOARD]
    return [unit for unit, kind in owners if kind != Kind.STAFF_BOARD] + offices(boards, on=on)


def offices(boards: Iterable[int], *, on: date) -> list[int]:
    """The nearest unit above each board that is no board itself."""
    found: dict[int, int] = {}
    lines = Lineage.objects.filter(descendant__in=list(boards), period__contains=on)
    for board, office in (
        lines.exclude(ancestor__kind=Kind.STAFF_BOARD)
        .order_by("-depth")
        .values_list("descendant", "ancestor")
    ):
        found[board] = office
    return list(found.values())
