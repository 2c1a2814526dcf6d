"""People and their posts: the list, one person, and what is done to an account."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from donghanh.accounts import actions, handover, paper, queries, rules, workbook
from donghanh.accounts.forms import AccountForm, ContactForm, HandOverForm, SearchForm
from donghanh.accounts.models import Post
from donghanh.core.errors import Refused
from donghanh.core.http import Request, download, respond
from donghanh.core.permissions import Permission
from donghanh.identity.models import User

MOST_EXPORTED = 20_000


@require_safe
@login_required
def people(request: Request) -> HttpResponse:
    """Cán bộ: who holds which post within reach."""
    request.actor.require(Permission.ACCOUNT_VIEW)
    form = SearchForm(request.GET, by=request.actor)
    found = queries.posts_found(form.asked(), by=request.actor)
    page = Paginator(found, queries.PAGE).get_page(request.GET.get("trang"))
    asked = request.GET.copy()
    asked.pop("trang", None)
    context = {
        "form": form,
        "page": page,
        "lines": queries.lines(page.object_list, by=request.actor),
        "asked": asked.urlencode(),
    }
    return respond(request, "accounts/people.html", context, partials=["people"])


@require_safe
@login_required
def export(request: Request) -> HttpResponse:
    """The same list as a spreadsheet."""
    request.actor.require(Permission.ACCOUNT_VIEW)
    found = queries.posts_found(SearchForm(request.GET, by=request.actor).asked(), by=request.actor)
    lines = queries.lines(found[:MOST_EXPORTED], by=request.actor)
    return download(workbook.people(lines), "can-bo.xlsx", kind=workbook.KIND)


@require_safe
@login_required
def person(request: Request, pk: int) -> HttpResponse:
    """One person: posts past and present."""
    who = _person(request, pk)
    posts = Post.objects.visible_to(request.actor).filter(user=who).for_list().order_by("-period", "pk")
    lines = queries.lines(posts, by=request.actor)
    context = {
        "person": who,
        "lines": lines,
        "contact": next((line for line in lines if line.phone or line.email), None),
        "refusals": rules.account(who, by=request.actor) if _changes(request) else rules.AccountRefusals(),
    }
    return respond(request, "accounts/person.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def make(request: Request) -> HttpResponse:
    """Cấp tài khoản: one person, with a first post."""
    request.actor.require(Permission.ACCOUNT_CHANGE)
    initial = {"since": request.actor.today, "unit": request.GET.get("don_vi", "")}
    form = AccountForm(request.POST or None, by=request.actor, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.make_account(by=request.actor, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Đã cấp tài khoản {made.code}. Đồng chí hãy in phiếu đăng nhập.")
            return redirect("accounts:person", made.pk)
    context = {"form": form, "title": "Cấp tài khoản", "go": "Cấp tài khoản"}
    return respond(request, "accounts/form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def contact(request: Request, pk: int) -> HttpResponse:
    """Đổi liên hệ của một người."""
    who = _person(request, pk)
    if who.pk != request.actor.user_id:
        request.actor.require(Permission.ACCOUNT_CHANGE)
        request.actor.require(Permission.PERSONAL_VIEW)
    initial = {"phone": who.phone, "email": who.email}
    form = ContactForm(request.POST or None, by=request.actor, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_contact(who, by=request.actor, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Đã đổi số điện thoại và thư điện tử.")
            return redirect("accounts:person", who.pk)
    context = {"form": form, "title": "Đổi liên hệ", "lead": str(who), "go": "Ghi lại"}
    return respond(request, "accounts/form.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
def lock(request: Request, pk: int) -> HttpResponse:
    """Khóa tài khoản."""
    who = actions.lock(_person(request, pk), by=request.actor)
    messages.success(request, f"Đã khóa tài khoản của {who}.")
    return redirect("accounts:person", who.pk)


@require_POST
@login_required
def unlock(request: Request, pk: int) -> HttpResponse:
    """Mở khóa tài khoản."""
    who = actions.unlock(_person(request, pk), by=request.actor)
    messages.success(request, f"Đã mở khóa tài khoản của {who}.")
    return redirect("accounts:person", who.pk)


@require_POST
@login_required
def slip(request: Request, pk: int) -> HttpResponse:
    """In phiếu đăng nhập: a new one-time password, on paper only."""
    who = _person(request, pk)
    slips = actions.issue_slips(_rows(request, who.pk), by=request.actor)
    return download(
        paper.slips(slips, site=request.build_absolute_uri("/dang-nhap/")), "phieu.pdf", kind=paper.KIND
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def hand_over(request: Request, pk: int) -> HttpResponse:
    """Bàn giao: all that somebody holds goes to somebody else."""
    request.actor.require(Permission.POST_CHANGE)
    who = _person(request, pk)
    form = HandOverForm(request.POST or None, by=request.actor, initial={"on": request.actor.today})
    moved = None
    if request.method == "POST" and form.is_valid():
        try:
            moved = actions.hand_over(who, by=request.actor, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            request.session["moved"] = [[item.what, item.name] for item in moved]
            messages.success(request, f"Đã bàn giao từ {who} sang {form.cleaned_data['to']}.")
            return redirect("accounts:handed_over", who.pk)
    posts = Post.objects.visible_to(request.actor).filter(user=who)
    context = {
        "form": form,
        "person": who,
        "posts": posts.to_come_or_running(on=request.actor.today).for_list().order_by("pk"),
        "others": [(part.title, part.preview(who, request.actor)) for part in handover.parts()],
    }
    return respond(request, "accounts/hand_over.html", context, status=422 if form.errors else 200)


@require_safe
@login_required
def handed_over(request: Request, pk: int) -> HttpResponse:
    """What the hand-over just done has moved."""
    who = _person(request, pk)
    return respond(
        request, "accounts/handed_over.html", {"person": who, "moved": request.session.get("moved", [])}
    )


def _person(request: Request, pk: int) -> User:
    return get_object_or_404(queries.people(request.actor), pk=pk)


def _changes(request: Request) -> bool:
    return Permission.ACCOUNT_CHANGE in request.actor.permissions


def _rows(request: Request, pk: int) -> "QuerySet[User]":
    return queries.people(request.actor).filter(pk=pk)
