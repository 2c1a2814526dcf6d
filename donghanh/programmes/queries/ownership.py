"""Whose programme a paper may become, its parent, and the boards that may keep it."""

from collections.abc import Sequence
from dataclasses import dataclass

from donghanh.core.actor import Actor
from donghanh.core.permissions import Permission
from donghanh.documents import numbers
from donghanh.documents.draft.shape import Draft, head, standing
from donghanh.documents.models import Reception
from donghanh.organisations.models import Kind, Unit
from donghanh.programmes.models import Programme, ProgrammeState


@dataclass(frozen=True, kw_only=True)
class Ownership:
    """The issuers in the system, whether the actor may start their programme, and his own office."""

    issuers: tuple[Unit, ...]
    issuers_may: bool
    own: Unit
    parents: tuple[Programme, ...]

    @property
    def default(self) -> str:
        """`issuer` where that is possible, else `own`."""
        return "issuer" if self.issuers_may else "own"

    def owners(self, whose: str) -> tuple[Unit, ...]:
        """Who owns the programme under this choice."""
        return self.issuers if whose == "issuer" and self.issuers_may else (self.own,)


def ownership(reception: Reception, issuers: tuple[Unit, ...], *, by: Actor) -> Ownership:
    """Only the issuer, or a unit whose reach includes it, starts the issuer's programme."""
    reached = Unit.objects.reached_by(by, right=Permission.PROGRAMME_CHANGE)
    may = reached.filter(pk__in=[unit.pk for unit in issuers]).exists()
    return Ownership(
        issuers=issuers,
        issuers_may=may,
        own=Unit.objects.get(pk=by.top_id),
        parents=parents(reception, issuers, by=by),
    )


def parents(reception: Reception, issuers: Sequence[Unit], *, by: Actor) -> tuple[Programme, ...]:
    """Programmes that this one may carry out: of the same paper, or of a paper on which it rests."""
    draft: Draft = reception.draft
    cited = [numbers.key(str(item["number"] or "")) for item in standing(draft, "bases")]
    keys = [key for key in (numbers.key(str(head(draft, "number") or "")), *cited) if key]
    seen = Programme.objects.visible_to(by).exclude(state=ProgrammeState.DROPPED)
    found = seen.filter(document__number_key__in=keys) if keys else seen.none()
    if reception.of_document_id:
        found = found | seen.filter(document=reception.of_document_id)
    rows = found.select_related("document").distinct().newest_first()
    return tuple(sorted(rows, key=lambda row: not row.owners.filter(unit__in=issuers).exists()))


def boards(owners: Sequence[Unit], *, by: Actor) -> dict[int, tuple[Unit, ...]]:
    """The staff boards directly below each owner, in order."""
    return {
        owner.pk: tuple(Unit.objects.under(owner.pk, on=by.today).filter(kind=Kind.STAFF_BOARD).in_order())
        for owner in owners
    }
