"""A reading laid out: groups of values, each tied to its words."""

from donghanh.documents.reading.result import Deadline, Reading, Recipient, Section, Signature, Target, Task
from donghanh.portal.sheet import lay_out

TEXT = """Số: 7-KH/ĐTN
KẾ HOẠCH
Dạy chữ
I. NỘI DUNG
- Chi đoàn thôn mở 02 lớp học trước ngày 30/9
Nơi nhận: Đảng ủy
Lưu: VP"""


def at(words):
    start = TEXT.index(words)
    return (start, start + len(words))


READING = Reading(
    text=TEXT,
    kind="KH",
    number="7-KH/ĐTN",
    title="dạy chữ",
    issuers=("Đoàn xã Tân Lập", "Hội Khuyến học xã Tân Lập"),
    sections=(Section(label="I", heading="NỘI DUNG", span=at("I. NỘI DUNG\n- Chi")),),
    tasks=(
        Task(
            section="I",
            text="Chi đoàn thôn mở 02 lớp học trước ngày 30/9",
            actors=("Chi đoàn thôn",),
            collaborators=(),
            due="trước ngày 30/9",
            span=at("Chi đoàn thôn mở 02 lớp học trước ngày 30/9"),
            confidence=0.5,
        ),
    ),
    targets=(
        Target(
            value=2, unit="lớp", about="học", comparator=">=", section="I", span=at("02 lớp"), confidence=0.9
        ),
    ),
    deadlines=(
        Deadline(
            what="report",
            text="trước ngày 30/9",
            span=at("trước ngày 30/9"),
            every="year",
            month=9,
            day=30,
            to="Đảng ủy",
        ),
    ),
    recipients=(Recipient(name="Đảng ủy", purpose="report", span=at("Đảng ủy")),),
    archive=("VP",),
    signatures=(Signature(on_behalf_of=None, authority="KT.", title="Phó Bí thư", name=None, span=at("VP")),),
    spans={"number": at("7-KH/ĐTN"), "kind": at("KẾ HOẠCH"), "title": at("Dạy chữ"), "cited_numbers": []},
    confidence={"kind": 0.98, "number": 0.97, "title": 0.4, "issuers": 0.8},
)


def group(sheet, kind):
    return next(one for one in sheet.groups if one.kind == kind)


def words_of(sheet, value):
    pieces = (piece for line in sheet.lines for piece in line)
    return "".join(piece.text for piece in pieces if value.item in {mark.item for mark in piece.marks})


def test_groups_stand_in_the_order_of_a_document_and_empty_ones_are_left_out():
    sheet = lay_out(READING.as_dict())

    assert [one.kind for one in sheet.groups] == [
        "head", "section", "task", "target", "deadline", "recipient", "signature",
    ]  # fmt: skip


def test_every_placed_value_is_tied_to_its_words():
    sheet = lay_out(READING.as_dict())

    tied = {
        value.text: words_of(sheet, value) for one in sheet.groups for value in one.values if value.placed
    }

    assert tied == {
        "Kế hoạch": "KẾ HOẠCH",
        "7-KH/ĐTN": "7-KH/ĐTN",
        "dạy chữ": "Dạy chữ",
        "NỘI DUNG": "I. NỘI DUNG",
        "Chi đoàn thôn mở 02 lớp học trước ngày 30/9": "Chi đoàn thôn mở 02 lớp học trước ngày 30/9",
        "ít nhất 2 lớp": "02 lớp",
        "Báo cáo: hằng năm, ngày 30/9": "trước ngày 30/9",
        "Đảng ủy": "Đảng ủy",
        "Không ghi tên": "VP",
    }


def test_a_task_says_who_and_by_when_and_marks_those_words():
    sheet = lay_out(READING.as_dict())
    (task,) = group(sheet, "task").values
    marked = {
        piece.text: piece.marks[0].kind
        for line in sheet.lines
        for piece in line
        if task.item in {mark.item for mark in piece.marks}
    }

    assert [(fact.label, fact.said) for fact in task.facts] == [
        ("Ai", ("Chi đoàn thôn",)),
        ("Bao giờ", ("trước ngày 30/9",)),
    ]
    assert marked == {
        "Chi đoàn thôn": "actor",
        " mở ": "task",
        "02 lớp": "target",
        " học ": "task",
        "trước ngày 30/9": "due",
    }


def test_what_is_doubtful_asks_to_be_looked_at():
    sheet = lay_out(READING.as_dict())

    assert [value.text for one in sheet.groups for value in one.values if value.doubtful] == [
        "dạy chữ",
        READING.tasks[0].text,
    ]
    assert sheet.doubtful_said == "2 chỗ cần xem lại"


def test_issuers_and_archive_without_a_place_are_shown_all_the_same():
    sheet = lay_out(READING.as_dict())

    assert [value.text for value in group(sheet, "head").values if value.label == "Cơ quan ban hành"] == list(
        READING.issuers
    )
    assert [value.text for value in group(sheet, "recipient").values if value.label == "Lưu"] == ["VP"]


def test_the_symbol_is_shown_only_when_the_number_is_blank():
    blank = READING.as_dict() | {"number": None, "symbol": "KH/ĐTN"}

    labels = [value.label for value in group(lay_out(blank), "head").values]

    assert "Ký hiệu" in labels
    assert "Số" not in labels


def test_the_download_leaves_out_the_text_that_the_page_shows_anyway():
    assert "text" not in lay_out(READING.as_dict()).data


def test_the_download_holds_a_text_that_a_browser_would_change():
    odd = READING.as_dict() | {"text": TEXT + "\r"}

    assert lay_out(odd).data["text"] == TEXT + "\r"


def test_an_empty_reading_has_no_groups():
    assert lay_out(Reading(text="xin chào").as_dict()).groups == ()
