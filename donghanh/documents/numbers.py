"""Document numbers in every spelling: one key for storage and search.

`417-KH/TWĐTN-CTTN`, `417 KH TWDTN`, `417/kh` begin alike under `key`; a leading zero of a figure goes,
because `05/KH-HKH` and `5/KH-HKH` are one paper.
"""

import re
import unicodedata

LONGEST = 80


def key(number: str) -> str:
    """The number's letters and figures without accents and case, one space between them; empty for none."""
    bare = unicodedata.normalize("NFD", number.lower()).replace("đ", "d")
    plain = "".join(letter for letter in bare if not unicodedata.combining(letter))
    plain = re.sub(r"^\s*so\s*:?\s*(?=\d)", "", plain)
    words = re.findall(r"[a-z0-9]+", plain)
    parts = [part.lstrip("0") or "0" if part.isdigit() else part for part in words]
    return " ".join(parts)[:LONGEST]
