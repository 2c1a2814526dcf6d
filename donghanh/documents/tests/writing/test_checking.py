"""The checker: silent on what is laid out well, and names exactly the fault that was planted."""

import io
from dataclasses import replace

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from hypothesis import HealthCheck, given, settings

from donghanh.documents import writing
from donghanh.documents.reading.source import Unreadable
from donghanh.documents.tests.writing.making import ASSOCIATION, BY_LAYOUT, JOINT, LETTER, PLAN
from donghanh.documents.tests.writing.test_round_trip import LAYOUTS, SOAK
from donghanh.documents.tests.writing.valid import documents
from donghanh.documents.writing import layouts, pdf_file
from donghanh.documents.writing.checking import check, examine
from donghanh.documents.writing.compose import sheet

WRITERS = {"docx": writing.docx, "pdf": writing.pdf}


class Word:
    """A written file under the hand of somebody who spoils it."""

    def __init__(self, content, layout):
        self.document = docx.Document(io.BytesIO(writing.docx(content, layout)))

    def paragraphs(self):
        for block in self.document.iter_inner_content():
            if hasattr(block, "rows"):
                for row in block.rows:
                    for cell in row.cells:
                        yield from cell.paragraphs
            else:
                yield block

    def find(self, text):
        return next(one for one in self.paragraphs() if one.text.replace("\u00a0", " ").startswith(text))

    def run(self, text):
        return self.find(text).runs[0]

    def say(self, text, other):
        runs = (run for one in self.paragraphs() for run in one.runs)
        run = next(run for run in runs if text in run.text.replace("\u00a0", " "))
        run.text = run.text.replace("\u00a0", " ").replace(text, other, 1)

    def drop(self, text):
        element = self.find(text)._p
        element.getparent().remove(element)

    def body(self):
        return [
            one
            for one in self.paragraphs()
            if one.text.startswith(("- Giáo dục", "- Thiết", "Phấn đấu", "Ban "))
        ]

    def saved(self):
        saved = io.BytesIO()
        self.document.save(saved)
        return saved.getvalue()


def _set(name, value):
    def spoil(word):
        for one in word.body():
            setattr(one.paragraph_format, name, value)

    return spoil


def _size(text, size):
    return lambda word: setattr(word.run(text).font, "size", Pt(size))


def _weight(text, *, bold):
    return lambda word: setattr(word.run(text), "bold", bold)


def _slant(text, *, italic):
    return lambda word: setattr(word.run(text), "italic", italic)


def _say(text, other):
    return lambda word: word.say(text, other)


def _drop(*texts):
    return lambda word: [word.drop(text) for text in texts]


def _paper(**lengths):
    def spoil(word):
        for section in word.document.sections:
            for name, length in lengths.items():
                setattr(section, name, Mm(length))

    return spoil


def _arial(word):
    for run in word.body()[0].runs:
        run.font.name = "Arial"


def _left(word):
    for one in word.paragraphs():
        if one.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY:
            one.alignment = WD_ALIGN_PARAGRAPH.LEFT


def _to_the_left(word):
    word.find("Tổ chức Tháng").alignment = WD_ALIGN_PARAGRAPH.LEFT


def _no_number(word):
    for one in word.document.sections[0].header.paragraphs:
        one._p.getparent().remove(one._p)


def _number_on_first(word):
    word.document.sections[0].different_first_page_header_footer = False


def _unruled(word):
    for border in list(word.document.element.body.iter(qn("w:pBdr"))):
        border.getparent().remove(border)


UNION, LEARNING, CALL, BOTH = (
    (PLAN, "youth_union"), (ASSOCIATION, "association"), (LETTER, "state"), (JOINT, "joint"),
)  # fmt: skip
PLANTED = {
    "no motto": (LEARNING, _drop("CỘNG HÒA"), "motto"),
    "no creed": (LEARNING, _drop("Độc lập"), "creed"),
    "creed without blanks": (LEARNING, _say(" - Tự do - ", "-Tự do-"), "creed"),
    "motto too large": (LEARNING, _size("CỘNG HÒA", 15), "motto"),
    "nothing ruled": (LEARNING, _unruled, "rule"),
    "title of the Union too small": (UNION, _size("ĐOÀN TNCS", 13), "heading"),
    "no stars": (UNION, _drop("***"), "issuer_rule"),
    "issuer not bold": (LEARNING, _weight("HỘI KHUYẾN HỌC TỈNH", bold=False), "issuer"),
    "upper organ bold": (LEARNING, _weight("HỘI KHUYẾN HỌC VIỆT NAM", bold=True), "over"),
    "no number": (LEARNING, _drop("Số:"), "number"),
    "number not padded": (LEARNING, _say("05/", "5/"), "number"),
    "number bold": (LEARNING, _weight("Số:", bold=True), "number"),
    "state form in the Union": (UNION, _say("05-KH/", "05/KH-"), "number"),
    "Union form in the state": (LEARNING, _say("05/KH-HKH", "05-KH/HKH"), "number"),
    "another kind in the symbol": (LEARNING, _say("05/KH", "05/BC"), "number"),
    "no date": (LEARNING, _drop("Đông Hà,"), "date"),
    "day not padded": (LEARNING, _say("ngày 05", "ngày 5"), "date"),
    "month not padded": (LEARNING, _say("tháng 02", "tháng 2"), "date"),
    "no comma after the place": (LEARNING, _say("Đông Hà,", "Đông Hà"), "date"),
    "no place": (LEARNING, _say("Đông Hà", ""), "date"),
    "date upright": (LEARNING, _slant("Đông Hà", italic=False), "date"),
    "kind not bold": (LEARNING, _weight("KẾ HOẠCH", bold=False), "kind"),
    "kind too small": (LEARNING, _size("KẾ HOẠCH", 11), "kind"),
    "title not bold": (LEARNING, _weight("Tổ chức Tháng", bold=False), "title"),
    "title at the left": (LEARNING, _to_the_left, "title"),
    "no addressee": (CALL, _drop("Kính gửi", "- Các phòng", "- Hội"), "addressee"),
    "subject too large": (CALL, _size("V/v", 15), "subject"),
    "basis upright": (LEARNING, _slant("Thực hiện", italic=False), "basis"),
    "basis without its mark": (LEARNING, _say("Thanh niên năm 2026;", "Thanh niên năm 2026"), "basis"),
    "body too small": (LEARNING, _size("- Giáo dục", 11), "point"),
    "body in Arial": (LEARNING, _arial, "font"),
    "body at the left": (LEARNING, _left, "body"),
    "no indent": (LEARNING, _set("first_line_indent", Mm(0)), "body"),
    "double spacing": (LEARNING, _set("line_spacing", 2.0), "body"),
    "paragraphs close together": (LEARNING, _set("space_after", Pt(0)), "body"),
    "no office of the signer": (LEARNING, _drop("TM.", "CHỦ TỊCH"), "signature"),
    "office not bold": (LEARNING, _weight("CHỦ TỊCH", bold=False), "signature"),
    "no name": (LEARNING, _drop("Nguyễn Văn Bình"), "signer"),
    "a degree before the name": (LEARNING, _say("Nguyễn Văn Bình", "TS. Nguyễn Văn Bình"), "signer"),
    "one signature of two": (BOTH, _drop("TM. BAN THƯỜNG VỤ TỈNH", "PHÓ BÍ", "Hồ Thị"), "signature"),
    "no receivers": (LEARNING, _drop("Nơi nhận"), "receivers"),
    "receivers' head upright": (LEARNING, _slant("Nơi nhận", italic=False), "receivers"),
    "receivers too large": (LEARNING, _size("- Ban Bí thư", 14), "receiver"),
    "receiver without its mark": (LEARNING, _say("(để b/c);", "(để b/c)"), "receiver"),
    "nothing kept": (LEARNING, _drop("- Lưu"), "archive"),
    "kept without a colon": (LEARNING, _say("Lưu:", "Lưu"), "archive"),
    "kept nowhere": (LEARNING, _say("VT, ", ""), "archive"),
    "narrow margin": (LEARNING, _paper(left_margin=15), "paper"),
    "letter paper": (LEARNING, _paper(page_width=215.9, page_height=279.4), "paper"),
    "pages not numbered": (LEARNING, _no_number, "page_number"),
    "first page numbered": (LEARNING, _number_on_first, "page_number"),
}  # fmt: skip


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_fault_is_the_one_that_is_named(name):
    (content, layout), spoil, part = PLANTED[name]
    word = Word(content, layout)
    spoil(word)

    found = check(word.saved())

    assert {fault.part for fault in found} == {part}, [str(fault) for fault in found]
    assert all(fault.mend.endswith((".", "…")) and fault.message.endswith(".") for fault in found)


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_we_write_has_no_fault(layout, kind):
    @settings(
        max_examples=200 if SOAK else 4, derandomize=not SOAK, deadline=None, database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )  # fmt: skip
    @given(documents(layout))
    def clean(truth):
        assert [str(fault) for fault in check(WRITERS[kind](truth.content, layout))] == []

    clean()


@pytest.mark.parametrize(
    ("change", "part"),
    [
        ({"creed_size": 11}, "creed"),
        ({"issuer_size": 16}, "issuer"),
        ({"kind_size": 18}, "kind"),
        ({"body_size": 11}, "body"),
        ({"receivers_size": 14}, "receiver"),
        ({"left": 15}, "paper"),
        ({"top": 8}, "paper"),
    ],
)
def test_faults_of_a_printed_page_are_named_with_their_place(change, part):
    spoilt = replace(layouts.ASSOCIATION, **change)
    found = check(pdf_file.write(sheet(ASSOCIATION, spoilt)))

    named = [fault for fault in found if fault.part == part]
    assert named
    assert part == "paper" or all(fault.page and fault.box for fault in named)


def test_a_fault_says_where_it_is_and_how_to_mend_it():
    word = Word(ASSOCIATION, "association")
    word.say("ngày 05", "ngày 5")

    assert [str(fault) for fault in check(word.saved())] == [
        "Địa danh, ngày tháng (dòng “Đông Hà, ngày 5 tháng 02 năm 2026”): Ngày nhỏ hơn 10 phải có số 0 ở "
        "trước. Cách sửa: Gõ lại: ngày 05."
    ]


@pytest.mark.parametrize("layout", BY_LAYOUT)
def test_the_checker_tells_whose_layout_it_is(layout):
    report = examine(writing.docx(BY_LAYOUT[layout], layout))

    assert report.layout == ("youth_union" if layout == "youth_union" else "state")


def test_an_empty_word_file_lacks_everything():
    saved = io.BytesIO()
    docx.Document().save(saved)

    parts = {fault.part for fault in check(saved.getvalue())}
    assert {
        "motto",
        "creed",
        "issuer",
        "number",
        "date",
        "kind",
        "body",
        "signature",
        "signer",
        "receivers",
    } <= parts


@pytest.mark.parametrize(
    "data", [b"", b"xin chao", b"%PDF-1.7 hong", b"PK\x03\x04 hong", b"\x89PNG\r\n\x1a\n"]
)
def test_what_cannot_be_checked_is_refused_with_words(data):
    with pytest.raises(Unreadable) as refused:
        check(data)

    assert str(refused.value).endswith(".")


def test_a_scan_is_not_judged():
    empty = b'#set page(paper: "a4")\n'
    page = pdf_file.typst.compile(empty)

    with pytest.raises(Unreadable, match="ảnh quét"):
        check(page)
