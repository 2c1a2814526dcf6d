"""All addresses: Vietnamese paths, English names."""

from django.urls import include, path

from donghanh.core.views import healthz

urlpatterns = [
    path("", include("donghanh.portal.urls")),
    path("", include("donghanh.accounts.urls")),
    path("van-ban/", include("donghanh.documents.urls")),
    path("don-vi/", include("donghanh.organisations.urls")),
    path("", include("donghanh.programmes.urls")),
    path("nhat-ky/", include("donghanh.audit.urls")),
    path("tep/", include("donghanh.files.urls")),
    path("thong-bao/", include("donghanh.notifications.urls")),
    path("", include("donghanh.desk.urls")),
    path("lich-nghi/", include("donghanh.calendar.urls")),
    path("healthz", healthz, name="healthz"),
]

handler400 = "donghanh.core.views.bad_request"
handler403 = "donghanh.core.views.forbidden"
handler404 = "donghanh.core.views.not_found"
handler500 = "donghanh.core.views.server_error"
