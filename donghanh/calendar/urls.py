"""Addresses of the calendar of days off."""

from django.urls import path

from donghanh.calendar import views

app_name = "calendar"
urlpatterns = [
    path("", views.year, name="year"),
    path("them/", views.add, name="add"),
    path("nhap/", views.decree, name="decree"),
    path("<int:pk>/", views.change, name="change"),
    path("<int:pk>/bo/", views.remove, name="remove"),
]
