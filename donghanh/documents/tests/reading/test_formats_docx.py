"""Word files: what stands on the paper is what is read."""

import io
import zipfile

import docx
import pytest

from donghanh.documents.reading import formats
from donghanh.documents.tests.reading import making
from donghanh.documents.tests.reading.making import item, lvl, numbering, p, part, r, tbl, tc


def read(body: str, **parts: str | bytes) -> list[str]:
    return formats.load(making.docx(body, **parts)).text.split("\n")


def test_paragraphs_are_lines_and_breaks_are_kept():
    body = p("Một", "<w:r><w:br/></w:r>", "hai") + p(
        "ba", "<w:r><w:tab/></w:r>", "bốn", "<w:r><w:noBreakHyphen/></w:r>", "năm"
    )

    assert read(body) == ["Một", "hai", "ba\tbốn-năm"]


def test_soft_hyphens_and_strange_spaces_leave_plain_words():
    body = p("công", "<w:r><w:softHyphen/></w:r>", "tác", "\u00a0quốc\u200b tế\u2003thanh niên")

    assert read(body) == ["côngtác quốc tế thanh niên"]


def test_automatic_numbers_of_many_levels_are_typed_out():
    levels = numbering(
        lvl(0, "%1.", "upperRoman"),
        lvl(1, "%2."),
        lvl(2, "%2.%3."),
        lvl(3, "%4)", "lowerLetter"),
        lvl(4, "•", "bullet"),
    )
    body = (
        item("Mục đích")
        + item("Nội dung", 1)
        + item("Việc", 2)
        + item("Việc", 2)
        + item("Ý", 3)
        + item("Gạch", 4)
    )
    body += item("Nội dung", 1) + item("Việc", 2) + item("Tổ chức") + item("Nội dung", 1)

    assert read(body, numbering=levels) == [
        *("I. Mục đích", "1. Nội dung", "1.1. Việc", "1.2. Việc", "a) Ý", "- Gạch"),
        *("2. Nội dung", "2.1. Việc", "II. Tổ chức", "1. Nội dung"),
    ]


def test_legal_numbering_writes_higher_levels_in_digits():
    levels = numbering(lvl(0, "Chương %1", "upperRoman"), lvl(1, "%1.%2", extra="<w:isLgl/>"))

    assert read(item("Chung") + item("Điều", 1), numbering=levels) == ["Chương I Chung", "1.1 Điều"]


@pytest.mark.parametrize(("restart", "label"), [('<w:lvlRestart w:val="0"/>', "2."), ("", "1.")])
def test_a_level_restarts_unless_told_not_to(restart, label):
    levels = numbering(lvl(0, "%1.", "upperRoman"), lvl(1, "%2.", extra=restart))
    body = item("A") + item("b", 1) + item("B") + item("c", 1)

    assert read(body, numbering=levels) == ["I. A", "1. b", "II. B", f"{label} c"]


def test_lists_share_their_counter_until_one_overrides_its_start():
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    body = item("a") + item("b", num=2) + item("c", num=3) + item("d", num=3)

    assert read(body, numbering=numbering(lvl(0, "%1."), nums=nums)) == ["1. a", "2. b", "5. c", "6. d"]


def test_numbers_that_styles_bring_are_typed_out_too():
    styles = part(
        "styles",
        '<w:style w:type="paragraph" w:styleId="Muc">'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Con"><w:basedOn w:val="Muc"/></w:style>',
    )
    levels = numbering(
        lvl(0, "%1.", extra='<w:pStyle w:val="Muc"/>'), lvl(1, "%1.%2.", extra='<w:pStyle w:val="Con"/>')
    )
    off = '<w:pStyle w:val="Muc"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    body = (
        p("A", props='<w:pStyle w:val="Muc"/>')
        + p("b", props='<w:pStyle w:val="Con"/>')
        + p("không số", props=off)
    )

    assert read(body, styles=styles, numbering=levels) == ["1. A", "1.1. b", "không số"]


def test_plus_and_hyphen_bullets_stay_what_they_are():
    levels = numbering(lvl(0, "-", "bullet"), lvl(1, "+", "bullet"), lvl(2, "\uf0a7", "bullet"))

    assert read(item("a") + item("b", 1) + item("c", 2), numbering=levels) == ["- a", "+ b", "- c"]


def test_an_empty_item_counts_but_shows_only_in_a_table():
    levels = numbering(lvl(0, "%1."))
    rows = [("TT", "Việc", "Hạn"), (tc(item("")), "a", "1/6"), (tc(item("")), "b", "2/6")]

    assert read(item("") + item("sau"), numbering=levels) == ["2. sau"]
    assert read(tbl(*rows, borders=True), numbering=levels) == [
        "TT | Việc | Hạn",
        "1. | a | 1/6",
        "2. | b | 2/6",
    ]


def test_python_docx_lists_come_with_their_numbers():
    document = docx.Document()
    for words in ("một", "hai"):
        document.add_paragraph(words, style="List Number")
    document.add_paragraph("gạch", style="List Bullet")
    buffer = io.BytesIO()
    document.save(buffer)

    assert formats.load(buffer.getvalue()).text == "1. một\n2. hai\n- gạch"


def test_a_letterhead_is_read_cell_after_cell():
    left = tc("BCH TỈNH TRÀ VINH", "***", "Số: 12-KH/TĐTN-BTG")
    right = tc("ĐOÀN TNCS HỒ CHÍ MINH", "Trà Vinh, ngày 5 tháng 3 năm 2020")

    assert read(tbl((left, right)) + p("KẾ HOẠCH")) == [
        *("BCH TỈNH TRÀ VINH", "***", "Số: 12-KH/TĐTN-BTG", "ĐOÀN TNCS HỒ CHÍ MINH"),
        *("Trà Vinh, ngày 5 tháng 3 năm 2020", "KẾ HOẠCH"),
    ]


def test_signatures_in_rows_are_read_signer_by_signer():
    rows = [
        ("TM. BAN THƯỜNG VỤ HỘI", "TM. BAN THƯỜNG VỤ ĐOÀN"),
        ("CHỦ TỊCH", "BÍ THƯ"),
        ("Lê Văn Một", "Trần Thị Hai"),
    ]

    assert read(tbl(*rows)) == [
        *("TM. BAN THƯỜNG VỤ HỘI", "CHỦ TỊCH", "Lê Văn Một"),
        *("TM. BAN THƯỜNG VỤ ĐOÀN", "BÍ THƯ", "Trần Thị Hai"),
    ]


def test_a_table_of_data_is_read_row_by_row_with_merged_cells():
    wide = tc("I. Tuyên truyền", props='<w:gridSpan w:val="3"/>')
    two = tc("gộp", props='<w:gridSpan w:val="2"/>')
    top = tc("Ban A", props='<w:vMerge w:val="restart"/>')
    under = tc("", props="<w:vMerge/>")
    rows = [("TT", "Việc", "Chủ trì"), (wide,), ("1", "Một", top), ("2", "Hai", under), (two, "cuối")]

    assert read(tbl(*rows, borders=True)) == [
        *("TT | Việc | Chủ trì", "I. Tuyên truyền", "1 | Một | Ban A", "2 | Hai |", "gộp |  | cuối"),
    ]


def test_a_table_without_lines_but_with_columns_of_short_cells_is_data():
    assert read(tbl(("TT", "Việc", "Hạn"), ("1", "Họp", "1/6"))) == ["TT | Việc | Hạn", "1 | Họp | 1/6"]


def test_a_nested_table_stays_within_its_cell():
    inner = tbl(("x", "y"), ("z", "t"), borders=True)

    assert read(tbl(("a", tc(inner, p("sau"))), ("b", "c"), borders=True)) == ["a | x | y z | t sau", "b | c"]


def test_fields_show_their_result_and_links_their_words():
    code = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DATE </w:instrText></w:r>'
    result = (
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + r("15/6")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    body = p("Hạn ", code + result, '<w:fldSimple w:instr="PAGE">' + r(" trang 2") + "</w:fldSimple>")
    body += p("Xem ", '<w:hyperlink r:id="x">' + r("tại đây") + "</w:hyperlink>")

    assert read(body) == ["Hạn 15/6 trang 2", "Xem tại đây"]


def test_an_unfinished_field_does_not_swallow_the_rest():
    body = p("Trước ", '<w:r><w:fldChar w:fldCharType="begin"/></w:r>', "mã") + p("Sau")

    assert read(body) == ["Trước", "Sau"]


def test_insertions_are_read_and_deletions_are_not():
    gone = '<w:del w:id="1"><w:r><w:delText>cũ</w:delText></w:r></w:del>'
    body = p(
        "Nộp ",
        gone,
        '<w:ins w:id="2">' + r("mới") + "</w:ins>",
        '<w:moveFrom w:id="3">' + r("đi") + "</w:moveFrom>",
    )
    joined = p("Nửa đầu", props='<w:rPr><w:del w:id="4"/></w:rPr>') + p(" nửa sau")

    assert read(body + joined) == ["Nộp mới", "Nửa đầu nửa sau"]


def test_hidden_words_are_not_read_and_capitals_are_as_shown():
    styles = part(
        "styles",
        '<w:style w:type="character" w:styleId="An"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Hoa"><w:rPr><w:caps/></w:rPr></w:style>',
    )
    body = p(
        "Thấy",
        r(" ẩn", "<w:vanish/>"),
        r(" giấu", '<w:rStyle w:val="An"/>'),
        r(" hiện", '<w:vanish w:val="0"/>'),
    )
    body += p("Kế hoạch ", r("thường", '<w:caps w:val="false"/>'), props='<w:pStyle w:val="Hoa"/>')

    assert read(body, styles=styles) == ["Thấy hiện", "KẾ HOẠCH thường"]


def test_a_text_box_is_read_once_after_its_paragraph():
    box = "<w:txbxContent>" + p("DỰ THẢO") + "</w:txbxContent>"
    drawing = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>'
        f"{box}</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )
    old = (
        "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>"
        + p("KHUNG CŨ")
        + "</w:txbxContent></v:textbox></v:shape>"
    )

    assert read(p("Trước", drawing) + p("Giữa", old + "</w:pict></w:r>") + p("Sau")) == [
        *("Trước", "DỰ THẢO", "Giữa", "KHUNG CŨ", "Sau"),
    ]


def test_content_controls_are_read_wherever_they_stand():
    row = "<w:sdt><w:sdtContent><w:tr>" + tc("c") + tc("d") + "</w:tr></w:sdtContent></w:sdt>"
    table = "<w:tbl><w:tblPr/>" + "<w:tr>" + tc("a") + tc("b") + "</w:tr>" + row + "</w:tbl>"
    block = "<w:sdt><w:sdtPr/><w:sdtContent>" + p("khối") + "</w:sdtContent></w:sdt>"
    inline = p("số ", "<w:sdt><w:sdtContent>" + r("12") + "</w:sdtContent></w:sdt>")

    assert read(block + inline + table) == ["khối", "số 12", "a | b", "c | d"]


def test_explicit_page_breaks_become_form_feeds():
    body = p("một", '<w:r><w:br w:type="page"/></w:r>') + p("hai") + p("ba", props="<w:pageBreakBefore/>")

    assert formats.load(making.docx(body)).text == "một\f\nhai\n\fba"


def test_cited_footnotes_stand_at_the_end_and_others_nowhere():
    notes = part(
        "footnotes",
        '<w:footnote w:id="0" w:type="separator">' + p("---") + "</w:footnote>"
        '<w:footnote w:id="2">' + p(" Quyết định số 5/QĐ-X.") + "</w:footnote>"
        '<w:footnote w:id="3">' + p("không dẫn") + "</w:footnote>",
    )
    body = p("Theo quy định", '<w:r><w:footnoteReference w:id="2"/></w:r>', ".") + p("Hết")

    assert read(body, footnotes=notes) == ["Theo quy định.", "Hết", "\f", "[1] Quyết định số 5/QĐ-X."]


SECTION = '<w:sectPr><w:headerReference w:type="first" r:id="r_header1"/></w:sectPr>'


def test_a_header_lends_its_letterhead_to_a_body_without_one():
    header = part("hdr", p("ĐOÀN TNCS HỒ CHÍ MINH") + p("Số: 3-KH/ĐTN"))

    assert read(p("KẾ HOẠCH") + SECTION, header1=header) == [
        "ĐOÀN TNCS HỒ CHÍ MINH",
        "Số: 3-KH/ĐTN",
        "KẾ HOẠCH",
    ]


def test_other_headers_are_left_out():
    header = part("hdr", p("Tài liệu lưu hành nội bộ"))

    assert read(p("Số: 3-KH/ĐTN") + SECTION, header1=part("hdr", p("Số: 4"))) == ["Số: 3-KH/ĐTN"]
    assert read(p("KẾ HOẠCH") + SECTION, header1=header) == ["KẾ HOẠCH"]


def test_letters_of_old_fonts_are_converted_run_by_run():
    old = r("Céng hoµ x· héi chñ nghÜa ViÖt Nam", '<w:rFonts w:ascii=".VnTime"/>')
    heading = r("KÕ ho¹ch", '<w:rFonts w:ascii=".VnTimeH"/>')
    source = formats.load(making.docx(p(old) + p(heading) + p("Ủy ban ± 5 µm")))

    assert source.text == "Cộng hoà xã hội chủ nghĩa Việt Nam\nKẾ HOẠCH\nỦy ban ± 5 µm"
    assert source.notes == ("Đã chuyển mã TCVN3 (ABC) sang Unicode.",)


def test_a_letter_split_between_runs_of_an_old_font_is_one_letter():
    font = '<w:rFonts w:ascii="VNI-Times"/>'
    source = formats.load(making.docx(p(r("Vie", font), r("ät Nam, ñaù", font), r("ng", font + "<w:b/>"))))

    assert source.text == "Việt Nam, đáng"
    assert source.notes == ("Đã chuyển mã VNI sang Unicode.",)


def test_unicode_that_kept_an_old_font_is_left_alone():
    text = "Căn cứ Điều lệ, Ban Thường vụ là cơ quan có thẩm quyền"
    source = formats.load(making.docx(p(r(text, '<w:rFonts w:ascii=".VnTime"/>'))))

    assert (source.text, source.notes) == (text, ())


def test_macros_are_named_and_not_run():
    source = formats.load(making.docx(p("Nội dung"), **{"word/vbaProject.bin": b"\x00"}), name="a.docm")

    assert (source.text, source.format) == ("Nội dung", "docx")
    assert source.notes == ("Tệp có macro; chỉ đọc phần chữ, không chạy macro.",)


def test_the_strict_variant_is_read_as_well():
    data = making.docx(item("Nội dung"), numbering=numbering(lvl(0, "%1.")))
    members = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            strict = archive.read(name).decode()
            for usual, other in (
                ("wordprocessingml/2006/main", "wordprocessingml/main"),
                ("officeDocument/2006/", "officeDocument/"),
            ):
                strict = strict.replace(
                    f"http://schemas.openxmlformats.org/{usual}", f"http://purl.oclc.org/ooxml/{other}"
                )
            members[name] = strict

    assert formats.load(making.zipped(members)).text == "1. Nội dung"
