"""Any rule at all, for properties."""

from datetime import date, timedelta

from hypothesis import strategies as st

from donghanh.core.dates.periods import Every
from donghanh.core.dates.reasons import LONGEST_MONTHS
from donghanh.core.dates.rule import Rule
from donghanh.core.dates.values import Position, Shift
from donghanh.core.dates.working import Special, Vietnam

days = st.dates(date(1990, 1, 1), date(2060, 12, 31))
WORKING = {Position.FIRST_WORKING, Position.LAST_WORKING}
calendars = st.builds(
    Vietnam,
    special=st.dictionaries(
        days, st.builds(Special, working=st.booleans(), note=st.just("Quyết định")), max_size=20
    ),
)


@st.composite
def rules(draw, *, with_exceptions=True):
    """A rule that is in order."""
    every = draw(st.sampled_from(list(Every)))
    bounds = sorted(draw(st.tuples(days, days)))
    fields = {
        "every": every,
        "shift": draw(st.sampled_from(list(Shift))),
        "before": draw(st.booleans()),
        "starts_on": draw(st.sampled_from([None, bounds[0]])),
        "ends_on": draw(st.sampled_from([None, bounds[1]])),
    }
    fields |= {"on": draw(days)} if every is Every.ONCE else draw(_places(every))
    if fields.get("position") in WORKING:
        fields["shift"] = Shift.NONE
    rule = Rule(**fields)
    return draw(_excepted(rule)) if with_exceptions else rule


@st.composite
def _places(draw, every):
    position = draw(st.sampled_from(list(Position)))
    length = every.months
    needs_month = length == 12 and position is Position.DAY
    month = draw(st.integers(1, length) if needs_month else st.none() | st.integers(1, max(1, length)))
    month = None if length < 2 else month
    longest = 7 if every is Every.WEEK else LONGEST_MONTHS[month - 1] if needs_month else 31
    parts = 12 // length if 0 < length < 12 else 0
    return {
        "position": position,
        "month": month,
        "day": draw(st.integers(1, longest)) if position is Position.DAY else None,
        "only": draw(st.none() | st.integers(1, parts)) if parts else None,
        "lag": draw(st.integers(-2, 2)),
    }


@st.composite
def _excepted(draw, rule):
    """With some of the days that it names in ten years moved or dropped."""
    start = draw(days)
    last = start + timedelta(days=3650)
    named = [one.original for one in rule.planned(start, last)][:5]
    for original in draw(st.lists(st.sampled_from(named), unique=True)) if named else []:
        rule = rule.with_exception(original, day=draw(st.none() | days), reason="Theo công văn")
    return rule
