"""What deeds are called for those who read the book; a verb without a word here is shown as it is."""

import re
from collections.abc import Mapping
from typing import Any

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
    "files.keep": "Đính kèm tệp",
    "files.remove": "Gỡ tệp",
}

FACTS = {
    "before": "Trước",
    "after": "Sau",
    "on": "Từ ngày",
    "parent": "Cấp trên",
    "scheme": "Loại mã",
    "level": "Cấp",
    "closed": "Số đơn vị kết thúc",
    "moved": "Đã chuyển",
    "opened": "Số đơn vị mới",
    "changed": "Đã đổi",
    "summary": "Tóm tắt",
    "units": "Số đơn vị",
    "unit": "Đơn vị",
    "title": "Chức danh",
    "role": "Vai trò",
    "since": "Từ",
    "until": "Đến trước ngày",
    "authority": "Quyền hạn ký",
    "name": "Tên",
    "reach": "Quyền trong phạm vi",
    "own": "Quyền ở đơn vị mình",
    "code": "Mã",
    "to": "Người nhận",
    "lent_by": "Người ủy quyền",
    "phone": "Điện thoại",
    "email": "Có thư điện tử",
    "rows": "Số dòng",
    "made": "Số tài khoản",
    "given": "Số nhiệm vụ",
    "ended": "Số phiên đã kết thúc",
    "file": "Tệp",
    "bytes": "Số byte",
    "reason": "Lý do",
}
DAY = re.compile(r"\d{4}-\d\d-\d\d")
UNSAID = {"change", "post", "purpose"}  # what says nothing to people


def said(verb: str) -> str:
    """The deed in words."""
    return DEEDS.get(verb, verb)


def told(facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The details of a deed, each with its name, in the order above; what is empty is left out."""
    places = {key: place for place, key in enumerate(FACTS)}
    ordered = sorted(facts, key=lambda key: (places.get(key, len(places)), key))
    return [
        (FACTS.get(key, key), text) for key in ordered if key not in UNSAID and (text := _text(facts[key]))
    ]


def _text(value: Any) -> str:
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {text}" for name, text in told(value))
    if isinstance(value, list | tuple):
        return ", ".join(filter(None, map(_text, value)))
    if isinstance(value, bool):
        return "có" if value else "không"
    text = "" if value is None else str(value)
    return "{2}/{1}/{0}".format(*text.split("-")) if DAY.fullmatch(text) else text
