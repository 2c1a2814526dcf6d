"""Answering a request: the typed request, and a page or just one named piece of it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.cache import patch_vary_headers
from django_htmx.middleware import HtmxDetails



class Request(HttpRequest):
    """A request as our middleware leaves it."""

    htmx: HtmxDetails
    user: AbstractBaseUser | AnonymousUser


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
