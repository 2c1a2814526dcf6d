"""Spreadsheets of people: the exported list, the form to fill in, and the result of a batch."""

from collections.abc import Iterable, Sequence

from donghanh.accounts.queries import Line
from donghanh.core.sheets import KIND, Column, write

__all__ = ["COLUMNS", "KIND", "form", "people", "results"]

COLUMNS = (
    Column(key="full_name", title="Họ và tên", also=("Họ tên",), needed=True, width=28),
    Column(key="title", title="Chức danh", needed=True, width=26),
    Column(key="unit", title="Đơn vị", also=("Mã đơn vị", "Tên đơn vị"), needed=True, width=36),
    Column(key="role", title="Vai trò", needed=True, width=22),
    Column(key="phone", title="Điện thoại", also=("Số điện thoại",), width=16),
    Column(key="email", title="Thư điện tử", also=("Email",), width=26),
    Column(key="code", title="Mã đăng nhập", width=18),
    Column(key="since", title="Từ ngày", width=14),
)
LISTED = (
    *COLUMNS[:4],
    Column(key="state", title="Tình trạng"),
    Column(key="period", title="Thời gian"),
    *COLUMNS[4:7],
)
RESULT = (*COLUMNS, Column(key="result", title="Kết quả", width=60))
HOW = (
    "Mỗi dòng một người. Đơn vị: ghi mã hoặc tên đầy đủ. Vai trò: ghi đúng tên vai trò. "
    "Điện thoại dùng để đăng nhập. "
    "Mã đăng nhập và Từ ngày có thể để trống. Gửi lại cùng tệp không tạo trùng."
)


def people(lines: Iterable[Line]) -> bytes:
    """The list as it stands on the page."""
    return write("Cán bộ", LISTED, (_listed(line) for line in lines))


def form(roles: Sequence[str]) -> bytes:
    """An empty form with one invented row, to be written over."""
    example = {
        "full_name": "Nguyễn Văn Mẫu",
        "title": "Bí thư Đoàn xã",
        "unit": "(mã hoặc tên đơn vị)",
        "role": roles[0] if roles else "",
        "phone": "0900 000 000",
    }
    return write("Tài khoản", COLUMNS, [example], note=f"{HOW}\nVai trò dùng được: {', '.join(roles)}.")


def results(rows: Iterable[dict[str, str]]) -> bytes:
    """What was sent, with the outcome of each row beside it."""
    return write("Kết quả", RESULT, rows)


def _listed(line: Line) -> dict[str, str]:
    post = line.post
    return {
        "full_name": post.user.full_name,
        "title": post.title,
        "unit": post.unit.name,
        "role": post.role.name,
        "state": line.state,
        "period": post.spoken,
        "phone": line.phone,
        "email": line.email,
        "code": post.user.code,
    }
