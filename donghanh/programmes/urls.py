"""Addresses of programmes and of what units are to do in them."""

from django.urls import path

from donghanh.programmes.views import confirming, editing, finishing, lists, programmes, work

app_name = "programmes"
urlpatterns = [
    path("chuong-trinh/tiep-nhan/<int:pk>/xac-nhan/", confirming.confirm, name="confirm"),
    path("chuong-trinh/<int:pk>/huy-xac-nhan/", confirming.undo_confirm, name="undo_confirm"),
    path("chuong-trinh/", lists.programmes, name="programmes"),
    path("chuong-trinh/excel/", lists.export, name="export"),
    path("chuong-trinh/<int:pk>/", programmes.programme, name="programme"),
    path("chuong-trinh/<int:pk>/chi-tieu/", programmes.measures, name="measures"),
    path("chuong-trinh/<int:pk>/dong-thoi-gian/", programmes.months, name="timeline"),
    path("chuong-trinh/<int:pk>/don-vi/", programmes.offices, name="people"),
    path("chuong-trinh/<int:pk>/van-ban/", programmes.paper, name="text"),
    path("chuong-trinh/<int:pk>/in/", programmes.printed, name="printed"),
    path("chuong-trinh/<int:pk>/excel/", programmes.export, name="export_tasks"),
    path("chuong-trinh/<int:pk>/dong-y/", programmes.agree, name="agree"),
    path("chuong-trinh/<int:pk>/rut-dong-y/", programmes.withdraw_agreement, name="withdraw_agreement"),
    path("chuong-trinh/<int:pk>/bat-dau/", programmes.start, name="start"),
    path("chuong-trinh/<int:pk>/sua/", editing.change, name="change"),
    path("chuong-trinh/<int:pk>/ket-thuc/", finishing.finish, name="finish"),
    path("chuong-trinh/<int:pk>/don-vi-ket-thuc/", finishing.closed, name="closed"),
    path("chuong-trinh/<int:pk>/them-viec/", editing.add_task, name="add_task"),
    path("chuong-trinh/<int:pk>/ai-lam/", editing.carriers, name="carriers"),
    path("chuong-trinh/<int:pk>/lap-lai/", editing.days, name="days"),
    path("chuong-trinh/viec/<int:pk>/sua/", editing.change_task, name="change_task"),
    path("chuong-trinh/viec/<int:pk>/bo/", editing.drop_task, name="drop_task"),
    path("chuong-trinh/<int:pk>/them-chi-tieu/", editing.add_target, name="add_target"),
    path("chuong-trinh/chi-tieu/<int:pk>/sua/", editing.change_target, name="change_target"),
    path("chuong-trinh/chi-tieu/<int:pk>/bo/", editing.drop_target, name="drop_target"),
    path("chuong-trinh/<int:pk>/them-thoi-han/", editing.add_deadline, name="add_deadline"),
    path("chuong-trinh/thoi-han/<int:pk>/sua/", editing.change_deadline, name="change_deadline"),
    path("chuong-trinh/thoi-han/<int:pk>/bo/", editing.drop_deadline, name="drop_deadline"),
    path("viec/<int:pk>/", work.assignment, name="assignment"),
    path("viec/<int:pk>/tien-do/", work.note_progress, name="note_progress"),
    path("viec/<int:pk>/bao-xong/", work.report_done, name="report_done"),
    path("viec/<int:pk>/rut-lai/", work.take_back, name="take_back"),
    path("viec/<int:pk>/minh-chung/", work.attach, name="attach"),
    path("viec/minh-chung/<int:pk>/go/", work.detach, name="detach"),
    path("viec/<int:pk>/xac-nhan/", work.confirm_done, name="confirm_done"),
    path("viec/<int:pk>/tra-lai/", work.send_back, name="send_back"),
]
