"""The address of the book of deeds."""

from django.urls import path

from donghanh.audit import views

app_name = "audit"
urlpatterns = [path("", views.book, name="book")]
