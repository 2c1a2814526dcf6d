"""What confirming a paper would make: whose programme, which parent, boards, tasks that nobody has yet."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from donghanh.core.actor import Actor
from donghanh.core.permissions import Permission
from donghanh.documents.draft.faults import Fault, faults
from donghanh.documents.draft.shape import head
from donghanh.documents.models import Reception
from donghanh.documents.naming import Meant
from donghanh.documents.queries import Names, names_of
from donghanh.organisations.models import GroupRule, Unit, UnitGroup
from donghanh.programmes import planning
from donghanh.programmes.models import Programme, ProgrammeKind
from donghanh.programmes.planning import Plan
from donghanh.programmes.queries import ownership
from donghanh.programmes.queries.ownership import Ownership

Make = Callable[[Names], Names]


def unchanged(names: Names) -> Names:
    """Nothing is made while one only looks."""
    return names


@dataclass(frozen=True, kw_only=True)
class Preview:
    """Everything that the page of confirmation shows, and that confirming itself works with."""

    reception: Reception
    faults: tuple[Fault, ...]
    names: Names
    hand: Names
    ownership: Ownership
    whose: str
    owners: tuple[Unit, ...]
    boards: dict[int, tuple[Unit, ...]]
    board_of: dict[int, int]
    kind: ProgrammeKind
    plan: Plan
    empty_groups: tuple[str, ...]
    may_make_groups: bool

    @property
    def name(self) -> str:
        """What the programme will be called."""
        return str(head(self.reception.draft, "title") or "")

    @property
    def issuer_unknown(self) -> bool:
        """Whether no issuer is a unit of the system."""
        return not self.names.issuers

    @property
    def groups_unmade(self) -> bool:
        """Whether the plan names groups that are to be made, and the actor may not make any."""
        new = any("new_group" in meant for means in self.hand.means.values() for meant in means)
        return new and not self.may_make_groups

    @property
    def own(self) -> bool:
        """Whether an office makes its own programme from somebody else's paper."""
        return self.whose == "own"


def preview(reception: Reception, *, whose: str = "", by: Actor, make: Make = unchanged) -> Preview:
    """What would be made today; `whose` is `issuer` or `own`, else what the paper suggests.

    Confirming itself hands over `make`, which turns what names mean anew into rows.
    """
    names = names_of(reception.draft, by=by, today=by.today)
    owned = ownership.ownership(reception, names.issuers, by=by)
    whose = whose if whose == "own" else owned.default
    owners = owned.owners(whose)
    boards = ownership.boards(owners, by=by)
    hand = make(planning.in_hand(names, by=by) if whose == "own" else names)
    plan = planning.plan(reception.draft, names, hand, text=reception.text, owners=owners, by=by)
    return Preview(
        reception=reception,
        faults=tuple(faults(reception.draft)),
        names=names,
        hand=hand,
        ownership=owned,
        whose=whose,
        owners=owners,
        boards=boards,
        board_of=planning.board_of(reception.draft, names, boards),
        kind=planning.kind_of(reception.draft, owners),
        plan=plan,
        empty_groups=tuple(_empty(hand, plan, by=by)),
        may_make_groups=Permission.GROUP_CHANGE in by.permissions,
    )


def _empty(names: Names, plan: Plan, *, by: Actor) -> Sequence[str]:
    """The names of groups in tasks that have no member today: those tasks wait until one opens."""
    written = dict.fromkeys(
        actor.name for task in plan.tasks for actor in task.actors if not actor.unit and not actor.body
    )
    found = []
    for name, meant in names.of(written):
        rule = _rule(meant, by)
        if rule is not None and not rule.picked(on=by.today).exists():
            found.append(name)
    return found


def _rule(meant: Meant, by: Actor) -> GroupRule | None:
    if "group" in meant:
        rules = GroupRule.objects.filter(group=meant["group"], period__contains=by.today)
        return rules.select_related("group").first()
    if new := meant.get("new_group"):
        return GroupRule(
            group=UnitGroup(owner_id=new["owner"], name=new["name"]),
            levels=new["levels"],
            kinds=new["kinds"],
            directly_below=new["directly_below"],
            name_has=new["name_has"],
        )
    return None


def result_of(reception: Reception) -> Programme | None:
    """The programme that a confirmed paper has become."""
    if reception.document_id is None:
        return None
    return Programme.objects.filter(document=reception.document_id).order_by("pk").first()
