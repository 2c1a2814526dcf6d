"""Builds `request.actor` once for each request of somebody signed in; asks first passwords to be changed."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from donghanh.accounts import queries
from donghanh.core.actor import NOBODY
from donghanh.core.errors import NotPermitted
from donghanh.core.http import client_address, trouble

CHOSEN = "post"  # in the session: the post that the person acts in
FREE = {"account_change_password", "account_logout", "account_set_password", "healthz"}

Handler = Callable[[HttpRequest], HttpResponse]


class acting:  # noqa: N801 - named like the function middleware beside it
    """Who acts: the person in the post chosen in the header, as long as it runs; one query a request."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = request.standing = None  # type: ignore[attr-defined]
        if request.user.is_authenticated:
            now = timezone.now()
            chosen = request.session.get(CHOSEN)
            standing = queries.standing(request.user, on=timezone.localdate(now), chosen=chosen)
            if chosen and (standing.current is None or standing.current.pk != chosen):
                del request.session[CHOSEN]
            request.standing = standing  # type: ignore[attr-defined]
            request.actor = queries.actor_in(  # type: ignore[attr-defined]
                standing.current, user=request.user, now=now, address=client_address(request)
            )
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Somebody without any post is told so, rather than that this one right is missing."""
        actor = getattr(request, "actor", None)
        if not isinstance(exception, NotPermitted) or actor is None or actor.post_id != NOBODY:
            return None
        return trouble(
            request,
            status=exception.status,
            title="Chưa được giao nhiệm vụ",
            reason="Đồng chí hiện không giữ nhiệm vụ nào ở một đơn vị đang hoạt động, nên chưa vào được "
            "trang này. Đồng chí hãy hỏi người quản trị của đơn vị.",
        )


class first_password:  # noqa: N801 - named like the function middleware beside it
    """A password that somebody else wrote down opens one page only: the one to choose another."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: object, _args: object, _kwargs: object
    ) -> HttpResponse | None:
        """Lead to the change of the password from everywhere else."""
        match = request.resolver_match
        must = request.user.is_authenticated and request.user.must_change_password
        if not must or (match and match.url_name in FREE):
            return None
        return redirect(reverse("account_change_password"))
