"""Names that come close: by the triples of letters that they share, among the units that the actor sees."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Final

from donghanh.core.actor import Actor
from donghanh.documents.naming.ground import NONE, Ground
from donghanh.documents.naming.offices import DOAN, HOI, KIND
from donghanh.organisations.models import Unit, UnitName

MOST_ASKED: Final = 60  # names of one paper for which near ones are looked for
LISTED: Final = 3
ALIKE: Final = 0.45

_HEAD = re.compile(rf"^(?:(?:tinh|thanh|huyen|quan|thi|xa|phuong) doan|{DOAN}|{HOI})(?: (?:{KIND}))? (?=\S)")

Near = tuple[int, str]


def find(asked: Iterable[str], ground: Ground, *, by: Actor) -> dict[str, list[Near]]:
    """For each folded name the nearest units by name, of the issuers' organisations, the best first."""
    texts = list(dict.fromkeys(asked))[:MOST_ASKED]
    names = UnitName.objects.filter(
        unit__in=Unit.objects.visible_to(by), period__contains=ground.on, unit__system__in=ground.systems
    )
    if not texts:
        names = names.filter(unit=NONE)
    known = [(pk, name, _letters(search)) for pk, name, search in names.values_list("unit", "name", "search")]
    index: dict[str, list[int]] = defaultdict(list)
    for place, (_, _, letters) in enumerate(known):
        for three in letters:
            index[three].append(place)
    return {text: _nearest(_letters(text), known, index) for text in texts}


def _nearest(
    letters: set[str], known: list[tuple[int, str, set[str]]], index: dict[str, list[int]]
) -> list[Near]:
    shared = Counter(place for three in letters for place in index.get(three, ()))
    scored = sorted(
        (-2 * number / (len(letters) + len(known[place][2])), place) for place, number in shared.items()
    )
    return [known[place][:2] for score, place in scored[:LISTED] if -score >= ALIKE]


def _letters(text: str) -> set[str]:
    """The triples of letters of the place, or of the whole name where no word for an office is before it."""
    bare = f"  {_HEAD.sub('', ' '.join(text.split()))} "
    return {bare[at : at + 3] for at in range(len(bare) - 2)}
