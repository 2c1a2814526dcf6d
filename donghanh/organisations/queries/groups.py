"""Groups as their pages show them: the rule in words, the members of a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F

from donghanh.core.actor import Actor
from donghanh.core.text import SortKey
from donghanh.organisations.models import GroupRule, Kind, Level, Unit, UnitGroup

PAGE = 50


@dataclass(frozen=True, kw_only=True)
class Said:
    """A rule in words, and the days on which it holds."""

    text: str
    first: date | None
    last: date | None


@dataclass(frozen=True, kw_only=True)
class Groups:
    """One page of groups with the rule of the day of each."""

    rows: tuple[tuple[UnitGroup, str], ...]
    next_offset: int | None


def found(actor: Actor, *, offset: int = 0) -> Groups:
    """Visible groups, by owner and name, each with its rule of today in words."""
    groups = UnitGroup.objects.visible_to(actor).select_related("owner")
    ordered = groups.order_by("owner__level", "owner__sort_key", "owner", SortKey(F("name")), "pk")
    page = list(ordered[offset : offset + PAGE + 1])
    rules = GroupRule.objects.filter(group__in=page[:PAGE], period__contains=actor.today)
    texts = {rule.group_id: said.text for rule, said in told(list(rules))}
    rows = tuple((group, texts.get(group.pk, "Chưa có quy tắc hôm nay.")) for group in page[:PAGE])
    return Groups(rows=rows, next_offset=offset + PAGE if len(page) > PAGE else None)


def told(rules: Iterable[GroupRule]) -> list[tuple[GroupRule, Said]]:
    """These rules in words; the units that they name by one query."""
    rules = list(rules)
    named = {key for rule in rules for key in (*rule.also, *rule.without)}
    names = dict(Unit.objects.filter(pk__in=named).values_list("pk", "name")) if named else {}
    return [(rule, _said(rule, names)) for rule in rules]


def _said(rule: GroupRule, names: dict[int, str]) -> Said:
    where = "Các đơn vị trực thuộc" if rule.directly_below else "Mọi đơn vị bên dưới"
    parts = [where]
    if rule.levels:
        parts.append(" hoặc ".join(Level(level).label.lower() for level in sorted(rule.levels)))
    if rule.kinds:
        parts.append(" hoặc ".join(Kind(kind).label.lower() for kind in rule.kinds))
    if rule.name_has:
        parts.append(f"tên có chữ “{rule.name_has}”")
    text = ", ".join(parts)
    for word, keys in (("thêm", rule.also), ("trừ", rule.without)):
        units = [names[key] for key in keys if key in names]
        if units:
            text += f"; {word} {', '.join(units)}"
    last = rule.period.upper
    return Said(text=f"{text}.", first=rule.period.lower, last=last - timedelta(days=1) if last else None)
