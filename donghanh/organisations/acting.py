"""Who acts in work behind the page: kept as JSON when the button is pressed, taken up by the job."""

from typing import Any

from django.utils import timezone

from donghanh.core.actor import Actor
from donghanh.core.permissions import Permission


def kept(by: Actor) -> dict[str, Any]:
    """The actor as JSON holds it, for the work behind the page; the clock is taken anew."""
    names = ("user_id", "organisation_id", "office_id", "post_id", "on_behalf_of_id", "address")
    return {name: getattr(by, name) for name in names} | {
        "permissions": sorted(by.permissions),
        "own_only": sorted(by.own_only),
    }


def acting(told: dict[str, Any]) -> Actor:
    """Who pressed the button, with the rights of that moment, and the clock of now."""
    known = {str(permission) for permission in Permission}
    rights = {
        name: frozenset(Permission(right) for right in told[name] if right in known)
        for name in ("permissions", "own_only")
    }
    return Actor(**{**told, **rights}, now=timezone.now())
