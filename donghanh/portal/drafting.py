"""From what is typed in *Soạn theo mẫu* to a content, its pages and its files."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from donghanh.documents import writing
from donghanh.documents.writing import outline_text
from donghanh.documents.writing.content import PURPOSES

_PURPOSE = re.compile(r"\s*\(\s*(?:để\s+)?(?P<words>[^)]{1,30})\)\s*$")
_BY_WORDS = {words.removeprefix("để "): code for code, words in PURPOSES.items()} | {
    "báo cáo": "report",
    "thực hiện": "carry_out",
    "p/h": "cooperate",
    "tuyên truyền": "publish",
}
SAMPLE: Mapping[str, Any] = {
    "layout": "youth_union",
    "kind": "KH",
    "symbol": "KH/TĐTN-PTTN",
    "place": "Đông Hà",
    "issuer": "BCH Tỉnh đoàn Quảng Trị",
    "title": "Tổ chức Tháng Thanh niên năm 2026",
    "bases": "Căn cứ Chương trình số 02-CTr/TĐTN-VP ngày 10/01/2026 của Ban Chấp hành Tỉnh đoàn",
    "opening": "Ban Thường vụ Tỉnh đoàn ban hành Kế hoạch tổ chức Tháng Thanh niên năm 2026, cụ thể như sau:",
    "outline": """I. Mục đích, yêu cầu
1. Mục đích
- Phát huy tinh thần xung kích, tình nguyện của tuổi trẻ.
2. Yêu cầu
- Hoạt động thiết thực, tiết kiệm, hướng về cơ sở.
II. Nội dung
1. Thanh niên tình nguyện
a) Các xã, phường đoàn ra quân trồng 5.000 cây xanh; hoàn thành trước ngày 26/3/2026.
b) Đoàn các trường tổ chức ít nhất 02 lớp phổ cập kỹ năng số.
2. Chỉ tiêu
| TT | Đơn vị | Số cây | Số lớp |
| 1 | Đoàn xã Cam Lộ | 400 | 2 |
| 2 | Đoàn phường Đông Hà | 600 | 3 |
III. Tổ chức thực hiện
1. Ban Phong trào Thanh niên
- Hướng dẫn, kiểm tra các đơn vị thực hiện.
2. Đoàn các xã, phường, đặc khu
- Báo cáo kết quả về Ban Thường vụ Tỉnh đoàn chậm nhất ngày 03/4/2026.""",
    "closing": "Đề nghị các đơn vị nghiêm túc triển khai thực hiện",
    "authority_1": "TM.",
    "for_1": "Ban Thường vụ Tỉnh đoàn",
    "title_1": "Phó Bí thư",
    "receivers": "Ban Bí thư Trung ương Đoàn (để b/c)\nThường trực Tỉnh ủy (để b/c)\n"
    "Các xã, phường đoàn (để t/h)",
    "archive": "VT, PTTN",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A printed page as the picture of a preview."""

    number: int
    address: str  # a data address: nothing is kept


def content(typed: Mapping[str, Any]) -> writing.Content:
    """The content that a form says."""
    outline, scheme = outline_text.read(typed["outline"])
    issuers = [writing.Issuer(name=typed["issuer"], over=typed["over"])] if typed["issuer"] else []
    issuers += [writing.Issuer(name=typed["issuer_2"])] if typed["issuer_2"] else []
    day = typed["issued_on"]
    return writing.Content(
        kind=typed["kind"],
        title=typed["title"],
        issuers=tuple(issuers),
        symbol=typed["symbol"],
        number=typed["number"],
        place=typed["place"],
        issued_on=day.isoformat() if day else "",
        addressees=tuple(_lines(typed["addressees"])),
        authority=typed["authority"],
        bases=tuple(writing.Basis(text=line) for line in _lines(typed["bases"])),
        opening=tuple(_lines(typed["opening"])),
        outline=outline,
        scheme=scheme,
        closing=typed["closing"],
        signatures=tuple(one for number in (1, 2) if (one := _signature(typed, number))),
        receivers=tuple(_receiver(line) for line in _lines(typed["receivers"])),
        archive=tuple(part.strip() for part in typed["archive"].split(",") if part.strip()),
        urgency=typed["urgency"],
    )


def _lines(text: str) -> list[str]:
    return [line.strip(" -–;") for line in text.splitlines() if line.strip(" -–;")]


def _signature(typed: Mapping[str, Any], number: int) -> writing.Signature | None:
    values = {name: typed[f"{name}_{number}"] for name in ("authority", "for", "instead", "title", "name")}
    if not any(values.values()):
        return None
    return writing.Signature(
        authority=values["authority"], on_behalf_of=values["for"], acting_for=values["instead"],
        title=values["title"], name=values["name"],
    )  # fmt: skip


def _receiver(line: str) -> writing.Receiver:
    found = _PURPOSE.search(line)
    purpose: Any = _BY_WORDS.get(found["words"].casefold().strip(), "") if found else ""
    return writing.Receiver(name=line[: found.start()] if found and purpose else line, purpose=purpose)
