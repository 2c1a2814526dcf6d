"""A joint programme of the province's Youth Union and Learning Promotion Association."""

from donghanh.desk.demo.days import Days
from donghanh.desk.demo.shape import items, point
from donghanh.documents.writing import Basis, Content, Issuer, Point, Receiver, Signature

ISSUED = -230

SIGNATURES = (
    Signature(
        authority="TM.",
        on_behalf_of="Ban Thường vụ Tỉnh đoàn",
        title="Bí thư",
        name="Lâm Quang Khải",
    ),
    Signature(
        authority="TM.",
        on_behalf_of="Ban Thường vụ Hội Khuyến học tỉnh",
        title="Chủ tịch",
        name="Phan Thị Mai Xuân",
    ),
)
RECEIVERS = (
    Receiver(
        name="Trung ương Đoàn, Trung ương Hội Khuyến học Việt Nam",
        purpose="report",
    ),
    Receiver(name="Thường trực Tỉnh ủy, UBND tỉnh", purpose="report"),
    Receiver(name="Đoàn các xã, phường", purpose="carry_out"),
    Receiver(name="Hội Khuyến học các xã, phường", purpose="carry_out"),
)


def content(days: Days) -> Content:
    """The programme as both signed it."""
    first = days.at(ISSUED).year
    return Content(
        kind="CTPH",
        number="12",
        symbol="CTPH-TĐTN-HKH",
        title="Đẩy mạnh khuyến học, khuyến tài, xây dựng xã hội học tập trong thanh thiếu nhi, giai đoạn "
        f"{first} - {first + 2}",
        issuers=(
            Issuer(name="Tỉnh đoàn Vĩnh Long"),
            Issuer(name="Hội Khuyến học tỉnh Vĩnh Long"),
        ),
        place="Vĩnh Long",
        issued_on=days.iso(ISSUED),
        bases=(
            Basis(
                verb="Căn cứ",
                kind="Quyết định",
                number="1373/QĐ-TTg",
                issued_on="2021-07-30",
                issuer="Thủ tướng Chính phủ",
                about="phê duyệt Đề án “Xây dựng xã hội học tập giai đoạn 2021 - 2030”",
            ),
            Basis(
                verb="Thực hiện",
                kind="Chương trình phối hợp",
                number="40/CTPH-HKVN-ĐTNCSHCM",
                issued_on=days.iso(ISSUED - 90),
                issuer="Trung ương Đoàn và Trung ương Hội Khuyến học Việt Nam",
                about="đẩy mạnh khuyến học, khuyến tài trong thanh thiếu nhi",
            ),
        ),
        opening=(
            "Tỉnh đoàn và Hội Khuyến học tỉnh Vĩnh Long thống nhất xây dựng Chương trình phối hợp với "
            "các nội dung như sau:",
        ),
        outline=(
            _aims(days),
            _work(days),
            _carrying_out(),
        ),
        signatures=SIGNATURES,
        receivers=RECEIVERS,
        archive=(
            "VP Tỉnh đoàn",
            "VP Hội",
        ),
    )


def _aims(days: Days) -> Point:
    """What is to be reached."""
    first = days.at(ISSUED).year
    return point(
        "Mục tiêu",
        items(
            "Mỗi năm trao ít nhất 1.200 suất học bổng cho học sinh, sinh viên có hoàn cảnh khó "
            "khăn vươn lên học giỏi.",
            f"Đến năm {first + 2}, có ít nhất 60% đoàn viên, thanh niên đạt danh hiệu “Công dân học tập”.",
            "100% Đoàn xã, phường ký kết chương trình phối hợp với Hội Khuyến học cùng cấp.",
        ),
    )


def _work(days: Days) -> Point:
    """What is to be done."""
    return point(
        "Nội dung phối hợp",
        point(
            "Tuyên truyền, vận động",
            items(
                "Đoàn các xã, phường chủ trì, phối hợp với Hội Khuyến học các xã, phường ký kết "
                f"chương trình phối hợp cấp xã trước ngày {days.said(-150)}.",
                "Hội Khuyến học các xã, phường hướng dẫn đoàn viên, thanh niên đăng ký danh hiệu "
                f"“Công dân học tập” trước ngày {days.said(-90)}.",
                "Ban Tuyên giáo Tỉnh đoàn xây dựng chuyên mục về gương hiếu học trên trang thông "
                f"tin của Tỉnh đoàn trước ngày {days.said(-180)}.",
            ),
        ),
        point(
            "Quỹ khuyến học, học bổng",
            items(
                "Hội Khuyến học các xã, phường chủ trì, phối hợp với Đoàn các xã, phường rà "
                "soát, lập danh sách học sinh có hoàn cảnh khó khăn cần hỗ trợ trước ngày 30/9 "
                "hằng năm.",
                "Văn phòng Hội Khuyến học tỉnh vận động nguồn lực, cân đối học bổng chung của "
                f"tỉnh trước ngày {days.said(-50)}.",
                "Đoàn các xã, phường tổ chức lễ trao học bổng cho học sinh, hoàn thành trước "
                f"ngày {days.said(35)}.",
            ),
        ),
        point(
            "Mô hình học tập",
            items(
                "Đoàn các xã, phường thành lập ít nhất 01 tủ sách khuyến học do đoàn viên quản "
                f"lý trước ngày {days.said(-20)}.",
                "Hội Khuyến học các xã, phường tổ chức đánh giá, công nhận các mô hình học tập "
                f"trong thanh thiếu nhi trước ngày {days.said(120)}.",
                "Đề xuất tuyên dương “Nhân tài khuyến học”: Tỉnh đoàn lập hồ sơ đề nghị Hội "
                f"Khuyến học tỉnh xét trước ngày {days.said(90)}.",
            ),
        ),
    )


def _carrying_out() -> Point:
    """Who carries it out, and who reports to whom."""
    return point(
        "Tổ chức thực hiện",
        point(
            "Tỉnh đoàn",
            items(
                "Giao Ban Thanh thiếu nhi - Trường học Tỉnh đoàn là đơn vị thường trực, chỉ đạo "
                "các cấp bộ Đoàn thực hiện Chương trình.",
            ),
        ),
        point(
            "Hội Khuyến học tỉnh",
            items(
                "Giao Văn phòng Hội Khuyến học tỉnh là đơn vị thường trực, hướng dẫn các cấp Hội "
                "thực hiện Chương trình.",
            ),
        ),
        point(
            "Đoàn các xã, phường và Hội Khuyến học các xã, phường",
            items(
                "Báo cáo kết quả thực hiện về Tỉnh đoàn (qua Ban Thanh thiếu nhi - Trường học) "
                "và Hội Khuyến học tỉnh chậm nhất ngày 15/11 hằng năm.",
            ),
        ),
    )
