"""How much of a file is read before it is refused."""

from dataclasses import dataclass

from donghanh.documents.reading.source import Unreadable

MB = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one file may cost; beyond it the file is refused with a reason, never half read."""

    size: int = 20 * MB
    unpacked: int = 200 * MB
    ratio: int = 300
    members: int = 5_000
    pages: int = 500
    scanned_pages: int = 60
    pixels: int = 120_000_000
    characters: int = 5_000_000
    seconds: float = 20.0
    tool_seconds: float = 180.0
    memory: int = 1024 * MB

    def check_size(self, size: int) -> None:
        """Refuse a file of more bytes than allowed."""
        if size > self.size:
            raise Unreadable(
                f"Tệp lớn {decimal(size / MB)} MB, vượt giới hạn {decimal(self.size / MB)} MB. "
                "Đề nghị giảm ảnh trong tệp hoặc tách tệp rồi thử lại."
            )

    def check_characters(self, count: int) -> None:
        """Refuse more text than allowed."""
        if count > self.characters:
            raise Unreadable(
                f"Văn bản dài hơn {grouped(self.characters)} ký tự, vượt giới hạn được đọc. "
                "Đề nghị tách thành nhiều tệp rồi thử lại."
            )

    def check_pages(self, count: int) -> None:
        """Refuse more pages than allowed."""
        if count > self.pages:
            raise Unreadable(
                f"Tệp có {grouped(count)} trang, vượt giới hạn {grouped(self.pages)} trang. "
                "Đề nghị tách riêng các trang cần đọc rồi thử lại."
            )

    def check_unpacked(self, unpacked: int, packed: int) -> None:
        """Refuse an archive that swells far beyond its size (a zip bomb)."""
        if unpacked > self.unpacked or (unpacked > 10 * MB and unpacked > packed * self.ratio):
            raise Unreadable(
                f"Nội dung nén trong tệp bung ra tới {decimal(unpacked / MB)} MB, quá lớn với một văn bản. "
                "Đề nghị mở tệp bằng Word hoặc LibreOffice, lưu lại rồi thử lại."
            )


DEFAULT = Limits()


def decimal(number: float) -> str:
    """A number with one decimal at most, written the Vietnamese way: 1,5 or 20."""
    return f"{number:.1f}".removesuffix(".0").replace(".", ",")


def grouped(number: int) -> str:
    """A whole number with its thousands grouped the Vietnamese way: 1.234.567."""
    return f"{number:,}".replace(",", ".")
