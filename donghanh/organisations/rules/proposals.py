"""Why a proposal cannot be decided now, or not by this person."""

from donghanh.core.actor import NOBODY, Actor
from donghanh.core.text import clean
from donghanh.organisations import words
from donghanh.organisations.models import Proposal, ProposalState


def approve(proposal: Proposal, *, by: Actor) -> str:
    return _waiting(proposal) or _another(proposal, by)


def refuse(proposal: Proposal, *, reason: str, by: Actor) -> str:
    if found := _waiting(proposal) or _another(proposal, by):
        return found
    if not clean(reason):
        return "Đồng chí hãy ghi lý do không duyệt."
    return "Lý do dài nhất 400 chữ." if len(clean(reason)) > 400 else ""


def withdraw(proposal: Proposal, *, by: Actor) -> str:
    if found := _waiting(proposal):
        return found
    return "" if by.user_id == proposal.made_by_id else "Chỉ người gửi được rút đề nghị của mình."


def _waiting(proposal: Proposal) -> str:
    """The one who comes second reads who was first, and when."""
    if proposal.state == ProposalState.WAITING:
        return ""
    who = f" bởi {proposal.decided_by}" if proposal.decided_by_id else ""
    when = words.moment(proposal.decided_at) if proposal.decided_at else ""
    return f"Đề nghị này không còn chờ duyệt: {proposal.get_state_display().lower()}{who} lúc {when}."


def _another(proposal: Proposal, by: Actor) -> str:
    """The two people differ, and neither acts on behalf of the other."""
    first = {proposal.made_by_id, proposal.on_behalf_of_id} - {None}
    second = {by.user_id, by.on_behalf_of_id} - {NOBODY}
    if first & second:
        return "Đề nghị phải do một người khác duyệt: không ai duyệt việc mình đề nghị."
    return ""
