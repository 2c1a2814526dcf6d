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
    "organisations.merged": "Được sáp nhập vào đơn vị khác",
    "organisations.split": "Chia tách",
    "organisations.split_off": "Hình thành từ chia tách",
    "organisations.abolish": "Bỏ một cấp",
    "organisations.abolished": "Kết thúc do bỏ một cấp",
    "organisations.undo": "Hoàn lại một thay đổi",
    "organisations.propose": "Gửi đề nghị",
    "organisations.approve": "Duyệt đề nghị",
    "organisations.refuse": "Không duyệt đề nghị",
    "organisations.withdraw": "Rút đề nghị",
    "organisations.read_batch": "Gửi bảng tính đơn vị",
    "organisations.check_batch": "Kiểm tra bảng tính đơn vị",
    "organisations.start_batch": "Xác nhận bảng tính đơn vị",
    "organisations.store_batch": "Ghi bảng tính đơn vị",
    "organisations.fail_batch": "Không ghi được bảng tính đơn vị",
    "organisations.drop_batch": "Bỏ bảng tính đơn vị",
    "organisations.import": "Nhập đơn vị từ bảng tính",
    "organisations.export": "Xuất danh sách đơn vị",
    "organisations.load": "Nạp số liệu chuẩn",
    "organisations.create_group": "Lập nhóm đơn vị",
    "organisations.change_group": "Sửa nhóm đơn vị",
    "organisations.remove_group": "Xóa nhóm đơn vị",
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
    "programmes.set_up": "Lập chương trình",
    "programmes.confirm": "Xác nhận văn bản thành chương trình",
    "programmes.undo_confirm": "Hủy xác nhận văn bản",
    "programmes.change_programme": "Sửa chương trình",
    "programmes.add_task": "Thêm việc",
    "programmes.change_task": "Sửa việc",
    "programmes.drop_task": "Bỏ việc",
    "programmes.give_task_to": "Chọn đơn vị thực hiện việc",
    "programmes.add_target": "Thêm chỉ tiêu",
    "programmes.change_target": "Sửa chỉ tiêu",
    "programmes.drop_target": "Bỏ chỉ tiêu",
    "programmes.add_deadline": "Thêm thời hạn",
    "programmes.change_deadline": "Sửa thời hạn",
    "programmes.drop_deadline": "Bỏ thời hạn",
    "programmes.agree": "Đồng ý cho chương trình bắt đầu",
    "programmes.withdraw_agreement": "Rút lại đồng ý bắt đầu",
    "programmes.start": "Cho chương trình bắt đầu",
    "programmes.end_programme": "Kết thúc chương trình",
    "programmes.drop": "Hủy chương trình",
    "programmes.sync": "Cập nhật đơn vị được giao việc",
    "programmes.pass_on": "Chuyển việc cho đơn vị kế thừa",
    "programmes.settle_unit": "Giải quyết việc của đơn vị đã kết thúc",
    "programmes.end": "Kết thúc việc của đơn vị",
    "programmes.note_progress": "Ghi tiến độ",
    "programmes.attach": "Gửi minh chứng",
    "programmes.detach": "Gỡ minh chứng",
    "programmes.report_done": "Báo hoàn thành",
    "programmes.take_back": "Rút lại báo hoàn thành",
    "programmes.confirm_done": "Xác nhận hoàn thành",
    "programmes.confirm_many": "Xác nhận nhiều việc",
    "programmes.send_back": "Trả lại kết quả",
    "programmes.remind": "Nhắc việc",
    "desk.make_feed": "Lập địa chỉ lịch",
    "desk.revoke_feed": "Thu hồi địa chỉ lịch",
    "files.keep": "Đính kèm tệp",
    "files.remove": "Gỡ tệp",
    "documents.receive": "Tiếp nhận văn bản",
    "documents.take_up": "Bắt đầu từ văn bản đến",
    "documents.read_again": "Đọc lại bản quét",
    "documents.give_text": "Dán nội dung cho bản quét",
    "documents.settle_scan": "Đọc bản quét",
    "documents.drop": "Bỏ văn bản đang soát",
    "documents.restore": "Lấy lại văn bản đã bỏ",
    "documents.register": "Vào sổ văn bản",
    "documents.unregister": "Hủy vào sổ văn bản",
    "documents.send": "Gửi văn bản",
    "documents.open": "Mở văn bản đến",
    "calendar.add_day": "Thêm ngày nghỉ, ngày làm bù",
    "calendar.change_day": "Sửa ngày nghỉ, ngày làm bù",
    "calendar.remove_day": "Bỏ ngày nghỉ, ngày làm bù",
    "calendar.enter_decree": "Nhập ngày nghỉ theo quyết định",
    "documents.note_body": "Ghi cơ quan ngoài hệ thống",
    "documents.remember_names": "Ghi nhớ cách hiểu tên",
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
    "levels": "Cấp",
    "kinds": "Loại hình",
    "directly_below": "Chỉ đơn vị trực thuộc",
    "name_has": "Tên có chữ",
    "file_name": "Tệp",
    "asked": "Điều kiện",
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
    "tasks": "Số việc",
    "targets": "Số chỉ tiêu",
    "deadlines": "Số thời hạn",
    "assignments": "Số việc được giao",
    "people": "Số người được báo",
    "note": "Ghi chú",
    "task": "Việc",
    "left": "Số việc thôi giao",
    "passed": "Số việc chuyển đơn vị",
    "file": "Tệp",
    "bytes": "Số byte",
    "on_day": "Ngày",
    "kind": "Loại",
    "decision": "Theo văn bản",
    "reason": "Lý do",
    "edits": "Số lần sửa",
    "document": "Văn bản",
    "pasted": "Dán nội dung",
    "trouble": "Trở ngại",
    "names": "Tên",
}
DAY = re.compile(r"\d{4}-\d\d-\d\d")
UNSAID = {"change", "post", "purpose", "also", "without"}  # what says nothing to people


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
