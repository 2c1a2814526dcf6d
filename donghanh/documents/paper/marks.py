"""Words in a text and what was read from them: spans that may overlap, as pieces that never do.

The text is cut at every edge of every span and at every line end. A piece knows all items that cover it, the
shortest first, so a target inside a task keeps both, and the page never has to nest one element in another.
"""

import heapq
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MOST_AT_ONCE = 8  # of the items over one piece, so many are kept; no real document comes near


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Words [start, end) of the text from which item `item` of kind `kind` was read."""

    start: int
    end: int
    item: int | str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of text under the same marks. `first` are the items whose words begin here."""

    text: str
    marks: tuple[Mark, ...] = ()
    first: tuple[int | str, ...] = ()


def lines(text: str, marks: Sequence[Mark]) -> Iterator[list[Piece]]:
    """The pieces of each line of the text; all pieces together are the text without its line ends."""
    sweep = _Sweep(text, marks)
    position = 0
    for line in text.split("\n"):
        yield list(sweep.pieces(position, position + len(line)))
        position += len(line) + 1


class _Sweep:
    """One walk through the text that knows which marks are open where it stands."""

    def __init__(self, text: str, marks: Sequence[Mark]) -> None:
        self.text = text
        self.opening: dict[int, list[Mark]] = defaultdict(list)
        self.closing: dict[int, list[Mark]] = defaultdict(list)
        for mark in marks:
            if 0 <= mark.start < mark.end <= len(text):
                self.opening[mark.start].append(mark)
                self.closing[mark.end].append(mark)
        self.edges = deque(sorted(self.opening.keys() | self.closing.keys()))
        self.open: dict[Mark, None] = {}
        self.waiting: dict[int | str, None] = {}  # items whose words have begun, but no piece shows it yet
        self.named: set[int | str] = set()

    def pieces(self, position: int, end: int) -> Iterator[Piece]:
        """The pieces from here to the line's end."""
        while position < end:
            while self.edges and self.edges[0] <= position:
                self._cross(self.edges.popleft())
            stop = min(end, self.edges[0]) if self.edges else end
            yield self._piece(self.text[position:stop])
            position = stop

    def _cross(self, edge: int) -> None:
        """Close the marks that end here, open those that begin."""
        for mark in self.closing[edge]:
            self.open.pop(mark, None)
            self.waiting.pop(mark.item, None)
        for mark in self.opening[edge]:
            self.open[mark] = None
            if mark.item not in self.named:
                self.waiting[mark.item] = None

    def _piece(self, text: str) -> Piece:
        """The piece, shortest mark first; items that wait for a place get it here."""
        if not self.open:
            return Piece(text=text)
        marks = heapq.nsmallest(
            MOST_AT_ONCE, self.open, key=lambda mark: (mark.end - mark.start, str(mark.item))
        )
        first = tuple(self.waiting)
        self.named.update(first)
        self.waiting.clear()
        return Piece(text=text, marks=tuple(marks), first=first)
