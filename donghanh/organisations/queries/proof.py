"""Proving the derived tables: everything is worked out once more, unit by unit, by plain recursion in Python.

It shares no code and no method with the SQL that keeps them (`lineage`): it climbs from each unit through its
placements, cutting the span of days at every step, and reads nothing but units, placements and successions.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from django.db.models import F

from donghanh.core.text import SearchForm
from donghanh.organisations.models import (
    ExternalCode,
    Lineage,
    Placement,
    Reach,
    Succession,
    Unit,
    UnitAlias,
    UnitName,
)

Span = tuple[date, date]  # half-open; date.min and date.max stand for "always"
Line = tuple[int, int, int, date, date]  # ancestor, descendant, depth, from, to
Hold = tuple[int, int, date, date]  # top, unit, from, to


@dataclass(frozen=True, kw_only=True)
class Proof:
    """What was compared, and what differs."""

    units: int
    lines: int
    reach: int
    wrong_lines: frozenset[Line]
    missing_lines: frozenset[Line]
    wrong_holds: frozenset[Hold]
    missing_holds: frozenset[Hold]
    broken_placements: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing differs."""
        found = (self.wrong_lines, self.missing_lines, self.wrong_holds, self.missing_holds)
        return not any(found) and not self.broken_placements


@dataclass(frozen=True)
class _World:
    """What people decided, as read from the tables."""

    lives: dict[int, Span] = field(default_factory=dict)
    over: dict[int, list[tuple[int, Span]]] = field(default_factory=lambda: defaultdict(list))
    heirs: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))

    def climb(self, unit: int, span: Span, depth: int = 0) -> Iterator[tuple[int, int, Span]]:
        """The unit and everything above it within this span of days."""
        yield unit, depth, span
        for parent, placed in self.over[unit]:
            if common := _cut(span, placed):
                yield from self.climb(parent, common, depth + 1)

    def reaching(
        self, unit: int, since: date, seen: frozenset[int] = frozenset()
    ) -> Iterator[tuple[int, Span]]:
        """Who reaches what the unit left, from that day on, as long as he exists himself."""
        closed_on = self.lives[unit][1]
        if closed_on == date.max or unit in seen:
            return
        after = max(since, closed_on)
        for heir, depth, span in self.climb(unit, self.lives[unit]):
            if depth and span[1] == closed_on:
                yield heir, (max(after, self.lives[heir][0]), self.lives[heir][1])
        nearest = [parent for parent, placed in self.over[unit] if placed[1] == closed_on]
        for carrier in [*self.heirs[unit], *nearest]:
            for heir, _, span in self.climb(carrier, self.lives[carrier]):
                yield heir, (max(after, span[0]), span[1])
            yield from self.reaching(carrier, after, seen | {unit})


def prove() -> Proof:
    """Compare the stored tables with the recursion, and every placement with the lives of its two units."""
    world = _read()
    lines = {
        (above, unit, depth, *span)
        for unit, life in world.lives.items()
        for above, depth, span in world.climb(unit, life)
    }
    holds = set(_all_holds(world))
    stored = {
        (above, unit, depth, *_span(period))
        for above, unit, depth, period in Lineage.objects.values_list(
            "ancestor", "descendant", "depth", "period"
        ).iterator()
    }
    kept = {
        (heir, unit, *_span(period))
        for heir, unit, period in Reach.objects.values_list("top", "unit", "period").iterator()
    }
    return Proof(
        units=len(world.lives),
        lines=len(lines),
        reach=len(holds),
        wrong_lines=frozenset(stored - lines),
        missing_lines=frozenset(lines - stored),
        wrong_holds=frozenset(kept - holds),
        missing_holds=frozenset(holds - kept),
        broken_placements=tuple(_broken(world)),
    )


def _read() -> _World:
    world = _World()
    for unit, opened_on, closed_on in Unit.objects.values_list("pk", "opened_on", "closed_on").iterator():
        world.lives[unit] = (opened_on or date.min, closed_on or date.max)
    for unit, parent, period in Placement.objects.values_list("unit", "parent", "period").iterator():
        world.over[unit].append((parent, _span(period)))
    for old, new in Succession.objects.values_list("predecessor", "successor").iterator():
        world.heirs[old].append(new)
    return world


def _all_holds(world: _World) -> Iterator[Hold]:
    for unit, life in world.lives.items():
        spans = defaultdict(list)
        for above, _, span in world.climb(unit, life):
            spans[above].append(span)
        for heir, span in world.reaching(unit, life[1]):
            if span[0] < span[1]:
                spans[heir].append(span)
        for heir, found in spans.items():
            yield from ((heir, unit, *span) for span in _joined(found))


def _joined(spans: list[Span]) -> list[Span]:
    """The same days in as few spans as possible."""
    joined: list[Span] = []
    for first, last in sorted(spans):
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return joined


def _broken(world: _World) -> Iterator[str]:
    for unit, places in world.over.items():
        for parent, span in places:
            for who in (unit, parent):
                life = world.lives[who]
                if span[0] < life[0] or span[1] > life[1]:
                    yield f"#{unit} dưới #{parent}: vị trí vượt quá thời gian tồn tại của #{who}"
        ordered = sorted(span for _, span in places)
        yield from (f"#{unit}: hai vị trí chồng nhau" for one, two in pairwise(ordered) if two[0] < one[1])


def _span(period: object) -> Span:
    return (getattr(period, "lower", None) or date.min, getattr(period, "upper", None) or date.max)


def _cut(one: Span, two: Span) -> Span | None:
    first, last = max(one[0], two[0]), min(one[1], two[1])
    return (first, last) if first < last else None


def wrong_words() -> list[str]:
    """Codes of units whose kept words are not those of their rows, which are put together here anew."""
    kept, said = {}, defaultdict(set)
    units = Unit.objects.annotate(coded=SearchForm(F("code")), called=SearchForm(F("name")))
    for pk, code, words, *own in units.values_list("pk", "code", "words", "coded", "called").iterator():
        kept[pk] = (code, words)
        said[pk].update(own)
    for rows, column in ((UnitName, "name"), (UnitAlias, "name"), (ExternalCode, "code")):
        told = rows.objects.annotate(said=SearchForm(F(column))).values_list("unit", "said")
        for pk, text in told.iterator():
            said[pk].add(text)
    return sorted(code for pk, (code, words) in kept.items() if sorted(said[pk]) != words.split("\n")[1:-1])
