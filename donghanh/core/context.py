"""What every page knows about the site."""

from django.conf import settings
from django.http import HttpRequest


def site(_request: HttpRequest) -> dict[str, object]:
    """Whether this is a demonstration with invented people."""
    return {"demo": settings.DEMO}
