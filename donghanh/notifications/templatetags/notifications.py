"""The bell in the header of every page of somebody who is signed in."""

from typing import Any

from django import template

from donghanh.notifications import queries

register = template.Library()


@register.inclusion_tag("notifications/_bell.html")
def bell(user_id: int) -> dict[str, Any]:
    """How many notices wait for this person; one query."""
    count = queries.unread(user_id)
    return {"count": count, "shown": f"{count - 1}+" if count >= queries.MOST_COUNTED else str(count)}
