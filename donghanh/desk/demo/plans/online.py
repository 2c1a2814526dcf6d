"""The campaign "study online together": pupils in need, devices, fair hand-over."""

from donghanh.desk.demo.days import Days
from donghanh.desk.demo.shape import items, point
from donghanh.documents.writing import Basis, Content, Issuer, Point, Receiver, Signature

ISSUED = -95


def content(days: Days) -> Content:
    """The plan as its office wrote it."""
    return Content(
        kind="KH",
        number="81",
        symbol="KH/TĐTN-TTNTH",
        title="Triển khai Cuộc vận động “Cùng em học trực tuyến” trên địa bàn tỉnh",
        issuers=(Issuer(name="Ban Chấp hành Đoàn tỉnh Vĩnh Long"),),
        place="Vĩnh Long",
        issued_on=days.iso(ISSUED),
        bases=(
            Basis(
                verb="Thực hiện",
                kind="Kế hoạch",
                number="417-KH/TWĐTN-CTTN",
                issued_on=days.iso(ISSUED - 20),
                issuer="Ban Bí thư Trung ương Đoàn",
                about="triển khai chương trình “Cùng em học trực tuyến”",
            ),
        ),
        opening=(
            "Ban Thường vụ Tỉnh đoàn ban hành kế hoạch triển khai Cuộc vận động “Cùng em học trực tuyến” "
            "như sau:",
        ),
        outline=(
            _purpose(),
            _whom_and_how_many(),
            _work(days),
            _carrying_out(days),
        ),
        signatures=(
            Signature(
                authority="TM.",
                on_behalf_of="Ban Thường vụ Tỉnh đoàn",
                title="Phó Bí thư",
                name="Đặng Ngọc Hân",
            ),
        ),
        receivers=(
            Receiver(name="Ban Công tác Thiếu nhi Trung ương Đoàn", purpose="report"),
            Receiver(
                name="Các Sở: Giáo dục và Đào tạo; Khoa học và Công nghệ",
                purpose="cooperate",
            ),
            Receiver(name="Hội Khuyến học tỉnh", purpose="cooperate"),
            Receiver(name="Đoàn các xã, phường", purpose="carry_out"),
        ),
        archive=(
            "VP",
            "TTNTH",
        ),
    )


def _purpose() -> Point:
    """Why, and with which demands."""
    return point(
        "Mục đích, yêu cầu",
        items(
            "Giúp học sinh có hoàn cảnh khó khăn có thiết bị và đường truyền để học tập.",
            "Vận động, phân bổ và trao tặng công khai, minh bạch, đúng đối tượng, không trùng lặp.",
        ),
    )


def _whom_and_how_many() -> Point:
    """Whom it serves, and what is to be reached."""
    return point(
        "Đối tượng và chỉ tiêu",
        point(
            "Đối tượng hỗ trợ: học sinh thuộc hộ nghèo, hộ cận nghèo; học sinh mồ côi; học sinh "
            "khuyết tật; học sinh là con công nhân mất việc làm.",
        ),
        point(
            "Chỉ tiêu",
            items(
                "Vận động ít nhất 1.500 thiết bị học trực tuyến, mới hoặc đã qua sử dụng còn tốt.",
                "Vận động ít nhất 3.000.000.000 đồng từ các tổ chức, doanh nghiệp, cá nhân.",
                "100% Đoàn xã, phường thành lập đội hình thanh niên tình nguyện hỗ trợ học trực tuyến.",
            ),
        ),
    )


def _work(days: Days) -> Point:
    """What is to be done."""
    return point(
        "Nội dung thực hiện",
        point(
            "Rà soát nhu cầu",
            items(
                "Đoàn các xã, phường phối hợp với Hội Khuyến học các xã, phường và nhà trường rà "
                "soát, lập danh sách học sinh cần hỗ trợ theo từng nhóm đối tượng trước ngày "
                f"{days.said(-60)}.",
                "Đoàn các trường THPT xác minh hoàn cảnh học sinh của trường, gửi danh sách về "
                f"Đoàn xã, phường trước ngày {days.said(-65)}.",
            ),
        ),
        point(
            "Vận động nguồn lực",
            items(
                "Văn phòng Tỉnh đoàn mở tài khoản tiếp nhận, công khai hằng tuần kết quả vận "
                "động trên trang thông tin của Tỉnh đoàn.",
                "Đoàn các xã, phường vận động thiết bị đã qua sử dụng, kiểm tra, sửa chữa, cài "
                f"đặt lại trước ngày {days.said(-10)}.",
                "Ban Tuyên giáo Tỉnh đoàn tổ chức phát động Cuộc vận động trên các kênh truyền "
                f"thông, hoàn thành trước ngày {days.said(-80)}.",
            ),
        ),
        point(
            "Phân bổ, trao tặng",
            items(
                "Ban Thanh thiếu nhi - Trường học Tỉnh đoàn tổng hợp nhu cầu, đề xuất phương án "
                f"phân bổ thiết bị theo thứ tự ưu tiên trước ngày {days.said(15)}.",
                "Đoàn các xã, phường tổ chức trao thiết bị cho học sinh, có biên bản giao nhận, "
                f"trước ngày {days.said(45)}.",
                "Đoàn các xã, phường phân công đoàn viên kèm cặp, hướng dẫn học sinh sử dụng "
                "thiết bị thường xuyên trong năm học.",
            ),
        ),
    )


def _carrying_out(days: Days) -> Point:
    """Who carries it out, and who reports to whom."""
    return point(
        "Tổ chức thực hiện",
        point(
            "Tỉnh đoàn",
            items(
                "Giao Ban Thanh thiếu nhi - Trường học Tỉnh đoàn là đơn vị thường trực của Cuộc vận động.",
            ),
        ),
        point(
            "Đoàn các xã, phường",
            items(
                "Thành lập đội hình thanh niên tình nguyện hỗ trợ học trực tuyến trước ngày "
                f"{days.said(-70)}.",
                "Báo cáo số liệu vận động, trao tặng về Tỉnh đoàn (qua Ban Thanh thiếu nhi - "
                "Trường học) trước ngày 25 hằng tháng.",
            ),
        ),
    )
