"""The standard roles: data that the migration of this app lays down, and that everybody may copy."""

from dataclasses import dataclass, field

from donghanh.core.permissions import Permission


@dataclass(frozen=True, kw_only=True)
class Standard:
    """One standard role."""

    code: str
    name: str
    note: str
    reach: tuple[Permission, ...] = ()
    own: tuple[Permission, ...] = field(default=())


# Carrying plans out: from the document to the confirmed result.
WORK = (
    Permission.DOCUMENT_VIEW,
    Permission.DOCUMENT_INTAKE,
    Permission.PROGRAMME_VIEW,
    Permission.PROGRAMME_CHANGE,
    Permission.PROGRAMME_START,
    Permission.TASK_CONFIRM,
)

STANDARD = (
    Standard(
        code="quan-tri",
        name="Quản trị đơn vị",
        note="Cấp tài khoản, giao nhiệm vụ, lập vai trò và giữ cây đơn vị trong phạm vi của mình.",
        reach=tuple(right for right in Permission if right is not Permission.CALENDAR_CHANGE),
    ),
    Standard(
        code="thiet-lap",
        name="Thiết lập hệ thống",
        note="Lập cây đơn vị, nhóm và vai trò; không xem được thông tin cá nhân, không cấp tài khoản.",
        reach=(
            Permission.UNIT_VIEW,
            Permission.UNIT_CHANGE,
            Permission.UNIT_EXCHANGE,
            Permission.GROUP_CHANGE,
            Permission.ROLE_CHANGE,
        ),
    ),
    Standard(
        code="lanh-dao",
        name="Lãnh đạo",
        note="Bí thư, phó bí thư, chủ tịch, phó chủ tịch: xem cả phạm vi, quyết định việc sắp xếp đơn vị.",
        reach=(
            Permission.UNIT_VIEW,
            Permission.UNIT_REORGANISE,
            Permission.UNIT_EXCHANGE,
            Permission.GROUP_CHANGE,
            Permission.ACCOUNT_VIEW,
            Permission.PERSONAL_VIEW,
            Permission.AUDIT_VIEW,
            *WORK,
        ),
        own=(Permission.TASK_DO,),
    ),
    Standard(
        code="chuyen-vien",
        name="Chuyên viên",
        note="Cán bộ ban, văn phòng: theo dõi trong phạm vi của cơ quan, lập nhóm đơn vị.",
        reach=(
            Permission.UNIT_VIEW,
            Permission.GROUP_CHANGE,
            Permission.UNIT_EXCHANGE,
            Permission.ACCOUNT_VIEW,
            *WORK,
        ),
        own=(Permission.PERSONAL_VIEW, Permission.TASK_DO),
    ),
    Standard(
        code="can-bo-co-so",
        name="Cán bộ cơ sở",
        note="Bí thư Đoàn xã, chủ tịch Hội xã, bí thư đoàn trường: việc của đơn vị mình và bên dưới.",
        reach=(Permission.UNIT_VIEW, Permission.ACCOUNT_VIEW, Permission.PERSONAL_VIEW, *WORK),
        own=(Permission.GROUP_CHANGE, Permission.TASK_DO),
    ),
    Standard(
        code="thanh-vien",
        name="Thành viên",
        note="Người tham gia một đơn vị: xem cây đơn vị, văn bản và chương trình.",
        reach=(Permission.UNIT_VIEW, Permission.DOCUMENT_VIEW, Permission.PROGRAMME_VIEW),
    ),
    Standard(
        code="giu-lich",
        name="Giữ lịch ngày nghỉ",
        note="Ghi ngày nghỉ, ngày làm bù của cả nước khi có quyết định; mọi thời hạn tính theo lịch này.",
        reach=(Permission.CALENDAR_CHANGE,),
    ),
)
