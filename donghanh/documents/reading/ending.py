"""The end of a document: where the body stops, and the receivers and signatures after it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from donghanh.documents.reading import receivers, signatures
from donghanh.documents.reading.lines import Piece
from donghanh.documents.reading.result import Recipient, Signature

_REACH = 40  # pieces from the end in which an end matter without *Nơi nhận* is looked for
_SIGNED_BEFORE = 14  # pieces before *Nơi nhận* in which a signature may begin
_HEADING_ABOVE = re.compile(r"(?:Căn cứ|QUYẾT ĐỊNH|\d|[IVX]+\.)")


@dataclass(slots=True)
class Ending:
    """What stands after the body, and where the body ends (an index into the pieces)."""

    body_end: int
    recipients: list[Recipient] = field(default_factory=list)
    archive: list[str] = field(default_factory=list)
    signatures: list[Signature] = field(default_factory=list)


def read(pieces: Sequence[Piece], *, start: int) -> Ending:
    """Read receivers and signatures; the body is what stands between `start` and `Ending.body_end`."""
    received = _received_from(pieces, start)
    signed = _signed_from(pieces, start, received)
    ending = Ending(min([index for index in (received, signed) if index is not None], default=len(pieces)))
    used: set[int] = set()
    if signed is not None:
        ending.signatures, used = signatures.read(pieces, signed, is_other=receivers.LINE)
    if received is not None:
        found = receivers.read(pieces, received, used=used)
        ending.recipients, ending.archive = found.recipients, found.archive
    return ending


def _received_from(pieces: Sequence[Piece], start: int) -> int | None:
    """The piece with *Nơi nhận*, or where it is lost, "- Như trên;" near the end."""
    for index in range(start, len(pieces)):
        if receivers.HEAD.match(pieces[index].text):
            return index
    near_end = range(max(start, len(pieces) - _REACH), len(pieces))
    return next((index for index in near_end if receivers.AS_ABOVE.match(pieces[index].text)), None)


def _signed_from(pieces: Sequence[Piece], start: int, received: int | None) -> int | None:
    """The first line of a signature: an authority, an office in capitals, or at last a bare name."""
    before = len(pieces) - _REACH if received is None else received - _SIGNED_BEFORE
    low = max(start, before)
    for index in range(low, len(pieces)):
        if signatures.is_authority(pieces[index].words):
            return index
    for index in range(low, len(pieces)):
        if signatures.is_title(pieces[index].words) and not _is_heading(pieces, index):
            return index
    if received is not None or len(pieces) - start > 3:
        return _bare_name(pieces, low)
    return None


def _is_heading(pieces: Sequence[Piece], index: int) -> bool:
    return index + 1 < len(pieces) and bool(_HEADING_ABOVE.match(pieces[index + 1].text))


def _bare_name(pieces: Sequence[Piece], low: int) -> int | None:
    """A person's name alone as the very last line is a signature that lost its lines above."""
    if len(pieces) <= low:
        return None
    words = pieces[-1].words
    return len(pieces) - 1 if signatures.NAME.match(words) and 2 <= len(words.split()) <= 5 else None
