"""Addresses of the tree of units."""

from django.urls import path

from donghanh.organisations.views import places, tree

app_name = "organisations"
urlpatterns = [
    path("", tree.browse, name="tree"),
    path("so-sanh/", tree.differences, name="differences"),
    path("dia-ban/<int:pk>/", places.area, name="area"),
    path("<int:pk>/", tree.unit, name="unit"),
    path("<int:pk>/truc-thuoc/", tree.below, name="below"),
    path("<int:pk>/nhat-ky/", tree.book, name="book"),
    path("<int:pk>/dem/", tree.counts, name="counts"),
]
