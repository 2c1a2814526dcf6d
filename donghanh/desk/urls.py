"""Addresses of the desk and of searching."""

from django.urls import path

from donghanh.desk.views import home, search

app_name = "desk"
urlpatterns = [
    path("ban-lam-viec/", home.home, name="home"),
    path("tim/", search.search, name="search"),
]
