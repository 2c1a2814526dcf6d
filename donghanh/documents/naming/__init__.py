"""Names in papers become units: relative to who issues the paper and to its date.

    resolve(names, issuers=…, issuer_key=…, on=…, by=…)  →  {key: Understanding}

`keys`, `abbreviations`, `senses`, `offices`, `groups`, `outside` and `grammar` know only words: from a
written name to what it says. `ground`, `finding`, `rules`, `counting`, `past`, `memory` and `near` know
the tree; `binding` joins the two. `narrowed` is for offices that start their own programme from a paper
of their superior.
"""

from donghanh.documents.naming import senses
from donghanh.documents.naming.keys import key
from donghanh.documents.naming.reach import narrowed
from donghanh.documents.naming.resolving import resolve
from donghanh.documents.naming.values import Meant, Source, Suggestion, Understanding

__all__ = ["Meant", "Source", "Suggestion", "Understanding", "key", "narrowed", "resolve", "senses"]
