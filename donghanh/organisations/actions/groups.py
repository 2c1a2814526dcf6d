"""Deeds on groups of units."""

from dataclasses import dataclass
from datetime import date

from django.db.models import ForeignObjectRel
from psycopg.types.range import Range

from donghanh.audit import actions as audit
from donghanh.core.actor import Actor
from donghanh.core.errors import Refused
from donghanh.core.permissions import Permission
from donghanh.core.text import clean
from donghanh.organisations import after_change, rules
from donghanh.organisations.actions import rows
from donghanh.organisations.models import GroupRule, Unit, UnitGroup


@dataclass(frozen=True, kw_only=True)
class Picks:
    """Which units below the owner belong to a group; empty means any."""

    levels: tuple[int, ...] = ()
    kinds: tuple[str, ...] = ()
    directly_below: bool = False
    name_has: str = ""
    also: tuple[int, ...] = ()
    without: tuple[int, ...] = ()


@audit.deed
def create_group(owner: Unit, *, name: str, picks: Picks, on: date, by: Actor) -> UnitGroup:
    """Lập nhóm: a name for the units below the owner that the rule picks, from a day on."""
    by.require(Permission.GROUP_CHANGE)
    (owner,) = rows.fresh([owner], by=by, right=Permission.GROUP_CHANGE)
    if reason := rules.create_group(owner, name=name, on=on, by=by):
        raise Refused(reason)

    group = UnitGroup.objects.create(owner=owner, name=clean(name))
    _write(group, picks, on)
    audit.record("organisations.create_group", group, by=by, on=on, **vars(picks))
    return group


@audit.deed
def change_group(group: UnitGroup, *, picks: Picks, on: date, by: Actor) -> UnitGroup:
    """Sửa nhóm: another rule from a day on; earlier days keep the rule they had."""
    by.require(Permission.GROUP_CHANGE)
    rows.fresh([group.owner], by=by, right=Permission.GROUP_CHANGE)
    group = UnitGroup.objects.select_for_update().get(pk=group.pk)
    if reason := rules.change_group(group, on=on, by=by):
        raise Refused(reason)

    current = group.rules.filter(period__contains=on).first()
    if current:
        current.period = Range(current.period.lower, on)
        current.save(update_fields=["period"])
    _write(group, picks, on)
    after_change.tell()
    audit.record("organisations.change_group", group, by=by, on=on, **vars(picks))
    return group


@audit.deed
def remove_group(group: UnitGroup, *, by: Actor) -> None:
    """Xóa nhóm: a group that nothing uses is no more; its history stays."""
    by.require(Permission.GROUP_CHANGE)
    (owner,) = rows.fresh([group.owner], by=by, right=Permission.GROUP_CHANGE)
    group = UnitGroup.objects.select_for_update().get(pk=group.pk)
    if reason := rules.remove_group(group, holders=_holders(group), by=by):
        raise Refused(reason)

    audit.record("organisations.remove_group", owner, by=by, name=group.name)
    group.delete()


def _holders(group: UnitGroup) -> set[str]:
    """What the apps above call their records that rest on the group."""
    held = set()
    for relation in UnitGroup._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ForeignObjectRel):
            continue
        model = relation.field.model
        if model is GroupRule or hasattr(model, "pgh_tracked_model"):
            continue
        if model._base_manager.filter(**{relation.field.name: group}).exists():
            held.add(str(model._meta.verbose_name))
    return held


def _write(group: UnitGroup, picks: Picks, on: date) -> None:
    GroupRule.objects.create(
        group=group,
        period=Range(on, None),
        levels=list(picks.levels),
        kinds=list(picks.kinds),
        directly_below=picks.directly_below,
        name_has=clean(picks.name_has),
        also=list(picks.also),
        without=list(picks.without),
    )
