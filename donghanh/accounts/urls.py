"""Addresses of signing in (allauth's views under the names that it looks for), of people, posts and roles."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.urls import include, path

from donghanh.accounts.views import entrance, intake, me, people, posts, roles

signing_in = [
    path("dang-nhap/", account.login, name="account_login"),
    path("dang-nhap/buoc-hai/", mfa.authenticate, name="mfa_authenticate"),
    path("dang-xuat/", account.logout, name="account_logout"),
    path("doi-mat-khau/", account.password_change, name="account_change_password"),
    path("dat-mat-khau/", entrance.no_password, name="account_set_password"),
    path("tai-khoan-ngung-su-dung/", account.account_inactive, name="account_inactive"),
    path("xac-nhan/", account.reauthenticate, name="account_reauthenticate"),
    path("xac-nhan/buoc-hai/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("tai-khoan/hai-buoc/", mfa.index, name="mfa_index"),
    path("tai-khoan/hai-buoc/bat/", totp.activate_totp, name="mfa_activate_totp"),
    path("tai-khoan/hai-buoc/tat/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("tai-khoan/hai-buoc/ma/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("tai-khoan/hai-buoc/ma/moi/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("tai-khoan/hai-buoc/ma/tai/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("trinh-dien/<slug:code>/", entrance.demo_sign_in, name="demo_sign_in"),
]

work = [
    path("tai-khoan/", me.me, name="me"),
    path("tai-khoan/phien/", me.sign_out_elsewhere, name="sign_out_elsewhere"),
    path("chon-nhiem-vu/", posts.act, name="act"),
    path("can-bo/", people.people, name="people"),
    path("can-bo/xuat/", people.export, name="export"),
    path("can-bo/them/", people.make, name="make"),
    path("can-bo/bang-tinh/", intake.upload, name="upload"),
    path("can-bo/bang-tinh/mau/", intake.template, name="template"),
    path("can-bo/bang-tinh/<int:pk>/", intake.intake, name="intake"),
    path("can-bo/bang-tinh/<int:pk>/ket-qua/", intake.results, name="results"),
    path("can-bo/bang-tinh/<int:pk>/cap/", intake.apply, name="apply"),
    path("can-bo/bang-tinh/<int:pk>/bo/", intake.drop, name="drop"),
    path("can-bo/bang-tinh/<int:pk>/phieu/", intake.slips, name="slips"),
    path("can-bo/<int:pk>/", people.person, name="person"),
    path("can-bo/<int:pk>/lien-he/", people.contact, name="contact"),
    path("can-bo/<int:pk>/khoa/", people.lock, name="lock"),
    path("can-bo/<int:pk>/mo-khoa/", people.unlock, name="unlock"),
    path("can-bo/<int:pk>/phieu/", people.slip, name="slip"),
    path("can-bo/<int:pk>/giao/", posts.give, name="give"),
    path("can-bo/<int:pk>/ban-giao/", people.hand_over, name="hand_over"),
    path("can-bo/<int:pk>/ban-giao/xong/", people.handed_over, name="handed_over"),
    path("nhiem-vu/<int:pk>/thoi/", posts.end, name="end"),
    path("nhiem-vu/<int:pk>/uy-quyen/", posts.delegate, name="delegate"),
    path("vai-tro/", roles.roles, name="roles"),
    path("vai-tro/them/", roles.compose, name="compose"),
    path("vai-tro/<int:pk>/", roles.role, name="role"),
    path("vai-tro/<int:pk>/xoa/", roles.remove, name="remove"),
]

urlpatterns = [*signing_in, path("", include((work, "accounts")))]
