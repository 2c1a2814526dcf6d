"""What addresses of the desk ask for, made harmless: what cannot be meant is as if it had not been asked."""

LONGEST = 12


def number(typed: str | None) -> int | None:
    """A number of a record, or nothing."""
    text = (typed or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST else None
