"""My account: contact, password, second step, and where I am signed in."""

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from donghanh.accounts import actions, queries
from donghanh.accounts.forms import ContactForm
from donghanh.core.errors import Refused
from donghanh.core.http import Request, respond


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def me(request: Request) -> HttpResponse:
    """Tài khoản của tôi."""
    user = queries.people(request.actor).get(pk=request.actor.user_id)
    form = ContactForm(
        request.POST or None, by=request.actor, initial={"phone": user.phone, "email": user.email}
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_contact(user, by=request.actor, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Đã đổi số điện thoại và thư điện tử.")
            return redirect("accounts:me")
    context = {
        "form": form,
        "second_step": is_mfa_enabled(user),
        "sessions": queries.sessions(user),
        "here": request.session.session_key,
    }
    return respond(request, "accounts/me.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
def sign_out_elsewhere(request: Request) -> HttpResponse:
    """End all of one's own sessions but this one."""
    ended = actions.sign_out_elsewhere(here=request.session.session_key or "", by=request.actor)
    messages.success(request, f"Đã kết thúc {ended} phiên khác.")
    return redirect("accounts:me")
