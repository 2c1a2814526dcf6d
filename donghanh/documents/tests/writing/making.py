"""Contents to write: one whole plan of the Union, and the same for every other layout."""

from dataclasses import replace

from donghanh.documents.writing import (
    Basis,
    Content,
    Issuer,
    Item,
    Items,
    Paragraph,
    Point,
    Receiver,
    Signature,
    Table,
)

TABLE = Table(
    caption="Bảng 1. Chỉ tiêu giao các đơn vị",
    columns=("TT", "Đơn vị", "Số câu lạc bộ"),
    rows=(("1", "Đoàn xã Cam Lộ", "12"), ("2", "Đoàn phường Đông Hà", "7")),
)
OUTLINE = (
    Point(
        heading="Mục đích, yêu cầu",
        body=(
            Point(
                heading="Mục đích", body=(Items(items=("Giáo dục truyền thống cho đoàn viên, thanh niên.",)),)
            ),
            Point(
                heading="Yêu cầu",
                body=(Items(items=(Item(text="Thiết thực, tiết kiệm:", details=("Không hình thức.",)),)),),
            ),
        ),
    ),
    Point(
        heading="Nội dung",
        body=(
            Point(
                heading="Công tác tuyên truyền",
                body=(
                    Point(
                        heading="Các huyện, thị, thành đoàn tổ chức 02 đợt sinh hoạt trước ngày 20/3/2026."
                    ),
                    Point(heading="Ban Tuyên giáo biên soạn tài liệu, phát hành 1.200 cuốn."),
                ),
            ),
            Point(heading="Chỉ tiêu", body=(Paragraph(text="Phấn đấu đạt các chỉ tiêu sau:"), TABLE)),
        ),
    ),
    Point(
        heading="Tổ chức thực hiện",
        body=(
            Point(
                heading="Các huyện, thị, thành đoàn, đoàn trực thuộc",
                body=(
                    Items(
                        items=(
                            "Xây dựng kế hoạch và gửi về Tỉnh đoàn trước ngày 20/02/2026.",
                            "Báo cáo kết quả về Ban Thường vụ Tỉnh đoàn chậm nhất ngày 15/11/2026.",
                        )
                    ),
                ),
            ),
        ),
    ),
)
PLAN = Content(
    kind="KH",
    number="5",
    symbol="KH/TĐTN-PTTN",
    place="Đông Hà",
    issued_on="2026-02-05",
    title="Tổ chức Tháng Thanh niên năm 2026",
    issuers=(Issuer(name="BCH Tỉnh đoàn Quảng Trị"),),
    bases=(
        Basis(
            verb="Thực hiện",
            kind="Kế hoạch",
            number="187-KH/TWĐTN-TNXP",
            issued_on="2026-01-17",
            issuer="Ban Bí thư Trung ương Đoàn",
            about="tổ chức Tháng Thanh niên năm 2026",
        ),
        Basis(text="Căn cứ Chương trình số 02-CTr/TĐTN-VP ngày 10/01/2026 của Ban Chấp hành Tỉnh đoàn"),
    ),
    opening=("Ban Thường vụ Tỉnh đoàn ban hành Kế hoạch tổ chức Tháng Thanh niên năm 2026, cụ thể như sau:",),
    outline=OUTLINE,
    closing="Đề nghị các đơn vị nghiêm túc triển khai thực hiện",
    signatures=(
        Signature(
            authority="TM.",
            on_behalf_of="Ban Thường vụ Tỉnh đoàn",
            title="Phó Bí thư",
            name="Hồ Thị Thanh Nhàn",
        ),
    ),
    receivers=(
        Receiver(name="Ban Bí thư Trung ương Đoàn", purpose="report"),
        Receiver(name="Các huyện, thị, thành đoàn, đoàn trực thuộc", purpose="carry_out"),
    ),
    archive=("VT", "PTTN"),
)
ASSOCIATION = replace(
    PLAN,
    symbol="KH-HKH",
    issuers=(Issuer(name="Hội Khuyến học tỉnh Quảng Trị", over="Hội Khuyến học Việt Nam"),),
    signatures=(
        Signature(
            authority="TM.",
            on_behalf_of="Ban Thường vụ Hội Khuyến học",
            title="Chủ tịch",
            name="Nguyễn Văn Bình",
        ),
    ),
)
LETTER = replace(
    PLAN,
    kind="CV",
    symbol="UBND-VX",
    issuers=(Issuer(name="Ủy ban nhân dân xã Cam Lộ", over="Ủy ban nhân dân tỉnh Quảng Trị"),),
    title="Phối hợp tổ chức Tháng Thanh niên năm 2026",
    bases=(),
    addressees=("Các phòng, ban của xã", "Hội Khuyến học xã Cam Lộ"),
    outline=(Point(heading="Cử cán bộ tham gia trước ngày 10/3/2026."),),
    signatures=(
        Signature(
            authority="TM.+KT.", on_behalf_of="Ủy ban nhân dân", acting_for="Chủ tịch", title="Phó Chủ tịch",
            name="Trần Thị Lan",
        ),
    ),
)  # fmt: skip
SCHOOL = replace(
    PLAN,
    symbol="KH-ĐTN",
    issuers=(Issuer(name="Ban Chấp hành Đoàn trường THPT Cam Lộ", over="Đoàn xã Cam Lộ"),),
)
JOINT = replace(
    PLAN,
    kind="CTPH",
    symbol="CTPH-HKH-TĐTN",
    issuers=(Issuer(name="Hội Khuyến học tỉnh Quảng Trị"), Issuer(name="Tỉnh đoàn Quảng Trị")),
    title="Phối hợp công tác khuyến học giai đoạn 2026 - 2030",
    signatures=(*ASSOCIATION.signatures, *PLAN.signatures),
)
DECISION = replace(
    PLAN,
    kind="QĐ",
    symbol="QĐ/TĐTN-VP",
    title="Về việc thành lập Ban Chỉ đạo Tháng Thanh niên năm 2026",
    authority="Ban Thường vụ Tỉnh đoàn Quảng Trị",
    opening=(),
    outline=(
        Point(heading="Thành lập Ban Chỉ đạo Tháng Thanh niên năm 2026 gồm các đồng chí có tên kèm theo."),
        Point(heading="Văn phòng Tỉnh đoàn và các đồng chí có tên tại Điều 1 chịu trách nhiệm thi hành."),
    ),
    closing="",
)
BY_LAYOUT = {
    "youth_union": PLAN,
    "association": ASSOCIATION,
    "state": LETTER,
    "school_hybrid": SCHOOL,
    "joint": JOINT,
}
