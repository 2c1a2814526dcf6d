"""A page of an app above, as small as it can be: the files of a unit, and the place to send some."""

from functools import partial

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template import engines
from django.urls import include, path
from django.views.decorators.http import require_POST, require_safe

from donghanh.config.urls import handler400, handler403, handler404, handler500, urlpatterns
from donghanh.files import actions
from donghanh.files.kinds import EVIDENCE
from donghanh.files.models import Attachment
from donghanh.files.receiving import receive
from donghanh.organisations.models import Unit

__all__ = ["handler400", "handler403", "handler404", "handler500"]

PAGE = """
{% extends "core/base.html" %}{% load files static %}
{% block title %}Minh chứng{% endblock %}
{% block page_head %}
  <link rel="stylesheet" href="{% static "files/files.css" %}">
  <script src="{% static "files/uploads.js" %}" defer></script>
{% endblock %}
{% block content %}
  {% page_header title="Minh chứng" %}{% endpage_header %}
  {% file_list attachments id="minh-chung" label="Minh chứng" remove="pages:remove" %}
  {% upload_box to accept=accept label="Gửi minh chứng" list="minh-chung" %}
{% endblock %}
"""


@require_safe
@login_required
def page(request, pk):
    unit = get_object_or_404(Unit.objects.visible_to(request.actor), pk=pk)
    attachments = Attachment.objects.of(unit).present().in_order()
    context = {"attachments": attachments, "to": f"/thu/{pk}/gui/", "accept": EVIDENCE}
    return HttpResponse(engines["django"].from_string(PAGE).render(context, request))


@require_POST
@login_required
def send(request, pk):
    unit = get_object_or_404(Unit.objects.visible_to(request.actor), pk=pk)
    keep = partial(actions.keep, owner=unit, purpose="evidence", accept=EVIDENCE, by=request.actor)
    return receive(request, keep=keep, then=f"/thu/{pk}/", remove="pages:remove")


@require_POST
@login_required
def remove(request, pk):
    attachment = get_object_or_404(Attachment.objects.visible_to(request.actor), pk=pk)
    actions.remove(attachment, reason=request.POST.get("reason", ""), by=request.actor)
    return redirect(f"/thu/{attachment.owner_id}/")


ours = [
    path("<int:pk>/", page, name="page"),
    path("<int:pk>/gui/", send, name="send"),
    path("tep/<int:pk>/go/", remove, name="remove"),
]
urlpatterns = [*urlpatterns, path("thu/", include((ours, "pages")))]
