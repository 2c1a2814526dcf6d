"""What addresses ask after the question mark: fields typed, and where a page of a list begins."""

from donghanh.core.http import Request

MOST_OFFSET = 1_000_000


def typed(request: Request) -> dict[str, str]:
    """The fields that are not empty."""
    return {key: value for key, value in request.GET.items() if isinstance(value, str) and value}


def offset(request: Request) -> int:
    """Where the page asked for begins; the beginning for what is no number."""
    said = request.GET.get("tu", "")
    return min(int(said), MOST_OFFSET) if said.isascii() and said.isdigit() and len(said) < 10 else 0


def keep(request: Request) -> str:
    """The question without the place, for links to other pages of the same list."""
    asked = request.GET.copy()
    asked.pop("tu", None)
    return asked.urlencode()
