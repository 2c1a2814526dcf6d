"""Questions about documents and papers in review."""

from donghanh.documents.queries.alike import Alike, alike
from donghanh.documents.queries.meant import id_of, in_words
from donghanh.documents.queries.papers import citing, edits_since, in_full, latest_edit, originals, same
from donghanh.documents.queries.registry import PAGE, Asked, found, kinds_found
from donghanh.documents.queries.understanding import (
    Names,
    Understood,
    issued_on,
    issuing,
    names_of,
    spelled,
    understand,
)

__all__ = [
    "PAGE",
    "Alike",
    "Asked",
    "Names",
    "Understood",
    "alike",
    "citing",
    "edits_since",
    "found",
    "id_of",
    "in_full",
    "in_words",
    "issued_on",
    "issuing",
    "kinds_found",
    "latest_edit",
    "names_of",
    "originals",
    "same",
    "spelled",
    "understand",
]
