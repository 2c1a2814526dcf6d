"""Addresses of the public site."""

from django.urls import path

from donghanh.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.front, name="front"),
    path("trinh-dien/buoc/<int:number>/", views.step, name="step"),
    path("doc-thu/", views.read, name="read"),
    path("kiem-tra-the-thuc/", views.check_layout, name="check"),
    path("soan-theo-mau/", views.compose, name="compose"),
]
