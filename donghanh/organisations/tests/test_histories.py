"""Random histories: whatever is done in whatever order, the tree on every day is what a plain reader sees.

The test keeps its own picture, day by day: for each day a dictionary child → parent.
After each history the stored lineage must equal climbing through that picture, the derived tables must equal
the plain recursion over the stored placements, and undoing everything backwards must lead back to the start.
`DONGHANH_SOAK=1` runs the full count.
"""

import os
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from donghanh.core.errors import Refused
from donghanh.organisations import actions
from donghanh.organisations.models import Change, Level, Lineage, Unit
from donghanh.organisations.queries.proof import prove, wrong_words
from donghanh.organisations.tests.factories import SYSTEM, make_unit, new

SOAK = os.environ.get("DONGHANH_SOAK") == "1"
START = date(2024, 1, 1)
DAYS = 24
DEEDS = ("open", "open", "open", "open", "move", "move", "merge", "merge_into", "split", "close", "abolish")

deed = st.tuples(
    st.sampled_from(DEEDS),
    st.sampled_from((0, 0, 1, 1, 1, 2, 3, -2)),
    st.integers(0, 400),
    st.integers(0, 400),
    st.integers(0, 400),
)


class Picture:
    """The tree as a plain reader keeps it: one dictionary a day."""

    def __init__(self, root: int) -> None:
        self.root = root
        self.over = [{root: None} for _ in range(DAYS)]

    def open(self, unit, parent, day):
        for over in self.over[day:]:
            over[unit] = parent

    def close(self, unit, day):
        for over in self.over[day:]:
            over.pop(unit)

    def rehome(self, unit, heir_of, day):
        """What stood below the unit on that day stands below its heir from then on."""
        children = [child for child, parent in self.over[day].items() if parent == unit]
        for child in children:
            for over in self.over[day:]:
                over[child] = heir_of(child)

    def lines(self, day):
        """Every pair of above and below on that day, with the number of steps."""
        over = self.over[day]
        for unit in over:
            step, depth = unit, 0
            while step is not None:
                assert depth < len(over), f"a ring on day {day}"
                yield step, unit, depth
                step, depth = over[step], depth + 1


def _do(kind, day, picks, picture):
    """Try one deed through the real action; when it is done, draw it into the picture."""
    units = list(Unit.objects.order_by("pk"))
    first, second, third = (units[pick % len(units)] for pick in picks)
    on = START + timedelta(days=day)
    DO[kind](first, second, third, on, day, picture)


def _open(parent, _second, _third, on, day, picture):
    level = min(parent.level + 1, Level.BRANCH)
    unit = actions.open_unit(parent, new=new("Đơn vị", level=level), on=on, by=SYSTEM)
    picture.open(unit.pk, parent.pk, day)


def _move(unit, parent, _third, on, day, picture):
    actions.move(unit, parent=parent, on=on, by=SYSTEM)
    picture.open(unit.pk, parent.pk, day)


def _merge(first, second, parent, on, day, picture):
    into = new("Đơn vị hợp nhất", level=max(parent.level, min(first.level, second.level)))
    ending = [first, second]
    carrying = actions.merge(ending, into=into, parent=parent, on=on, by=SYSTEM)
    picture.open(carrying.pk, parent.pk, day)
    _end(ending, lambda _child: carrying.pk, day, picture)


def _merge_into(first, second, _third, on, day, picture):
    actions.merge([first], into=second, on=on, by=SYSTEM)
    _end([first], lambda _child: second.pk, day, picture)


def _split(unit, _second, _third, on, day, picture):
    parts = [new("Phần một", level=unit.level), new("Phần hai", level=unit.level)]
    children = sorted(child for child, parent in picture.over[day].items() if parent == unit.pk)
    who = {child: parts[number % 2].code for number, child in enumerate(children)}
    born = actions.split(unit, into=parts, children_to=who, on=on, by=SYSTEM)
    keys = {part.code: part.pk for part in born}
    parent = picture.over[day].get(unit.pk)
    for part in born:
        picture.open(part.pk, parent, day)
    _end([unit], lambda child: keys[who[child]], day, picture)


def _close(unit, _second, _third, on, day, picture):
    actions.close(unit, on=on, by=SYSTEM)
    picture.close(unit.pk, day)


def _abolish(top, second, _third, on, day, picture):
    actions.abolish_level(top, level=second.level, on=on, by=SYSTEM)
    below = {unit for above, unit, depth in picture.lines(day) if above == top.pk and depth}
    ending = list(Unit.objects.filter(pk__in=below, level=second.level))
    over = {unit.pk: picture.over[day][unit.pk] for unit in ending}
    for unit in ending:
        picture.rehome(unit.pk, lambda _child, heir=over[unit.pk]: heir, day)
    for unit in ending:
        picture.close(unit.pk, day)


def _end(ending, heir_of, day, picture):
    keys = {unit.pk for unit in ending}
    for unit in ending:
        children = [
            child for child, parent in picture.over[day].items() if parent == unit.pk and child not in keys
        ]
        for child in children:
            picture.open(child, heir_of(child), day)
    for unit in ending:
        picture.close(unit.pk, day)


DO = {
    "open": _open,
    "move": _move,
    "merge": _merge,
    "merge_into": _merge_into,
    "split": _split,
    "close": _close,
    "abolish": _abolish,
}


def _stored(day):
    on = START + timedelta(days=day)
    return set(Lineage.objects.filter(period__contains=on).values_list("ancestor", "descendant", "depth"))


def _play(deeds, picture):
    """Do what the rules allow; days mostly go on, sometimes back. Says how many deeds were done."""
    day, done = 0, 0
    for kind, step, *picks in deeds:
        day = min(max(day + step, 0), DAYS - 1)
        try:
            with transaction.atomic():
                _do(kind, day, picks, picture)
        except Refused:
            continue
        done += 1
    return done


def _undo_all():
    for change in Change.objects.order_by("-pk")[: Change.objects.count() - 1]:
        actions.undo(change, by=SYSTEM)


@pytest.mark.slow
@pytest.mark.django_db
@settings(
    max_examples=1500 if SOAK else 8,
    deadline=None,
    derandomize=not SOAK,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)
@given(deeds=st.lists(deed, min_size=10, max_size=50 if SOAK else 30))
def test_every_history_gives_the_tree_that_a_plain_reader_sees(deeds):
    with transaction.atomic():
        root = make_unit("Trung ương", on=START)
        picture = Picture(root.pk)

        event(f"done: {_play(deeds, picture) // 5 * 5}+")

        for day in range(DAYS):
            assert _stored(day) == set(picture.lines(day))
        assert prove().holds, prove()
        assert wrong_words() == []
        _undo_all()
        assert _stored(DAYS - 1) == {(root.pk, root.pk, 0)}
        assert prove().holds, prove()
        assert wrong_words() == []
        transaction.set_rollback(True)
