"""The Association's emulation movement for lifelong learning."""

from donghanh.desk.demo.days import Days
from donghanh.desk.demo.shape import items, point
from donghanh.documents.writing import Basis, Content, Issuer, Point, Receiver, Signature

ISSUED = -200


def content(days: Days) -> Content:
    """The plan as the Association wrote it."""
    first = days.at(ISSUED).year
    return Content(
        kind="KH",
        number="26",
        symbol="KH-HKH",
        title="Thực hiện phong trào thi đua “Cả tỉnh thi đua xây dựng xã hội học tập, đẩy mạnh học tập suốt "
        f"đời” giai đoạn {first} - {first + 2}",
        issuers=(Issuer(name="Hội Khuyến học tỉnh Vĩnh Long", over="Hội Khuyến học Việt Nam"),),
        place="Vĩnh Long",
        issued_on=days.iso(ISSUED),
        bases=(
            Basis(
                verb="Căn cứ",
                kind="Quyết định",
                number="1315/QĐ-TTg",
                issued_on="2023-11-09",
                issuer="Thủ tướng Chính phủ",
                about="phong trào thi đua “Cả nước thi đua xây dựng xã hội học tập, đẩy mạnh học tập suốt "
                "đời giai đoạn 2023 - 2030”",
            ),
            Basis(
                verb="Thực hiện",
                kind="Kế hoạch",
                number="271/KH-KHVN",
                issued_on="2023-09-20",
                issuer="Trung ương Hội Khuyến học Việt Nam",
                about="thực hiện phong trào thi đua",
            ),
        ),
        opening=("Ban Thường vụ Hội Khuyến học tỉnh Vĩnh Long ban hành kế hoạch thực hiện như sau:",),
        outline=(
            _aims(days),
            _work(days),
            _carrying_out(days),
        ),
        signatures=(
            Signature(
                authority="TM.",
                on_behalf_of="Ban Thường vụ Hội Khuyến học tỉnh",
                title="Phó Chủ tịch",
                name="Trần Quốc Bảo",
            ),
        ),
        receivers=(
            Receiver(name="Trung ương Hội Khuyến học Việt Nam", purpose="report"),
            Receiver(name="Thường trực Tỉnh ủy, UBND tỉnh", purpose="report"),
            Receiver(name="Tỉnh đoàn Vĩnh Long", purpose="cooperate"),
            Receiver(name="Hội Khuyến học các xã, phường", purpose="carry_out"),
        ),
        archive=("VP",),
    )


def _aims(days: Days) -> Point:
    """What is to be reached."""
    first = days.at(ISSUED).year
    return point(
        "Mục tiêu",
        items(
            f"Đến năm {first + 2}, có ít nhất 75% gia đình đạt danh hiệu “Gia đình học tập”.",
            f"Đến năm {first + 2}, có ít nhất 70% dòng họ đạt danh hiệu “Dòng họ học tập”.",
            "100% Hội Khuyến học xã, phường tổ chức đánh giá “Công dân học tập” hằng năm.",
        ),
    )


def _work(days: Days) -> Point:
    """What is to be done."""
    return point(
        "Nội dung thi đua",
        point(
            "Xây dựng các mô hình học tập",
            items(
                "Hội Khuyến học các xã, phường tổ chức cho gia đình, dòng họ, cộng đồng, đơn vị "
                f"đăng ký danh hiệu học tập trước ngày {days.said(-130)}.",
                "Hội Khuyến học các xã, phường tập huấn bộ tiêu chí đánh giá cho cán bộ chi hội "
                f"trước ngày {days.said(-85)}.",
                "Hội Khuyến học các xã, phường tổ chức bình xét, đề nghị công nhận các mô hình "
                f"học tập trước ngày {days.said(30)}.",
            ),
        ),
        point(
            "Phát triển quỹ, học bổng",
            items(
                "Hội Khuyến học các xã, phường vận động quỹ khuyến học, công khai thu chi hằng quý.",
                "Văn phòng Hội Khuyến học tỉnh hướng dẫn xét học bổng “Học không bao giờ cùng” "
                f"trước ngày {days.said(-40)}.",
                f"Hội Khuyến học các xã, phường đề cử người tự học thành tài trước ngày {days.said(-8)}.",
            ),
        ),
        point(
            "Trung tâm học tập cộng đồng",
            items(
                "Hội Khuyến học các xã, phường phối hợp với Đoàn các xã, phường mở lớp “Bình dân "
                f"học vụ số”, mỗi xã, phường ít nhất 02 lớp, trước ngày {days.said(70)}.",
            ),
        ),
    )


def _carrying_out(days: Days) -> Point:
    """Who carries it out, and who reports to whom."""
    return point(
        "Tổ chức thực hiện",
        point(
            "Hội Khuyến học tỉnh",
            items(
                "Giao Văn phòng Hội Khuyến học tỉnh là đơn vị thường trực, theo dõi, kiểm tra và "
                "tổng hợp kết quả.",
            ),
        ),
        point(
            "Hội Khuyến học các xã, phường",
            items(
                f"Xây dựng kế hoạch thi đua của đơn vị trước ngày {days.said(-165)}.",
                "Báo cáo kết quả, khó khăn, vướng mắc về Hội Khuyến học tỉnh 6 tháng trước ngày "
                "15/6, cả năm trước ngày 15/12 hằng năm.",
            ),
        ),
    )
