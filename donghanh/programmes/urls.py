"""Addresses of programmes and of what units are to do in them."""

from django.urls import path

from donghanh.programmes.views import confirming, programmes, work

app_name = "programmes"
urlpatterns = [
    path("chuong-trinh/tiep-nhan/<int:pk>/xac-nhan/", confirming.confirm, name="confirm"),
    path("chuong-trinh/<int:pk>/huy-xac-nhan/", confirming.undo_confirm, name="undo_confirm"),
    path("chuong-trinh/<int:pk>/", programmes.programme, name="programme"),
    path("chuong-trinh/<int:pk>/dong-y/", programmes.agree, name="agree"),
    path("chuong-trinh/<int:pk>/rut-dong-y/", programmes.withdraw_agreement, name="withdraw_agreement"),
    path("chuong-trinh/<int:pk>/bat-dau/", programmes.start, name="start"),
    path("viec/<int:pk>/", work.assignment, name="assignment"),
]
