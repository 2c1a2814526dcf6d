"""From pieces to blocks: lines that were wrapped become paragraphs, bullets and points again."""

import re
from collections.abc import Sequence

from donghanh.documents.reading.cutting import LONGEST
from donghanh.documents.reading.lines import LOWER, MARKER, Piece, is_capitals, is_row

_END = re.compile(r"[.;:!?…]\s*[”\"')\]}*]*\s*$|/\.\s*/?$|[-*_=~]{3,}$")
_SMALL = re.compile(rf"[{LOWER}]")
_GOES_ON = re.compile(rf"[{LOWER}(,;&\d]")
_END_REACH = 40  # characters at the end of a line that tell whether it ended


def blocks(view: str, found: Sequence[Piece], *, width: int) -> list[Piece]:
    """The pieces joined where a paragraph went on in the next line; `width` is that of the whole document."""
    groups: list[list[Piece]] = []
    for piece in found:
        if groups and _goes_on(groups[-1], piece, width=width):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return [_joined(view, group) for group in groups]


def _joined(view: str, group: Sequence[Piece]) -> Piece:
    first, last = group[0], group[-1]
    if first is last:
        return first
    return Piece(view[first.start : last.end].replace("\n", " "), first.start, last.end, first.blank_before)


def wrap_width(found: Sequence[Piece]) -> int:
    """The width at which lines were wrapped by hand, or 0 when paragraphs are whole."""
    lengths = sorted(len(piece.text) for piece in found if len(piece.text) > 30)
    if len(lengths) < 8:
        return 0
    width = lengths[int(len(lengths) * 0.9)]
    unended = [piece for piece in found if len(piece.text) > 0.75 * width and not _ended(piece)]
    return width if width <= 130 and len(unended) >= 0.25 * len(lengths) else 0


def _ended(piece: Piece) -> bool:
    return bool(_END.search(piece.text[-_END_REACH:]))


def _goes_on(group: Sequence[Piece], after: Piece, *, width: int) -> bool:
    """Whether the paragraph whose lines are `group` goes on in `after`."""
    tail = group[-1]
    length = tail.end - group[0].start
    if MARKER.match(after.text) or is_row(tail.text) or is_row(after.text):
        return False
    if after.end - group[0].start > LONGEST:
        return False
    long_enough = len(tail.text) > 40 and not after.blank_before
    if long_enough and tail.text.endswith((";", ",")) and _SMALL.match(after.text):
        return True
    if _ended(tail) or (is_capitals(tail.text) != is_capitals(after.text) and not after.text[0].isdigit()):
        return False
    if _GOES_ON.match(after.text) and len(tail.text) > 25:
        return not after.blank_before or length > 40
    return not after.blank_before and (_comma_ends(tail) or _fills(tail, width))


def _comma_ends(tail: Piece) -> bool:
    return tail.text.endswith(",") and len(tail.text) > 40


def _fills(tail: Piece, width: int) -> bool:
    """Whether a line is as wide as lines are here, so that it was wrapped rather than ended."""
    return bool(width) and len(tail.text) >= 0.75 * width
