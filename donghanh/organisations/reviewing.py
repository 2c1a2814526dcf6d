"""How a proposal stands now, for the person who looks at it: what it would do today, and who may decide."""

from dataclasses import dataclass

from donghanh.core.actor import Actor
from donghanh.core.errors import Refused
from donghanh.core.permissions import Permission
from donghanh.organisations import affected, orders, rules
from donghanh.organisations.affected import Held
from donghanh.organisations.models import Decision, Proposal, ProposalState
from donghanh.organisations.orders import Kind
from donghanh.organisations.values import Preview


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A waiting proposal as of now; for a decided one nothing of this is asked."""

    shown: Preview | None = None
    decision: Decision | None = None
    held: tuple[Held, ...] = ()
    seal: str = ""
    obstacle: str = ""  # why it can no longer be done as it stands
    differences: tuple[str, ...] = ()  # what has changed since it was sent
    refusal: str = ""  # why this person may not decide
    may_decide: bool = False
    may_withdraw: bool = False


def standing(proposal: Proposal, *, by: Actor) -> Standing:
    """The proposal as of now."""
    if proposal.state != ProposalState.WAITING:
        return Standing()
    own = not rules.withdraw(proposal, by=by)
    lacks = Permission.UNIT_REORGANISE not in by.permissions
    refusal = "" if lacks else rules.approve(proposal, by=by)
    try:
        order = orders.read(Kind(proposal.kind), proposal.facts)
        obstacle = orders.reason(order, by=by)
        shown = orders.preview(order)
    except Refused as trouble:
        return Standing(obstacle=str(trouble), may_withdraw=own, may_decide=not lacks and not refusal)
    return Standing(
        shown=shown,
        decision=order.decision,
        held=tuple(affected.held(shown.ending, on=shown.on or by.today)),
        seal=orders.seal(shown),
        obstacle=obstacle,
        differences=tuple(orders.differences(proposal.ground, orders.ground(shown))),
        refusal=refusal,
        may_decide=not lacks and not refusal,
        may_withdraw=own,
    )
