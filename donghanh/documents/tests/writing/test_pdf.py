"""A content becomes a PDF: archivable, tagged, with its font inside, and the same words as the Word file."""

from dataclasses import replace

import pypdfium2
import pytest

from donghanh.documents import writing
from donghanh.documents.tests.writing.making import BY_LAYOUT, PLAN
from donghanh.documents.writing import fonts, pdf_file


def words(data):
    document = pypdfium2.PdfDocument(data)
    return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in document).split())


@pytest.mark.parametrize("layout", BY_LAYOUT)
def test_it_declares_to_be_archivable_and_tagged_and_carries_its_font(layout):
    data = writing.pdf(BY_LAYOUT[layout], layout)

    assert b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>" in data
    assert b"/Marked true" in data
    assert b"/StructTreeRoot" in data
    assert b"/Lang(vi)" in data
    assert data.count(b"/FontFile") == data.count(b"/Type/FontDescriptor") > 0


def test_headings_and_tables_are_tagged_as_what_they_are():
    data = writing.pdf(PLAN, "youth_union")

    assert all(tag in data for tag in (b"/S/H1", b"/S/H2", b"/S/H3", b"/S/Table", b"/S/TH"))


def test_pages_are_a4_and_the_second_has_its_number():
    long = replace(PLAN, opening=("Một đoạn văn dài vừa phải để sang trang. " * 12,) * 12)
    document = pypdfium2.PdfDocument(writing.pdf(long, "youth_union"))

    assert [round(side * 25.4 / 72) for side in document[0].get_size()] == [210, 297]
    tops = [
        page.get_textpage().get_text_bounded(bottom=page.get_height() - 20 / 25.4 * 72) for page in document
    ]
    assert ["".join(filter(str.isdigit, top)) for top in tops] == ["", *map(str, range(2, len(document) + 1))]


def test_a_wide_table_turns_its_page():
    wide = writing.Table(
        columns=("Đơn vị", *(f"Chỉ tiêu thứ {count}" for count in range(14))),
        rows=(("Đoàn xã Cam Lộ", *["1.234"] * 14),),
    )
    document = pypdfium2.PdfDocument(
        writing.pdf(replace(PLAN, outline=(writing.Point(heading="Chỉ tiêu", body=(wide,)),)), "youth_union")
    )

    assert [page.get_width() > page.get_height() for page in document] == [False, True, False]


@pytest.mark.parametrize("place", ["text", "cell", "title"])
def test_a_word_of_500_letters_stays_on_the_page(place):
    endless = "Đ" * 500
    content = {
        "text": replace(PLAN, opening=(endless,)),
        "title": replace(PLAN, title=endless),
        "cell": replace(PLAN, outline=(writing.Table(columns=("TT", "A"), rows=(("1", endless),)),)),
    }[place]
    page = pypdfium2.PdfDocument(writing.pdf(content, "youth_union"))[0]
    text = page.get_textpage()

    assert text.get_text_bounded().count("Đ") > 500
    edge = page.get_width() - 20 / 25.4 * 72 + 1
    places = [index for index in range(text.count_chars()) if text.get_text_range(index, 1) == "Đ"]
    assert max(text.get_charbox(index)[2] for index in places) <= edge


def test_letters_that_no_font_has_are_shown_as_squares_and_nothing_fails():
    unknown = replace(PLAN, title="Chữ \u0378 lạ")

    assert "Chữ □ lạ" in words(writing.pdf(unknown, "youth_union"))


def test_chinese_names_and_emoji_make_a_file():
    signer = replace(PLAN.signatures[0], name="李明 😀")

    assert writing.pdf(replace(PLAN, signatures=(signer,)), "youth_union").startswith(b"%PDF")


def test_quotes_and_signs_of_the_typesetter_are_plain_text():
    title = r'Dấu "ngoặc" \ # $ * _ @ <a> [b] {c} `d` // e'

    assert title in words(writing.pdf(replace(PLAN, title=title), "youth_union"))


def test_300_pages_are_written():
    long = replace(PLAN, opening=("Một đoạn văn dài vừa phải để sang trang. " * 12,) * 1600)

    assert len(pypdfium2.PdfDocument(writing.pdf(long, "youth_union"))) > 300


def test_missing_fonts_are_named_with_what_to_install(tmp_path):
    with pytest.raises(
        writing.Unwritable, match=r"donghanh frontend.*fonts-croscore.*Tệp Word vẫn soạn được"
    ):
        fonts.find((tmp_path,))


def test_a_font_without_vietnamese_letters_is_not_taken(tmp_path):
    for face in fonts.FACES:
        (tmp_path / f"Tinos-{face}.ttf").write_bytes(_font("ABC"))

    with pytest.raises(writing.Unwritable):
        fonts.find((tmp_path,))


def _font(letters):
    """The head and the table of letters of a font that has only these."""
    codes = sorted(map(ord, letters))
    groups = b"".join(code.to_bytes(4, "big") * 2 + bytes(4) for code in codes)
    table = (12).to_bytes(2, "big") + bytes(2) + bytes(8) + len(codes).to_bytes(4, "big") + groups
    cmap = bytes(2) + (1).to_bytes(2, "big") + bytes(4) + (12).to_bytes(4, "big") + table
    return (
        bytes(4)
        + (1).to_bytes(2, "big")
        + bytes(6)
        + b"cmap"
        + bytes(4)
        + (28).to_bytes(4, "big")
        + bytes(4)
        + cmap
    )


def test_the_letters_of_a_font_are_read_from_it():
    assert fonts.covered(_font("AB")) == {ord("A"), ord("B")}
    assert pdf_file.lacking("Ệ 李 x\u200b", fonts.find()) == {"李"}
