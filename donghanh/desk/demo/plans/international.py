"""A year of international youth work of the province's Youth Union."""

from donghanh.desk.demo.days import Days
from donghanh.desk.demo.shape import items, point
from donghanh.documents.writing import Basis, Content, Issuer, Point, Receiver, Signature

ISSUED = -170


def content(days: Days) -> Content:
    """The plan as its office wrote it."""
    span = f"từ {days.month(ISSUED)} đến {days.month(190)}"
    return Content(
        kind="KH",
        number="68",
        symbol="KH/TĐTN-BTG",
        title=f"Công tác quốc tế thanh niên và hội nhập quốc tế, giai đoạn {span}",
        issuers=(Issuer(name="Ban Chấp hành Đoàn tỉnh Vĩnh Long"),),
        place="Vĩnh Long",
        issued_on=days.iso(ISSUED),
        bases=(
            Basis(
                verb="Thực hiện",
                kind="Kế hoạch",
                number="96-KH/TWĐTN-BQT",
                issued_on=days.iso(ISSUED - 35),
                issuer="Ban Bí thư Trung ương Đoàn",
                about="công tác quốc tế thanh niên và đẩy mạnh năng lực hội nhập quốc tế cho thanh thiếu nhi",
            ),
            Basis(
                verb="Căn cứ",
                kind="Chương trình",
                number="03-CTr/TĐTN-VP",
                issued_on=days.iso(ISSUED - 60),
                issuer="Ban Chấp hành Đoàn tỉnh",
                about="công tác Đoàn và phong trào thanh thiếu nhi trong năm",
            ),
        ),
        opening=(
            "Ban Thường vụ Tỉnh đoàn Vĩnh Long xây dựng kế hoạch công tác quốc tế thanh niên với các nội "
            "dung cụ thể như sau:",
        ),
        outline=(
            _purpose(),
            _targets(),
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
            Receiver(name="Ban Quốc tế Trung ương Đoàn", purpose="report"),
            Receiver(name="Thường trực Tỉnh ủy", purpose="report"),
            Receiver(name="Sở Ngoại vụ, Sở Giáo dục và Đào tạo", purpose="cooperate"),
            Receiver(name="Đoàn các xã, phường", purpose="carry_out"),
        ),
        archive=(
            "VP",
            "BTG",
        ),
    )


def _purpose() -> Point:
    """Why, and with which demands."""
    return point(
        "Mục đích, yêu cầu",
        point(
            "Mục đích",
            items(
                "Giúp cán bộ, đoàn viên, thanh thiếu nhi hiểu đường lối đối ngoại của Đảng, "
                "chính sách của Nhà nước, nâng cao kỹ năng hội nhập quốc tế.",
                "Mở rộng giao lưu, hợp tác giữa tuổi trẻ Vĩnh Long với thanh niên các nước.",
            ),
        ),
        point(
            "Yêu cầu",
            items(
                "Hoạt động thiết thực, tiết kiệm, phù hợp với điều kiện của từng đơn vị và bảo "
                "đảm các quy định về đối ngoại.",
            ),
        ),
    )


def _targets() -> Point:
    """What is to be reached."""
    return point(
        "Chỉ tiêu",
        items(
            "100% Đoàn xã, phường duy trì hoặc thành lập mới ít nhất 01 câu lạc bộ tiếng Anh.",
            "Thành lập mới 30 đội hình tình nguyện dạy tiếng Anh cho thiếu nhi.",
            "Có ít nhất 6.000 lượt đoàn viên, thanh niên tham gia các hoạt động giao lưu quốc tế.",
        ),
    )


def _work(days: Days) -> Point:
    """What is to be done."""
    return point(
        "Nội dung và giải pháp",
        point(
            "Công tác tuyên truyền, giáo dục",
            items(
                "Ban Tuyên giáo Tỉnh đoàn biên soạn tài liệu hỏi đáp về hội nhập quốc tế, gửi "
                f"các đơn vị trước ngày {days.said(-120)}.",
                "Đoàn các xã, phường tổ chức ít nhất 01 buổi sinh hoạt chuyên đề về Cộng đồng "
                f"ASEAN, hoàn thành trước ngày {days.said(-75)}.",
                "Đoàn các xã, phường đăng tin, bài về hoạt động quốc tế thanh niên trên trang "
                "thông tin của đơn vị; ít nhất 02 tin mỗi tháng.",
            ),
        ),
        point(
            "Nâng cao năng lực ngoại ngữ",
            items(
                "Đoàn các xã, phường duy trì hoặc thành lập mới câu lạc bộ tiếng Anh, gửi danh "
                f"sách thành viên về Tỉnh đoàn trước ngày {days.said(-45)}.",
                "Đoàn các trường THPT chủ trì, phối hợp với Hội Khuyến học các xã, phường tổ "
                f"chức cuộc thi hùng biện tiếng Anh cấp trường trong {days.month(-30)}.",
                "Ban Thanh thiếu nhi - Trường học Tỉnh đoàn phối hợp với Sở Giáo dục và Đào tạo "
                f"tổ chức vòng chung kết cuộc thi cấp tỉnh trước ngày {days.said(40)}.",
                "Đoàn các xã, phường thành lập đội hình giáo viên, sinh viên tình nguyện dạy "
                f"tiếng Anh cho thiếu nhi trong dịp hè, hoàn thành trước ngày {days.said(75)}.",
            ),
        ),
        point(
            "Giao lưu, hợp tác quốc tế",
            items(
                "Văn phòng Tỉnh đoàn phối hợp với Sở Ngoại vụ lựa chọn 12 đại biểu tham gia "
                f"chương trình giao lưu thanh niên quốc tế, hoàn thành trước ngày {days.said(25)}.",
                "Ban Tuyên giáo Tỉnh đoàn tổ chức tập huấn kỹ năng hội nhập quốc tế cho đại biểu "
                f"trước ngày {days.said(60)}.",
                "Khuyến khích Đoàn các xã, phường tổ chức gặp gỡ thanh niên, sinh viên nước "
                "ngoài đang học tập, làm việc tại địa phương.",
            ),
        ),
        point(
            "Góp ý văn bản của Trung ương Đoàn",
            items(
                "Ban Tuyên giáo Tỉnh đoàn chủ trì, phối hợp với Văn phòng Tỉnh đoàn tổng hợp ý "
                "kiến góp ý dự thảo Chương trình hội nhập quốc tế cho thanh niên, gửi Ban Quốc "
                f"tế Trung ương Đoàn trước ngày {days.said(-15)}.",
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
                "Giao Ban Tuyên giáo Tỉnh đoàn là đơn vị thường trực, theo dõi, đôn đốc và tổng "
                "hợp kết quả thực hiện kế hoạch.",
                "Văn phòng Tỉnh đoàn cân đối kinh phí thực hiện kế hoạch.",
            ),
        ),
        point(
            "Đoàn các xã, phường",
            items(
                "Xây dựng kế hoạch của đơn vị, gửi về Tỉnh đoàn (qua Ban Tuyên giáo) trước ngày "
                f"{days.said(-140)}.",
                "Báo cáo kết quả thực hiện về Tỉnh đoàn (qua Ban Tuyên giáo) trước ngày "
                f"{days.said(185)}; lồng ghép vào báo cáo tổng kết công tác năm.",
            ),
        ),
    )
