"""Answering a request: the typed request, a page or just one named piece of it, and the page of trouble."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.utils.cache import patch_vary_headers
from django_htmx.middleware import HtmxDetails

from donghanh.core.actor import Actor


class Request(HttpRequest):
    """A request as our middleware leaves it."""

    htmx: HtmxDetails
    standing: Any  # the person's posts of today, set with the actor
    actor: Actor  # set by donghanh.accounts.middleware for everybody who is signed in


def respond(
    request: Request,
    template: str,
    context: Mapping[str, Any],
    *,
    partials: Sequence[str] = (),
    status: int = 200,
) -> TemplateResponse:
    """Answer with the page, or with the partial that htmx asked for when it is one of `partials`.

    A partial has the name of the element that it replaces.
    """
    target = request.htmx.target
    if target in partials and not request.htmx.history_restore_request:
        template = f"{template}#{target}"
    response = TemplateResponse(request, template, dict(context), status=status)
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


def download(content: bytes, name: str, *, kind: str) -> HttpResponse:
    """A file for this person only, kept nowhere on the way."""
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


def trouble(request: HttpRequest, *, status: int, title: str, reason: str) -> HttpResponse:
    """Say why not: as a page, or for htmx as a line in the message area, with the same status."""
    context = {"status": status, "title": title, "reason": reason}
    if not getattr(request, "htmx", False):
        return render(request, "core/trouble.html", context, status=status)
    response = render(request, "core/trouble.html#reason", context, status=status)
    response["HX-Retarget"] = "#messages"
    response["HX-Reswap"] = "innerHTML"
    return response


def client_address(request: HttpRequest) -> str:
    """The address that the request came from: the nearest one that our own proxies did not add themselves.

    `TRUSTED_PROXIES` proxies stand before us; each appends the address it saw. What a stranger wrote in
    front of that is not believed.
    """
    passed: list[str] = []
    if settings.TRUSTED_PROXIES:
        passed = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    seen = [*filter(None, passed), request.META.get("REMOTE_ADDR", "")]
    address: str = seen[-1 - min(settings.TRUSTED_PROXIES, len(seen) - 1)]
    return address
