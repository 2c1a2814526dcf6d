"""What deeds are called for those who read the book; a verb without a word here is shown as it is."""

DEEDS = {
    "organisations.open": "Thành lập đơn vị",
    "organisations.rename": "Đổi tên đơn vị",
    "organisations.move": "Chuyển cấp trên",
    "organisations.aliases": "Đặt tên khác",
    "organisations.code": "Ghi mã ngoài",
    "organisations.close": "Kết thúc hoạt động",
    "organisations.merge": "Sáp nhập",
    "organisations.split": "Chia tách",
    "organisations.abolish": "Bỏ một cấp",
    "organisations.undo": "Hủy một thay đổi",
    "organisations.import": "Nhập đơn vị từ bảng tính",
    "organisations.export": "Xuất danh sách đơn vị",
    "organisations.load": "Nạp số liệu chuẩn",
    "organisations.create_group": "Lập nhóm đơn vị",
    "organisations.change_group": "Sửa nhóm đơn vị",
    "accounts.make": "Cấp tài khoản",
    "accounts.change_contact": "Đổi liên hệ",
    "accounts.lock": "Khóa tài khoản",
    "accounts.unlock": "Mở khóa tài khoản",
    "accounts.issue_slip": "In phiếu đăng nhập",
    "accounts.choose_password": "Đặt mật khẩu",
    "accounts.sign_out_elsewhere": "Đăng xuất nơi khác",
    "accounts.give_post": "Giao nhiệm vụ",
    "accounts.end_post": "Thôi giao nhiệm vụ",
    "accounts.delegate": "Ủy quyền",
    "accounts.hand_over": "Bàn giao",
    "accounts.compose_role": "Lập vai trò",
    "accounts.change_role": "Sửa vai trò",
    "accounts.remove_role": "Xóa vai trò",
    "accounts.standard_role": "Nạp vai trò chuẩn",
    "accounts.read_intake": "Đọc bảng tính cán bộ",
    "accounts.apply_intake": "Cấp tài khoản từ bảng tính",
    "accounts.drop_intake": "Bỏ bảng tính cán bộ",
}


def said(verb: str) -> str:
    """The deed in words."""
    return DEEDS.get(verb, verb)
