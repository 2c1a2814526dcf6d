"""Papers for tests, made by the real actions from texts in the style of offices."""

import io
from itertools import count

from docx import Document as Word

from donghanh.documents import actions
from donghanh.documents.draft import edits

PLAN = """TỈNH ĐOÀN BÌNH MINH
BAN CHẤP HÀNH
***
Số: 47-KH/TĐTN-BTG
ĐOÀN TNCS HỒ CHÍ MINH
Bình Minh, ngày 10 tháng 3 năm 2026

KẾ HOẠCH
Triển khai phong trào “Học tập suốt đời” năm 2026

Thực hiện Hướng dẫn số 38-HD/TWĐTN-BTG ngày 14/02/2026 của Ban Bí thư Trung ương Đoàn về học tập suốt đời;
Căn cứ Chương trình số 12-CTr/TĐTN-VP ngày 06/01/2026 của Ban Chấp hành Đoàn tỉnh về công tác Đoàn năm 2026,
Ban Thường vụ Tỉnh đoàn ban hành Kế hoạch như sau:

I. MỤC ĐÍCH
Nâng cao ý thức tự học của đoàn viên, thanh niên.

II. CHỈ TIÊU
- 100% Đoàn xã, phường tổ chức ít nhất 01 ngày hội đọc sách trong năm 2026.
- Thành lập mới 12 câu lạc bộ tiếng Anh trong trường học.

III. NỘI DUNG
1. Tuyên truyền
- Ban Tuyên giáo Tỉnh đoàn biên soạn tài liệu hỏi đáp, gửi các đơn vị trước ngày 15/4/2026.
- Các xã, phường đoàn treo băng rôn tại trụ sở trước ngày 20/4/2026.
2. Hoạt động
- Đoàn xã Hòa An phối hợp với Hội Khuyến học xã Hòa An tổ chức ngày hội đọc sách trong tháng 4/2026.
- Khuyến khích các chi đoàn xây dựng tủ sách nơi sinh hoạt.

IV. TỔ CHỨC THỰC HIỆN
1. Ban Tuyên giáo Tỉnh đoàn là đơn vị thường trực, đôn đốc và tổng hợp kết quả.
2. Các xã, phường đoàn
- Báo cáo kết quả về Tỉnh đoàn qua Ban Tuyên giáo trước ngày 15/11/2026.

Nơi nhận:
- Ban Bí thư Trung ương Đoàn (báo cáo);
- Các xã, phường đoàn (thực hiện);
- Lưu: VP.

TM. BAN THƯỜNG VỤ
PHÓ BÍ THƯ

Trần Thị Mai
"""
_numbers = count(1)


def plan(**changes):
    """The plan's text with some of its words changed: `plan(**{"47-KH": "48-KH"})`."""
    text = PLAN
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    return text


def word(text=PLAN):
    """A Word file with these lines."""
    document, target = Word(), io.BytesIO()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(target)
    return target.getvalue()


def make_reception(text=PLAN, *, by, client_key=""):
    """A pasted paper, read and open for review."""
    return actions.receive_text(text, client_key=client_key, by=by)


def make_upload(data=None, *, name="ke-hoach.docx", by, client_key=""):
    """An uploaded Word file, read and open for review."""
    return actions.receive(data or word(), name=name, client_key=client_key, by=by)


def edited(reception, item, field, value, *, by):
    """One value of the draft, changed as a person does who sees what stands there now."""

    def change(draft):
        return edits.set_field(draft, item, field, value, before=edits.item_of(draft, item).get(field))

    return actions.edit(reception, change=change, by=by)[0]


def make_document(text=None, *, by):
    """A document in the register, from a text of its own number unless one is given."""
    return actions.register(
        make_reception(text or plan(**{"47-KH": f"{next(_numbers) + 100}-KH"}), by=by), by=by
    )
