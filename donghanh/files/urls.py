"""Addresses of files."""

from django.urls import path

from donghanh.files import views

app_name = "files"
urlpatterns = [
    path("<int:pk>/", views.file, name="file"),
    path("<int:pk>/nho/", views.thumbnail, name="thumbnail"),
]
