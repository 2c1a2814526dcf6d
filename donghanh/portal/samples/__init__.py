"""Invented documents that a visitor can have read with one click; true in form, nobody in them is real."""

from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent


@dataclass(frozen=True, kw_only=True)
class Sample:
    """A document on the shelf."""

    name: str
    title: str
    what: str

    @property
    def text(self) -> str:
        """The document, as an office would have copied it."""
        return (FOLDER / f"{self.name}.txt").read_text("utf-8")


SAMPLES = (
    Sample(name="ke-hoach", title="Kế hoạch", what="Công tác quốc tế thanh niên, Tỉnh đoàn"),
    Sample(
        name="chuong-trinh-phoi-hop",
        title="Chương trình phối hợp",
        what="Tỉnh đoàn và Hội Khuyến học, hai chữ ký",
    ),
    Sample(name="quyet-dinh", title="Quyết định", what="Thành lập Ban Tổ chức, có Điều, khoản"),
    Sample(name="cong-van", title="Công văn", what="V/v rà soát học sinh cần hỗ trợ thiết bị"),
    Sample(name="thong-bao", title="Thông báo", what="Phân công sau hội nghị giao ban"),
)


def find(name: str) -> Sample | None:
    """The sample of this name."""
    return next((sample for sample in SAMPLES if sample.name == name), None)
