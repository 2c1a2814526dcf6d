"""The zip around .docx and .odt, opened with every size checked before and while inflating."""

import io
import zipfile
import zlib
from types import TracebackType
from typing import Self

from donghanh.documents.reading.formats.limits import Limits
from donghanh.documents.reading.source import Unreadable

BROKEN = (
    "Tệp bị hỏng hoặc bị cắt cụt khi tải về, khi gửi nên không mở được. Đề nghị tải lại hoặc xin lại bản gốc."
)
ENCRYPTED_FLAG = 0x1


class Archive:
    """The members of one zip, read by name within the limits."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise Unreadable(BROKEN) from error
        members = self._zip.infolist()
        if len(members) > limits.members:
            raise Unreadable(
                "Tệp nén chứa quá nhiều tệp con, bất thường so với một văn bản nên không được đọc."
            )
        limits.check_unpacked(sum(member.file_size for member in members), len(data))
        self._members = {member.filename.lstrip("/"): member for member in members}
        self._left = limits.unpacked

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    def __contains__(self, name: str) -> bool:
        return name in self._members

    @property
    def names(self) -> list[str]:
        """The names of the members, in their order."""
        return list(self._members)

    def get(self, name: str) -> bytes | None:
        """One member's bytes, or None when the archive has no such member."""
        return self.read(name) if name in self._members else None

    def read(self, name: str) -> bytes:
        """One member's bytes; broken, encrypted or swelling members are refused."""
        member = self._members.get(name)
        if member is None:
            raise Unreadable(f"Tệp thiếu phần {name} nên không đọc được. {BROKEN}")
        if member.flag_bits & ENCRYPTED_FLAG:
            raise Unreadable("Tệp nén có mật khẩu nên không đọc được. Đề nghị bỏ mật khẩu rồi thử lại.")
        try:
            with self._zip.open(member) as stream:
                data = stream.read(self._left + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
            raise Unreadable(BROKEN) from error
        self._left -= len(data)
        if self._left < 0:
            raise Unreadable("Nội dung nén trong tệp bung ra quá lớn, bất thường so với một văn bản.")
        return data
