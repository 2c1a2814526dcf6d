"""Addresses of signing in: of allauth's views, those that we need, under the names that it looks for."""

from allauth.account import views as account
from django.urls import path

from donghanh.accounts import views

urlpatterns = [
    path("dang-nhap/", account.login, name="account_login"),
    path("dang-xuat/", account.logout, name="account_logout"),
    path("doi-mat-khau/", account.password_change, name="account_change_password"),
    path("dat-mat-khau/", views.no_password, name="account_set_password"),
    path("tai-khoan-ngung-su-dung/", account.account_inactive, name="account_inactive"),
    path("trinh-dien/<slug:code>/", views.demo_sign_in, name="demo_sign_in"),
]
