"""Addresses of documents."""

from django.urls import path

from donghanh.documents.views import intake, names, registry, review

app_name = "documents"
urlpatterns = [
    path("", registry.documents, name="documents"),
    path("xuat/", registry.export, name="export"),
    path("den/", registry.inbox, name="inbox"),
    path("<int:pk>/", registry.document, name="document"),
    path("<int:pk>/tiep-nhan/", registry.take_up, name="take_up"),
    path("tiep-nhan/", intake.intake, name="intake"),
    path("tiep-nhan/gui/", intake.send, name="send"),
    path("tiep-nhan/<int:pk>/", review.review, name="review"),
    path("tiep-nhan/<int:pk>/tinh-trang/", intake.state, name="state"),
    path("tiep-nhan/<int:pk>/doc-lai/", intake.read_again, name="read_again"),
    path("tiep-nhan/<int:pk>/dan/", intake.give_text, name="give_text"),
    path("tiep-nhan/<int:pk>/trang/<int:number>/", intake.page, name="page"),
    path("tiep-nhan/<int:pk>/bo/", intake.drop, name="drop"),
    path("tiep-nhan/<int:pk>/lay-lai/", intake.restore, name="restore"),
    path("tiep-nhan/<int:pk>/vao-so/", intake.register, name="register"),
    path("tiep-nhan/<int:pk>/sua/", review.edit, name="edit"),
    path("tiep-nhan/<int:pk>/muc/<str:item>/", review.item, name="item"),
    path("tiep-nhan/<int:pk>/ten/", names.name, name="name"),
    path("tiep-nhan/<int:pk>/them/<slug:list_name>/", review.add, name="add"),
    path("tiep-nhan/<int:pk>/thay-doi/", review.changes, name="changes"),
    path("tiep-nhan/<int:pk>/giong/", review.alike, name="alike"),
]
