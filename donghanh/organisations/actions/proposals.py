"""Deeds that need two people: one puts them forward, another approves or refuses them."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.db.models import Count

from donghanh.audit import actions as audit
from donghanh.core.actor import NOBODY, Actor
from donghanh.core.errors import Refused
from donghanh.core.permissions import Permission
from donghanh.core.text import clean
from donghanh.organisations import orders, rules
from donghanh.organisations.actions import ending, rows, standing, undoing
from donghanh.organisations.models import Change, Lineage, Proposal, ProposalState, Reach
from donghanh.organisations.orders import Kind, Order
from donghanh.organisations.values import Preview

DOERS: Mapping[Kind, Callable[..., Any]] = {
    Kind.OPEN: standing.open_unit,
    Kind.RENAME: standing.rename,
    Kind.MOVE: standing.move,
    Kind.MERGE: ending.merge,
    Kind.SPLIT: ending.split,
    Kind.CLOSE: ending.close,
    Kind.ABOLISH: ending.abolish_level,
    Kind.ALIASES: standing.set_aliases,
    Kind.CODE: standing.give_code,
    Kind.UNDO: undoing.undo,
}


@audit.deed
def propose(kind: str, *, facts: Mapping[str, Any], by: Actor) -> Proposal:
    """Gửi đề nghị: put a deed forward. The same one sent twice is one; a changed one replaces the earlier."""
    by.require(Permission.UNIT_REORGANISE)
    if by.user_id == NOBODY:
        raise Refused("Đề nghị phải do một người gửi.")
    facts = json.loads(json.dumps(facts))  # as it will come back from the database
    order = orders.read(Kind(kind), facts)
    rows.fresh(order.units, by=by, right=Permission.UNIT_REORGANISE)
    if reason := orders.reason(order, by=by):
        raise Refused(reason)
    earlier = list(_earlier(order, by=by))
    if same := next((proposal for proposal in earlier if proposal.facts == facts), None):
        return same
    shown = orders.preview(order)

    proposal = Proposal.objects.create(
        kind=order.kind,
        facts=facts,
        ground=orders.ground(shown),
        summary=orders.summary(order),
        unit_id=_over(order, shown, by=by),
        made_by_id=by.user_id,
        on_behalf_of_id=by.on_behalf_of_id or None,
        made_at=by.now,
    )
    proposal.units.set(order.units)
    for old in earlier:
        _decide(old, ProposalState.SUPERSEDED, by=by, replaced_by=proposal)
    audit.record("organisations.propose", proposal, by=by, units=len(order.units))
    return proposal


@audit.deed
def approve(proposal: Proposal, *, seen: str, by: Actor) -> Change:
    """Duyệt: the second person does what was put forward, if all is still as that person `seen` it."""
    by.require(Permission.UNIT_REORGANISE)
    proposal = _fresh(proposal)
    if reason := rules.approve(proposal, by=by):
        raise Refused(reason)
    order = orders.read(Kind(proposal.kind), proposal.facts)
    rows.fresh(order.units, by=by, right=Permission.UNIT_REORGANISE)
    if reason := orders.reason(order, by=by):
        raise Refused(f"Tình hình đã thay đổi từ khi đề nghị được gửi: {reason}")
    if seen != orders.seal(orders.preview(order)):
        raise Refused(
            "Từ lúc Đồng chí mở đề nghị, các đơn vị liên quan đã thay đổi. Đồng chí hãy xem lại rồi duyệt."
        )

    second = replace(by, proposed_by_id=proposal.made_by_id)
    done = DOERS[order.kind](order.subject, **order.told, by=second)
    change = done if isinstance(done, Change) else _closing(order)
    _decide(proposal, ProposalState.APPROVED, by=by, change=change)
    audit.record(
        "organisations.approve", proposal, by=by, to=proposal.made_by.get_full_name(), change=change.pk
    )
    return change


@audit.deed
def refuse(proposal: Proposal, *, reason: str, by: Actor) -> Proposal:
    """Không duyệt: the second person says no, and why."""
    by.require(Permission.UNIT_REORGANISE)
    proposal = _fresh(proposal)
    rows.fresh([proposal.unit], by=by, right=Permission.UNIT_REORGANISE)
    if refusal := rules.refuse(proposal, reason=reason, by=by):
        raise Refused(refusal)

    _decide(proposal, ProposalState.REFUSED, by=by, reason=clean(reason))
    audit.record("organisations.refuse", proposal, by=by, reason=proposal.reason)
    return proposal


@audit.deed
def withdraw(proposal: Proposal, *, by: Actor) -> Proposal:
    """Rút: whoever put it forward takes it back before it is decided."""
    proposal = _fresh(proposal)
    if reason := rules.withdraw(proposal, by=by):
        raise Refused(reason)

    _decide(proposal, ProposalState.WITHDRAWN, by=by)
    audit.record("organisations.withdraw", proposal, by=by)
    return proposal


def _fresh(proposal: Proposal) -> Proposal:
    """As it is now, locked: of two who decide at once the second reads what the first did."""
    locked = Proposal.objects.select_for_update(of=("self",)).select_related("unit", "made_by", "decided_by")
    return locked.get(pk=proposal.pk)


def _decide(proposal: Proposal, state: ProposalState, *, by: Actor, **more: Any) -> None:
    proposal.state, proposal.decided_at, proposal.decided_by_id = state, by.now, by.user_id or None
    for name, value in more.items():
        setattr(proposal, name, value)
    proposal.save(update_fields=["state", "decided_at", "decided_by", *more])


def _earlier(order: Order, *, by: Actor) -> Iterable[Proposal]:
    """What the same person has waiting of the same kind on any of the same units."""
    waiting = Proposal.objects.waiting().filter(kind=order.kind, made_by=by.user_id, units__in=order.units)
    if order.kind == Kind.UNDO:
        waiting = waiting.filter(facts__change=order.subject.pk)
    return waiting.distinct()


def _over(order: Order, shown: Preview, *, by: Actor) -> int:
    """The lowest unit that reaches all of these and stays: who may decide stands there or above."""
    keys = {unit.pk for unit in order.units}
    reaching = Reach.objects.filter(unit__in=keys, period__contains=by.today).values("top")
    tops = reaching.annotate(reached=Count("unit", distinct=True)).filter(reached=len(keys))
    staying = tops.exclude(top__in=shown.ending).values("top")
    depth = Lineage.objects.filter(descendant__in=staying, period__contains=by.today)
    lowest = depth.values("descendant").annotate(above=Count("pk")).order_by("-above", "descendant").first()
    return lowest["descendant"] if lowest else by.top_id


def _closing(order: Order) -> Change:
    """The change by which the deed's first ending unit closed."""
    into = order.arguments.get("into")
    units = order.subject if isinstance(order.subject, list) else [order.subject]
    first = next(unit for unit in units if unit != into)
    return Change.objects.get(closed=first)
