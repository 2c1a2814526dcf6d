"""Proposals as their pages show them."""

from dataclasses import dataclass

from donghanh.core.actor import Actor
from donghanh.organisations.models import Proposal
from donghanh.organisations.models.proposals import ProposalQuerySet

PAGE = 50
WAITING_SHOWN = 20


@dataclass(frozen=True, kw_only=True)
class Proposals:
    """One page of the list, and where the next one begins."""

    rows: tuple[Proposal, ...]
    next_offset: int | None


def found(state: str, actor: Actor, *, offset: int = 0) -> Proposals:
    """Visible proposals in this state, or in any, the newest first."""
    rows = with_people(Proposal.objects.visible_to(actor)).defer("facts", "ground")
    if state:
        rows = rows.filter(state=state)
    page = tuple(rows.newest_first()[offset : offset + PAGE + 1])
    return Proposals(rows=page[:PAGE], next_offset=offset + PAGE if len(page) > PAGE else None)


def waiting_for(actor: Actor) -> list[Proposal]:
    """Those that this person may decide, the oldest first."""
    rows = with_people(Proposal.objects.visible_to(actor)).waiting_for(actor).defer("facts", "ground")
    return list(rows.order_by("made_at", "pk")[:WAITING_SHOWN])


def with_people(rows: ProposalQuerySet) -> ProposalQuerySet:
    """With those who put them forward and decided them."""
    people = ("unit", "made_by", "on_behalf_of", "decided_by", "change", "replaced_by")
    return rows.select_related(*people)
