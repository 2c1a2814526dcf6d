"""The invented people of the demonstration, one for each role that the product serves."""

from dataclasses import dataclass

from donghanh.identity.models import User


@dataclass(frozen=True, kw_only=True)
class DemoPerson:
    """Somebody as whom a visitor of the demonstration may look around."""

    code: str
    full_name: str
    role: str
    office: str
    does: str


PEOPLE = (
    DemoPerson(
        code="chuyen-vien-tinh-doan",
        full_name="Nguyễn Minh Anh",
        role="Chuyên viên Tỉnh đoàn",
        office="Ban Tuyên giáo, Tỉnh đoàn Bình Minh",
        does="Tiếp nhận, soạn kế hoạch và theo dõi việc thực hiện trong toàn tỉnh.",
    ),
    DemoPerson(
        code="lanh-dao-hoi-khuyen-hoc",
        full_name="Trần Quốc Bảo",
        role="Lãnh đạo Hội Khuyến học tỉnh",
        office="Thường trực Hội Khuyến học tỉnh Bình Minh",
        does="Duyệt, ký và xem số liệu tổng hợp của các cấp Hội.",
    ),
    DemoPerson(
        code="can-bo-doan-xa",
        full_name="Lê Thị Thu Hà",
        role="Cán bộ Đoàn xã",
        office="Ban Thường vụ Đoàn xã Tân Lập",
        does="Nhận việc cấp trên giao, tổ chức thực hiện và gửi báo cáo.",
    ),
    DemoPerson(
        code="bi-thu-doan-truong",
        full_name="Phạm Gia Huy",
        role="Bí thư Đoàn trường",
        office="Đoàn Trường THPT Tân Lập",
        does="Ghi hoạt động của chi đoàn và số đoàn viên tham gia.",
    ),
    DemoPerson(
        code="quan-tri",
        full_name="Vũ Hoài Nam",
        role="Quản trị",
        office="Văn phòng Tỉnh đoàn Bình Minh",
        does="Cấp tài khoản, giao quyền và giữ danh mục dùng chung.",
    ),
)


def find(code: str) -> DemoPerson | None:
    """The invented person of this code."""
    return next((person for person in PEOPLE if person.code == code), None)


def account_of(person: DemoPerson) -> User:
    """The person's account, made on first use; it has no password, so only the demonstration opens it."""
    user = User.objects.filter(code=person.code).first()
    return user or User.objects.create_user(person.code, full_name=person.full_name)
