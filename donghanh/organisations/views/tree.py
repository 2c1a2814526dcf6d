"""The tree of units on any day: to browse, to search, one unit's page, and what differs between two days."""

from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from donghanh.core.http import Request, respond
from donghanh.core.permissions import Permission
from donghanh.organisations import parts
from donghanh.organisations.forms.tree import BrowseForm, CompareForm, DayForm
from donghanh.organisations.models import Unit
from donghanh.organisations.queries import compare, pages, tree
from donghanh.organisations.views import asking


@require_safe
@login_required
def browse(request: Request) -> HttpResponse:
    """Cây đơn vị: the tree on a day from the top, or the units that were looked for."""
    request.actor.require(Permission.UNIT_VIEW)
    form = BrowseForm(_asked(request), by=request.actor)
    day, asked, offset = form.day, form.asked(), asking.offset(request)
    context = {"form": form, "day": day, "asked": asked.anything, "keep": asking.keep(request)}
    if asked.anything:
        page = pages.found(asked, request.actor, on=day, offset=offset)
        above = tree.parents_of(page.rows, on=day)
        context |= {"page": page, "rows": [(unit, above.get(unit.pk, "")) for unit in page.rows]}
        context |= {"offset": offset, "before": max(0, offset - pages.FOUND)}
    else:
        roots = list(tree.top(request.actor, on=day))
        context |= {"roots": roots}
        if len(roots) == 1:  # the only one stands open
            context |= _children(request, roots[0], day)
    return respond(request, "organisations/tree.html", context, partials=["units"])


@require_safe
@login_required
def below(request: Request, pk: int) -> HttpResponse:
    """The units directly below one on a day: a page of its own, or, for the open tree, only the list."""
    request.actor.require(Permission.UNIT_VIEW)
    form = DayForm(_asked(request), by=request.actor)
    units = Unit.objects.visible_to(request.actor).named(on=form.day).with_child_count(on=form.day)
    unit = get_object_or_404(units, pk=pk)
    context = {"form": form, "unit": unit, "day": form.day} | _children(request, unit, form.day)
    inside = request.htmx.target == f"below-{pk}"
    return respond(request, "organisations/_below.html" if inside else "organisations/below.html", context)


@require_safe
@login_required
def unit(request: Request, pk: int) -> HttpResponse:
    """Trang đơn vị: names, places, kin and neighbours through time, and what stood below on a day."""
    request.actor.require(Permission.UNIT_VIEW)
    form = DayForm(_asked(request), by=request.actor)
    unit = get_object_or_404(pages.profiled(request.actor, on=form.day), pk=pk)
    profile = pages.profile(unit, request.actor, on=form.day)
    context = {
        "form": form,
        "unit": unit,
        "day": profile.day,
        "existing": unit.exists_on(form.day),
        "profile": profile,
        "parts": parts.shown(unit, request.actor, on=profile.day),
    }
    return respond(request, "organisations/unit.html", context | _children(request, unit, profile.day))


@require_safe
@login_required
def book(request: Request, pk: int) -> HttpResponse:
    """The latest deeds on a unit, for who may read the book of deeds; its page asks once one looks there."""
    request.actor.require(Permission.UNIT_VIEW)
    request.actor.require(Permission.AUDIT_VIEW)
    unit = get_object_or_404(Unit.objects.visible_to(request.actor), pk=pk)
    context = {"unit": unit, "deeds": pages.deeds(unit, request.actor)}
    return respond(request, "organisations/book.html", context, partials=["book"])


@require_safe
@login_required
def counts(request: Request, pk: int) -> HttpResponse:
    """How many units of each level stood below on a day; the unit's page asks for it once it is shown."""
    request.actor.require(Permission.UNIT_VIEW)
    form = DayForm(_asked(request), by=request.actor)
    unit = get_object_or_404(Unit.objects.visible_to(request.actor).named(on=form.day), pk=pk)
    context = {"unit": unit, "day": form.day, "counts": pages.counts(unit, on=form.day)}
    return respond(request, "organisations/counts.html", context, partials=["counts"])


@require_safe
@login_required
def differences(request: Request) -> HttpResponse:
    """So sánh hai ngày: what opened, ended, merged, was renamed or moved below a unit."""
    request.actor.require(Permission.UNIT_VIEW)
    form = CompareForm(asking.typed(request), by=request.actor)
    asked, offset = form.asked(), asking.offset(request)
    keep = request.GET.copy()
    keep.pop("tu", None)
    turning = keep.urlencode()
    keep.pop("viec", None)
    context = {
        "form": form,
        "compared": asked,
        "found": compare.compare(asked, request.actor, offset=offset) if asked else None,
        "offset": offset,
        "before": max(0, offset - compare.PAGE),
        "turning": turning,
        "keep": keep.urlencode(),
    }
    return respond(request, "organisations/differences.html", context, partials=["differences"])


def _children(request: Request, unit: Unit, day: date) -> dict[str, object]:
    offset = asking.offset(request)
    page = tree.children(unit.pk, request.actor, on=day, offset=offset)
    last = page.next_offset is None
    hidden = getattr(unit, "child_count", 0) - offset - len(page.rows) if last else 0
    return {
        "parent": unit,
        "page": page,
        "offset": offset,
        "before": max(0, offset - tree.PAGE),
        "hidden": max(0, hidden),
    }


def _asked(request: Request) -> dict[str, str]:
    """The day is today unless another one is asked for."""
    return {"ngay": request.actor.today.isoformat()} | asking.typed(request)
