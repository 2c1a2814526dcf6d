"""Components: the few building blocks of every page. A component is a function with keyword-only arguments.

The tags are built in (settings), so that no template has to load them.
"""

from typing import Any

from django import template
from django.forms import BoundField, Select
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_block_tag
def card(content: str, *, title: str = "", tone: str = "plain") -> SafeString:
    """A box around one subject; `tone` is `plain` or `quiet`."""
    return render_to_string("core/ui/card.html", {"content": content, "title": title, "tone": tone})


@register.inclusion_tag("core/ui/badge.html")
def badge(text: str, *, tone: str = "neutral") -> dict[str, Any]:
    """A word about a state; `tone` is `neutral`, `good`, `warn` or `bad`."""
    return {"text": text, "tone": tone}


@register.simple_block_tag
def page_header(content: str, *, title: str, lead: str = "") -> SafeString:
    """The page's only h1, a sentence under it, and what one may do here (the block's content)."""
    context = {"content": SafeString(content.strip()), "title": title, "lead": lead}
    return render_to_string("core/ui/page_header.html", context)


@register.simple_block_tag
def empty_state(content: str, *, title: str) -> SafeString:
    """What stands where nothing stands yet: what will be here, and what to do next."""
    return render_to_string("core/ui/empty_state.html", {"content": content, "title": title})


@register.inclusion_tag("core/ui/field.html")
def field(bound: BoundField, *, label: str = "", help: str = "") -> dict[str, Any]:
    """A form field with its label, help and errors, tied together for screen readers."""
    described = [f"{bound.id_for_label}_help"] if help else []
    described += [f"{bound.id_for_label}_error"] if bound.errors else []
    kind = "form-select" if isinstance(bound.field.widget, Select) else "form-control"
    attrs: dict[str, str | bool] = {
        "class": f"{kind} is-invalid" if bound.errors else kind,
        "placeholder": "",
    }
    if described:
        attrs["aria-describedby"] = " ".join(described)
    if bound.errors:
        attrs["aria-invalid"] = "true"
    return {
        "bound": bound,
        "widget": bound.as_widget(attrs=attrs),
        "label": label or bound.label,
        "help": help,
    }


@register.inclusion_tag("core/ui/file_drop.html")
def file_drop(bound: BoundField, *, label: str, help: str, max_bytes: int) -> dict[str, Any]:
    """A file input that is also a place to drop a file; the browser itself refuses more than `max_bytes`."""
    described = [f"{bound.id_for_label}_help"]
    described += [f"{bound.id_for_label}_error"] if bound.errors else []
    attrs: dict[str, str | bool] = {
        "class": "filedrop-input",
        "aria-describedby": " ".join(described),
        "data-max-bytes": str(max_bytes),
    }
    return {"bound": bound, "widget": bound.as_widget(attrs=attrs), "label": label, "help": help}


@register.inclusion_tag("core/ui/working.html")
def working(text: str, *, id: str) -> dict[str, Any]:
    """A line with a moving bar that htmx shows while it waits (`hx-indicator="#id"`)."""
    return {"text": text, "id": id}
