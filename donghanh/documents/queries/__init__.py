"""Questions about documents and papers in review."""

from donghanh.documents.queries.alike import Alike, alike
from donghanh.documents.queries.papers import citing, edits_since, latest_edit, originals, same
from donghanh.documents.queries.registry import PAGE, Asked, found, kinds_found
from donghanh.documents.queries.understanding import Names, issued_on, names_of

__all__ = [
    "PAGE",
    "Alike",
    "Asked",
    "Names",
    "alike",
    "citing",
    "edits_since",
    "found",
    "issued_on",
    "kinds_found",
    "latest_edit",
    "names_of",
    "originals",
    "same",
]
