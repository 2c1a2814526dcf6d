"""Vietnamese telephone numbers: whatever way they are written, one spelling is stored."""

import re

SPACING = re.compile(r"[\s.\-()/\u00a0\u2010-\u2015]+")
NATIONAL = re.compile(r"0(?:[35789]\d{8}|2\d{9})")  # mobile; fixed line with its province's code


def normal(text: str) -> str:
    """`+84 912.345.678`, `84912345678`, `912345678` → `0912345678`; empty when it is no Vietnamese number.

    A spreadsheet that took the number for a quantity lost its first 0; nine digits get it back.
    """
    digits = SPACING.sub("", text)
    for prefix in ("+84", "0084", "84"):
        if digits.startswith(prefix) and len(digits) - len(prefix) >= 9:
            digits = "0" + digits.removeprefix(prefix).removeprefix("0")
            break
    if re.fullmatch(r"[35789]\d{8}", digits):
        digits = "0" + digits
    return digits if NATIONAL.fullmatch(digits) else ""


def masked(number: str) -> str:
    """`0912345678` → `…678`: enough to recognise one's own, nothing to call."""
    return f"…{number[-3:]}" if number else ""
