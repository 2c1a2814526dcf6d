"""What of a meaning lies in an office's hand, when it starts its own programme from a superior's paper."""

from collections.abc import Iterable, Iterator
from datetime import date

from donghanh.core.actor import Actor
from donghanh.documents.naming.values import Meant
from donghanh.organisations.models import GroupRule, Unit, UnitGroup


def narrowed(meants: Iterable[Meant], *, by: Actor, on: date) -> tuple[Meant, ...]:
    """The meanings cut down to the actor's unit and those below it; what lies outside is left out.

    A superior's group becomes the actor's own unit if that belongs to it, else the same rule below the
    actor's unit if that picks anybody there.
    """
    kept: list[Meant] = []
    for meant in meants:
        kept += [one for one in _narrowed(meant, by, on) if one not in kept]
    return tuple(kept)


def _narrowed(meant: Meant, by: Actor, on: date) -> Iterator[Meant]:
    if "unit" in meant:
        if Unit.objects.reached_by(by).filter(pk=meant["unit"]).exists():
            yield meant
        return
    rule = _rule(meant, by, on)
    if rule is None:
        return
    if Unit.objects.reached_by(by).filter(pk=rule.group.owner_id).exists():
        yield meant
        return
    yield from _own_part(rule, by, on)


def _rule(meant: Meant, by: Actor, on: date) -> GroupRule | None:
    """The rule of a group that exists or is to be made; none for outside bodies."""
    if "group" in meant:
        rules = GroupRule.objects.filter(
            group__in=UnitGroup.objects.visible_to(by), group=meant["group"], period__contains=on
        )
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


def _own_part(rule: GroupRule, by: Actor, on: date) -> Iterator[Meant]:
    members = rule.picked(on=on).order_by()
    if members.filter(pk=by.top_id).exists():
        yield {"unit": by.top_id}
        return
    below = Unit.objects.within(by.top_id, on=on).exclude(pk=by.top_id)
    inside = set(below.filter(pk__in=members.values("pk")).values_list("pk", flat=True))
    if not inside:
        return
    if rule.directly_below or rule.also or rule.without:
        yield from ({"unit": key} for key in sorted(inside))
        return
    yield {
        "new_group": {
            "owner": by.top_id,
            "name": rule.group.name,
            "levels": list(rule.levels),
            "kinds": list(rule.kinds),
            "directly_below": False,
            "name_has": rule.name_has,
        }
    }
