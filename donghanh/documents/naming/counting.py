"""How many units a rule picks on a day: one query for any number of rules, by level, kind and directness."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.db.models import Case, Count, FilteredRelation, IntegerField, Max, Q, Value, When

from donghanh.core.text import search_words
from donghanh.documents.naming.ground import NONE
from donghanh.organisations.models import Lineage

MOST_WORDS: Final = 30  # different `name_has` that are counted for one paper


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A rule of a group: units below the owner; empty lists mean any."""

    owner: int
    levels: tuple[int, ...] = ()
    kinds: tuple[str, ...] = ()
    direct: bool = False
    name_has: str = ""


@dataclass(kw_only=True)
class Counted:
    """The table of one day."""

    rows: dict[int, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    words: dict[str, str] = field(default_factory=dict)

    def number(self, rule: Rule) -> int | None:
        """How many units the rule picks; None where its word was not counted."""
        column = self.words.get(rule.name_has) if rule.name_has else "number"
        if column is None:
            return None
        return sum(int(row[column]) for row in self._picked(rule))

    def last_closed(self, rule: Rule) -> date | None:
        """The last day on which one of the picked units ended."""
        days = [row["closed"] for row in self._picked(rule) if row["closed"]]
        return max(days, default=None)

    def _picked(self, rule: Rule) -> list[dict[str, Any]]:
        return [
            row
            for row in self.rows.get(rule.owner, ())
            if (not rule.levels or row["descendant__level"] in rule.levels)
            and (not rule.kinds or row["descendant__kind"] in rule.kinds)
            and (not rule.direct or row["direct"])
        ]


def on(day: date, rules: Iterable[Rule]) -> Counted:
    """What stands below the owners of the rules on that day."""
    wanted = list(rules)
    has = sorted({rule.name_has for rule in wanted if rule.name_has})[:MOST_WORDS]
    words = {word: f"word_{place}" for place, word in enumerate(has)}
    lines = Lineage.objects.filter(
        ancestor__in=[*{rule.owner for rule in wanted}, NONE], depth__gt=0, period__contains=day
    ).annotate(direct=Case(When(depth=1, then=Value(1)), default=Value(0), output_field=IntegerField()))
    if words:
        lines = lines.annotate(
            bears=FilteredRelation("descendant__names", condition=Q(descendant__names__period__contains=day))
        )
    rows = lines.values("ancestor", "descendant__level", "descendant__kind", "direct").annotate(
        number=Count("pk"),
        closed=Max("descendant__closed_on"),
        **{column: Count("pk", filter=_has(word)) for word, column in words.items()},
    )
    table = Counted(words=words)
    for row in rows.order_by():
        table.rows[row["ancestor"]].append(row)
    return table


def _has(name_has: str) -> Q:
    found = Q()
    for word in search_words(name_has):
        found &= Q(bears__search__contains=f" {word}")
    return found
