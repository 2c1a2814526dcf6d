"""What each part must say: form of number and date, motto, marks at line ends, what may not be missing."""

import re
from collections.abc import Iterator

from donghanh.documents.reading import kinds
from donghanh.documents.writing.checking.faults import Fault, at, lacking
from donghanh.documents.writing.checking.parts import ACADEMIC, JOINT, Parts
from donghanh.documents.writing.checking.seen import Line, Paper, Seen

MOTTO, CREED = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
UNION = "ĐOÀN TNCS HỒ CHÍ MINH"
_SYMBOL = r"[A-ZĐ][\w.Đđ]*"
_UNION_NUMBER = re.compile(
    rf"Số\s*:\s*(?P<n>\d+[a-zđ]?)?[\s.…]*-\s?{_SYMBOL}\s?/\s?{_SYMBOL}(?:\s?-\s?{_SYMBOL})*"
)
_STATE_NUMBER = re.compile(rf"Số\s*:\s*(?P<n>\d+[a-zđ]?)?[\s.…]*/\s?{_SYMBOL}(?:\s?-\s?{_SYMBOL})*")
_DATE = re.compile(
    r"(?P<place>[^,]*?)\s*(?P<comma>,?)\s*ngày\s*(?P<d>\d*)[\s.…]*tháng\s*(?P<m>\d*)[\s.…]*năm\s*(?P<y>\d*)"
)
REQUIRED = {
    "state": {
        "motto": f"Gõ “{MOTTO}” ở góc phải trên trang đầu, in hoa, đậm, cỡ 12 đến 13.",
        "creed": f"Gõ “{CREED}” dưới quốc hiệu, đậm, cỡ 13 đến 14.",
    },
    "union": {"issuer_rule": "Gõ *** dưới tên cơ quan ban hành."},
}
COMMON = {
    "issuer": "Gõ tên cơ quan ban hành ở góc trái trên trang đầu, in hoa, đậm.",
    "number": "Gõ dòng “Số: …” dưới tên cơ quan ban hành.",
    "date": "Gõ địa danh, ngày tháng năm ở bên phải, in nghiêng.",
    "body": "Soạn nội dung văn bản.",
    "signature": "Gõ quyền hạn (TM., KT., TL.), chức vụ người ký ở góc phải dưới, in hoa, đậm.",
    "signer": "Gõ họ tên người ký, in đậm.",
    "receivers": "Gõ “Nơi nhận:” ở góc trái dưới, đậm nghiêng, cỡ 12.",
    "archive": "Thêm dòng cuối của nơi nhận: “- Lưu: VT, …”.",
}


def find(seen: Seen, parts: Parts) -> Iterator[Fault]:
    """Missing parts and wrong words, from the top of the page to its end."""
    yield from _missing(seen, parts)
    yield from _fixed(parts)
    for line in parts.of("number")[:1]:
        yield from _number(line, parts)
    for line in parts.of("date")[:1]:
        yield from _date(line)
    yield from _bases(parts.of("basis"))
    yield from _signers(parts)
    yield from _receivers(parts)
    yield from _paper(seen)


def _missing(seen: Seen, parts: Parts) -> Iterator[Fault]:
    asked = REQUIRED["union" if parts.union else "state"] | COMMON
    for part, mend in asked.items():
        there = parts.of("body", "point", "resolves") if part == "body" else parts.of(part)
        if part == "receivers" and parts.of("addressee"):
            there = there or parts.of("archive")
        if not there:
            yield lacking(part, mend)
    if not parts.of("kind") and not parts.of("subject"):
        yield lacking(
            "kind", "Gõ tên loại văn bản in hoa, đậm, giữa trang; công văn thì gõ “V/v …” dưới số, ký hiệu."
        )
    elif parts.of("kind") and not parts.of("title"):
        yield lacking("title", "Gõ trích yếu nội dung dưới tên loại văn bản, đậm, giữa trang.")
    if not parts.of("kind") and parts.of("subject") and not parts.of("addressee"):
        yield lacking("addressee", "Gõ “Kính gửi: …” trước nội dung công văn.")
    if not seen.ruled:
        yield lacking("rule", "Kẻ một đường liền dưới tiêu ngữ (hoặc tiêu đề), dài bằng dòng chữ.")


def _fixed(parts: Parts) -> Iterator[Fault]:
    """The words that are always the same."""
    for part, text in (("motto", MOTTO), ("creed", CREED), ("heading", UNION)):
        for line in parts.of(part)[:1]:
            said = line.words.replace("HOÀ", "HÒA")
            if said != text and said.upper() != text:
                yield at(line, part, f"Phải viết đúng là “{text}”.", f"Gõ lại: {text}.")


def _number(line: Line, parts: Parts) -> Iterator[Fault]:
    words = line.words.replace("–", "-")
    if not words.startswith("Số:"):
        yield at(line, "number", "Sau chữ “Số” phải có dấu hai chấm.", "Gõ lại: Số: …")
        return
    found = (_UNION_NUMBER if parts.union else _STATE_NUMBER).fullmatch(words)
    if not found:
        example = (
            "Số: 12-KH/TĐTN-VP (gạch nối trước tên loại)"
            if parts.union
            else "Số: 12/KH-HKH (gạch chéo sau số)"
        )
        yield at(line, "number", "Số, ký hiệu chưa đúng dạng.", f"Gõ theo dạng {example}.")
    elif (found["n"] or "").isdecimal() and len(found["n"]) == 1:
        yield at(line, "number", "Số nhỏ hơn 10 phải có số 0 ở trước.", f"Gõ lại: Số: 0{found['n']}…")
    yield from _kind_in_number(line, parts)


def _kind_in_number(line: Line, parts: Parts) -> Iterator[Fault]:
    """The symbol names the kind that stands above the subject."""
    kind = parts.first("kind")
    if kind is None:
        return
    code = kinds.NAMES.get(kind.words.strip(" :").upper(), "")
    first = re.search(r"[A-ZĐ][A-Za-zĐđ]*", line.words.partition(":")[2])
    if code and first and first[0] in kinds.ABBREVIATIONS and not first[0].startswith(code[:2]):
        yield at(
            line, "number", f"Ký hiệu ghi {first[0]} nhưng tên loại là {kind.words.strip(' :')}.",
            f"Ghi ký hiệu {code}, hoặc sửa tên loại.",
        )  # fmt: skip


def _date(line: Line) -> Iterator[Fault]:
    found = _DATE.search(line.words)
    if not found:
        return
    if not found["place"].strip(" .…"):
        yield at(line, "date", "Thiếu địa danh.", "Gõ địa danh rồi dấu phẩy trước chữ “ngày”.")
    elif not found["comma"]:
        yield at(line, "date", "Sau địa danh phải có dấu phẩy.", "Thêm dấu phẩy sau địa danh.")
    day, month = found["d"], found["m"]
    if len(day) == 1:
        yield at(line, "date", "Ngày nhỏ hơn 10 phải có số 0 ở trước.", f"Gõ lại: ngày 0{day}.")
    if month in {"1", "2"}:
        yield at(line, "date", "Tháng 1 và tháng 2 phải có số 0 ở trước.", f"Gõ lại: tháng 0{month}.")
    if (month and not 1 <= int(month) <= 12) or (day and not 1 <= int(day) <= 31):
        yield at(line, "date", "Ngày tháng không có trong lịch.", "Sửa lại ngày tháng.")


def _bases(lines: list[Line]) -> Iterator[Fault]:
    """Each basis ends with a semicolon, the last with a full stop, or a comma before what follows."""
    for line in lines[:-1]:
        whole = line.page == 0  # a printed line may be the middle of a paragraph
        if whole and not line.words.endswith((";", ",", ".")):
            yield at(line, "basis", "Cuối mỗi căn cứ phải có dấu chấm phẩy.", "Thêm dấu ; ở cuối dòng.")
            return


def _signers(parts: Parts) -> Iterator[Fault]:
    for line in parts.of("signer"):
        if ACADEMIC.match(line.words):
            yield at(
                line,
                "signer",
                "Không ghi học hàm, học vị trước họ tên.",
                f"Chỉ ghi: {ACADEMIC.sub('', line.words)}.",
            )
    kind = parts.first("kind")
    joint = kind is not None and JOINT.search(kind.words.upper())
    if joint and len(parts.of("signer")) == 1:
        yield at(
            parts.of("signer")[0], "signature",
            "Văn bản liên tịch phải có chữ ký của các cơ quan cùng ban hành.",
            "Thêm khối chữ ký của cơ quan kia, cơ quan chủ trì ở bên trái.",
        )  # fmt: skip


def _receivers(parts: Parts) -> Iterator[Fault]:
    for line in parts.of("receiver"):
        if line.page == 0 and not line.words.endswith((";", ".", ":", ",")):
            yield at(line, "receiver", "Cuối mỗi nơi nhận phải có dấu chấm phẩy.", "Thêm dấu ; ở cuối dòng.")
            break
    for line in parts.of("archive")[:1]:
        if not re.search(r"\bVT|VP|Văn phòng|Văn thư", line.words):
            yield at(
                line, "archive", "Dòng Lưu phải có VT (văn thư).", "Gõ: - Lưu: VT, tên đơn vị soạn thảo."
            )
        elif not parts.union and not re.match(r"[-–]?\s*Lưu\s*:", line.words):
            yield at(line, "archive", "Sau chữ “Lưu” phải có dấu hai chấm.", "Gõ lại: - Lưu: VT, …")


# --- The paper ---


def _paper(seen: Seen) -> Iterator[Fault]:
    for paper in seen.papers[:1]:
        if {round(paper.width), round(paper.height)} != {210, 297}:
            size = f"{paper.width:.0f} x {paper.height:.0f} mm"
            yield Fault(
                part="paper", message=f"Khổ giấy đang là {size}, phải là A4 (210 x 297 mm).",
                mend="Mở Layout, Size, chọn A4.",
            )  # fmt: skip
        elif paper.width > paper.height:
            yield Fault(
                part="paper", message="Trang đầu phải để dọc.", mend="Mở Layout, Orientation, chọn Portrait."
            )
        else:
            yield from _margins(paper, exact=seen.format == "docx")
    if seen.page_number in {"none", "other"} and seen.pages != 1:
        yield Fault(
            part="page_number", message="Số trang phải ở giữa lề trên của các trang, trừ trang đầu.",
            mend="Mở Insert, Page Number, Top of Page, chọn kiểu giữa; đánh dấu Different First Page.",
        )  # fmt: skip
    if seen.number_on_first:
        yield Fault(
            part="page_number", message="Trang đầu không đánh số trang.", page=1 if seen.pages else 0,
            mend="Mở phần đầu trang, đánh dấu Different First Page.",
        )  # fmt: skip


def _margins(paper: Paper, *, exact: bool) -> Iterator[Fault]:
    """Margins of a Word file are set, those of a PDF only seen, so that less is certain."""
    slack = 0.6 if exact else 1.5
    limits = {"trên": (paper.top, 20, 25), "dưới": (paper.bottom, 20, 25), "trái": (paper.left, 30, 35),
              "phải": (paper.right, 15, 20)}  # fmt: skip
    for side, (value, least, most) in limits.items():
        wide = exact and value is not None and value > most + slack
        if value is not None and (value < least - slack or wide):
            yield Fault(
                part="paper", message=f"Lề {side} đang là {value:.0f} mm, phải từ {least} đến {most} mm.",
                mend=f"Mở Layout, Margins, đặt lề {side} {least} mm.",
            )  # fmt: skip
