"""Pages of trouble: in Vietnamese, in the look, with the right status; for htmx a line of message."""

import pytest
from django.core.exceptions import SuspiciousOperation
from django.test import Client, RequestFactory
from django.urls import reverse

from donghanh.core import views
from donghanh.core.errors import NotPermitted, Refused, TooOften
from donghanh.core.middleware import refusals


@pytest.fixture
def request_(rf: RequestFactory):
    request = rf.get("/")
    request.htmx = False
    return request


def test_a_page_that_is_not_there_says_so(client):
    response = client.get("/khong-co-trang-nay/")

    assert response.status_code == 404
    assert "<h1>Không có trang này</h1>" in response.text


def test_htmx_gets_the_reason_alone(client):
    response = client.get("/khong-co-trang-nay/", headers={"hx-request": "true", "hx-target": "reading"})

    assert response.status_code == 404
    assert response["HX-Retarget"] == "#messages"
    assert response.text.startswith('<p class="note note-error" role="alert">Trang không tồn tại')


def test_a_form_without_its_token_is_explained():
    response = Client(enforce_csrf_checks=True).post(reverse("portal:read"), {"text": "x"})

    assert response.status_code == 403
    assert "<h1>Phiên làm việc của biểu mẫu đã hết hạn</h1>" in response.text


def test_a_body_over_the_limit_is_refused_unread(client, settings):
    settings.LARGEST_BODY = 1024 * 1024

    response = client.post(reverse("portal:read"), {"text": "x" * (1024 * 1024 + 1)})

    assert response.status_code == 413
    assert "tối đa 1 MB" in response.text


def test_an_unknown_host_is_refused(client):
    response = client.get("/", headers={"host": "la.example"})

    assert response.status_code == 400
    assert "<h1>Yêu cầu không hợp lệ</h1>" in response.text


def test_forbidden_says_whom_to_ask(request_):
    response = views.forbidden(request_, SuspiciousOperation())

    assert response.status_code == 403
    assert "hãy hỏi người quản trị của đơn vị" in response.text


def test_our_own_failure_is_said_without_database_or_session(rf):
    response = views.server_error(rf.get("/"))  # this test has no database: a query would fail it

    assert response.status_code == 500
    assert "<h1>Hệ thống gặp lỗi</h1>" in response.text


@pytest.mark.parametrize(
    ("refusal", "status", "title"),
    [
        (Refused("Chưa ký."), 409, "Chưa thực hiện được"),
        (NotPermitted("Chưa có quyền."), 403, "Chưa được giao quyền"),
        (TooOften("Quá nhanh."), 429, "Đồng chí thao tác quá nhanh"),
    ],
)
def test_a_refusal_becomes_a_page_with_its_reason(request_, refusal, status, title):
    response = refusals(lambda _: None).process_exception(request_, refusal)

    assert response.status_code == status
    assert f"<h1>{title}</h1>" in response.text
    assert f'<p class="lead">{refusal}</p>' in response.text


def test_a_programmers_mistake_is_no_refusal(request_):
    assert refusals(lambda _: None).process_exception(request_, ValueError("x")) is None
