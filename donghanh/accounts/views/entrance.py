"""Signing in to the demonstration; everything else about signing in is allauth's."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from donghanh.accounts import demo
from donghanh.core.errors import Refused
from donghanh.core.http import Request
from donghanh.identity import backend


@require_POST
def demo_sign_in(request: Request, code: str) -> HttpResponse:
    """Sign in as an invented person with one click; the address does not exist outside a demonstration."""
    person = demo.find(code) if settings.DEMO else None
    if person is None:
        raise Http404
    login(request, demo.account_of(person), backend=backend.PATH)
    messages.success(request, f"Đồng chí đang xem với vai {person.role}.")
    after = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(after, allowed_hosts={request.get_host()}):
        return redirect(after)
    return redirect("desk:home")


@require_safe
@login_required
def no_password(_request: Request) -> HttpResponse:
    """Where allauth sends an account that has no password to change."""
    raise Refused("Tài khoản này không đăng nhập bằng mật khẩu nên không có mật khẩu để đổi.")
