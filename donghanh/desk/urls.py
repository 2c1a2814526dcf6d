"""Addresses of the desk, its calendar, the board and searching."""

from django.urls import path

from donghanh.desk.views import board, home, month, search

app_name = "desk"
urlpatterns = [
    path("ban-lam-viec/", home.home, name="home"),
    path("ban-lam-viec/lich/", month.month, name="month"),
    path("ban-lam-viec/lich/dien-thoai/", month.feed, name="feed"),
    path("ban-lam-viec/lich/dien-thoai/lap/", month.make_feed, name="make_feed"),
    path("ban-lam-viec/lich/dien-thoai/<int:pk>/thu-hoi/", month.revoke_feed, name="revoke_feed"),
    path("lich/<slug:token>.ics", month.calendar, name="calendar"),
    path("tien-do/", board.boards, name="boards"),
    path("tien-do/<int:pk>/", board.board, name="board"),
    path("tien-do/<int:pk>/chi-tiet/", board.behind, name="behind"),
    path("tien-do/<int:pk>/xac-nhan/", board.confirm, name="confirm"),
    path("tien-do/<int:pk>/nhac/", board.remind, name="remind"),
    path("tien-do/<int:pk>/excel/", board.export, name="export"),
    path("tim/", search.search, name="search"),
]
