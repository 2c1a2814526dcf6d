"""Addresses of the inbox."""

from django.urls import path

from donghanh.notifications import views

app_name = "notifications"
urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("da-doc/", views.read_all, name="read_all"),
    path("cai-dat/", views.settings, name="settings"),
    path("<int:pk>/", views.open_notice, name="open"),
    path("<int:pk>/da-doc/", views.read, name="read"),
]
