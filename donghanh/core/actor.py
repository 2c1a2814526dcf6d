"""Who acts: one value that every action takes as `by` and every list as its first filter."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from donghanh.core.errors import NotPermitted
from donghanh.core.permissions import Permission, Scope

NOBODY = 0  # in place of a user or a unit when the system itself acts


@dataclass(frozen=True, kw_only=True)
class Actor:
    """Who acts, for which organisation, with which rights, and when.

    Built once per request, command or job, so one request has one clock. `office_id` is the office that a
    staff board serves: its people reach what the office reaches. Rights in `own_only` end at the own unit.
    `proposed_by_id` is whoever put forward what this actor now approves: the first of two people.
    """

    user_id: int
    organisation_id: int
    permissions: frozenset[Permission]
    now: datetime
    office_id: int = NOBODY
    own_only: frozenset[Permission] = frozenset()
    post_id: int = NOBODY
    on_behalf_of_id: int = NOBODY
    proposed_by_id: int = NOBODY
    address: str = ""
    everywhere: bool = False  # the system itself; never a person

    @property
    def today(self) -> date:
        """The day in Vietnam at the actor's moment."""
        return timezone.localdate(self.now)

    @property
    def top_id(self) -> int:
        """The unit from which the actor's reach goes down."""
        return self.office_id or self.organisation_id

    def scope_of(self, permission: Permission) -> Scope:
        """How far this right goes in the actor's hand."""
        return Scope.OWN if permission in self.own_only else Scope.REACH

    @property
    def is_second(self) -> bool:
        """Whether somebody else put this forward, so that two people stand behind the deed."""
        others = {NOBODY, self.user_id, self.on_behalf_of_id}
        return self.everywhere or self.proposed_by_id not in others

    def require(self, permission: Permission) -> None:
        """Go on only with this right."""
        if permission not in self.permissions:
            raise NotPermitted("Đồng chí chưa được giao quyền thực hiện việc này.")


def system_actor(*, now: datetime | None = None, address: str = "") -> Actor:
    """The system itself, as commands and standard data loads act: every right, no person, no unit."""
    return Actor(
        user_id=NOBODY,
        organisation_id=NOBODY,
        permissions=frozenset(Permission),
        now=now or timezone.now(),
        address=address,
        everywhere=True,
    )
