"""Posts: giving, ending, lending, and choosing the one to act in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from donghanh.accounts import actions, queries
from donghanh.accounts.forms import ActorForm, DelegateForm, EndPostForm, GivePostForm
from donghanh.accounts.middleware import CHOSEN
from donghanh.accounts.models import Post
from donghanh.core.errors import Refused
from donghanh.core.http import Request, respond
from donghanh.core.permissions import Permission


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def give(request: Request, pk: int) -> HttpResponse:
    """Giao nhiệm vụ cho một người."""
    request.actor.require(Permission.POST_CHANGE)
    who = get_object_or_404(queries.people(request.actor), pk=pk)
    form = GivePostForm(request.POST or None, by=request.actor, initial={"since": request.actor.today})
    if request.method == "POST" and form.is_valid():
        try:
            actions.give_post(who, by=request.actor, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Đã giao nhiệm vụ cho {who}.")
            return redirect("accounts:person", who.pk)
    return _form(request, form, title="Giao nhiệm vụ", lead=str(who), go="Giao nhiệm vụ")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def end(request: Request, pk: int) -> HttpResponse:
    """Thôi giao nhiệm vụ."""
    post = _post(request, pk)
    own = post.delegated_from and request.actor.user_id in {post.user_id, post.delegated_from.user_id}
    if not own:
        request.actor.require(Permission.POST_CHANGE)
    form = EndPostForm(request.POST or None, by=request.actor, initial={"on": request.actor.today})
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_post(post, by=request.actor, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Đã ghi việc thôi nhiệm vụ {post}.")
            return redirect("accounts:person", request.actor.user_id if own else post.user_id)
    return _form(request, form, title="Thôi giao nhiệm vụ", lead=f"{post.user}: {post}", go="Thôi giao")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def delegate(request: Request, pk: int) -> HttpResponse:
    """Ủy quyền một nhiệm vụ trong một thời gian."""
    post = _post(request, pk)
    if post.user_id != request.actor.user_id:
        request.actor.require(Permission.POST_CHANGE)
    form = DelegateForm(request.POST or None, by=request.actor, initial={"since": request.actor.today})
    if request.method == "POST" and form.is_valid():
        try:
            lent = actions.delegate(post, by=request.actor, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Đã ủy quyền cho {lent.user}.")
            return redirect("accounts:person", post.user_id)
    return _form(request, form, title="Ủy quyền", lead=f"{post.user}: {post}", go="Ủy quyền")


@require_POST
@login_required
def act(request: Request) -> HttpResponse:
    """Choose the post to act in; it must be one's own and running."""
    chosen = request.POST.get("post", "")
    post = next((post for post in request.standing.posts if str(post.pk) == chosen), None)
    if post is None:
        raise Http404
    request.session[CHOSEN] = post.pk
    messages.success(request, f"Đồng chí đang làm việc với nhiệm vụ {post}.")
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return redirect(back if safe else "desk:home")


def _post(request: Request, pk: int) -> Post:
    return get_object_or_404(Post.objects.visible_to(request.actor).for_list(), pk=pk)


def _form(request: Request, form: ActorForm, *, title: str, lead: str, go: str) -> HttpResponse:
    context = {"form": form, "title": title, "lead": lead, "go": go}
    return respond(request, "accounts/form.html", context, status=422 if form.errors else 200)
