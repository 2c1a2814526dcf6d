"""For which units somebody may open the board of a programme, and where it opens by itself."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from donghanh.core.actor import Actor
from donghanh.core.permissions import Permission, Scope
from donghanh.organisations.models import Kind, Lineage, Unit
from donghanh.programmes.models import Owner, Programme
from donghanh.programmes.queries import keeping


@dataclass(frozen=True, kw_only=True)
class Place:
    """A unit to look at the programme from, the way down to it, and the other owners' tops."""

    unit: Unit
    line: Sequence[Unit]
    sides: Sequence[Unit]
    keeps: bool


def place(programme: Programme, asked: int | None, *, by: Actor) -> Place | None:
    """The unit that was asked for, or that in which the actor's view begins; two queries, three with boards.

    One's own office and what stands below it; for an office of the programme also all below every owner.
    Nothing for any other unit.
    """
    owners = list(Owner.objects.filter(programme=programme).select_related("unit").order_by("place"))
    near = keeping.near(by)
    keeps = programme.made_for_id in near or any({own.unit_id, own.board_id} & near for own in owners)
    tops = _tops(owners, by)
    lines = _lines([asked] if asked else [by.top_id, *tops], by)
    start = asked or _start(by.top_id, tops, lines, keeps=keeps)
    line = lines.get(start, [])
    allowed = {by.top_id, by.organisation_id} | (set(tops) if keeps else set())
    first = next((number for number, unit in enumerate(line) if unit.pk in allowed), None)
    if first is None or (
        by.scope_of(Permission.PROGRAMME_VIEW) is Scope.OWN and not keeps and start not in near
    ):
        return None
    sides = [lines[top][-1] for top in tops if lines.get(top)] if keeps and not asked else []
    return Place(unit=line[-1], line=line[first:], sides=sides if len(sides) > 1 else [], keeps=keeps)


def own(by: Actor, asked: int | None) -> tuple[Unit, Sequence[Unit]] | None:
    """The same for all programmes at once: one's office or something below it; one query."""
    start = asked or by.top_id
    line = _lines([start], by).get(start, [])
    first = next((number for number, unit in enumerate(line) if unit.pk in keeping.near(by)), None)
    if first is None or (
        by.scope_of(Permission.PROGRAMME_VIEW) is Scope.OWN and start not in keeping.near(by)
    ):
        return None
    return line[-1], line[first:]


def _tops(owners: Sequence[Owner], by: Actor) -> list[int]:
    boards = [own.unit_id for own in owners if own.unit.kind == Kind.STAFF_BOARD]
    offices = keeping.offices(boards, on=by.today) if boards else []
    return [own.unit_id for own in owners if own.unit.kind != Kind.STAFF_BOARD] + offices


def _lines(units: Sequence[int], by: Actor) -> dict[int, list[Unit]]:
    """Each unit with those above it, the topmost first."""
    found: dict[int, list[Unit]] = defaultdict(list)
    rows = Lineage.objects.filter(descendant__in=units, period__contains=by.today).select_related("ancestor")
    for row in rows.order_by("-depth"):
        found[row.descendant_id].append(row.ancestor)
    return found


def _start(mine: int, tops: Sequence[int], lines: dict[int, list[Unit]], *, keeps: bool) -> int:
    """The owner's unit where the actor stands above it or keeps it; else the actor's own office."""
    if mine in tops:
        return mine
    below = [top for top in tops if keeps or mine in {unit.pk for unit in lines.get(top, [])}]
    return below[0] if below else mine
