"""The one error of the operations ground: what is wrong and the command that mends it, in Vietnamese."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

REASONS = {
    errno.ENOSPC: "Ổ đĩa chứa {path} đã đầy. Hãy giải phóng chỗ trống (xem: df -h {path}) rồi chạy lại.",
    errno.EDQUOT: "Đã hết hạn mức đĩa tại {path}. Hãy giải phóng chỗ trống rồi chạy lại.",
    errno.EROFS: "Ổ đĩa chứa {path} chỉ cho đọc. Hãy chọn thư mục khác: DONGHANH_HOME=/thư/mục donghanh …",
    errno.EACCES: "Không có quyền ghi vào {path}. Hãy chạy bằng người dùng sở hữu nó (xem: ls -ld {path}), "
    "hoặc chọn thư mục khác: DONGHANH_HOME=/thư/mục donghanh …",
    errno.ENOTDIR: "{path} không phải là thư mục. Hãy đổi tên tệp chiếm chỗ, hoặc đặt DONGHANH_HOME khác.",
}
REASONS[errno.EPERM] = REASONS[errno.EACCES]
REASONS[errno.EEXIST] = REASONS[errno.ENOTDIR]


class Trouble(Exception):
    """Something outside our code is not as needed. The message names it and says what to do."""


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn the system's refusal to write at `path` into a message that a person can act on."""
    try:
        yield
    except OSError as error:
        reason = REASONS.get(error.errno or 0, "Không ghi được vào {path}: {error}.")
        raise Trouble(reason.format(path=error.filename or path, error=error.strerror)) from error
