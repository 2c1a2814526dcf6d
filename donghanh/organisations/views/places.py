"""A place: both organisations that stand on it, side by side, on any day."""

from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from donghanh.core.http import Request, respond
from donghanh.core.permissions import Permission
from donghanh.organisations.forms.tree import DayForm
from donghanh.organisations.models import System
from donghanh.organisations.queries import places, tree
from donghanh.organisations.views import asking


@require_safe
@login_required
def area(request: Request, pk: int) -> HttpResponse:
    """Địa bàn: the trees of both organisations at one place, side by side."""
    request.actor.require(Permission.UNIT_VIEW)
    asked = {"ngay": request.actor.today.isoformat()} | asking.typed(request)
    form = DayForm(asked, by=request.actor)
    area = get_object_or_404(places.told(request.actor, on=form.day), pk=pk)
    place = places.place(area, request.actor, on=form.day)
    columns = [
        {"system": System(system).label, "stand": stand, "page": _below(stand, place, request, form.day)}
        for system, stand in zip(places.COLUMNS, place.own.stands, strict=True)
    ]
    context = {"form": form, "day": form.day, "area": area, "place": place, "columns": columns}
    context |= {"existing": form.day in area.period}
    return respond(request, "organisations/area.html", context)


def _below(stand: places.Stand | None, place: places.Place, request: Request, day: date) -> tree.Page | None:
    """The first units below one, where no areas inside tell them."""
    if place.inside or stand is None or not stand.seen:
        return None
    return tree.children(stand.unit.pk, request.actor, on=day)
