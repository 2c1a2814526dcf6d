"""Middleware: a line in the log for every request, and refusals as pages."""

import time
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from donghanh.core.errors import Refused

log = structlog.get_logger("donghanh.request")

Handler = Callable[[HttpRequest], HttpResponse]


def request_log(get_response: Handler) -> Handler:
    """Write method, path, status and milliseconds of each request; never its content."""

    def middleware(request: HttpRequest) -> HttpResponse:
        start = time.perf_counter()
        response = get_response(request)
        if request.path != "/healthz":
            log.info(
                "request",
                method=request.method,
                path=request.path,
                status=response.status_code,
                ms=round((time.perf_counter() - start) * 1000, 1),
            )
        return response

    return middleware


class refusals:  # noqa: N801 - named like the function middleware beside it
    """Turn a refusal into a page that says why; for htmx, into a line in the message area."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a `Refused`; anything else is a programmer's mistake and goes on to the log."""
        if not isinstance(exception, Refused):
            return None
        template = "core/refused.html"
        if getattr(request, "htmx", None):
            template += "#reason"
        response = render(request, template, {"reason": str(exception)}, status=exception.status)
        if getattr(request, "htmx", None):
            response["HX-Retarget"] = "#messages"
            response["HX-Reswap"] = "innerHTML"
        return response
