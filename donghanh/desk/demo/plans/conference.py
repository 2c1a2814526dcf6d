"""The conference that sums the year up, signs the next programme and hands out certificates."""

from donghanh.desk.demo.days import Days
from donghanh.desk.demo.shape import items, point
from donghanh.documents.writing import Basis, Content, Issuer, Point, Receiver, Signature

ISSUED, HELD = -40, 35


def content(days: Days) -> Content:
    """The plan as its office wrote it."""
    year = days.year(HELD - 30)
    return Content(
        kind="KH",
        number="97",
        symbol="KH/TĐTN-VP",
        title=f"Tổ chức Hội nghị tổng kết công tác Đoàn và phong trào thanh thiếu nhi năm {year}",
        issuers=(Issuer(name="Ban Chấp hành Đoàn tỉnh Vĩnh Long"),),
        place="Vĩnh Long",
        issued_on=days.iso(ISSUED),
        bases=(
            Basis(
                verb="Thực hiện",
                kind="Hướng dẫn",
                number="55-HD/TWĐTN-VP",
                issued_on=days.iso(ISSUED - 25),
                issuer="Ban Bí thư Trung ương Đoàn",
                about="tổng kết công tác Đoàn và phong trào thanh thiếu nhi",
            ),
        ),
        opening=("Ban Thường vụ Tỉnh đoàn xây dựng kế hoạch tổ chức hội nghị như sau:",),
        outline=(
            _purpose(),
            _time_and_place(days),
            _preparation(days),
            _carrying_out(days),
        ),
        signatures=(
            Signature(
                authority="TM.",
                on_behalf_of="Ban Thường vụ Tỉnh đoàn",
                title="Bí thư",
                name="Lâm Quang Khải",
            ),
        ),
        receivers=(
            Receiver(name="Văn phòng Trung ương Đoàn", purpose="report"),
            Receiver(name="Các Ban, Văn phòng Tỉnh đoàn", purpose="carry_out"),
            Receiver(name="Đoàn các xã, phường", purpose="carry_out"),
        ),
        archive=("VP",),
    )


def _purpose() -> Point:
    """Why, and with which demands."""
    return point(
        "Mục đích, yêu cầu",
        items(
            "Đánh giá kết quả công tác trong năm, rút ra bài học, xác định nhiệm vụ năm tới.",
            "Biểu dương, khen thưởng tập thể, cá nhân có thành tích xuất sắc.",
        ),
    )


def _time_and_place(days: Days) -> Point:
    """When, where, with whom."""
    return point(
        "Thời gian, địa điểm, thành phần",
        point(
            f"Thời gian: 01 buổi, ngày {days.said(HELD)}.",
        ),
        point(
            "Địa điểm: Hội trường Tỉnh đoàn Vĩnh Long.",
        ),
        point(
            "Thành phần: khoảng 180 đại biểu.",
        ),
    )


def _preparation(days: Days) -> Point:
    """What is to be prepared."""
    return point(
        "Nội dung chuẩn bị",
        items(
            "Văn phòng Tỉnh đoàn chủ trì, phối hợp với các Ban Tỉnh đoàn xây dựng dự thảo báo "
            f"cáo tổng kết, gửi lấy ý kiến các đơn vị trước ngày {days.said(-12)}.",
            f"Đoàn các xã, phường gửi ý kiến góp ý dự thảo báo cáo về Tỉnh đoàn trước ngày {days.said(-4)}.",
            "Đoàn các xã, phường gửi hồ sơ đề nghị khen thưởng (tờ trình, biên bản họp xét, danh "
            f"sách) về Ban Xây dựng tổ chức Đoàn trước ngày {days.said(6)}.",
            "Ban Xây dựng tổ chức Đoàn Tỉnh đoàn thẩm định hồ sơ khen thưởng, trình Hội đồng xét "
            f"trước ngày {days.said(14)}.",
            "Ban Tuyên giáo Tỉnh đoàn xây dựng phóng sự tổng kết và trang trí hội trường, hoàn "
            f"thành trước ngày {days.said(HELD - 3)}.",
            "Văn phòng Tỉnh đoàn chuẩn bị nội dung ký kết chương trình phối hợp năm sau với Hội "
            f"Khuyến học tỉnh trước ngày {days.said(HELD - 7)}.",
        ),
    )


def _carrying_out(days: Days) -> Point:
    """Who carries it out, and who reports to whom."""
    return point(
        "Tổ chức thực hiện",
        point(
            "Tỉnh đoàn",
            items(
                "Giao Văn phòng Tỉnh đoàn là đơn vị thường trực, đôn đốc việc chuẩn bị.",
            ),
        ),
        point(
            "Đoàn các xã, phường",
            items(
                f"Cử đại biểu dự hội nghị, đăng ký danh sách trước ngày {days.said(20)}.",
                "Báo cáo tổng kết năm của đơn vị về Tỉnh đoàn (qua Văn phòng) chậm nhất ngày "
                f"{days.said(-18)}.",
            ),
        ),
    )
