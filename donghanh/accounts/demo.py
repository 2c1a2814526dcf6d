"""The invented people of the demonstration, in real places: one for each role that the product serves."""

from dataclasses import dataclass
from datetime import date

from donghanh.accounts import actions
from donghanh.accounts.models import Post, Role
from donghanh.core.actor import Actor, system_actor
from donghanh.identity.models import User
from donghanh.organisations import actions as organisations
from donghanh.organisations.models import Kind, Level, System, Unit
from donghanh.organisations.values import NewUnit

PROVINCE, COMMUNE, CENTRAL = "DTN-T86", "DTN-X28870", "DTN-TW"  # Vĩnh Long, Chợ Lách, the country
LEARNING_PROVINCE, LEARNING_COMMUNE = "HKH-T86", "HKH-X28870"
BOARD, SCHOOL = "DTN-T86-BTG", "DTN-X28870-THPT"
SINCE = date(2025, 7, 1)


@dataclass(frozen=True, kw_only=True)
class DemoPost:
    """An office that an invented person holds."""

    unit: str
    role: str
    title: str


@dataclass(frozen=True, kw_only=True)
class DemoPerson:
    """Somebody as whom a visitor of the demonstration may look around."""

    code: str
    full_name: str
    role: str
    office: str
    does: str
    posts: tuple[DemoPost, ...] = ()


PEOPLE = (
    DemoPerson(
        code="chuyen-vien-tinh-doan",
        full_name="Nguyễn Minh Anh",
        role="Chuyên viên Tỉnh đoàn",
        office="Ban Tuyên giáo, Tỉnh đoàn Vĩnh Long",
        does="Tiếp nhận, soạn kế hoạch và theo dõi việc thực hiện trong toàn tỉnh.",
        posts=(DemoPost(unit=BOARD, role="chuyen-vien", title="Chuyên viên"),),
    ),
    DemoPerson(
        code="lanh-dao-hoi-khuyen-hoc",
        full_name="Trần Quốc Bảo",
        role="Lãnh đạo Hội Khuyến học tỉnh",
        office="Thường trực Hội Khuyến học tỉnh Vĩnh Long",
        does="Duyệt, ký và xem số liệu tổng hợp của các cấp Hội.",
        posts=(DemoPost(unit=LEARNING_PROVINCE, role="lanh-dao", title="Phó Chủ tịch"),),
    ),
    DemoPerson(
        code="can-bo-doan-xa",
        full_name="Lê Thị Thu Hà",
        role="Cán bộ Đoàn xã",
        office="Đoàn xã Chợ Lách",
        does="Nhận việc cấp trên giao, tổ chức thực hiện và gửi báo cáo; kiêm việc của Hội Khuyến học xã.",
        posts=(
            DemoPost(unit=COMMUNE, role="can-bo-co-so", title="Bí thư"),
            DemoPost(unit=LEARNING_COMMUNE, role="can-bo-co-so", title="Phó Chủ tịch"),
        ),
    ),
    DemoPerson(
        code="bi-thu-doan-truong",
        full_name="Phạm Gia Huy",
        role="Bí thư Đoàn trường",
        office="Đoàn Trường THPT Cồn Xanh",
        does="Ghi hoạt động của chi đoàn và số đoàn viên tham gia.",
        posts=(DemoPost(unit=SCHOOL, role="can-bo-co-so", title="Bí thư"),),
    ),
    DemoPerson(
        code="quan-tri",
        full_name="Vũ Hoài Nam",
        role="Quản trị tỉnh",
        office="Tỉnh đoàn Vĩnh Long",
        does="Cấp tài khoản, giao quyền và giữ cây đơn vị của tỉnh.",
        posts=(DemoPost(unit=PROVINCE, role="quan-tri", title="Quản trị hệ thống"),),
    ),
    DemoPerson(
        code="can-bo-trung-uong",
        full_name="Hoàng Thanh Mai",
        role="Cán bộ Trung ương Đoàn",
        office="Trung ương Đoàn TNCS Hồ Chí Minh",
        does="Xem cả nước, xem số liệu theo cây đơn vị của từng thời kỳ.",
        posts=(
            DemoPost(unit=CENTRAL, role="quan-tri", title="Quản trị hệ thống"),
            DemoPost(unit=CENTRAL, role="giu-lich", title="Giữ lịch ngày nghỉ"),
        ),
    ),
    DemoPerson(
        code="nguoi-dan",
        full_name="Ngô Thị Bích",
        role="Người dân",
        office="Chưa giữ nhiệm vụ ở đơn vị nào",
        does="Xem những gì được công khai.",
    ),
)


def find(code: str) -> DemoPerson | None:
    """The invented person of this code."""
    return next((person for person in PEOPLE if person.code == code), None)


def account_of(person: DemoPerson) -> User:
    """The person's account with its posts, made on first use; without units in the database, without posts.

    It has no password, so only the demonstration's own button opens it.
    """
    user = User.objects.filter(code=person.code).first()
    user = user or User.objects.create_user(person.code, full_name=person.full_name)
    by = system_actor()
    held = set(Post.objects.filter(user=user).values_list("unit__code", "role__code"))
    missing = [post for post in person.posts if (post.unit, post.role) not in held]
    if missing:
        load_units(by=by)
        actions.load_standard_roles(by=by)
    for post in missing:
        unit = Unit.objects.filter(code=post.unit).first()
        if unit:
            role = Role.objects.get(code=post.role)
            actions.give_post(user, unit=unit, role=role, title=post.title, since=SINCE, by=by)
    return user


def load(*, password: str = "") -> list[User]:
    """All of them, with one password for all if told; runs again without harm. For `load_demo`."""
    users = [account_of(person) for person in PEOPLE]
    for user in users:
        if password and not user.check_password(password):
            user.set_password(password)
            user.save(update_fields=["password"])
    return users


def load_units(*, by: Actor) -> None:
    """What the standard data do not have: a staff board of the province, and a school."""
    board = NewUnit(
        code=BOARD,
        name="Ban Tuyên giáo Tỉnh đoàn Vĩnh Long",
        system=System.YOUTH_UNION,
        level=Level.PROVINCE,
        kind=Kind.STAFF_BOARD,
    )
    school = NewUnit(
        code=SCHOOL,
        name="Đoàn Trường THPT Cồn Xanh",
        system=System.YOUTH_UNION,
        level=Level.BASE,
        kind=Kind.SCHOOL,
    )
    for parent_code, new in ((PROVINCE, board), (COMMUNE, school)):
        parent = Unit.objects.filter(code=parent_code).first()
        if parent and not Unit.objects.filter(code=new.code).exists():
            organisations.open_unit(parent, new=new, on=SINCE, by=by)
