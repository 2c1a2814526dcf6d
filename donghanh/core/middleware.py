"""Middleware: a line in the log for every request, a limit on its size, and refusals as pages."""

import time
from collections.abc import Callable

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from donghanh.core.errors import Refused
from donghanh.core.http import trouble

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


def size_limit(get_response: Handler) -> Handler:
    """Refuse a body over `LARGEST_BODY` before a byte of it is kept."""

    def middleware(request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdigit() and int(length) <= settings.LARGEST_BODY:
            return get_response(request)
        return trouble(
            request,
            status=413,
            title="Dữ liệu gửi lên quá lớn",
            reason=f"Mỗi lần chỉ gửi được tối đa {settings.LARGEST_BODY >> 20} MB. "
            "Đồng chí hãy chọn tệp nhỏ hơn hoặc tách thành nhiều tệp.",
        )

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
        return trouble(request, status=exception.status, title=exception.title, reason=str(exception))
