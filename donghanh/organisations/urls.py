"""Addresses of the tree of units."""

from django.urls import path

from donghanh.organisations import views

app_name = "organisations"
urlpatterns = [
    path("", views.browse, name="tree"),
    path("so-sanh/", views.differences, name="differences"),
    path("<int:pk>/", views.unit, name="unit"),
    path("<int:pk>/truc-thuoc/", views.below, name="below"),
]
