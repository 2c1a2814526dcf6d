"""Addresses of the tree of units, of changing it, of groups and of spreadsheets."""

from django.urls import path

from donghanh.organisations.orders import Kind
from donghanh.organisations.views import batches, changes, deeds, groups, places, proposals, tree

app_name = "organisations"
urlpatterns = [
    path("", tree.browse, name="tree"),
    path("so-sanh/", tree.differences, name="differences"),
    path("dia-ban/<int:pk>/", places.area, name="area"),
    path("goi-y/", deeds.suggestions, name="suggestions"),
    path("thay-doi/", changes.changes, name="changes"),
    path("thay-doi/<int:pk>/", changes.change, name="change"),
    path("thay-doi/<int:pk>/hoan-lai/", changes.undo, name="undo"),
    path("de-nghi/", proposals.proposals, name="proposals"),
    path("de-nghi/<int:pk>/", proposals.proposal, name="proposal"),
    path("de-nghi/<int:pk>/duyet/", proposals.approve, name="approve"),
    path("de-nghi/<int:pk>/tu-choi/", proposals.refuse, name="refuse"),
    path("de-nghi/<int:pk>/rut/", proposals.withdraw, name="withdraw"),
    path("nhom/", groups.groups, name="groups"),
    path("nhom/<int:pk>/", groups.group, name="group"),
    path("nhom/<int:pk>/sua/", groups.change_group, name="change_group"),
    path("nhom/<int:pk>/xoa/", groups.remove_group, name="remove_group"),
    path("bang-tinh/", batches.upload, name="upload"),
    path("bang-tinh/mau/", batches.template, name="template"),
    path("bang-tinh/<int:pk>/", batches.batch, name="batch"),
    path("bang-tinh/<int:pk>/loi/", batches.troubles, name="troubles"),
    path("bang-tinh/<int:pk>/ghi/", batches.store, name="store"),
    path("bang-tinh/<int:pk>/bo/", batches.drop, name="drop"),
    path("xuat/", batches.export, name="export"),
    path("<int:pk>/", tree.unit, name="unit"),
    path("<int:pk>/truc-thuoc/", tree.below, name="below"),
    path("<int:pk>/nhat-ky/", tree.book, name="book"),
    path("<int:pk>/dem/", tree.counts, name="counts"),
    path("<int:pk>/thanh-lap/", deeds.deed, {"kind": Kind.OPEN}, name="open_below"),
    path("<int:pk>/doi-ten/", deeds.deed, {"kind": Kind.RENAME}, name="rename"),
    path("<int:pk>/chuyen/", deeds.deed, {"kind": Kind.MOVE}, name="move"),
    path("<int:pk>/sap-nhap/", deeds.deed, {"kind": Kind.MERGE}, name="merge"),
    path("<int:pk>/chia-tach/", deeds.deed, {"kind": Kind.SPLIT}, name="split"),
    path("<int:pk>/ket-thuc/", deeds.deed, {"kind": Kind.CLOSE}, name="close"),
    path("<int:pk>/bo-cap/", deeds.deed, {"kind": Kind.ABOLISH}, name="abolish"),
    path("<int:pk>/ten-khac/", deeds.deed, {"kind": Kind.ALIASES}, name="aliases"),
    path("<int:pk>/ma-ngoai/", deeds.deed, {"kind": Kind.CODE}, name="code"),
    path("<int:pk>/nhom/", groups.create_group, name="create_group"),
]
