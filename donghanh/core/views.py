"""Health, and the pages of trouble."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from donghanh.core.http import trouble


@require_safe
@never_cache
def healthz(_request: HttpRequest) -> JsonResponse:
    """200 when this process and its database answer, 503 when the database does not."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"status": "database unavailable"}, status=503)
    return JsonResponse({"status": "ok"})


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the request could not be understood."""
    return trouble(
        request,
        status=400,
        title="Yêu cầu không hợp lệ",
        reason="Máy chủ không hiểu yêu cầu này. Đồng chí vui lòng quay lại trang trước và thử lại.",
    )


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: the person may not do this."""
    return trouble(
        request,
        status=403,
        title="Chưa được giao quyền",
        reason="Đồng chí chưa được giao quyền xem trang này. Nếu cần, hãy hỏi người quản trị của đơn vị.",
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: nothing here, or nothing that the person may see."""
    return trouble(
        request,
        status=404,
        title="Không có trang này",
        reason="Trang không tồn tại, đã được chuyển đi, hoặc không thuộc phạm vi mà đồng chí được xem.",
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form was open too long, or was not ours."""
    return trouble(
        request,
        status=403,
        title="Phiên làm việc của biểu mẫu đã hết hạn",
        reason="Vì an toàn, biểu mẫu này không được nhận. Đồng chí hãy tải lại trang rồi gửi lại; "
        "nếu vẫn gặp lỗi, hãy kiểm tra xem trình duyệt có chặn cookie không.",
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our mistake; the page needs neither database nor session."""
    return HttpResponse(render_to_string("core/500.html"), status=500)
