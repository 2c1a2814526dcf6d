"""Questions about documents and papers in review."""

from donghanh.documents.queries.alike import Alike, alike
from donghanh.documents.queries.registry import PAGE, Asked, found, kinds_found

__all__ = ["PAGE", "Alike", "Asked", "alike", "found", "kinds_found"]
