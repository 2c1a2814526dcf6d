"""The table of rights as a page of the documentation, written from the code."""

from donghanh.accounts.roles import STANDARD
from donghanh.core.permissions import Permission

HEAD = """# Bảng quyền

Trang này do lệnh `donghanh manage print_rights` in ra từ mã nguồn; không sửa bằng tay.
**phạm vi**: đơn vị của mình, các đơn vị bên dưới và các đơn vị đã kết thúc mà chúng kế thừa.
**đơn vị mình**: chỉ đơn vị đang giữ nhiệm vụ (với ban, văn phòng: cả cơ quan mà ban, văn phòng ấy
giúp việc). Trống: không có quyền.
"""


def markdown() -> str:
    """Rights down, standard roles across."""
    names = [role.name for role in STANDARD]
    lines = [HEAD, f"| Quyền | Mã | {' | '.join(names)} |", "|---" * (len(names) + 2) + "|"]
    for right in Permission:
        cells = [
            "phạm vi" if right in role.reach else "đơn vị mình" if right in role.own else ""
            for role in STANDARD
        ]
        lines.append(f"| {right.label} | `{right.value}` | {' | '.join(cells)} |")
    lines += ["", "## Vai trò chuẩn", ""]
    lines += [f"- **{role.name}** (`{role.code}`): {role.note}" for role in STANDARD]
    return "\n".join(lines) + "\n"
