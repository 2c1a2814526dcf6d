"""The rights that exist. Roles are made of them as data (accounts); nothing else grants anything."""

from enum import StrEnum


class Scope(StrEnum):
    """How far a right goes."""

    OWN = "own"  # only the actor's own unit
    REACH = "reach"  # the unit, all below it, and the closed units that they inherited


class Permission(StrEnum):
    """Quyền: one thing that a person may be trusted with."""

    UNIT_VIEW = "organisations.view"
    UNIT_CHANGE = "organisations.change"
    UNIT_REORGANISE = "organisations.reorganise"
    UNIT_EXCHANGE = "organisations.exchange"
    GROUP_CHANGE = "organisations.groups"
    ACCOUNT_VIEW = "accounts.view"
    ACCOUNT_CHANGE = "accounts.change"
    POST_CHANGE = "accounts.posts"
    ROLE_CHANGE = "accounts.roles"
    PERSONAL_VIEW = "people.personal"
    AUDIT_VIEW = "audit.view"
    CALENDAR_CHANGE = "core.calendar"
    DOCUMENT_VIEW = "documents.view"
    DOCUMENT_INTAKE = "documents.intake"
    PROGRAMME_VIEW = "programmes.view"
    PROGRAMME_CHANGE = "programmes.change"
    PROGRAMME_START = "programmes.start"
    TASK_DO = "programmes.do"
    TASK_CONFIRM = "programmes.confirm"

    @property
    def label(self) -> str:
        """What an administrator reads when composing a role."""
        return LABELS[self]


LABELS = {
    Permission.UNIT_VIEW: "Xem cây đơn vị",
    Permission.UNIT_CHANGE: "Thành lập, đổi tên, chuyển đơn vị",
    Permission.UNIT_REORGANISE: "Sáp nhập, chia tách, kết thúc hoạt động đơn vị, bỏ một cấp",
    Permission.UNIT_EXCHANGE: "Nhập và xuất danh sách đơn vị",
    Permission.GROUP_CHANGE: "Lập và sửa nhóm đơn vị",
    Permission.ACCOUNT_VIEW: "Xem tài khoản",
    Permission.ACCOUNT_CHANGE: "Cấp, khóa tài khoản, đặt lại mật khẩu",
    Permission.POST_CHANGE: "Giao và thôi giao nhiệm vụ ở đơn vị",
    Permission.ROLE_CHANGE: "Lập và sửa vai trò",
    Permission.PERSONAL_VIEW: "Xem thông tin cá nhân (điện thoại, thư điện tử)",
    Permission.AUDIT_VIEW: "Xem nhật ký",
    Permission.CALENDAR_CHANGE: "Sửa lịch ngày nghỉ, ngày làm bù của cả nước",
    Permission.DOCUMENT_VIEW: "Xem văn bản",
    Permission.DOCUMENT_INTAKE: "Tiếp nhận văn bản: tải lên, soát lại, xác nhận",
    Permission.PROGRAMME_VIEW: "Xem chương trình, việc và tiến độ",
    Permission.PROGRAMME_CHANGE: "Lập và sửa chương trình, việc, chỉ tiêu; nhắc việc",
    Permission.PROGRAMME_START: "Cho chương trình bắt đầu, kết thúc",
    Permission.TASK_DO: "Thực hiện việc được giao: ghi tiến độ, minh chứng, báo hoàn thành",
    Permission.TASK_CONFIRM: "Xác nhận hoặc trả lại kết quả thực hiện",
}
