"""The page on which a reviewed paper becomes a programme, and the way back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST

from donghanh.core.errors import Refused
from donghanh.core.http import Request, respond
from donghanh.core.permissions import Permission
from donghanh.documents.models import Reception
from donghanh.programmes import actions
from donghanh.programmes.forms.confirming import ConfirmForm
from donghanh.programmes.models import Programme
from donghanh.programmes.queries import confirming


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def confirm(request: Request, pk: int) -> HttpResponse:
    """Xác nhận: what will be made and whose it is, then one button; whoever comes second sees the result."""
    request.actor.require(Permission.PROGRAMME_CHANGE)
    reception = get_object_or_404(Reception.objects.visible_to(request.actor), pk=pk)
    if made := confirming.result_of(reception):
        return redirect(made)
    asked = request.POST or request.GET
    preview = confirming.preview(reception, whose=asked.get("whose", ""), by=request.actor)
    form = ConfirmForm(request.POST or None, preview=preview)
    if request.method == "POST" and form.is_valid():
        try:
            programme = actions.confirm(reception, by=request.actor, **form.chosen())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Văn bản đã thành chương trình. Đồng chí xem lại rồi cho bắt đầu.")
            return redirect(programme)
    context = {"form": form, "preview": preview, "reception": reception}
    return respond(request, "programmes/confirm.html", context)


@require_POST
@login_required
def undo_confirm(request: Request, pk: int) -> HttpResponse:
    """Hủy xác nhận."""
    programme = get_object_or_404(Programme.objects.visible_to(request.actor), pk=pk)
    reception = actions.undo_confirm(programme, by=request.actor)
    messages.success(request, "Đã hủy xác nhận. Văn bản trở lại bước soát, không mất gì.")
    return redirect("programmes:confirm", reception.pk)
